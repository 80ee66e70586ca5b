@NullMarked
package fr.gaveurs.console.desktop.station;

import org.jspecify.annotations.NullMarked;
