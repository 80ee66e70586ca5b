package fr.gaveurs.console.desktop.health;

import fr.gaveurs.console.api.Health;
import fr.gaveurs.console.api.Routes;
import fr.gaveurs.console.desktop.health.Reading.ProbeReading;
import fr.gaveurs.console.desktop.screen.Level;
import fr.gaveurs.console.desktop.screen.Messages;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import org.jspecify.annotations.Nullable;

/** What the health screen shows, without controls. */
public final class HealthViewModel {
    /** A probe: its name, its answer in words, what was measured of it. */
    record ProbeRow(String name, String meaning, Level level, String status, String measured) {}

    /** A component. {@code figures} are names with their values, in the backend's order. */
    record ComponentRow(
            String key,
            String name,
            Level level,
            String status,
            String detail,
            String since,
            String took,
            List<Map.Entry<String, String>> figures) {}

    /** A part of the start: its share of the whole begins and ends at 0–1. */
    record PartRow(String name, String took, double begin, double end) {}

    private final Messages messages;
    private final ReadOnlyObjectWrapper<List<ProbeRow>> probes = new ReadOnlyObjectWrapper<>(List.of());
    private final ReadOnlyObjectWrapper<List<ComponentRow>> components = new ReadOnlyObjectWrapper<>(List.of());
    private final ReadOnlyObjectWrapper<List<PartRow>> parts = new ReadOnlyObjectWrapper<>(List.of());
    private final ReadOnlyStringWrapper program = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper start = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper failure = new ReadOnlyStringWrapper("");

    HealthViewModel(Messages messages) {
        this.messages = messages;
    }

    ReadOnlyObjectProperty<List<ProbeRow>> probes() {
        return probes.getReadOnlyProperty();
    }

    /** Worst first. */
    ReadOnlyObjectProperty<List<ComponentRow>> components() {
        return components.getReadOnlyProperty();
    }

    /** In the order in which they started. */
    ReadOnlyObjectProperty<List<PartRow>> parts() {
        return parts.getReadOnlyProperty();
    }

    /** Version and time since the start. */
    ReadOnlyStringProperty program() {
        return program.getReadOnlyProperty();
    }

    /** How long the whole start took. */
    ReadOnlyStringProperty start() {
        return start.getReadOnlyProperty();
    }

    /** Why there is no report, empty while there is one. */
    ReadOnlyStringProperty failure() {
        return failure.getReadOnlyProperty();
    }

    /** A look was taken. Without a report every component becomes unknown: what it last said is not of now. */
    void reading(Reading reading) {
        probes.set(reading.probes().stream().map(this::probe).toList());
        Health.HealthReport report = reading.report();
        if (report == null) {
            failure.set(messages.get("health.no_answer", reading.failure()));
            program.set(messages.get("health.program.unknown"));
            components.set(components.get().stream().map(this::unknown).toList());
            return;
        }
        failure.set("");
        program.set(messages.get("health.program", report.version(), messages.duration(report.uptimeSeconds())));
        components.set(report.components().stream()
                .sorted(Comparator.comparingInt(component -> -badness(component.status())))
                .map(component -> row(component, report.timestamp()))
                .toList());
        timeline(report.startup());
    }

    private ProbeRow probe(ProbeReading probe) {
        String id =
                switch (probe.route().id()) {
                    case "healthStartup" -> "startup";
                    case "healthLive" -> "live";
                    default -> "ready";
                };
        String measured = probe.httpStatus() == 0
                ? messages.get("health.probe.no_answer")
                : messages.get("health.probe.measured", probe.httpStatus(), messages.number(probe.milliseconds(), 0));
        return new ProbeRow(
                messages.get("health.probe." + id),
                messages.getOr("health.meaning." + probe.status(), messages.get("health.meaning.unknown")),
                level(probe),
                probe.status() == null
                        ? messages.get("health.status.unknown")
                        : messages.getOr("health.answer." + probe.status(), probe.status()),
                measured);
    }

    private static Level level(ProbeReading probe) {
        String status = probe.status();
        if (status == null) {
            return probe.route().equals(Routes.HEALTH_LIVE) ? Level.BAD : Level.UNKNOWN;
        }
        return switch (status) {
            case "started", "live", "ready" -> Level.GOOD;
            case "starting", "degraded" -> Level.WARNING;
            case "not_ready" -> Level.BAD;
            default -> Level.UNKNOWN;
        };
    }

    private ComponentRow row(Health.Component component, Instant now) {
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
                since(component.since(), now),
                messages.get(
                        "health.check",
                        messages.number(component.milliseconds(), component.milliseconds() < 10 ? 1 : 0)),
                List.copyOf(figures));
    }

    private ComponentRow unknown(ComponentRow last) {
        return new ComponentRow(
                last.key(),
                last.name(),
                Level.UNKNOWN,
                HealthText.status(Health.ComponentStatus.UNKNOWN, messages),
                "",
                "",
                "",
                List.of());
    }

    private String since(@Nullable Instant since, Instant now) {
        return since == null
                ? ""
                : messages.get(
                        "health.since",
                        messages.duration(Duration.between(since, now).toMillis() / 1e3));
    }

    private void timeline(List<Health.StartedPart> started) {
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
        parts.set(List.copyOf(rows));
        start.set(rows.isEmpty() ? "" : messages.get("health.start.total", messages.number(total / 1e3, 1)));
    }

    private static int badness(Health.ComponentStatus status) {
        return switch (status) {
            case DOWN -> 3;
            case UNKNOWN -> 2;
            case DEGRADED -> 1;
            case UP -> 0;
        };
    }
}
