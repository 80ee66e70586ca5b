/** Models: truth, data sets, trainings, versions, and what they say of samples. */
@NullMarked
package fr.gaveurs.console.backend.features.models;

import org.jspecify.annotations.NullMarked;
