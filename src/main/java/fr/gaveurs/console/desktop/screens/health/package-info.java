/** The health screen: probes, components and how the start went. */
@NullMarked
package fr.gaveurs.console.desktop.screens.health;

import org.jspecify.annotations.NullMarked;
