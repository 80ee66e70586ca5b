package fr.gaveurs.console.desktop.screens.health;

import fr.gaveurs.console.api.health.Health.Change;
import fr.gaveurs.console.api.health.Health.HealthHistory;
import fr.gaveurs.console.api.health.Health.Track;
import fr.gaveurs.console.api.health.Health.TrackKind;
import fr.gaveurs.console.desktop.kit.Level;
import fr.gaveurs.console.desktop.kit.Messages;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The last hour of a probe, component or breaker, as a strip shows it.
 *
 * @param stretches oldest first; where there is none, nothing is known
 */
record Strip(Instant from, Instant to, List<Stretch> stretches) {
    static final Strip NOTHING = new Strip(Instant.EPOCH, Instant.EPOCH, List.of());

    /**
     * A time in one state.
     *
     * @param begin 0–1 of the strip
     * @param end 0–1 of the strip
     * @param text when, for how long, which state and why, for a person
     */
    record Stretch(double begin, double end, Level level, String text) {}

    /** The stretch at a place of 0–1; null where nothing is known. */
    @Nullable
    Stretch at(double place) {
        for (Stretch stretch : stretches.reversed()) {
            if (place >= stretch.begin() && place <= stretch.end()) {
                return stretch;
            }
        }
        return null;
    }

    static @Nullable Track track(@Nullable HealthHistory history, TrackKind kind, String name) {
        if (history == null) {
            return null;
        }
        for (Track track : history.tracks()) {
            if (track.kind() == kind && track.name().equals(name)) {
                return track;
            }
        }
        return null;
    }

    static Strip of(@Nullable HealthHistory history, TrackKind kind, String name, Messages messages) {
        Track track = track(history, kind, name);
        if (history == null || track == null) {
            return NOTHING;
        }
        double length = Duration.between(history.from(), history.to()).toMillis();
        List<Stretch> stretches = new ArrayList<>();
        List<Change> changes = track.changes();
        for (int i = 0; i < changes.size(); i++) {
            Change change = changes.get(i);
            boolean last = i == changes.size() - 1;
            Instant end = last ? history.to() : changes.get(i + 1).at();
            stretches.add(new Stretch(
                    share(history.from(), change.at(), length),
                    share(history.from(), end, length),
                    HealthText.level(change.status()),
                    text(track, change, change.at().isAfter(history.from()), last ? null : end, end, messages)));
        }
        return new Strip(history.from(), history.to(), List.copyOf(stretches));
    }

    private static double share(Instant from, Instant at, double length) {
        return length <= 0 ? 0 : Math.clamp(Duration.between(from, at).toMillis() / length, 0, 1);
    }

    private static String text(
            Track track, Change change, boolean began, @Nullable Instant ended, Instant until, Messages messages) {
        String when = messages.get(
                "health.strip.time",
                began ? messages.time(change.at()) : "…",
                ended == null ? messages.get("health.strip.now") : messages.time(ended),
                messages.duration(Duration.between(change.at(), until).toMillis() / 1e3));
        String status = HealthText.status(track.kind(), change.status(), messages);
        String detail =
                switch (track.kind()) {
                    case COMPONENT -> HealthText.detail(track.name(), change.status(), change.detail(), messages);
                    case BREAKER ->
                        HealthText.level(change.status()) == Level.GOOD || change.detail() == null
                                ? ""
                                : change.detail();
                    case PROBE -> messages.getOr("health.meaning." + change.status(), "");
                };
        return when + "\n" + status + (detail.isEmpty() ? "" : "\n" + detail);
    }
}
