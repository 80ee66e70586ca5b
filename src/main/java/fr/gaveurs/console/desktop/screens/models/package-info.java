/** The screen of models: versions, trainings, shadow against active, truth, drift, and what ran when. */
@NullMarked
package fr.gaveurs.console.desktop.screens.models;

import org.jspecify.annotations.NullMarked;
