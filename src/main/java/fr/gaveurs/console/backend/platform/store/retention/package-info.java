/** Deletes what is older than it is kept, by a clock that others confirm. Knows no feature. */
@org.jspecify.annotations.NullMarked
package fr.gaveurs.console.backend.platform.store.retention;
