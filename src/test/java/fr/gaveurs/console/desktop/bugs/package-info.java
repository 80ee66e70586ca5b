@NullMarked
package fr.gaveurs.console.desktop.bugs;

import org.jspecify.annotations.NullMarked;
