@NullMarked
package fr.gaveurs.console.desktop.shell;

import org.jspecify.annotations.NullMarked;
