package fr.gaveurs.console.desktop.screens.health;

import fr.gaveurs.console.api.health.Health;
import fr.gaveurs.console.api.health.Health.BreakerState;
import fr.gaveurs.console.api.health.Health.Change;
import fr.gaveurs.console.api.health.Health.ComponentStatus;
import fr.gaveurs.console.api.health.Health.HealthHistory;
import fr.gaveurs.console.api.health.Health.Streak;
import fr.gaveurs.console.api.health.Health.Track;
import fr.gaveurs.console.api.health.Health.TrackKind;
import fr.gaveurs.console.api.health.HealthApi;
import fr.gaveurs.console.desktop.kit.Level;
import fr.gaveurs.console.desktop.kit.Messages;
import fr.gaveurs.console.desktop.screens.health.HealthRows.BreakerRow;
import fr.gaveurs.console.desktop.screens.health.HealthRows.ComponentRow;
import fr.gaveurs.console.desktop.screens.health.HealthRows.PartRow;
import fr.gaveurs.console.desktop.screens.health.HealthRows.ProbeRow;
import fr.gaveurs.console.desktop.screens.health.Reading.ProbeReading;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Puts what the backend says into rows. */
final class RowMaker {
    /** A check that is quicker is not worth a word. */
    private static final double WORTH_TELLING_MS = 100;

    private final Messages messages;

    RowMaker(Messages messages) {
        this.messages = messages;
    }

    /** The probe's name on the wire's history: startup, live or ready. */
    static String id(ProbeReading probe) {
        return switch (probe.route().id()) {
            case "healthStartup" -> "startup";
            case "healthLive" -> "live";
            default -> "ready";
        };
    }

    ProbeRow probe(ProbeReading probe, @Nullable HealthHistory history) {
        String id = id(probe);
        String status = probe.status();
        String measured = probe.httpStatus() == 0
                ? messages.get("health.probe.no_answer")
                : messages.get("health.probe.measured", probe.httpStatus(), messages.number(probe.milliseconds(), 0));
        Level level =
                status == null && probe.route().equals(HealthApi.HEALTH_LIVE) ? Level.BAD : HealthText.level(status);
        return new ProbeRow(
                messages.get("health.probe." + id),
                messages.getOr("health.meaning." + status, messages.get("health.meaning.unknown")),
                level,
                status == null
                        ? messages.get("health.status.unknown")
                        : HealthText.status(TrackKind.PROBE, status, messages),
                measured,
                status == null ? "" : probeSince(id, status, history),
                Strip.of(history, TrackKind.PROBE, id, messages));
    }

    /** A probe says nothing of since when; the history does, for the last hour. */
    private String probeSince(String id, String status, @Nullable HealthHistory history) {
        Track track = Strip.track(history, TrackKind.PROBE, id);
        if (track == null || history == null) {
            return "";
        }
        Change last = track.changes().getLast();
        if (!last.status().equals(status)) {
            return "";
        }
        return last.at().isAfter(history.from())
                ? HealthText.since(last.at(), history.to(), messages)
                : messages.get("health.since_more", messages.duration(3_600));
    }

    ComponentRow component(Health.Component component, Instant now, @Nullable HealthHistory history) {
        List<Map.Entry<String, String>> figures = new ArrayList<>();
        component.figures().forEach((name, value) -> {
            if (value != null) {
                figures.add(Map.entry(HealthText.figure(name, messages), HealthText.value(name, value, messages)));
            }
        });
        return new ComponentRow(
                component.name(),
                HealthText.component(component.name(), messages),
                HealthText.level(component.status()),
                HealthText.status(component.status(), messages),
                HealthText.detail(component, messages),
                HealthText.since(component.since(), now, messages),
                component.milliseconds() < WORTH_TELLING_MS
                        ? ""
                        : messages.get("health.check", messages.number(component.milliseconds(), 0)),
                streak(component),
                List.copyOf(figures),
                Strip.of(history, TrackKind.COMPONENT, component.name(), messages));
    }

    private String streak(Health.Component component) {
        Streak streak = component.streak();
        if (streak == null) {
            return "";
        }
        boolean better = streak.needed() == 2;
        String detail = HealthText.detail(component.name(), streak.status().key(), streak.detail(), messages);
        return messages.get(
                        better ? "health.streak.better" : "health.streak.worse",
                        streak.checks(),
                        streak.needed(),
                        HealthText.status(streak.status(), messages))
                + (detail.isEmpty() ? "" : " " + detail);
    }

    /** What was last known of it is not of now. */
    ComponentRow unknown(ComponentRow last) {
        return new ComponentRow(
                last.key(),
                last.name(),
                Level.UNKNOWN,
                HealthText.status(ComponentStatus.UNKNOWN, messages),
                "",
                "",
                "",
                "",
                List.of(),
                Strip.NOTHING);
    }

    BreakerRow breaker(Health.Breaker breaker, Instant now, @Nullable HealthHistory history) {
        String state = breaker.state().key();
        Instant errorAt = breaker.lastErrorAt();
        String error = breaker.lastError() == null || errorAt == null
                ? ""
                : messages.get("health.breaker_error", HealthText.at(errorAt, now, messages), breaker.lastError());
        return new BreakerRow(
                breaker.name(),
                HealthText.breaker(breaker.name(), messages),
                HealthText.level(state),
                HealthText.status(TrackKind.BREAKER, state, messages),
                HealthText.since(breaker.since(), now, messages),
                error,
                List.of(
                        Map.entry(messages.get("health.figure.trips"), messages.integer(breaker.trips())),
                        Map.entry(messages.get("health.figure.succeeded"), messages.integer(breaker.succeeded())),
                        Map.entry(messages.get("health.figure.failed"), messages.integer(breaker.failed())),
                        Map.entry(messages.get("health.figure.refused"), messages.integer(breaker.refused()))),
                Strip.of(history, TrackKind.BREAKER, breaker.name(), messages));
    }

    /** A breaker of which nothing is known now. */
    BreakerRow unknown(BreakerRow last) {
        return new BreakerRow(
                last.key(),
                last.name(),
                Level.UNKNOWN,
                HealthText.status(ComponentStatus.UNKNOWN, messages),
                "",
                "",
                List.of(),
                Strip.NOTHING);
    }

    /** What an open breaker keeps from happening. */
    String consequence(Health.Breaker breaker) {
        String name = breaker.name();
        return breaker.state() == BreakerState.OPEN
                ? messages.getOr("health.breaker_open." + name, messages.get("health.breaker_open"))
                : messages.getOr("health.breaker_half_open." + name, messages.get("health.breaker_half_open"));
    }

    List<PartRow> timeline(List<Health.StartedPart> started) {
        double total =
                started.stream().mapToDouble(Health.StartedPart::milliseconds).sum();
        List<PartRow> rows = new ArrayList<>();
        double at = 0;
        for (Health.StartedPart part : started) {
            double next = at + part.milliseconds();
            rows.add(new PartRow(
                    HealthText.component(part.name(), messages),
                    messages.get("unit.ms", messages.number(part.milliseconds(), 0)),
                    total <= 0 ? 0 : at / total,
                    total <= 0 ? 0 : next / total));
            at = next;
        }
        return List.copyOf(rows);
    }
}
