@NullMarked
package fr.gaveurs.console.desktop.health;

import org.jspecify.annotations.NullMarked;
