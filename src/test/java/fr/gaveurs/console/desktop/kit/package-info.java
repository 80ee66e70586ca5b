@NullMarked
package fr.gaveurs.console.desktop.kit;

import org.jspecify.annotations.NullMarked;
