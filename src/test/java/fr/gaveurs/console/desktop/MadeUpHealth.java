package fr.gaveurs.console.desktop;

import static fr.gaveurs.console.desktop.MadeUp.NOW;

import fr.gaveurs.console.api.admin.Admin.LogEvent;
import fr.gaveurs.console.api.admin.Admin.LogLevel;
import fr.gaveurs.console.api.admin.Admin.LogPage;
import fr.gaveurs.console.api.health.Health;
import fr.gaveurs.console.api.health.Health.BreakerState;
import fr.gaveurs.console.api.health.Health.Change;
import fr.gaveurs.console.api.health.Health.ComponentStatus;
import fr.gaveurs.console.api.health.Health.Streak;
import fr.gaveurs.console.api.health.Health.Track;
import fr.gaveurs.console.api.health.Health.TrackKind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A calm day and a bad one: the database went away eight minutes ago, and it was not the first time. */
public final class MadeUpHealth {
    private static final Instant STARTED = NOW.minusSeconds(93_640);
    private static final Instant AWAY = NOW.minusSeconds(489);
    private static final String REASON = "Connection to 10.0.3.7:5432 refused";

    private MadeUpHealth() {}

    public static Health.HealthReport calm() {
        List<Health.Component> components = new ArrayList<>(List.of(
                component("database", ComponentStatus.UP, null, STARTED, 1.8, database(1, 2), null),
                component("sample writer", ComponentStatus.UP, null, STARTED, 0.1, writer(3, 0, 0, 0), null),
                component(
                        "cache",
                        ComponentStatus.UP,
                        null,
                        STARTED,
                        0.1,
                        figures("hit_percent", 96.4, "hits", 812_431L, "misses", 30_338L, "keys", 412),
                        null),
                component("redis", ComponentStatus.UP, null, STARTED, 0.6, figures("keys", 1_204), null),
                component("disk", ComponentStatus.UP, null, STARTED, 0.4, disk(148_736L), null)));
        components.addAll(others(0.4, 0));
        components.add(backups(ComponentStatus.UP, null, NOW.minusSeconds(37_204)));
        components.add(relay(ComponentStatus.UP, null, true));
        return report(
                Health.Readiness.READY,
                components,
                List.of(
                        new Health.Breaker("database", BreakerState.CLOSED, STARTED, 0, 93_412, 0, 0, null, null),
                        new Health.Breaker(
                                "database_reads", BreakerState.CLOSED, STARTED, 0, 1_204, 0, 0, null, null)));
    }

    public static Health.HealthReport bad() {
        List<Health.Component> components = new ArrayList<>(List.of(
                component(
                        "database",
                        ComponentStatus.DOWN,
                        "the database does not answer: samples go to the spool, and history cannot be asked for ("
                                + REASON + ")",
                        AWAY,
                        0.4,
                        database(0, 0),
                        null),
                component(
                        "sample writer",
                        ComponentStatus.DEGRADED,
                        "samples go to the spool: the database takes none since " + AWAY + " (" + REASON + ")",
                        AWAY,
                        0.1,
                        writer(12, 5_868, 489, 143),
                        null),
                component(
                        "disk",
                        ComponentStatus.DEGRADED,
                        "less than a tenth of the disk of /var/lib/gaveurs is free",
                        NOW.minusSeconds(3_601),
                        0.4,
                        disk(4_589L),
                        null),
                component(
                        "cache",
                        ComponentStatus.UP,
                        null,
                        STARTED,
                        0.1,
                        figures("hit_percent", 71.2, "hits", 812_431L, "misses", 30_338L, "keys", 412),
                        null),
                component(
                        "redis",
                        ComponentStatus.UP,
                        null,
                        STARTED,
                        412.3,
                        figures("keys", 1_204),
                        new Streak(ComponentStatus.DOWN, 2, 3, "no answer within 50 ms"))));
        components.addAll(others(412, 2));
        Instant last = NOW.minusSeconds(223_604);
        components.add(backups(
                ComponentStatus.DEGRADED,
                "there is no backup newer than " + last + " (the database hall at 10.0.3.7:5432 could not be read: "
                        + REASON + ")",
                last));
        components.add(relay(
                ComponentStatus.DEGRADED,
                "other consoles are not heard: what they store is looked for in the database (" + REASON + ")",
                false));
        return report(
                Health.Readiness.DEGRADED,
                components,
                List.of(
                        new Health.Breaker(
                                "database", BreakerState.OPEN, AWAY, 2, 93_412, 11, 2_204, REASON, NOW.minusSeconds(4)),
                        new Health.Breaker(
                                "database_reads",
                                BreakerState.HALF_OPEN,
                                NOW.minusSeconds(4),
                                3,
                                1_204,
                                31,
                                86,
                                "FATAL: the database system is starting up",
                                NOW.minusSeconds(9))));
    }

