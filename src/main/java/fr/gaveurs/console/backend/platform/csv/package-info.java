/** CSV as spreadsheets read it. */
@NullMarked
package fr.gaveurs.console.backend.platform.csv;

import org.jspecify.annotations.NullMarked;
