package fr.gaveurs.console.backend.features.log;

import java.util.BitSet;
import java.util.function.LongConsumer;

/** Entries whose rows are there. Thread-safe. */
final class SeenEntries {
    private final BitSet seen = new BitSet();
    private final long since;

    /** @param since entries before it are not asked for */
    SeenEntries(long since) {
        this.since = since;
    }

    /** Adds some of a piece, in one go. */
    synchronized void add(long[] indexes, int count) {
        for (int i = 0; i < count; i++) {
            seen.set(Math.toIntExact(indexes[i] - since));
        }
    }

    synchronized long count() {
        return seen.cardinality();
    }

    /** Tells those from one entry to before another that were not seen, from the first. */
    synchronized void missing(long from, long to, LongConsumer each) {
        int end = Math.toIntExact(to - since);
        for (int i = seen.nextClearBit(Math.toIntExact(from - since)); i < end; i = seen.nextClearBit(i + 1)) {
            each.accept(since + i);
        }
    }
}
