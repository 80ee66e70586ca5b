/** Tables that are divided by UTC day: which they are, how their parts are made, dropped and taken out. Knows no feature. */
@org.jspecify.annotations.NullMarked
package fr.gaveurs.console.backend.platform.store.partitions;
