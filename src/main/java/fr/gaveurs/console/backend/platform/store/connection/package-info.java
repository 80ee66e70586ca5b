/** How the database is reached: its address, connections that cannot hang, and whether a pooler stands between. Knows no feature. */
@org.jspecify.annotations.NullMarked
package fr.gaveurs.console.backend.platform.store.connection;
