package fr.gaveurs.console.backend.ingest;

import fr.gaveurs.console.api.Json;
import fr.gaveurs.console.backend.features.quality.GradedSample;
import fr.gaveurs.console.backend.platform.lifecycle.LogBound;
import fr.gaveurs.console.backend.platform.spool.Spool;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;

/**
 * Graded samples in the disk spool. One that a device sends again while it is still there is known, so that it is shown
 * once. Only the writer's thread appends and removes.
 */
public final class SampleSpool {
    private static final Logger LOG = LoggerFactory.getLogger(SampleSpool.class);
    private static final int UNREADABLE_LINES = 10;
    private static final int REMEMBERED = 50_000;

    private final Spool spool;
    private final Clock clock;
    private final Set<Key> held = Collections.newSetFromMap(new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Boolean> eldest) {
            return size() > REMEMBERED;
        }
    });
    private final LongAdder appended = new LongAdder();
    private final LongAdder replayed = new LongAdder();
    private final LongAdder refused = new LongAdder();
    private final LongAdder unreadable = new LongAdder();
    /** The same records come again until they are removed, and all of a file may be like it. */
    private final LogBound unreadableLines = new LogBound(UNREADABLE_LINES, Duration.ofMinutes(1));

    /** With other figures it is another measurement. */
    private record Key(String deviceId, String sampleId, Instant time, long figures) {
        static Key of(GradedSample sample) {
            return new Key(
                    sample.measurement().deviceId(),
                    sample.measurement().sampleId(),
                    sample.measurement().deviceTime(),
                    sample.fingerprint());
        }
    }

    /**
     * The oldest samples of the spool.
     *
     * @param records records that they came from, those that could not be read among them
     * @param inherited whether an earlier run of the program spooled them
     */
    record Batch(List<GradedSample> samples, int records, boolean inherited) {}

    public SampleSpool(Spool spool, Clock clock) {
        this.spool = spool;
        this.clock = clock;
    }

    /**
     * Appends samples and flushes them to the disk.
     *
     * @return those that were not in it already
     * @throws IOException saying why the spool took none of them
     */
    List<GradedSample> append(List<GradedSample> samples) throws IOException {
        List<GradedSample> fresh = new ArrayList<>(samples.size());
        Set<Key> keys = new java.util.LinkedHashSet<>();
        for (GradedSample sample : samples) {
            Key key = Key.of(sample);
            if (!held.contains(key) && keys.add(key)) {
                fresh.add(sample);
            }
        }
        if (!fresh.isEmpty()) {
            try {
                spool.append(fresh.stream().map(SampleSpool::encode).toList(), clock.instant());
            } catch (IOException e) {
                refused.add(samples.size());
                throw e;
            }
            held.addAll(keys);
            appended.add(fresh.size());
        }
        return fresh;
    }

    /** The oldest samples, at most {@code count} records; they stay until {@link #remove}. */
    Batch peek(int count) throws IOException {
        Spool.Batch batch = spool.peek(count);
        List<GradedSample> samples = new ArrayList<>(batch.payloads().size());
        for (byte[] payload : batch.payloads()) {
            try {
                samples.add(decode(payload));
            } catch (IllegalArgumentException e) {
                unreadable.increment();
                if (unreadableLines.take()) {
                    LOG.error(
                            "a record of the spool, checksummed and whole, is no sample of this program: {}",
                            new String(
                                    payload, 0, Math.min(200, payload.length), java.nio.charset.StandardCharsets.UTF_8),
                            e);
                }
            }
        }
        return new Batch(samples, batch.payloads().size(), batch.inherited());
    }

    /** Forgets a batch, which is stored. */
    void remove(Batch batch) throws IOException {
        spool.remove(batch.records());
        batch.samples().forEach(sample -> held.remove(Key.of(sample)));
        replayed.add(batch.samples().size());
    }

    static byte[] encode(GradedSample sample) {
        return Json.MAPPER.writeValueAsBytes(sample);
    }

    /** @throws IllegalArgumentException if it is no sample of this program */
    static GradedSample decode(byte[] payload) {
        try {
            GradedSample sample = Json.MAPPER.readValue(payload, GradedSample.class);
            if (sample == null) {
                throw new IllegalArgumentException("null");
            }
            return sample;
        } catch (JacksonException e) {
            throw new IllegalArgumentException(e.getOriginalMessage(), e);
        }
    }

    public boolean isEmpty() {
        return spool.isEmpty();
    }

    /** Samples in it. */
    public int size() {
        return spool.size();
    }

    /** When its oldest sample came into it; null when it is empty. */
    @Nullable
    Instant oldest() {
        return spool.oldest();
    }

    /** Age of its oldest sample, seconds; 0 when it is empty. */
    public double oldestSeconds() {
        Instant oldest = spool.oldest();
        return oldest == null
                ? 0
                : Math.max(0, Duration.between(oldest, clock.instant()).toMillis() / 1e3);
    }

    /** Bytes that it takes on the disk. */
    public long bytes() {
        return spool.bytes();
    }

    /** Why it could take no sample now; null if it could. */
    public @Nullable String full() {
        return spool.full();
    }

    /** Samples appended since the start. */
    public long appended() {
        return appended.sum();
    }

    /** Samples that went from it to the database since the start. */
    public long replayed() {
        return replayed.sum();
    }

    /** Samples that it had no room for since the start. */
    public long refused() {
        return refused.sum();
    }

    /** Bytes and records that were no samples. */
    public long damaged() {
        return spool.damagedBytes() + unreadable.sum();
    }

    /** Names of files that keep what could not be read. */
    public List<String> damagedFiles() throws IOException {
        return spool.damagedFiles();
    }
}
