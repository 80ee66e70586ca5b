@NullMarked
package fr.gaveurs.console.desktop.screens.journal;

import org.jspecify.annotations.NullMarked;
