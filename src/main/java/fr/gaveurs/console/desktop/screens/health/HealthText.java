package fr.gaveurs.console.desktop.screens.health;

import fr.gaveurs.console.api.health.Health.Component;
import fr.gaveurs.console.api.health.Health.ComponentStatus;
import fr.gaveurs.console.api.health.Health.TrackKind;
import fr.gaveurs.console.desktop.kit.Level;
import fr.gaveurs.console.desktop.kit.Messages;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Names and figures of components as a person reads them; unknown ones as the backend writes them. */
public final class HealthText {
    private static final double MIB = 1 << 20;
    private static final Pattern LAST_BRACKETS = Pattern.compile("\\(([^()]+)\\)$");

    private static final Pattern INSTANT = Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?Z");

    /** Beginnings of what the backend says that are not told by component and status alone, and the words for them. */
    private static final Map<String, String> SAID = Map.ofEntries(
            Map.entry("days of samples are damaged", "health.damaged_days"),
            Map.entry("files of the database are damaged", "health.damaged_files"),
            Map.entry("files of the spool were damaged", "health.damaged_spool"),
            Map.entry("its check took", "health.slow_check"),
            Map.entry("its check has not answered", "health.hanging_check"),
            Map.entry("samples of the spool are being brought", "health.replaying"),
            Map.entry("the spool could take no sample", "health.spool_small"),
            Map.entry("the disk of the data folder is full;", "health.disk_full_elsewhere"),
            Map.entry("there is no backup yet", "health.no_backup"),
            Map.entry("this console's clock is wrong:", "health.clock_wrong"),
            Map.entry("nothing old is deleted,", "health.clock_unconfirmed"),
            Map.entry("samples are refused for their time:", "health.clock_refused"));

    private HealthText() {}

    /** A component or part of the start. */
    public static String component(String name, Messages messages) {
        return messages.getOr("health.component." + key(name), plain(name));
    }

    /**
     * What is wrong with a component, in the person's language; what the backend wrote where that says nothing. The
     * cause that the backend quotes in its last brackets, such as the database's own words, is kept.
     */
    static String detail(Component component, Messages messages) {
        return detail(component.name(), component.status().key(), component.detail(), messages);
    }

    /** As {@link #detail(Component, Messages)}, of a status by its name on the wire. */
    static String detail(String component, String status, @Nullable String words, Messages messages) {
        String detail = words == null ? "" : words;
        if (detail.isEmpty() || status.equals(ComponentStatus.UP.key())) {
            return detail;
        }
        if (status.equals(ComponentStatus.UNKNOWN.key())) {
            return messages.get("health.unchecked");
        }
        String known = SAID.entrySet().stream()
                .filter(said -> detail.startsWith(said.getKey()))
                .map(said -> messages.get(said.getValue()))
                .findFirst()
                .orElseGet(() -> messages.getOr("health.detail." + key(component) + "." + status, ""));
        if (known.isEmpty()) {
            return detail;
        }
        Matcher cause = LAST_BRACKETS.matcher(detail);
        return cause.find() ? known + " (" + cause.group(1) + ")" : known;
    }

    static String figure(String name, Messages messages) {
        String known = messages.getOr("health.figure." + key(name), "");
        if (!known.isEmpty()) {
            return known;
        }
        for (String unit :
                new String[] {"_bytes", "_mib", "_percent", "_seconds", "_s", "_ms", "_milliseconds", "_per_second"}) {
            if (name.endsWith(unit)) {
                return plain(name.substring(0, name.length() - unit.length()));
            }
        }
        return plain(name);
    }

    /** A figure's value; its name's ending tells its unit. */
    static String value(String name, Object value, Messages messages) {
        return switch (value) {
            case Boolean yes -> messages.get(yes ? "yes" : "no");
            case Number number -> number(name, number, messages);
            default -> word(String.valueOf(value), messages);
        };
    }

    private static String word(String value, Messages messages) {
        if (INSTANT.matcher(value).matches()) {
            return messages.dayTime(Instant.parse(value));
        }
        return messages.getOr("health.value." + key(value), value);
    }

    public static String status(ComponentStatus status, Messages messages) {
        return messages.get("health.status." + status.key());
    }

    public static Level level(ComponentStatus status) {
        return level(status.key());
    }

    /** Of the status of a component, a probe or a circuit breaker by its name on the wire. */
    static Level level(@Nullable String status) {
        return switch (String.valueOf(status)) {
            case "up", "started", "live", "ready", "closed" -> Level.GOOD;
            case "degraded", "starting", "half_open" -> Level.WARNING;
            case "down", "not_live", "not_ready", "open" -> Level.BAD;
            default -> Level.UNKNOWN;
        };
    }

    /** A circuit breaker. */
    static String breaker(String name, Messages messages) {
        return messages.getOr("health.breaker." + key(name), component(name, messages));
    }

    /** The status of one kind of thing in words. */
    static String status(TrackKind kind, String status, Messages messages) {
        return switch (kind) {
            case PROBE -> messages.getOr("health.answer." + status, status);
            case COMPONENT -> messages.getOr("health.status." + status, status);
            case BREAKER -> messages.getOr("health.breaker_state." + status, status);
        };
    }

    /** Since when, and how long that is. */
    static String since(Instant since, Instant now, Messages messages) {
        Duration length = Duration.between(since, now);
        return messages.get("health.since", at(since, now, messages), messages.duration(length.toMillis() / 1e3));
    }

    /** The time of day; the day with it where that is not today's. */
    static String at(Instant instant, Instant now, Messages messages) {
        Duration length = Duration.between(instant, now);
        return length.compareTo(Duration.ofHours(20)) < 0 ? messages.time(instant) : messages.dayTime(instant);
    }

    private static String number(String name, Number number, Messages messages) {
        double value = number.doubleValue();
        if (name.endsWith("_bytes")) {
            return messages.bytes(value);
        }
        if (name.endsWith("_mib")) {
            return messages.bytes(value * MIB);
        }
        if (name.endsWith("_percent")) {
            return messages.percent(value, 1);
        }
        if (name.endsWith("_per_second")) {
            return messages.get("unit.per_second", messages.number(value, 1));
        }
        if (name.endsWith("_seconds") || name.endsWith("_s")) {
            return messages.duration(value);
        }
        if (name.endsWith("_ms") || name.endsWith("_milliseconds")) {
            return messages.get("unit.ms", messages.number(value, value < 10 ? 1 : 0));
        }
        return value == Math.rint(value) ? messages.integer((long) value) : messages.number(value, 2);
    }

    private static String key(String name) {
        return name.toLowerCase(Locale.ROOT).replace(' ', '_').replace('-', '_');
    }

    private static String plain(String name) {
        String spaced = name.replace('_', ' ').strip();
        return spaced.isEmpty() ? name : spaced.substring(0, 1).toUpperCase(Locale.ROOT) + spaced.substring(1);
    }
}
