/** Prometheus meters, each moved by the code that it counts. */
@NullMarked
package fr.gaveurs.console.backend.platform.metrics;

import org.jspecify.annotations.NullMarked;
