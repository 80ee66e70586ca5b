/** Probes and health. */
@NullMarked
package fr.gaveurs.console.api.health;

import org.jspecify.annotations.NullMarked;
