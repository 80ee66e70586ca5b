/** Reports as files: made now, or by schedules. */
@NullMarked
package fr.gaveurs.console.api.reports;

import org.jspecify.annotations.NullMarked;
