/** Prometheus meters, each moved by the code that it counts. */
@NullMarked
package fr.gaveurs.console.backend.metrics;

import org.jspecify.annotations.NullMarked;
