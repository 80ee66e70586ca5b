@NullMarked
package fr.gaveurs.console.desktop;

import org.jspecify.annotations.NullMarked;
