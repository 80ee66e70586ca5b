@NullMarked
package fr.gaveurs.console.desktop.screens.bugs.report;

import org.jspecify.annotations.NullMarked;
