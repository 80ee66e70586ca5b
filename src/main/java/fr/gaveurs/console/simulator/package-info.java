/**
 * The device side: stations that measure livers whose truth is known, or replay a recording, and speak to a console as
 * an ESP32 does. Knows the contract only, never the backend: what it says of a liver's grade is reckoned on its own.
 */
@NullMarked
package fr.gaveurs.console.simulator;

import org.jspecify.annotations.NullMarked;
