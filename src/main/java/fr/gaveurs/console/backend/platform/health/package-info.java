/** The probes and the checks behind them. */
@NullMarked
package fr.gaveurs.console.backend.platform.health;

import org.jspecify.annotations.NullMarked;
