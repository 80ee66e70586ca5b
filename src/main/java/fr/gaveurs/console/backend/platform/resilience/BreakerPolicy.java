package fr.gaveurs.console.backend.platform.resilience;

import java.time.Duration;
import java.util.function.Predicate;

/**
 * When a breaker opens and closes.
 *
 * @param failures failed calls in a row that open it
 * @param successes calls in a row that must succeed, once it is half open, to close it
 * @param openAtMost how long it stays open when nobody says earlier that a try is worth while
 * @param slow a call that takes longer counts as failed, whatever it came to
 * @param counts which exceptions are the fault of what is guarded; others, such as a statement that is wrong, show
 *     that it answers and count as successes
 */
public record BreakerPolicy(
        int failures, int successes, Duration openAtMost, Duration slow, Predicate<Throwable> counts) {}
