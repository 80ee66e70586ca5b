/** The disk spool: what keeps samples while the database is away. Knows bytes, not samples. */
@NullMarked
package fr.gaveurs.console.backend.platform.spool;

import org.jspecify.annotations.NullMarked;
