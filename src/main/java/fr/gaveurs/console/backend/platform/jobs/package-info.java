/** Work that is done from time to time, by one of the consoles on a database. Knows no feature. */
@NullMarked
package fr.gaveurs.console.backend.platform.jobs;

import org.jspecify.annotations.NullMarked;
