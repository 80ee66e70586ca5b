package fr.gaveurs.console.backend.features.devices;

import fr.gaveurs.console.api.devices.DeviceDetails;
import fr.gaveurs.console.api.devices.DeviceDetails.ConnectionEnd;
import fr.gaveurs.console.api.devices.DeviceDetails.RefusalReason;
import fr.gaveurs.console.api.devices.DeviceDetails.Refusals;
import fr.gaveurs.console.api.devices.DeviceDetails.ReportedError;
import fr.gaveurs.console.backend.platform.store.Database;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The tables {@code device_connections}, {@code device_refusals} and {@code device_errors}. */
final class HistoryStore {
    /** Connections that are kept of a station; the newest ones, by the order in which they were written. */
    static final int CONNECTIONS = 100;
    /** Errors that are kept of a station. */
    static final int ERRORS = 20;

    /** More stations than any console knows. */
    private static final int MOST_DEVICES = 100_000;

    /** A console says about every minute that its open connections are. */
    private static final String SILENT = "interval '5 minutes'";

    private static final String OPEN = "heard_at > now() - " + SILENT;

    private static final String LINK =
            "INSERT INTO device_connections (id, device_id, address, mac_address, connected_at,"
                    + " disconnected_at, duration_seconds, close_code, reason, heard_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, now())"
                    + " ON CONFLICT (id) DO UPDATE SET disconnected_at = excluded.disconnected_at,"
                    + " duration_seconds = excluded.duration_seconds, close_code = excluded.close_code,"
                    + " reason = excluded.reason, heard_at = now()";

    private static final String REFUSAL =
            "INSERT INTO device_refusals AS known (device_id, day, reason, refusals, last_at,"
                    + " last_words) VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (device_id, day, reason) DO UPDATE SET"
                    + " refusals = known.refusals + excluded.refusals, last_at = excluded.last_at,"
                    + " last_words = excluded.last_words";

    private static final String ERROR = "INSERT INTO device_errors (device_id, at, words) VALUES (?, ?, ?)";

    private final Database database;

    HistoryStore(Database database) {
        this.database = database;
    }

    /** A row of {@code device_connections}; what is null after {@code connectedAt} is so while it is open. */
    record LinkRow(
            UUID id,
            String deviceId,
            String address,
            @Nullable String macAddress,
            Instant connectedAt,
            @Nullable Instant disconnectedAt,
            @Nullable Double durationSeconds,
            @Nullable Integer closeCode,
            @Nullable String reason) {
        LinkRow ended(Instant at, double seconds, @Nullable Integer code, String why) {
            return new LinkRow(id, deviceId, address, macAddress, connectedAt, at, seconds, code, why);
        }
    }

    /** @param count since it was last written */
    record RefusalRow(
            String deviceId, LocalDate day, RefusalReason reason, long count, Instant lastAt, String lastWords) {
        RefusalRow plus(long more) {
            return new RefusalRow(deviceId, day, reason, count + more, lastAt, lastWords);
        }
    }

    record ErrorRow(String deviceId, Instant at, String words) {}

    /** Writes everything in one transaction, and lets what is too much of a station go. */
    void write(List<LinkRow> links, List<RefusalRow> refusals, List<ErrorRow> errors) throws SQLException {
        database.change(connection -> {
            try (PreparedStatement link = connection.prepareStatement(LINK);
                    PreparedStatement refusal = connection.prepareStatement(REFUSAL);
                    PreparedStatement error = connection.prepareStatement(ERROR);
                    PreparedStatement oldLinks =
                            connection.prepareStatement(oldest("device_connections", CONNECTIONS));
                    PreparedStatement oldErrors = connection.prepareStatement(oldest("device_errors", ERRORS))) {
                Collection<String> linked = new TreeSet<>();
                for (LinkRow row : links) {
                    set(link, row);
                    link.addBatch();
                    linked.add(row.deviceId());
                }
                link.executeBatch();
                for (RefusalRow row : refusals) {
                    set(refusal, row);
                    refusal.addBatch();
                }
                refusal.executeBatch();
                Collection<String> failed = new TreeSet<>();
                for (ErrorRow row : errors) {
                    error.setString(1, row.deviceId());
                    time(error, 2, row.at());
                    error.setString(3, row.words());
                    error.addBatch();
                    failed.add(row.deviceId());
                }
                error.executeBatch();
                trim(oldLinks, linked);
                trim(oldErrors, failed);
            }
            return links.size();
        });
    }

