package fr.gaveurs.console.backend.features.devices;

import fr.gaveurs.console.api.devices.Freshness;
import fr.gaveurs.console.api.quality.Samples.Sample;
import fr.gaveurs.console.backend.features.quality.SampleQueries.Memory;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The newest sample of a station, its last scores and its usual pace. Times are monotonic, ns; guarded by its station. */
final class StationSamples {
    /** A sample that waited no longer is of now. */
    static final Duration FRESH = Duration.ofSeconds((long) Freshness.LEAST_STALE_SECONDS);

    private static final Duration FIRST_INTERVAL_MAX = Duration.ofMinutes(10);
    private static final double INTERVAL_WEIGHT = 0.1;
    /** A pause this many times longer than usual is a pause, not the new pace. */
    private static final double PAUSE_FACTOR = 5;

    private final Deque<Score> recent = new ArrayDeque<>();
    private @Nullable Sample latest;
    private @Nullable Instant lastAt;
    /** When the newest sample was measured, and when the last fresh one came. */
    private long measuredNanos;

    private @Nullable Long freshNanos;
    private @Nullable Double intervalSeconds;

    /** A score that may be missing: deques hold no nulls. */
    private record Score(@Nullable Double value, @Nullable Boolean compliant) {}

    @Nullable
    Sample latest() {
        return latest;
    }

    /** When the last one came; null if none did. */
    @Nullable
    Instant lastAt() {
        return lastAt;
    }

    long measuredNanos() {
        return measuredNanos;
    }

    /** Usual time between two, s, as it is observed; null before the second one. */
    @Nullable
    Double intervalSeconds() {
        return intervalSeconds;
    }

    void intervalSeconds(@Nullable Double usual) {
        intervalSeconds = usual;
    }

    /**
     * One was stored. One that came late, or that another one overtook, is history.
     *
     * @param measured when it was measured
     * @return whether it is the newest now
     */
    boolean stored(Sample sample, long measured, long now) {
        lastAt = sample.receivedAt();
        if (latest != null && (sample.late() || sample.sequence() < latest.sequence())) {
            return false;
        }
        pace(measured, now);
        latest = sample;
        measuredNanos = measured;
        add(sample.fusion().finalScore(), sample.fusion().isCompliant());
        return true;
    }

    /** Whether one that another console stored is no newer than what is known. */
    boolean knows(Sample sample) {
        return latest != null
                && (sample.sequence() == 0
                        ? !sample.timestamp().isAfter(latest.timestamp()) // of a console before there were sequences
                        : sample.sequence() <= latest.sequence());
    }

    /** The newest one says nothing about which comes next: there were no sequences when the next was stored. */
    void forgetLatest() {
        latest = null;
    }

    /** The usual interval, by samples that did not wait: a buffer that is flushed has another pace. */
    private void pace(long measured, long now) {
        if (now - measured > FRESH.toNanos()) {
            freshNanos = null;
            return;
        }
        double gap = freshNanos == null ? 0 : (measured - freshNanos) / 1e9;
        freshNanos = measured;
        Double usual = intervalSeconds;
        if (gap > 0 && usual == null) {
            // Longer is a pause.
            intervalSeconds = gap <= FIRST_INTERVAL_MAX.toSeconds() ? (Double) gap : null;
        } else if (usual != null && gap > 0 && gap <= PAUSE_FACTOR * Math.max(1, usual)) {
            intervalSeconds = usual + INTERVAL_WEIGHT * (gap - usual);
        }
    }

    private void add(@Nullable Double score, @Nullable Boolean compliant) {
        recent.addLast(new Score(score, compliant));
        if (recent.size() > Station.RECENT) {
            recent.removeFirst();
        }
    }

    /**
     * What is stored.
     *
     * @param at when the last one came, as the station's row says
     * @param measured when the newest one was measured, or the last one came
     * @param memories oldest first
     */
    void remember(@Nullable Sample newest, @Nullable Instant at, long measured, List<Memory> memories) {
        lastAt = at;
        latest = newest;
        measuredNanos = measured;
        recent.clear();
        memories.forEach(memory -> add(memory.finalScore(), memory.compliant()));
    }

    /** The last scores, oldest first; null stands for UNGRADED. */
    List<@Nullable Double> scores() {
        List<@Nullable Double> scores = new ArrayList<>(recent.size());
        recent.forEach(score -> scores.add(score.value()));
        return scores;
    }

    /** Mean of the recent scores (0–1); null if none has one. */
    @Nullable
    Double meanScore() {
        return mean(Score::value);
    }

    /** Share (0–1) of the recent graded samples that are compliant; null if none is graded. */
    @Nullable
    Double compliance() {
        return mean(score -> score.compliant() == null ? null : score.compliant() ? 1.0 : 0.0);
    }

    private @Nullable Double mean(Function<Score, @Nullable Double> figure) {
        double sum = 0;
        int n = 0;
        for (Score score : recent) {
            Double value = figure.apply(score);
            if (value != null) {
                sum += value;
                n++;
            }
        }
        return n == 0 ? null : (Double) (sum / n);
    }
}
