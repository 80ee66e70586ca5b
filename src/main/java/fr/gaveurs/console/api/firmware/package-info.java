/** Firmware over the air: images, keys, rollouts, and what is said over the devices' socket. */
@NullMarked
package fr.gaveurs.console.api.firmware;

import org.jspecify.annotations.NullMarked;
