/** What the program does for each command of its command line. */
@NullMarked
package fr.gaveurs.console.command;

import org.jspecify.annotations.NullMarked;
