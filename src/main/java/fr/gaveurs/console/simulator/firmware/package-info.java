/** A board's firmware: its two slots, how it takes updates, and everything that goes wrong in the field. */
@NullMarked
package fr.gaveurs.console.simulator.firmware;

import org.jspecify.annotations.NullMarked;
