/** Answers kept in memory, and in Redis where one is configured, valid until a sample that they depend on is stored. */
@NullMarked
package fr.gaveurs.console.backend.platform.cache;

import org.jspecify.annotations.NullMarked;
