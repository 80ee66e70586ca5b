package fr.gaveurs.console.backend.platform.health;

import fr.gaveurs.console.api.ShortText;
import fr.gaveurs.console.api.health.Health.Change;
import fr.gaveurs.console.api.health.Health.ComponentStatus;
import fr.gaveurs.console.api.health.Health.HealthHistory;
import fr.gaveurs.console.api.health.Health.Track;
import fr.gaveurs.console.api.health.Health.TrackKind;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The changes of the last hour, in memory: a few kilobytes while things are well, and never more than
 * {@link #MAX_TRACKS} × {@link #MAX_CHANGES} entries. Thread-safe.
 */
final class History {
    static final Duration SPAN = Duration.ofHours(1);
    /** Of one track; of more than that the oldest are lost, and what was before the first is not known. */
    static final int MAX_CHANGES = 240;

    static final int MAX_TRACKS = 64;
    private static final int MAX_DETAIL = 300;

    private static final Logger LOG = LoggerFactory.getLogger(History.class);

    private record Key(TrackKind kind, String name) {}

    private final Clock clock;
    private final Map<Key, Deque<Change>> tracks = new LinkedHashMap<>();

    History(Clock clock) {
        this.clock = clock;
    }

    /**
     * Takes in a state; only a status that differs from the last one makes an entry.
     *
     * @param since when it began
     */
    synchronized void note(TrackKind kind, String name, String status, @Nullable String detail, Instant since) {
        Key key = new Key(kind, name);
        Deque<Change> changes = tracks.get(key);
        if (changes == null) {
            if (tracks.size() == MAX_TRACKS) {
                return;
            }
            changes = new ArrayDeque<>();
            tracks.put(key, changes);
        }
        Change last = changes.peekLast();
        if (last != null && last.status().equals(status)) {
            return;
        }
        // The wall clock may have been set back; entries stay in order.
        Instant at = last != null && since.isBefore(last.at()) ? last.at() : since;
        changes.addLast(new Change(at, status, cut(detail)));
        // Breakers say it themselves, and that the first check found all well is no news.
        boolean news = last != null
                && kind != TrackKind.BREAKER
                && !(last.status().equals(ComponentStatus.UNKNOWN.key()) && status.equals(ComponentStatus.UP.key()));
        if (last != null && news) {
            LOG.info(
                    "{} {} is {}, was {}{}",
                    kind.key(),
                    name,
                    status,
                    last.status(),
                    detail == null ? "" : ": " + detail);
        }
        if (changes.size() > MAX_CHANGES) {
            changes.removeFirst();
        }
        forget(changes, clock.instant().minus(SPAN));
    }

    /** Keeps the one that still held at {@code from}. */
    private static void forget(Deque<Change> changes, Instant from) {
        while (changes.size() > 1) {
            Change first = changes.removeFirst();
            if (changes.getFirst().at().isAfter(from)) {
                changes.addFirst(first);
                return;
            }
        }
    }

    synchronized HealthHistory lastHour() {
        Instant to = clock.instant();
        Instant from = to.minus(SPAN);
        List<Track> list = new ArrayList<>();
        tracks.forEach((key, changes) -> {
            forget(changes, from);
            List<Change> shown = new ArrayList<>(changes);
            Change first = shown.getFirst();
            if (first.at().isBefore(from)) {
                shown.set(0, new Change(from, first.status(), first.detail()));
            }
            list.add(new Track(key.name(), key.kind(), List.copyOf(shown)));
        });
        return new HealthHistory(from, to, List.copyOf(list));
    }

    private static @Nullable String cut(@Nullable String detail) {
        return detail == null ? null : ShortText.elided(detail, MAX_DETAIL);
    }
}
