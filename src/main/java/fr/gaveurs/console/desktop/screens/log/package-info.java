/** The transparency log: how far it is, who witnesses it, and whether everything is as it was written. */
@NullMarked
package fr.gaveurs.console.desktop.screens.log;

import org.jspecify.annotations.NullMarked;
