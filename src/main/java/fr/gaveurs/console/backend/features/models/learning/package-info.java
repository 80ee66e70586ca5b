/** Trains, judges and applies models. Pure: no database, no files, no clock; the same samples and seed, the same bytes. */
@NullMarked
package fr.gaveurs.console.backend.features.models.learning;

import org.jspecify.annotations.NullMarked;
