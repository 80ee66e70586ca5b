/** What crosses the wire about models: truth, data sets, trainings, versions, predictions. */
@NullMarked
package fr.gaveurs.console.api.models;

import org.jspecify.annotations.NullMarked;
