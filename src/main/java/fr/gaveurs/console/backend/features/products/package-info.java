/** Products made of samples: their signed codes, their labels, their recall, and the page that consumers see. */
@NullMarked
package fr.gaveurs.console.backend.features.products;

import org.jspecify.annotations.NullMarked;
