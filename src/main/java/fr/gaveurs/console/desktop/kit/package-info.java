/** What screens share: their contract with the shell, language, colours, and the live model they watch. */
@NullMarked
package fr.gaveurs.console.desktop.kit;

import org.jspecify.annotations.NullMarked;
