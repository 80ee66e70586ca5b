/** Connections that are kept and lent, and the probe that knows within a fraction of a second whether the database is there. Knows no feature. */
@org.jspecify.annotations.NullMarked
package fr.gaveurs.console.backend.platform.store.pool;
