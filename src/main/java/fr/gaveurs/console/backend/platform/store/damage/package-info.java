/** Files of the database that cannot be read any more: what is found, set aside and brought back. Knows no feature. */
@org.jspecify.annotations.NullMarked
package fr.gaveurs.console.backend.platform.store.damage;
