@NullMarked
package fr.gaveurs.console.desktop.live;

import org.jspecify.annotations.NullMarked;
