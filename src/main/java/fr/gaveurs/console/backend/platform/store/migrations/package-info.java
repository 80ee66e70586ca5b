/** Brings the tables to what this program needs. Knows no feature. */
@org.jspecify.annotations.NullMarked
package fr.gaveurs.console.backend.platform.store.migrations;
