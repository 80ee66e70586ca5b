/** What consumers say of products: taken in, looked through, counted, and held against what was measured. */
@NullMarked
package fr.gaveurs.console.backend.features.feedback;

import org.jspecify.annotations.NullMarked;
