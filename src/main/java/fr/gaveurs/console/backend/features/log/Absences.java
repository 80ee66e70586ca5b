package fr.gaveurs.console.backend.features.log;

import fr.gaveurs.console.api.Json;
import fr.gaveurs.console.backend.platform.tlog.LogRow;
import fr.gaveurs.console.backend.platform.tlog.LogSource;
import fr.gaveurs.console.backend.platform.tlog.LogSource.Column;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * Why a row of an entry is no longer there: what the retention and erasures wrote down, as their entries of the log have
 * it. Whoever deletes rows and would excuse it by a further record has to put that into the log, under everybody's eyes.
 */
final class Absences {
    /** Kinds of the entries that are looked at. */
    static final String RETENTION = "retention";

    static final String ERASURE = "erasure";

    /** Entries are made once a second; where none are, whoever deletes is not excused. */
    private static final Duration LATEST = Duration.ofSeconds(5);

    /** Why. */
    enum Why {
        NO_LONGER_KEPT,
        ERASED,
        /** Nothing says why. */
        UNEXPLAINED
    }

    private record Erasure(String deviceId, long upToSeq, Instant requested) {}

    private final Map<String, Instant> before = new HashMap<>();
    private final Map<String, Long> upTo = new HashMap<>();
    private final Map<String, List<Erasure>> erasures = new HashMap<>();

    /**
     * Reads what is written down until now, which is waited for: rows may have been deleted while somebody went through
     * them, and what says why may wait for its own entry.
     */
    static Absences now(Connection connection) throws SQLException {
        long until = System.nanoTime() + LATEST.toNanos();
        while (waits(connection) && System.nanoTime() - until < 0) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
            if (Thread.currentThread().isInterrupted()) {
                throw new CancellationException("interrupted");
            }
        }
        return read(connection, LogTables.size(connection));
    }

    private static boolean waits(Connection connection) throws SQLException {
        try (PreparedStatement select =
                        connection.prepareStatement("SELECT EXISTS (SELECT FROM log_pending WHERE kind IN ('"
                                + RETENTION + "', '" + ERASURE + "'))");
                ResultSet row = select.executeQuery()) {
            return row.next() && row.getBoolean(1);
        }
    }

    /** Reads what was written down before the log had {@code size} entries. */
    static Absences read(Connection connection, long size) throws SQLException {
        Absences absences = new Absences();
        try (PreparedStatement select =
                connection.prepareStatement("SELECT kind, entry FROM log_entries WHERE kind IN ('" + RETENTION + "', '"
                        + ERASURE + "') AND idx < ? ORDER BY idx")) {
            select.setLong(1, size);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    JsonNode entry = parse(row.getString(2));
                    JsonNode values = entry == null ? null : entry.get("values");
                    if (values != null) {
                        absences.take(row.getString(1), values);
                    }
                }
            }
        }
        return absences;
    }

    private void take(String kind, JsonNode values) {
        if (kind.equals(ERASURE)) {
            Erasure erasure = new Erasure(
                    values.path("device_id").asString(""),
                    values.path("up_to_seq").asLong(0),
                    time(values.get("requested_at"), Instant.MIN));
            erasures.computeIfAbsent(erasure.deviceId(), id -> new ArrayList<>())
                    .add(erasure);
            return;
        }
        String table = values.path("table_name").asString("");
        // What went further than rows were kept explains nothing beyond that.
        Instant reached = time(values.get("before"), Instant.MIN);
        JsonNode kept = values.get("kept_seconds");
        if (kept != null && kept.isNumber()) {
            Instant allowed = time(values.get("at"), Instant.MIN).minusSeconds(kept.asLong() - 60);
            reached = reached.isAfter(allowed) ? allowed : reached;
        }
        before.merge(table, reached, (a, b) -> a.isAfter(b) ? a : b);
        upTo.merge(table, values.path("up_to").asLong(Long.MIN_VALUE), Math::max);
    }

    static @Nullable JsonNode parse(String entry) {
        try {
            return Json.MAPPER.readTree(entry);
        } catch (JacksonException e) {
            return null; // altered: another check says so
        }
    }

    private static Instant time(@Nullable JsonNode value, Instant otherwise) {
        try {
            return value == null || !value.isString() ? otherwise : Instant.parse(value.asString());
        } catch (DateTimeParseException e) {
            return otherwise;
        }
    }

    /** @param entry of the row that is not there */
    Why of(LogSource source, String key, JsonNode entry) {
        List<Object> parts = source.values(key);
        if (parts == null) {
            return Why.UNEXPLAINED;
        }
        Object number = parts.getFirst();
        if (source.key().size() == 1
                && number instanceof Long id
                && id <= upTo.getOrDefault(source.table(), Long.MIN_VALUE)) {
            return Why.NO_LONGER_KEPT;
        }
        Instant aged = source.agedBy() == null ? null : aged(source, source.agedBy(), parts, entry);
        if (aged != null && aged.isBefore(before.getOrDefault(source.table(), Instant.MIN))) {
            return Why.NO_LONGER_KEPT;
        }
        String device = column(source, "device_id", parts, entry);
        JsonNode seq = entry.path("values").get("seq");
        Instant received = time(entry.path("values").get("received_at"), Instant.MAX);
        boolean erased = device != null
                && seq != null
                && erasures.getOrDefault(device, List.of()).stream()
                        .anyMatch(e -> seq.asLong(Long.MAX_VALUE) <= e.upToSeq()
                                || received.isBefore(e.requested().plusSeconds(60)));
        return erased ? Why.ERASED : Why.UNEXPLAINED;
    }

    private static @Nullable Instant aged(LogSource source, String column, List<Object> parts, JsonNode entry) {
        for (int i = 0; i < parts.size(); i++) {
            if (source.key().get(i).name().equals(column) && parts.get(i) instanceof Long micros) {
                return Instant.parse(LogRow.time(micros));
            }
        }
        JsonNode value = entry.path("values").get(column);
        Instant none = Instant.MAX;
        Instant time = time(value, none);
        return time.equals(none) ? null : time;
    }

    private static @Nullable String column(LogSource source, String name, List<Object> parts, JsonNode entry) {
        List<Column> key = source.key();
        for (int i = 0; i < parts.size(); i++) {
            if (key.get(i).name().equals(name)) {
                return parts.get(i).toString();
            }
        }
        JsonNode value = entry.path("values").get(name);
        return value == null ? null : value.asString("");
    }
}
