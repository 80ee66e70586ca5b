@NullMarked
package fr.gaveurs.console.desktop.screens.log;

import org.jspecify.annotations.NullMarked;
