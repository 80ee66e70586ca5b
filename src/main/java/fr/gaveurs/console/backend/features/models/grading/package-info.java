/** Models whose figures take the formula's place in the score. */
@NullMarked
package fr.gaveurs.console.backend.features.models.grading;

import org.jspecify.annotations.NullMarked;
