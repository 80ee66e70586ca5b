/** What a sample is worth: parsing and validation of a measurement, grading, its SQL and its routes. */
@NullMarked
package fr.gaveurs.console.backend.features.quality;

import org.jspecify.annotations.NullMarked;