    /** Nobody knows the station any more; in the transaction in which that happens. */
    static void forget(Connection connection, String deviceId) throws SQLException {
        for (String table : List.of("device_connections", "device_refusals", "device_errors")) {
            try (PreparedStatement delete =
                    connection.prepareStatement("DELETE FROM " + table + " WHERE device_id = ?")) {
                delete.setString(1, deviceId);
                delete.executeUpdate();
            }
        }
    }

    /**
     * After a restore: connections that were open when the backup was made are not known to be open any more, and no console
     * is to blame. Those whose console had ended without a word by then stay so.
     *
     * @param created when the backup was made
     */
    static void endRestored(Connection connection, Instant created) throws SQLException {
        try (PreparedStatement end =
                connection.prepareStatement("UPDATE device_connections SET disconnected_at = heard_at, reason = ?"
                        + " WHERE disconnected_at IS NULL AND heard_at > ?::timestamptz - " + SILENT)) {
            end.setString(1, ConnectionEnds.words(ConnectionEnd.RESTORED));
            time(end, 2, created);
            end.executeUpdate();
        }
    }

    /** By the order in which they were written: no clock takes a newer one for an older. */
    private static String oldest(String table, int kept) {
        return "DELETE FROM " + table + " WHERE device_id = ? AND seq <= (SELECT seq FROM " + table
                + " WHERE device_id = ? ORDER BY seq DESC OFFSET " + kept + " LIMIT 1)";
    }

    private static void trim(PreparedStatement delete, Collection<String> ids) throws SQLException {
        for (String id : ids) {
            delete.setString(1, id);
            delete.setString(2, id);
            delete.addBatch();
        }
        delete.executeBatch();
    }

    private static void set(PreparedStatement link, LinkRow row) throws SQLException {
        link.setObject(1, row.id());
        link.setString(2, row.deviceId());
        link.setString(3, row.address());
        link.setString(4, row.macAddress());
        time(link, 5, row.connectedAt());
        time(link, 6, row.disconnectedAt());
        link.setObject(7, row.durationSeconds(), Types.DOUBLE);
        link.setObject(8, row.closeCode(), Types.INTEGER);
        link.setString(9, row.reason());
    }

    private static void set(PreparedStatement refusal, RefusalRow row) throws SQLException {
        refusal.setString(1, row.deviceId());
        refusal.setObject(2, row.day());
        refusal.setString(3, row.reason().key());
        refusal.setLong(4, row.count());
        time(refusal, 5, row.lastAt());
        refusal.setString(6, row.lastWords());
    }

    /** These connections are open still. */
    void heard(List<UUID> open) throws SQLException {
        if (open.isEmpty()) {
            return;
        }
        database.change(connection -> {
            try (PreparedStatement update =
                    connection.prepareStatement("UPDATE device_connections SET heard_at = now() WHERE id = ANY (?)")) {
                update.setArray(1, connection.createArrayOf("uuid", open.toArray()));
                return update.executeUpdate();
            }
        });
    }

    /** What is kept of a station, for its page. */
    record Kept(List<Refusals> refusals, List<ReportedError> errors, List<DeviceDetails.Connection> connections) {}

