@NullMarked
package fr.gaveurs.console.desktop.pump;

import org.jspecify.annotations.NullMarked;
