/** The window: its frame, its start and its end. {@link fr.gaveurs.console.desktop.shell.ConsoleWindow} is the way in. */
@NullMarked
package fr.gaveurs.console.desktop.shell;

import org.jspecify.annotations.NullMarked;
