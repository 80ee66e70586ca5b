/** Circuit breakers and retries around what may be away: the database, Redis. */
@NullMarked
package fr.gaveurs.console.backend.platform.resilience;

import org.jspecify.annotations.NullMarked;
