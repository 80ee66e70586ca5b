package fr.gaveurs.console.desktop.shell;

import fr.gaveurs.console.api.conditions.Conditions.Condition;
import fr.gaveurs.console.api.conditions.Conditions.Scope;
import fr.gaveurs.console.api.health.Health;
import fr.gaveurs.console.api.realtime.Realtime;
import fr.gaveurs.console.client.RealtimeListener.Link;
import fr.gaveurs.console.desktop.kit.ConditionText;
import fr.gaveurs.console.desktop.kit.Level;
import fr.gaveurs.console.desktop.kit.Messages;
import fr.gaveurs.console.desktop.kit.StationCount;
import fr.gaveurs.console.desktop.kit.pump.BackendState;
import fr.gaveurs.console.desktop.screens.health.HealthText;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import org.jspecify.annotations.Nullable;

/** What the status line and the band over it say, without controls. */
public final class StatusModel {
    private static final Set<String> DATABASE_NAMES = Set.of("database", "postgres", "postgresql");
    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;
    /** From here on the window feels slow. */
    private static final double SLOW_SECONDS = 0.1;

    /** More than that nobody reads at once: the rest is counted. */
    private static final int CONDITIONS_SHOWN = 15;

    /**
     * A line of the list of what is wrong.
     *
     * @param station to be opened; null for a part of the system
     */
    public record ConditionLine(Level level, @Nullable String station, String text, String remedy) {}

    /** An entry of the status line. */
    public record Entry(Level level, String text) {}

    private final Messages messages;
    private final ReadOnlyObjectWrapper<Entry> backend;
    private final ReadOnlyObjectWrapper<Entry> database;
    private final ReadOnlyStringWrapper devices = new ReadOnlyStringWrapper("");
    private boolean quiet;
    private StationCount stations = StationCount.UNKNOWN;
    private final ReadOnlyStringWrapper rate = new ReadOnlyStringWrapper("");
    private final ReadOnlyObjectWrapper<Entry> spool;
    private final ReadOnlyObjectWrapper<Entry> lag;
    private final ReadOnlyObjectWrapper<Entry> conditions;
    private final ReadOnlyObjectWrapper<List<ConditionLine>> lines = new ReadOnlyObjectWrapper<>(List.of());
    private List<Condition> open = List.of();
    private final ReadOnlyStringWrapper clock = new ReadOnlyStringWrapper("");
    private final ReadOnlyBooleanWrapper silent = new ReadOnlyBooleanWrapper(false);
    private final ReadOnlyStringWrapper bandTitle = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper bandText = new ReadOnlyStringWrapper("");

    StatusModel(Messages messages) {
        this.messages = messages;
        this.backend = new ReadOnlyObjectWrapper<>(new Entry(Level.UNKNOWN, messages.get("status.backend.connecting")));
        this.database = new ReadOnlyObjectWrapper<>(databaseEntry(null));
        this.spool = new ReadOnlyObjectWrapper<>(spoolEntry(null));
        this.lag = new ReadOnlyObjectWrapper<>(new Entry(Level.UNKNOWN, ""));
        this.conditions =
                new ReadOnlyObjectWrapper<>(new Entry(Level.UNKNOWN, messages.get("status.conditions", Messages.NONE)));
    }

