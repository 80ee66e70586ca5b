package fr.gaveurs.console.backend.ingest;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Compares the console's clock with those of the stations. Where most stations agree with each other and not with the
 * console, it is the console whose clock is wrong. Only stations count that were let in and showed who they are; one
 * that has no time yet (1970) has no say. Thread-safe.
 *
 * <p>A station's clock shows at least the latest time that it said, since nothing is measured in the future, and a
 * buffered sample tells only that it is not behind that. So it is taken for its latest word of some minutes, going on by
 * the time that passes; jumps of the console's own clock do not move it.
 */
public final class StationClocks {
    /** As far as two clocks may differ that agree. */
    static final Duration AGREE = Duration.ofMinutes(2);
    /** The console's clock is called wrong from here on, and right again below half of it. */
    static final Duration WRONG = Duration.ofMinutes(2);

    /**
     * A word further than this from everybody else, and from what the station said before, is one damaged message: it
     * counts once the station has said it again.
     */
    static final Duration ABSURD = Duration.ofDays(365);

    private static final Instant CLOCKS_BEGIN = Instant.parse("2020-01-01T00:00:00Z");
    private static final long WINDOW = Duration.ofMinutes(2).toNanos();
    private static final long FORGOTTEN = Duration.ofMinutes(10).toNanos();
    /**
     * After an outage every station sends what it kept, all equally old: that the console's clock is ahead is believed
     * only of words that went on like a clock for so long.
     */
    private static final long STEADY = Duration.ofMinutes(1).toNanos();

    private static final Duration STEADINESS = Duration.ofSeconds(10);
    /** While all is well, as often as that is enough. */
    private static final long PAUSE = Duration.ofMillis(200).toNanos();
    /** Which clock the stations believe. */
    public enum Verdict {
        /** No station was heard that has a clock. */
        UNKNOWN,
        /** Most of them agree with the console. */
        RIGHT,
        /** Most of them agree with each other, and not with the console. */
        WRONG,
        /** One or several disagree with the console, and no majority tells who is right. */
        UNSURE
    }

    /**
     * What the clocks say.
     *
     * @param ahead of the stations' clocks, how far the console's is; negative where it is behind. Zero where nobody
     *     knows
     * @param agreeing stations that agree with each other, of those {@code heard}
     */
    public record Finding(Verdict verdict, Duration ahead, int agreeing, int heard) {}

    private record Word(Instant time, long nanos) {
        Instant at(long now) {
            return time.plusNanos(now - nanos);
        }
    }

    private static final class Said {
        private Word current;
        private @Nullable Word previous;
        /** A word that does not go with {@link #current}, until another one goes with it. */
        private @Nullable Word odd;

        /** Whether another word went with {@link #current}. */
        private boolean confirmed;

        private long begun;
        private long last;

        Said(Word first) {
            current = first;
            begun = first.nanos();
            last = first.nanos();
        }

        void take(Word word) {
            last = word.nanos();
            Instant expected = current.at(word.nanos());
            if (isAbsurd(word.time(), expected) && (!confirmed || word.time().isAfter(expected))) {
                Word before = odd;
                if (before == null || isAbsurd(word.time(), before.at(word.nanos()))) {
                    odd = word;
                    return;
                }
                current = word;
                previous = null;
                begun = word.nanos();
            }
            odd = null;
            confirmed = true;
            if (word.nanos() - begun > WINDOW) {
                previous = word.nanos() - begun > 2 * WINDOW ? null : current;
                current = word;
                begun = word.nanos();
            } else if (word.time().isAfter(current.at(word.nanos()))) {
                current = word;
            }
        }

        Instant at(long now) {
            Instant latest = current.at(now);
            Word before = previous;
            return before != null && before.at(now).isAfter(latest) ? before.at(now) : latest;
        }
    }

