/** What a failure of the database says: whether it is away, busy, damaged, or refuses what was asked. Knows no feature. */
@org.jspecify.annotations.NullMarked
package fr.gaveurs.console.backend.platform.store.errors;
