package fr.gaveurs.console.backend.platform.diagnostics;

import fr.gaveurs.console.api.admin.Admin.LogEvent;
import fr.gaveurs.console.api.admin.Admin.LogQuery;
import fr.gaveurs.console.api.health.Health;
import fr.gaveurs.console.api.health.Health.HealthHistory;
import fr.gaveurs.console.api.health.Health.HealthReport;
import fr.gaveurs.console.backend.platform.health.HealthBoard;
import fr.gaveurs.console.backend.platform.metrics.Metrics;
import fr.gaveurs.console.backend.platform.settings.Settings;
import java.lang.management.ManagementFactory;
import java.lang.management.RuntimeMXBean;
import java.lang.reflect.RecordComponent;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * What support asks for, in one text without secrets: program and machine, settings, health and its last hour, breakers,
 * the metrics that matter, the newest of the log, and what the threads do.
 */
public final class Diagnostics {
    private static final int LOG_LINES = 300;

    /** Buckets, and what a station more or less would repeat, are left out. */
    private static final Predicate<String> METRICS = Pattern.compile(
                    "^(http_requests_total|cache_|samples_|sample_processing_duration_seconds_(count|sum|max)|db_"
                            + "|websocket_|circuit_breaker_|rate_limit_|spool_|devices|jvm_memory_used|jvm_gc_|jvm_threads_"
                            + "|process_|system_|ui_)")
            .asPredicate()
            .and(line -> !line.contains("_bucket{") && !line.contains("device_id="));

    private final String version;
    private final Settings settings;
    private final HealthBoard health;
    private final Metrics metrics;
    private final LogRing log;
    private final Clock clock;

    public Diagnostics(
            String version, Settings settings, HealthBoard health, Metrics metrics, LogRing log, Clock clock) {
        this.version = version;
        this.settings = settings;
        this.health = health;
        this.metrics = metrics;
        this.log = log;
        this.clock = clock;
    }

    /** The text; takes as long as the slowest health check, 5 s at most. */
    public String text() {
        HealthReport report = health.report();
        StringBuilder text = new StringBuilder(64_000);
        text.append("Gaveurs Console ")
                .append(version)
                .append(", diagnostics of ")
                .append(clock.instant());
        text.append("\nNo passwords and no tokens are in here.\n");
        program(text, report);
        settings(text);
        components(text, report);
        breakers(text, report);
        history(text);
        heading(text, "Start");
        report.startup().forEach(part -> line(text, part.name(), Math.round(part.milliseconds()) + " ms"));
        heading(text, "Metrics");
        metrics.scrape("text/plain; version=0.0.4; charset=utf-8")
                .lines()
                .filter(METRICS)
                .forEach(line -> text.append(line).append('\n'));
        heading(text, "Threads");
        Threads.describe(text);
        heading(text, "Log, the last " + LOG_LINES + " entries");
        log.read(new LogQuery(null, null, null, LOG_LINES)).events().forEach(event -> entry(text, event));
        // Each part has none; this is the seat belt.
        return Redaction.of(text.toString());
    }

    private static void program(StringBuilder text, HealthReport report) {
        heading(text, "Program");
        RuntimeMXBean runtime = ManagementFactory.getRuntimeMXBean();
        line(text, "process", ProcessHandle.current().pid());
        line(text, "up", Duration.ofSeconds((long) report.uptimeSeconds()));
        line(text, "java", runtime.getVmName() + " " + Runtime.version());
        line(
                text,
                "system",
                System.getProperty("os.name") + " " + System.getProperty("os.version") + " "
                        + System.getProperty("os.arch"));
        line(text, "processors", Runtime.getRuntime().availableProcessors());
        line(text, "heap limit", (Runtime.getRuntime().maxMemory() >> 20) + " MiB");
        line(text, "options", String.join(" ", runtime.getInputArguments()));
        line(
                text,
                "locale, zone, encoding",
                System.getProperty("user.language") + "_" + System.getProperty("user.country") + ", "
                        + java.time.ZoneId.systemDefault() + ", " + java.nio.charset.Charset.defaultCharset());
    }

    /** Every setting there is, so that a new one is not forgotten; an address without its login. */
    private void settings(StringBuilder text) {
        heading(text, "Settings");
        for (RecordComponent component : Settings.class.getRecordComponents()) {
            try {
                Object value = component.getAccessor().invoke(settings);
                String shown = value == null ? "not set" : Redaction.of(value.toString());
                line(text, component.getName(), secret(component.getName()) && value != null ? "***" : shown);
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException("a record's accessor is public", e);
            }
        }
    }

    private static boolean secret(String name) {
        return Pattern.compile("(?i)password|secret|token|key|code")
                .matcher(name)
                .find();
    }

    private static void components(StringBuilder text, HealthReport report) {
        heading(text, "Health");
        line(text, "readiness", report.status().key());
        line(text, "live", report.live());
        for (Health.Component component : report.components()) {
            line(
                    text,
                    component.name(),
                    component.status().key() + " since " + component.since() + ", "
                            + component.weight().key()
                            + (component.detail() == null ? "" : ", " + component.detail()));
            Health.Streak streak = component.streak();
            if (streak != null) {
                text.append("    ")
                        .append(streak.status().key())
                        .append(' ')
                        .append(streak.checks())
                        .append(" of ")
                        .append(streak.needed())
                        .append(streak.detail() == null ? "" : ": " + streak.detail())
                        .append('\n');
            }
            for (Map.Entry<String, Object> figure : component.figures().entrySet()) {
                text.append("    ")
                        .append(figure.getKey())
                        .append(' ')
                        .append(figure.getValue())
                        .append('\n');
            }
        }
    }

    private static void breakers(StringBuilder text, HealthReport report) {
        heading(text, "Circuit breakers");
        for (Health.Breaker breaker : report.breakers()) {
            line(
                    text,
                    breaker.name(),
                    breaker.state().key() + " since " + breaker.since() + ", trips " + breaker.trips() + ", succeeded "
                            + breaker.succeeded() + ", failed " + breaker.failed() + ", refused " + breaker.refused()
                            + (breaker.lastError() == null
                                    ? ""
                                    : ", last error at " + breaker.lastErrorAt() + ": " + breaker.lastError()));
        }
    }

    private void history(StringBuilder text) {
        HealthHistory history = health.history();
        heading(text, "Changes from " + history.from() + " to " + history.to());
        for (Health.Track track : history.tracks()) {
            List<Health.Change> changes = track.changes();
            text.append(track.kind().key()).append(' ').append(track.name()).append('\n');
            for (Health.Change change : changes) {
                text.append("    ")
                        .append(change.at())
                        .append(' ')
                        .append(change.status())
                        .append(change.detail() == null ? "" : ": " + change.detail())
                        .append('\n');
            }
        }
    }

    private static void entry(StringBuilder text, LogEvent event) {
        text.append(event.at())
                .append(' ')
                .append(event.level())
                .append(" [")
                .append(event.thread())
                .append("] ")
                .append(event.logger())
                .append(": ")
                .append(event.message())
                .append('\n');
        String trace = event.trace();
        if (trace != null) {
            text.append(trace).append('\n');
        }
    }

    private static void heading(StringBuilder text, String title) {
        text.append("\n== ").append(title).append(" ==\n");
    }

    private static void line(StringBuilder text, String name, Object value) {
        text.append(name).append(": ").append(value).append('\n');
    }
}
