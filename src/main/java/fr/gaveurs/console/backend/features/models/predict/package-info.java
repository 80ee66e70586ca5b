/** What models say of samples, once those are stored. */
@NullMarked
package fr.gaveurs.console.backend.features.models.predict;

import org.jspecify.annotations.NullMarked;
