package fr.gaveurs.console.backend.platform.tlog;

import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What the entries of rows say that this console stored a moment ago, so that nobody has to read them back to make their
 * entries. Only a short cut: whatever is not here, after a kill, of another console or because there was too much, is made
 * of the rows. Thread-safe.
 */
public final class ReadyRows {
    /** Rows that are held at most, half a kilobyte each. */
    static final int MOST = 10_000;
    /** What was not asked for by then was rolled back, or another console made the entries. */
    static final Duration KEPT = Duration.ofMinutes(1);

    private final LongSupplier nanos;
    private final Map<Long, Batch> batches = new LinkedHashMap<>();
    private int held;

    /** A row's key and its entry. */
    public record Row(String key, String entry) {}

    private record Batch(List<Row> rows, long nanos) {}

    /** @param nanos the monotonic clock */
    public ReadyRows(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /**
     * Holds rows that are just being stored.
     *
     * @return by which they are found; null where there is no room for them
     */
    synchronized @Nullable Long put(List<Row> rows) {
        long now = nanos.getAsLong();
        for (Iterator<Batch> oldest = batches.values().iterator(); oldest.hasNext(); ) {
            Batch batch = oldest.next();
            if (now - batch.nanos < KEPT.toNanos()) {
                break;
            }
            held -= batch.rows.size();
            oldest.remove();
        }
        if (rows.isEmpty() || held + rows.size() > MOST) {
            return null;
        }
        Long id = ThreadLocalRandom.current().nextLong();
        if (batches.putIfAbsent(id, new Batch(rows, now)) != null) {
            return null;
        }
        held += rows.size();
        return id;
    }

    /** Lets go of rows that were put; null where they are not here. */
    public synchronized @Nullable List<Row> take(long id) {
        Batch batch = batches.remove(id);
        if (batch == null) {
            return null;
        }
        held -= batch.rows.size();
        return batch.rows;
    }
}
