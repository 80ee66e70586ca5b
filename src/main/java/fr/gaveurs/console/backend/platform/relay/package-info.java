/**
 * Tells the other consoles on the same PostgreSQL what changed, and hears what they tell. Messages are hints: who hears
 * one reads the database. Knows no feature.
 */
@NullMarked
package fr.gaveurs.console.backend.platform.relay;

import org.jspecify.annotations.NullMarked;