    Kept read(String deviceId, LocalDate day) throws SQLException {
        return database.read(connection -> {
            List<Refusals> refusals = new ArrayList<>();
            try (PreparedStatement select = connection.prepareStatement("SELECT reason, refusals, last_at, last_words"
                    + " FROM device_refusals WHERE device_id = ? AND day = ? ORDER BY refusals DESC, reason")) {
                select.setString(1, deviceId);
                select.setObject(2, day);
                try (ResultSet row = select.executeQuery()) {
                    while (row.next()) {
                        Optional<RefusalReason> reason = reason(row.getString(1));
                        if (reason.isPresent()) {
                            refusals.add(new Refusals(reason.get(), row.getLong(2), known(row, 3), row.getString(4)));
                        }
                    }
                }
            }
            List<ReportedError> errors = new ArrayList<>();
            try (PreparedStatement select = connection.prepareStatement(
                    "SELECT at, words FROM device_errors WHERE device_id = ? ORDER BY seq DESC LIMIT " + ERRORS)) {
                select.setString(1, deviceId);
                try (ResultSet row = select.executeQuery()) {
                    while (row.next()) {
                        errors.add(new ReportedError(known(row, 1), row.getString(2)));
                    }
                }
            }
            List<DeviceDetails.Connection> connections = new ArrayList<>();
            try (PreparedStatement select = connection.prepareStatement("SELECT *, " + OPEN + " AS open"
                    + " FROM device_connections WHERE device_id = ? ORDER BY seq DESC LIMIT " + CONNECTIONS)) {
                select.setString(1, deviceId);
                try (ResultSet row = select.executeQuery()) {
                    while (row.next()) {
                        connections.add(connection(row));
                    }
                }
            }
            return new Kept(refusals, errors, connections);
        });
    }

    /**
     * How many messages of each station were refused on a day; nothing of one that had none.
     *
     * @param begin before any instant of that day, in whatever zone: only rows written since are looked at
     */
    Map<String, Long> refused(LocalDate day, Instant begin) throws SQLException {
        return database.read(connection -> {
            Map<String, Long> refused = new HashMap<>();
            try (PreparedStatement select = connection.prepareStatement("SELECT device_id, sum(refusals)"
                    + " FROM device_refusals WHERE last_at >= ? AND day = ? GROUP BY device_id LIMIT "
                    + MOST_DEVICES)) {
                time(select, 1, begin);
                select.setObject(2, day);
                try (ResultSet row = select.executeQuery()) {
                    while (row.next()) {
                        refused.put(row.getString(1), row.getLong(2));
                    }
                }
            }
            return refused;
        });
    }

    private static DeviceDetails.Connection connection(ResultSet row) throws SQLException {
        OffsetDateTime end = row.getObject("disconnected_at", OffsetDateTime.class);
        boolean lost = end == null && !row.getBoolean("open");
        double duration = row.getDouble("duration_seconds");
        boolean unknown = row.wasNull();
        int code = row.getInt("close_code");
        boolean without = row.wasNull();
        String reason = lost ? ConnectionEnds.words(ConnectionEnd.CONSOLE_LOST) : row.getString("reason");
        OffsetDateTime told = lost ? row.getObject("heard_at", OffsetDateTime.class) : end;
        return new DeviceDetails.Connection(
                row.getString("address"),
                row.getString("mac_address"),
                row.getObject("connected_at", OffsetDateTime.class).toInstant(),
                told == null ? null : told.toInstant(),
                unknown ? null : (Double) duration,
                without ? null : (Integer) code,
                reason,
                reason == null ? null : ConnectionEnds.of(reason, without ? null : (Integer) code));
    }

    /** A newer version may know more reasons: they are passed over. */
    private static Optional<RefusalReason> reason(String key) {
        return Arrays.stream(RefusalReason.values())
                .filter(each -> each.key().equals(key))
                .findFirst();
    }

    private static void time(PreparedStatement statement, int index, @Nullable Instant value) throws SQLException {
        statement.setObject(
                index, value == null ? null : value.atOffset(ZoneOffset.UTC), Types.TIMESTAMP_WITH_TIMEZONE);
    }

    private static Instant known(ResultSet row, int column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
