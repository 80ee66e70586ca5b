/**
 * The database, as the rest of the program uses it: {@code Database} lends connections and runs statements, and refuses at
 * once while the database is away. What it stands on is in the packages below. Knows no feature.
 */
@org.jspecify.annotations.NullMarked
package fr.gaveurs.console.backend.platform.store;
