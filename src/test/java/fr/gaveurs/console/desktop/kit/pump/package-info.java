@NullMarked
package fr.gaveurs.console.desktop.kit.pump;

import org.jspecify.annotations.NullMarked;
