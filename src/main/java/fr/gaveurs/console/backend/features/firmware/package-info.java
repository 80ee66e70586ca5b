/** Firmware over the air: images and keys, what stations run, and how images come to them. */
@NullMarked
package fr.gaveurs.console.backend.features.firmware;

import org.jspecify.annotations.NullMarked;