    private final Clock clock;
    private final int capacity;
    private final LongSupplier nanos;
    private final Map<String, Said> stations = new HashMap<>();
    private volatile Supplier<@Nullable Instant> database = () -> null;
    private volatile Supplier<@Nullable Instant> stored = () -> null;
    private Verdict verdict = Verdict.UNKNOWN;
    /** What the majority said when it last disagreed with the console; its silence proves nothing. */
    private @Nullable Word agreed;

    /** The first of the words that went on like a clock which is behind the console's. */
    private @Nullable Word steady;

    private @Nullable Long judged;

    /** @param capacity stations that are listened to at once */
    public StationClocks(Clock clock, int capacity) {
        this(clock, capacity, System::nanoTime);
    }

    /** @param nanos monotonic */
    StationClocks(Clock clock, int capacity, LongSupplier nanos) {
        this.clock = clock;
        this.capacity = capacity;
        this.nanos = nanos;
    }

    /**
     * Says who else knows the time; each gives null where it does not.
     *
     * @param databaseTime the clock of the database's machine
     * @param newestStored the newest time that a station whose clock is right gave a stored sample
     */
    public void witnesses(Supplier<@Nullable Instant> databaseTime, Supplier<@Nullable Instant> newestStored) {
        database = databaseTime;
        stored = newestStored;
    }

    /** A station that showed who it is said a time of its own. */
    public synchronized void heard(String deviceId, Instant said) {
        if (said.isBefore(CLOCKS_BEGIN)) {
            return;
        }
        Word word = new Word(said, nanos.getAsLong());
        Said known = stations.get(deviceId);
        if (known != null) {
            known.take(word);
        } else if (stations.size() < capacity) {
            stations.put(deviceId, new Said(word));
        }
        Word majority = agreed;
        Instant expected = verdict == Verdict.WRONG && majority != null ? majority.at(word.nanos()) : clock.instant();
        if (verdict == Verdict.UNKNOWN || !agree(said, expected)) {
            judge();
        }
    }

    /** What time it is by the stations, where they found the console's clock wrong; else by the console. */
    public synchronized Instant now() {
        judgeNowAndThen();
        Word majority = agreed;
        return verdict == Verdict.WRONG && majority != null ? majority.at(nanos.getAsLong()) : clock.instant();
    }

    /** Whether the console's clock is the one that is wrong. */
    public synchronized boolean consoleWrong() {
        judgeNowAndThen();
        return verdict == Verdict.WRONG;
    }

    /** What several stations agree on; null where they don't, or fewer than two are heard. */
    public synchronized @Nullable Instant consensus() {
        long now = nanos.getAsLong();
        List<Instant> times = times(now);
        List<Instant> cluster = cluster(times, clock.instant());
        return cluster.size() >= 2 && 2 * cluster.size() > times.size() ? cluster.get(cluster.size() / 2) : null;
    }

    public synchronized Finding finding() {
        long now = nanos.getAsLong();
        judge();
        Instant here = clock.instant();
        List<Instant> times = times(now);
        List<Instant> cluster = cluster(times, here);
        Instant there = cluster.isEmpty() ? null : cluster.get(cluster.size() / 2);
        Word majority = agreed;
        if (verdict == Verdict.WRONG && majority != null) {
            there = majority.at(now);
        }
        return new Finding(
                verdict, there == null ? Duration.ZERO : Duration.between(there, here), cluster.size(), times.size());
    }

    private List<Instant> times(long now) {
        stations.values().removeIf(said -> now - said.last > FORGOTTEN);
        List<Instant> times = new ArrayList<>();
        Instant here = clock.instant();
        for (Said said : stations.values()) {
            if (said.confirmed || !isAbsurd(said.at(now), here) || isSeconded(said, now)) {
                times.add(said.at(now));
            }
        }
        times.sort(Comparator.naturalOrder());
        return times;
    }

