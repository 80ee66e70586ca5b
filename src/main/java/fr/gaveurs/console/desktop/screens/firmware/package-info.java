/** The screen of firmware: images, rollouts, what each station runs, and the keys of makers. */
@NullMarked
package fr.gaveurs.console.desktop.screens.firmware;

import org.jspecify.annotations.NullMarked;
