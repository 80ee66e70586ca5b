package fr.gaveurs.console.backend.features.devices;

import fr.gaveurs.console.api.devices.DeviceDetails.Erasure;
import fr.gaveurs.console.backend.features.quality.SampleErasure;
import fr.gaveurs.console.backend.features.quality.SampleErasure.Extent;
import fr.gaveurs.console.backend.features.quality.SampleErasure.Piece;
import fr.gaveurs.console.backend.platform.store.Database;
import fr.gaveurs.console.backend.platform.tlog.LogEntries;
import fr.gaveurs.console.backend.platform.tlog.LogSource;
import fr.gaveurs.console.backend.platform.tlog.LogSource.Column;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Duration;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The table {@code device_erasures}. */
final class ErasureStore {
    /** So long after it was asked for it begins. */
    static final Duration SETTLE = Duration.ofSeconds(2);

    /** An erasure is an entry of the log: by it samples that are gone are told from samples that somebody took away. */
    static final LogSource LOGGED = LogSource.of("erasure", "device_erasures", Column.whole("id"))
            .showing(Column.text("device_id"), Column.time("requested_at"), Column.whole("up_to_seq"))
            .covering("up_to_hour", "up_to_day", "up_to_refused")
            .agedBy("requested_at");

    private static final int SHOWN = 100;

    private final Database database;

    ErasureStore(Database database) {
        this.database = database;
    }

    /**
     * Notes that the samples of a station are to go, in the transaction in which it is forgotten.
     *
     * @param seq of the newest sample that memory knows of
     */
    static Erasure ask(Connection connection, String deviceId, long seq) throws SQLException {
        Extent extent = SampleErasure.begin(connection, deviceId, seq);
        try (PreparedStatement insert = connection.prepareStatement(
                "INSERT INTO device_erasures (device_id, up_to_seq, up_to_hour, up_to_day, up_to_refused)"
                        + " VALUES (?, ?, ?, ?, ?) RETURNING *")) {
            insert.setString(1, deviceId);
            insert.setLong(2, extent.seq());
            insert.setObject(3, extent.hour(), Types.TIMESTAMP_WITH_TIMEZONE);
            insert.setObject(4, extent.day(), Types.DATE);
            insert.setLong(5, extent.refused());
            try (ResultSet row = insert.executeQuery()) {
                row.next();
                LogEntries.add(connection, LOGGED, List.of(LOGGED.key(row.getLong("id"))));
                return erasure(row);
            }
        }
    }

    /**
     * More of what was to be deleted came out of a spool: the newest erasure of each goes on.
     *
     * @param upTo by the station's id, seq of the newest sample that came
     * @return how many go on
     */
    static int again(Connection connection, Map<String, Long> upTo) throws SQLException {
        int count = 0;
        try (PreparedStatement update = connection.prepareStatement(
                "UPDATE device_erasures SET finished_at = NULL, late_up_to_seq = greatest(late_up_to_seq, ?) WHERE id ="
                        + " (SELECT max(id) FROM device_erasures WHERE device_id = ?)")) {
            for (Map.Entry<String, Long> each : upTo.entrySet()) {
                update.setLong(1, each.getValue());
                update.setString(2, each.getKey());
                count += update.executeUpdate();
            }
        }
        return count;
    }

    List<Erasure> list() throws SQLException {
        return database.read(connection -> {
            List<Erasure> list = new ArrayList<>();
            try (PreparedStatement select = connection.prepareStatement(
                            "SELECT * FROM device_erasures ORDER BY id DESC LIMIT " + SHOWN);
                    ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    list.add(erasure(row));
                }
            }
            return list;
        });
    }

    private static Erasure erasure(ResultSet row) throws SQLException {
        OffsetDateTime finished = row.getObject("finished_at", OffsetDateTime.class);
        return new Erasure(
                row.getString("device_id"),
                row.getObject("requested_at", OffsetDateTime.class).toInstant(),
                row.getLong("deleted"),
                finished == null ? null : finished.toInstant());
    }

    /**
     * What a step came to.
     *
     * @param sites for which samples were deleted that counted
     * @param deleted samples so far
     */
    record Step(String deviceId, Set<String> sites, long deleted, boolean finished) {}

    /** Deletes a piece of the oldest one that nobody works at just now; null if there is nothing to do. */
    @Nullable
    Step step() throws SQLException {
        return database.<Optional<Step>>change(connection -> {
                    try (PreparedStatement select = connection.prepareStatement("SELECT e.*, NOT EXISTS (SELECT 1 FROM"
                                    + " devices d WHERE d.device_id = e.device_id AND d.enrollment = 'approved') AS gone"
                                    + " FROM device_erasures e WHERE finished_at IS NULL AND requested_at < now() -"
                                    + " interval '" + SETTLE.toSeconds() + " seconds' ORDER BY id LIMIT 1"
                                    + " FOR UPDATE SKIP LOCKED");
                            ResultSet row = select.executeQuery()) {
                        return row.next() ? Optional.of(step(connection, row)) : Optional.empty();
                    }
                })
                .orElse(null);
    }

    private static Step step(Connection connection, ResultSet row) throws SQLException {
        String deviceId = row.getString("device_id");
        Extent extent = new Extent(
                Math.max(row.getLong("up_to_seq"), row.getLong("late_up_to_seq")),
                row.getObject("up_to_hour", OffsetDateTime.class),
                row.getObject("up_to_day", LocalDate.class),
                row.getLong("up_to_refused"));
        long before = row.getLong("deleted");
        Piece piece = SampleErasure.deleteSome(connection, deviceId, extent, row.getBoolean("gone"));
        try (PreparedStatement update = connection.prepareStatement("UPDATE device_erasures SET deleted = deleted + ?,"
                + " finished_at = CASE WHEN ? THEN now() END WHERE id = ?")) {
            update.setInt(1, piece.samples());
            update.setBoolean(2, piece.done());
            update.setLong(3, row.getLong("id"));
            update.executeUpdate();
        }
        return new Step(deviceId, piece.sites(), before + piece.samples(), piece.done());
    }
}