    private static List<Health.Component> others(double lag, int freezes) {
        return List.of(
                component(
                        "server threads",
                        ComponentStatus.UP,
                        null,
                        STARTED,
                        0.1,
                        figures("threads", 12, "idle_threads", 7, "connections", 14, "wait_ms", 0.21),
                        null),
                component(
                        "window",
                        ComponentStatus.UP,
                        null,
                        STARTED,
                        0.2,
                        figures("wait_ms", 0.2, "lag_ms", lag, "freezes", freezes),
                        null),
                component(
                        "memory",
                        ComponentStatus.UP,
                        null,
                        STARTED,
                        0.2,
                        figures(
                                "used_mib",
                                88L,
                                "max_mib",
                                488L,
                                "threads",
                                61,
                                "processors",
                                4,
                                "collections",
                                1_204,
                                "collecting_ms",
                                4_310),
                        null),
                component(
                        "sockets",
                        ComponentStatus.UP,
                        null,
                        STARTED,
                        0.1,
                        figures("devices", 12, "dashboards", 2),
                        null),
                component("jobs", ComponentStatus.UP, null, STARTED, 0.1, figures("jobs", 2, "failing", 0), null),
                component(
                        "rate limits",
                        ComponentStatus.UP,
                        null,
                        STARTED,
                        0.1,
                        figures("refused_device", 31, "refused_rest", 0, "refused_token", 0),
                        null));
    }

    private static Health.Component backups(ComponentStatus status, @Nullable String detail, Instant last) {
        return component(
                "backups",
                status,
                detail,
                status == ComponentStatus.UP ? STARTED : AWAY,
                0.3,
                figures(
                        "last_backup",
                        last.toString(),
                        "size_bytes",
                        45_489_203L,
                        "on",
                        "pc-salle-2",
                        "file",
                        "/home/gaëlle/.local/share/gaveurs-console/backups/daily-20261123T013000Z.backup",
                        "failures",
                        status == ComponentStatus.UP ? 0 : 3),
                null);
    }

    private static Health.Component relay(ComponentStatus status, @Nullable String detail, boolean heard) {
        return component(
                "relay",
                status,
                detail,
                heard ? STARTED : AWAY,
                0.1,
                figures(
                        "console",
                        "0f3a9c51-77be",
                        "transport",
                        "postgresql",
                        "connected",
                        heard,
                        "consoles",
                        heard ? 1 : 0,
                        "hints_out",
                        18_204L,
                        "hints_in",
                        9_117L),
                null);
    }

    private static Map<String, Object> database(int writing, int reading) {
        return figures(
                "server",
                "external",
                "answer_ms",
                2.6,
                "writers_active",
                writing,
                "writers_idle",
                3,
                "writers_waiting",
                0,
                "readers_active",
                reading,
                "readers_idle",
                6,
                "readers_waiting",
                0);
    }

    private static Map<String, Object> writer(int queue, long spooled, long oldest, long mib) {
        return figures("queue", queue, "spooled", spooled, "oldest_seconds", oldest, "spool_mib", mib, "retries", 0);
    }

    private static Map<String, Object> disk(long free) {
        return figures("free_mib", free, "total_mib", 228_936L);
    }

    private static Health.HealthReport report(
            Health.Readiness status, List<Health.Component> components, List<Health.Breaker> breakers) {
        return new Health.HealthReport(
                NOW,
                status,
                true,
                true,
                "0.1.0",
                93_642,
                components,
                breakers,
                List.of(
                        new Health.StartedPart("http server", 388),
                        new Health.StartedPart("health watch", 1),
                        new Health.StartedPart("postgresql", 1_043),
                        new Health.StartedPart("database", 212),
                        new Health.StartedPart("stations", 61),
                        new Health.StartedPart("sample writer", 12),
                        new Health.StartedPart("live hub", 4),
                        new Health.StartedPart("request gate", 7)));
    }

    private static Health.Component component(
            String name,
            ComponentStatus status,
            @Nullable String detail,
            Instant since,
            double ms,
            Map<String, Object> figures,
            @Nullable Streak streak) {
        Health.Weight weight =
                switch (name) {
                    case "server threads", "window" -> Health.Weight.LIVENESS;
                    case "sample writer", "disk" -> Health.Weight.READINESS;
                    default -> Health.Weight.AUXILIARY;
                };
        return new Health.Component(name, weight, status, detail, since, ms, figures, streak);
    }

