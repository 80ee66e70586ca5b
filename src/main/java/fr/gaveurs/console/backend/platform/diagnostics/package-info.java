/** What a technician or support reads: the program's log in memory, and the diagnostics. */
@NullMarked
package fr.gaveurs.console.backend.platform.diagnostics;

import org.jspecify.annotations.NullMarked;