    ReadOnlyObjectProperty<Entry> backend() {
        return backend.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<Entry> database() {
        return database.getReadOnlyProperty();
    }

    ReadOnlyStringProperty devices() {
        return devices.getReadOnlyProperty();
    }

    ReadOnlyStringProperty rate() {
        return rate.getReadOnlyProperty();
    }

    /** Samples that wait on the disk for the database. */
    ReadOnlyObjectProperty<Entry> spool() {
        return spool.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<Entry> lag() {
        return lag.getReadOnlyProperty();
    }

    ReadOnlyStringProperty clock() {
        return clock.getReadOnlyProperty();
    }

    /** Whether the band across the window is there. */
    ReadOnlyBooleanProperty silent() {
        return silent.getReadOnlyProperty();
    }

    ReadOnlyStringProperty bandTitle() {
        return bandTitle.getReadOnlyProperty();
    }

    ReadOnlyStringProperty bandText() {
        return bandText.getReadOnlyProperty();
    }

    /** How many things are wrong, and how bad the worst is. */
    ReadOnlyObjectProperty<Entry> conditions() {
        return conditions.getReadOnlyProperty();
    }

    /** What is wrong, worst first; as much of it as a list shows. */
    ReadOnlyObjectProperty<List<ConditionLine>> conditionLines() {
        return lines.getReadOnlyProperty();
    }

    /** All that is wrong, worst first. */
    void conditions(List<Condition> now) {
        open = now;
        tellConditions();
    }

    private void tellConditions() {
        lines.set(open.stream()
                .limit(CONDITIONS_SHOWN)
                .map(condition -> new ConditionLine(
                        ConditionText.level(condition.severity()),
                        condition.scope() == Scope.STATION ? condition.source() : null,
                        messages.get(
                                condition.confirmed() ? "conditions.line" : "conditions.line.unconfirmed",
                                ConditionText.source(condition, messages),
                                ConditionText.text(condition, messages),
                                messages.dayTime(condition.since())),
                        ConditionText.remedy(condition, messages)))
                .toList());
        conditions.set(
                quiet || !stations.known()
                        ? new Entry(Level.UNKNOWN, messages.get("status.conditions", Messages.NONE))
                        : new Entry(
                                open.isEmpty()
                                        ? Level.GOOD
                                        : ConditionText.level(open.getFirst().severity()),
                                messages.get("status.conditions", messages.integer(open.size()))));
    }

    /** How many are not in the list. */
    int conditionsLeftOut() {
        return Math.max(0, open.size() - CONDITIONS_SHOWN);
    }

    /** @param lagSeconds how long the window's thread kept the pump waiting */
    void update(BackendState state, @Nullable Instant backendTime, double lagSeconds) {
        quiet = state.silent();
        silent.set(quiet || state.stopping() != null);
        band(state);
        Realtime.HealthPulse pulse = quiet ? null : state.pulse();
        backend.set(backendEntry(state, pulse));
        database.set(databaseEntry(pulse));
        tellStations();
        tellConditions();
        rate.set(messages.get(
                "status.rate", pulse == null ? Messages.NONE : messages.number(pulse.samplesPerSecond(), 1)));
        spool.set(spoolEntry(pulse));
        lag.set(new Entry(
                lagSeconds > SLOW_SECONDS ? Level.WARNING : Level.GOOD,
                messages.get("status.lag", messages.number(lagSeconds * 1e3, 0))));
        // The hall's clock is the backend's: this machine's own may be wrong.
        clock.set(backendTime == null || quiet ? "--:--:--" : messages.clock(backendTime));
    }

    /** What the tiles are made from, in the same moment: no two counts of the window differ. */
    void stations(StationCount now) {
        if (!now.equals(stations)) {
            stations = now;
            tellStations();
            tellConditions();
        }
    }

    private void tellStations() {
        boolean known = !quiet && stations.known();
        devices.set(messages.get(
                "status.devices",
                known ? messages.integer(stations.live()) + "/" + messages.integer(stations.total()) : Messages.NONE));
    }

    private void band(BackendState state) {
        if (state.stopping() != null) {
            bandTitle.set(messages.get("band.stopping"));
            bandText.set(messages.get("band.stopping.text"));
        } else if (state.httpStatus() == UNAUTHORIZED || state.httpStatus() == FORBIDDEN) {
            bandTitle.set(messages.get("band.refused"));
            bandText.set(messages.get("band.refused.text"));
        } else if (state.lastHeard() == null) {
            bandTitle.set(messages.get("band.never"));
            bandText.set(messages.get("band.never.text"));
        } else {
            Instant since = state.lastHeard().truncatedTo(ChronoUnit.SECONDS);
            bandTitle.set(messages.get("band.silent", messages.time(since), messages.duration(state.quietSeconds())));
            bandText.set(messages.get("band.silent.text"));
        }
    }

    private Entry backendEntry(BackendState state, Realtime.@Nullable HealthPulse pulse) {
        if (state.stopping() != null) {
            return new Entry(Level.WARNING, messages.get("status.backend.stopping"));
        }
        if (state.silent()) {
            return new Entry(Level.BAD, messages.get("status.backend.silent"));
        }
        if (state.link() != Link.OPEN || pulse == null) {
            return new Entry(Level.UNKNOWN, messages.get("status.backend.connecting"));
        }
        return switch (pulse.status()) {
            case READY -> new Entry(Level.GOOD, messages.get("status.backend.ready"));
            case DEGRADED -> new Entry(Level.WARNING, messages.get("status.backend.degraded"));
            case NOT_READY -> new Entry(Level.BAD, messages.get("status.backend.not_ready"));
        };
    }

    private Entry spoolEntry(Realtime.@Nullable HealthPulse pulse) {
        if (pulse == null) {
            return new Entry(Level.UNKNOWN, messages.get("status.spool", Messages.NONE));
        }
        return new Entry(
                pulse.spoolSamples() > 0 ? Level.WARNING : Level.GOOD,
                messages.get("status.spool", messages.integer(pulse.spoolSamples())));
    }

    private Entry databaseEntry(Realtime.@Nullable HealthPulse pulse) {
        if (pulse != null) {
            for (Realtime.ComponentState component : pulse.components()) {
                if (DATABASE_NAMES.contains(component.name())) {
                    return new Entry(
                            HealthText.level(component.status()),
                            messages.get("status.database", HealthText.status(component.status(), messages)));
                }
            }
        }
        return new Entry(
                Level.UNKNOWN,
                messages.get("status.database", HealthText.status(Health.ComponentStatus.UNKNOWN, messages)));
    }
}
