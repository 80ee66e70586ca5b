@NullMarked
package fr.gaveurs.console.desktop.report;

import org.jspecify.annotations.NullMarked;
