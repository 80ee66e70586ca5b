/** Trainings as jobs: queued, run by one console, with progress, cancelled when somebody wants it. */
@NullMarked
package fr.gaveurs.console.backend.features.models.training;

import org.jspecify.annotations.NullMarked;
