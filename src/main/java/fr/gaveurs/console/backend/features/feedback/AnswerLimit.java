package fr.gaveurs.console.backend.features.feedback;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Lets pages be made one after another. Ratings that were committed together are all answered then, and as many pages at once
 * would keep samples waiting for a processor.
 */
final class AnswerLimit {
    /** Whoever waited longer goes on beside the others: a page that hangs must not stop all of them. */
    private static final Duration LONGEST = Duration.ofSeconds(1);

    private final Semaphore place = new Semaphore(1, true);

    <T> T run(Supplier<T> work) {
        boolean placed = isPlaced();
        try {
            return work.get();
        } finally {
            if (placed) {
                place.release();
            }
        }
    }

    private boolean isPlaced() {
        try {
            return place.tryAcquire(LONGEST.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // what was stored is answered all the same
            return false;
        }
    }
}
