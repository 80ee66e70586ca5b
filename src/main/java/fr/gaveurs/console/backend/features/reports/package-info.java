/** Reports as PDF, Excel and CSV: made now, or by schedules. */
@NullMarked
package fr.gaveurs.console.backend.features.reports;

import org.jspecify.annotations.NullMarked;
