@NullMarked
package fr.gaveurs.console.desktop.screens.health;

import org.jspecify.annotations.NullMarked;
