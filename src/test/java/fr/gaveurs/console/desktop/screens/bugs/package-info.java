@NullMarked
package fr.gaveurs.console.desktop.screens.bugs;

import org.jspecify.annotations.NullMarked;
