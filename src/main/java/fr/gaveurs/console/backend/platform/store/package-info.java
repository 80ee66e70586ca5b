/**
 * The database: PostgreSQL embedded or by {@code DATABASE_URL}, connection pools that notice an outage and its end
 * within a second, migrations, and partitions by time. Knows no feature.
 */
@org.jspecify.annotations.NullMarked
package fr.gaveurs.console.backend.platform.store;
