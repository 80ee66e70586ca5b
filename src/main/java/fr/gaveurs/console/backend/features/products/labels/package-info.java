/** Labels of products: what stands where, and the files that it is drawn into. */
@NullMarked
package fr.gaveurs.console.backend.features.products.labels;

import org.jspecify.annotations.NullMarked;