    /** Whether another station is about as far as this one, which was heard only once. */
    private boolean isSeconded(Said once, long now) {
        return stations.values().stream().anyMatch(other -> other != once && !isAbsurd(once.at(now), other.at(now)));
    }

    private static boolean isAbsurd(Instant one, Instant other) {
        return Duration.between(one, other).abs().compareTo(ABSURD) > 0;
    }

    /** The most of them that agree with each other; of several such groups the one nearest to the console's clock. */
    private static List<Instant> cluster(List<Instant> sorted, Instant here) {
        List<Instant> best = List.of();
        int end = 0;
        for (int begin = 0; begin < sorted.size(); begin++) {
            Instant limit = sorted.get(begin).plus(AGREE);
            while (end < sorted.size() && !sorted.get(end).isAfter(limit)) {
                end++;
            }
            List<Instant> group = sorted.subList(begin, end);
            if (group.size() > best.size() || (group.size() == best.size() && isNearer(group, best, here))) {
                best = group;
            }
        }
        return best;
    }

    private static boolean isNearer(List<Instant> one, List<Instant> other, Instant here) {
        return distance(one, here).compareTo(distance(other, here)) < 0;
    }

    private static Duration distance(List<Instant> group, Instant here) {
        return Duration.between(group.get(group.size() / 2), here).abs();
    }

    private void judgeNowAndThen() {
        Long last = judged;
        if (last == null || nanos.getAsLong() - last > PAUSE) {
            judge();
        }
    }

    private void judge() {
        long now = nanos.getAsLong();
        judged = now;
        Instant here = clock.instant();
        List<Instant> times = times(now);
        if (times.isEmpty()) {
            silent(now, here);
            return;
        }
        List<Instant> cluster = cluster(times, here);
        Instant there = cluster.get(cluster.size() / 2);
        Duration limit = verdict == Verdict.WRONG ? WRONG.dividedBy(2) : WRONG;
        boolean most = 2 * cluster.size() > times.size();
        if (Duration.between(there, here).abs().compareTo(limit) <= 0) {
            steady = null;
            verdict = Verdict.RIGHT;
        } else if (most && (cluster.size() >= 2 || seconded(there, here, now))) {
            if (there.isAfter(here) || verdict == Verdict.WRONG || isSteady(there, now)) {
                verdict = Verdict.WRONG;
                agreed = new Word(there, now);
            }
        } else {
            steady = null;
            verdict = Verdict.UNSURE;
        }
    }

    private boolean isSteady(Instant there, long now) {
        Word first = steady;
        if (first == null || Duration.between(first.at(now), there).abs().compareTo(STEADINESS) > 0) {
            steady = new Word(there, now);
            return false;
        }
        return now - first.nanos() >= STEADY;
    }

    /** Nobody is heard: what the stations found stays, unless somebody set the console's clock to it. */
    private void silent(long now, Instant here) {
        Word majority = agreed;
        if (verdict != Verdict.WRONG || majority == null) {
            verdict = Verdict.UNKNOWN;
        } else if (Duration.between(majority.at(now), here).abs().compareTo(WRONG.dividedBy(2)) <= 0) {
            verdict = Verdict.RIGHT;
        }
    }

    /** Whether something else than one station says that it is right and the console wrong. */
    private boolean seconded(Instant there, Instant here, long now) {
        Word majority = agreed;
        if (verdict == Verdict.WRONG && majority != null && agree(majority.at(now), there)) {
            return true; // several said so before they fell silent
        }
        Instant byDatabase = database.get();
        if (byDatabase != null && agree(byDatabase, there) && !agree(byDatabase, here)) {
            return true;
        }
        Instant newest = stored.get();
        return newest != null
                && there.isAfter(here)
                && newest.isAfter(here.plus(AGREE).plus(AGREE))
                && !newest.isAfter(there.plus(AGREE));
    }

    private static boolean agree(Instant one, Instant other) {
        return Duration.between(one, other).abs().compareTo(AGREE) <= 0;
    }
}
