/** The stations: who may deliver, how fresh each one is, and what its tile shows. */
@NullMarked
package fr.gaveurs.console.backend.features.devices;

import org.jspecify.annotations.NullMarked;
