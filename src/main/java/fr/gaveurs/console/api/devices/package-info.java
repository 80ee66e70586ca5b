/** Stations, and the messages that they send. */
@NullMarked
package fr.gaveurs.console.api.devices;

import org.jspecify.annotations.NullMarked;
