/** Products: samples that are sold, with a code that consumers scan, and their recall. */
@NullMarked
package fr.gaveurs.console.api.products;

import org.jspecify.annotations.NullMarked;