    private static Map<String, Object> figures(Object... pairs) {
        Map<String, Object> figures = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            figures.put((String) pairs[i], pairs[i + 1]);
        }
        return figures;
    }

    /** An hour in which nothing happened. */
    public static Health.HealthHistory calmHour() {
        List<Track> tracks = new ArrayList<>();
        tracks.add(track(TrackKind.PROBE, "startup", 60, "started"));
        tracks.add(track(TrackKind.PROBE, "live", 60, "live"));
        tracks.add(track(TrackKind.PROBE, "ready", 60, "ready"));
        for (Health.Component component : calm().components()) {
            tracks.add(track(TrackKind.COMPONENT, component.name(), 60, "up"));
        }
        tracks.add(track(TrackKind.BREAKER, "database", 60, "closed"));
        tracks.add(track(TrackKind.BREAKER, "database_reads", 60, "closed"));
        return hour(tracks);
    }

    /** The hour before the bad day's report. */
    public static Health.HealthHistory badHour() {
        List<Track> tracks = new ArrayList<>();
        tracks.add(track(TrackKind.PROBE, "startup", 60, "started"));
        tracks.add(track(TrackKind.PROBE, "live", 60, "live", 31, "not_live", 30.9, "live"));
        tracks.add(track(TrackKind.PROBE, "ready", 60, "degraded"));
        tracks.add(track(TrackKind.COMPONENT, "window", 60, "up", 31, "down", 30.9, "up"));
        tracks.add(track(TrackKind.COMPONENT, "server threads", 60, "up"));
        tracks.add(track(TrackKind.COMPONENT, "database", 60, "up", 43, "down", 38, "up", 8.15, "down"));
        tracks.add(track(TrackKind.COMPONENT, "sample writer", 60, "up", 43, "degraded", 36, "up", 8.15, "degraded"));
        tracks.add(track(TrackKind.COMPONENT, "disk", 60, "degraded"));
        tracks.add(track(TrackKind.COMPONENT, "redis", 60, "up", 52, "degraded", 51.5, "up", 50, "down", 47, "up"));
        tracks.add(track(TrackKind.COMPONENT, "cache", 22, "up"));
        tracks.add(track(TrackKind.COMPONENT, "memory", 60, "up"));
        tracks.add(track(TrackKind.COMPONENT, "sockets", 60, "up"));
        tracks.add(track(TrackKind.COMPONENT, "rate limits", 60, "up"));
        tracks.add(track(TrackKind.COMPONENT, "jobs", 60, "up"));
        tracks.add(track(TrackKind.COMPONENT, "backups", 60, "up", 8.15, "degraded"));
        tracks.add(track(TrackKind.COMPONENT, "relay", 60, "up", 43, "degraded", 38, "up", 8.15, "degraded"));
        tracks.add(track(
                TrackKind.BREAKER,
                "database",
                60,
                "closed",
                43,
                "open",
                38.1,
                "half_open",
                38,
                "closed",
                8.15,
                "open"));
        tracks.add(track(
                TrackKind.BREAKER,
                "database_reads",
                60,
                "closed",
                43,
                "open",
                38,
                "closed",
                8,
                "open",
                0.07,
                "half_open"));
        return hour(tracks);
    }

    private static Health.HealthHistory hour(List<Track> tracks) {
        return new Health.HealthHistory(NOW.minus(Duration.ofHours(1)), NOW, tracks);
    }

    // Changes are minutes ago and status, in turn.
    private static Track track(TrackKind kind, String name, Object... changes) {
        List<Change> list = new ArrayList<>();
        for (int i = 0; i < changes.length; i += 2) {
            double minutes = ((Number) changes[i]).doubleValue();
            list.add(new Change(NOW.minusMillis((long) (minutes * 60_000)), (String) changes[i + 1], null));
        }
        return new Track(name, kind, list);
    }

    /** The log of the bad day. */
    public static LogPage log() {
        List<LogEvent> events = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            events.add(event(
                    events,
                    3_000 - 60 * i,
                    LogLevel.INFO,
                    "DeviceRegistry",
                    "station ESP32_LL_0" + i % 9 + " is live",
                    null));
        }
        events.add(event(events, 492, LogLevel.WARN, "Probe", "the database does not answer: " + REASON, null));
        events.add(event(events, 489, LogLevel.WARN, "Breaker", "circuit breaker database opened: " + REASON, null));
        events.add(event(
                events,
                488,
                LogLevel.ERROR,
                "Retention",
                "old partitions could not be dropped; they are tried again in an hour",
                """
                org.postgresql.util.PSQLException: Connection to 10.0.3.7:5432 refused. Check that the hostname and port are correct.
                \tat org.postgresql.core.v3.ConnectionFactoryImpl.openConnectionImpl(ConnectionFactoryImpl.java:373)
                \tat org.postgresql.core.ConnectionFactory.openConnection(ConnectionFactory.java:57)
                \tat org.postgresql.jdbc.PgConnection.<init>(PgConnection.java:279)
                Caused by: java.net.ConnectException: Connection refused
                \t... 14 common frames omitted"""));
        events.add(event(events, 487, LogLevel.INFO, "Outage", "samples go to the spool", null));
        events.add(event(
                events,
                61,
                LogLevel.WARN,
                "SensorSocket",
                "ESP32_MT_02 sends more than 100 samples a minute: the rest is refused",
                null));
        return new LogPage(events, events.getLast().seq(), false);
    }

    private static LogEvent event(
            List<LogEvent> before,
            long secondsAgo,
            LogLevel level,
            String logger,
            String message,
            @Nullable String trace) {
        return new LogEvent(before.size() + 1L, NOW.minusSeconds(secondsAgo), level, logger, "writer", message, trace);
    }
}
