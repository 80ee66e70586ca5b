/** What consumers see of a product and say of it. */
@NullMarked
package fr.gaveurs.console.api.feedback;

import org.jspecify.annotations.NullMarked;
