package fr.gaveurs.console.simulator;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The samples of a station that the console has not settled yet, oldest first. Used by one thread. */
final class SampleBuffer {
    /** As many as an ESP32 holds. */
    static final int CAPACITY = 100;

    /** One sample. */
    static final class Entry {
        final Outgoing sample;
        /** {@link System#nanoTime} when it was last sent. */
        long sentAt;

        int timesSent;
        boolean inFlight;

        Entry(Outgoing sample) {
            this.sample = sample;
        }
    }

    private final List<Entry> entries = new ArrayList<>(CAPACITY);

    boolean isFull() {
        return entries.size() == CAPACITY;
    }

    int size() {
        return entries.size();
    }

    void add(Outgoing sample) {
        if (isFull()) {
            throw new IllegalStateException("the buffer is full");
        }
        entries.add(new Entry(sample));
    }

    /** The oldest sample that waits to be sent. */
    @Nullable
    Entry nextToSend() {
        for (Entry entry : entries) {
            if (!entry.inFlight) {
                return entry;
            }
        }
        return null;
    }

    /** The oldest sample on its way; of that id, or of any if it is null. */
    @Nullable
    Entry inFlight(@Nullable String sampleId) {
        for (Entry entry : entries) {
            if (entry.inFlight && (sampleId == null || entry.sample.sampleId().equals(sampleId))) {
                return entry;
            }
        }
        return null;
    }

    void remove(Entry entry) {
        entries.remove(entry);
    }

    /** Everything on its way is to be sent again; returns how many that are. */
    int recall() {
        int recalled = 0;
        for (Entry entry : entries) {
            if (entry.inFlight) {
                entry.inFlight = false;
                recalled++;
            }
        }
        return recalled;
    }
}
