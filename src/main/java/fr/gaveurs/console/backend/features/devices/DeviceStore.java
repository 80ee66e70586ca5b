package fr.gaveurs.console.backend.features.devices;

import fr.gaveurs.console.api.devices.DeviceDetails.Erasure;
import fr.gaveurs.console.api.devices.DeviceSettings.Calibration;
import fr.gaveurs.console.api.devices.DeviceSettings.Maintenance;
import fr.gaveurs.console.api.devices.Devices.Enrollment;
import fr.gaveurs.console.backend.features.quality.SampleErasure;
import fr.gaveurs.console.backend.platform.audit.Act;
import fr.gaveurs.console.backend.platform.audit.AuditLog;
import fr.gaveurs.console.backend.platform.audit.AuditObject;
import fr.gaveurs.console.backend.platform.store.Database;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The table {@code devices}. */
final class DeviceStore {
    private static final String INSERT = "INSERT INTO devices (device_id, site_code, location, mac_address, ip_address,"
            + " firmware_version, last_seen, last_sample_at, interval_seconds, address, silent_seconds,"
            + " enrollment, token_hash, token_seen, bound_mac, bound_address, first_seen)"
            + " VALUES (?, ?, ?, ?, ?, ?, coalesce(?, now()), ?, ?, ?, ?, ?, ?, ?, ?, ?, coalesce(?, now()))"
            + " ON CONFLICT (device_id) DO UPDATE SET location = excluded.location, mac_address = excluded.mac_address,"
            + " ip_address = excluded.ip_address, firmware_version = excluded.firmware_version,"
            + " address = excluded.address, silent_seconds = excluded.silent_seconds,"
            // Another console, or a person, decided meanwhile: only what waits may turn into more.
            + " enrollment = CASE WHEN devices.enrollment = 'pending' THEN excluded.enrollment ELSE devices.enrollment END,"
            + " token_hash = coalesce(devices.token_hash, excluded.token_hash),"
            + " token_seen = devices.token_seen OR excluded.token_seen,"
            + " last_seen = " + later("last_seen") + ", last_sample_at = " + later("last_sample_at") + ","
            + " interval_seconds = excluded.interval_seconds";

    /** Only of a row that is there: what was forgotten elsewhere does not come back. */
    private static final String UPDATE = "UPDATE devices SET location = ?, mac_address = ?, ip_address = ?,"
            + " firmware_version = ?, last_seen = " + later("last_seen", "coalesce(?, now())") + ","
            + " last_sample_at = " + later("last_sample_at", "?") + ","
            + " interval_seconds = ?, address = ?, silent_seconds = ?";

    private static final String TOKEN = ", token_hash = ?, token_seen = ?, bound_mac = ?, bound_address = ?";
    private static final String ONE = " WHERE device_id = ?";

    /** The later of two times, unless the stored one lies ahead: then it was written while some clock was ahead. */
    private static String later(String column) {
        return "CASE WHEN devices." + column + " > now() + interval '5 minutes' THEN excluded." + column
                + " ELSE greatest(devices." + column + ", excluded." + column + ") END";
    }

    private static String later(String column, String value) {
        return "(SELECT CASE WHEN " + column + " > now() + interval '5 minutes' THEN said ELSE greatest(" + column
                + ", said) END FROM (SELECT CAST(" + value + " AS timestamptz) AS said) AS heard)";
    }

    private final Database database;

    DeviceStore(Database database) {
        this.database = database;
    }

    /** @param ids null for all */
    List<StoredDevice> rows(@Nullable Collection<String> ids) throws SQLException {
        return database.read(connection -> {
            try (PreparedStatement statement = connection.prepareStatement("SELECT * FROM devices"
                    + (ids == null ? "" : " WHERE device_id = ANY (?)") + " ORDER BY device_id")) {
                if (ids != null) {
                    statement.setArray(1, connection.createArrayOf("text", ids.toArray()));
                }
                return devices(statement);
            }
        });
    }

    private static List<StoredDevice> devices(PreparedStatement statement) throws SQLException {
        List<StoredDevice> devices = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                double interval = rows.getDouble("interval_seconds");
                devices.add(new StoredDevice(
                        rows.getString("device_id"),
                        rows.getString("site_code"),
                        rows.getString("location"),
                        rows.getString("mac_address"),
                        rows.getString("ip_address"),
                        rows.getString("firmware_version"),
                        enrollment(rows.getString("enrollment")),
                        rows.getBytes("token_hash"),
                        rows.getBoolean("token_seen"),
                        instant(rows, "first_seen"),
                        instant(rows, "last_seen"),
                        instant(rows, "last_sample_at"),
                        interval == 0 ? null : (Double) interval,
                        rows.getString("address"),
                        rows.getString("bound_mac"),
                        rows.getString("bound_address"),
                        rows.getInt("silent_seconds"),
                        SetupColumns.read(rows)));
            }
        }
        return devices;
    }

    private static Enrollment enrollment(String key) {
        // Whatever a newer version may write, it is not let in.
        return Arrays.stream(Enrollment.values())
                .filter(each -> each.key().equals(key))
                .findFirst()
                .orElse(Enrollment.BLOCKED);
    }

    /**
     * Writes what changed, in one transaction. Whether a station is let in is changed by {@link #enroll} alone.
     *
     * @return the ids of those whose row is no longer there
     */
    List<String> write(Collection<Station.Changes> changes) throws SQLException {
        return database.change(connection -> {
            List<String> gone = new ArrayList<>();
            try (PreparedStatement insert = connection.prepareStatement(INSERT);
                    PreparedStatement update = connection.prepareStatement(UPDATE + ONE);
                    PreparedStatement updateToken = connection.prepareStatement(UPDATE + TOKEN + ONE)) {
                List<String> updated = new ArrayList<>();
                List<String> tokens = new ArrayList<>();
                for (Station.Changes change : changes) {
                    StoredDevice device = change.row();
                    if (change.fresh()) {
                        insert.setString(1, device.deviceId());
                        insert.setString(2, device.siteCode());
                        identity(insert, said(insert, 3, device), device, true);
                        insert.addBatch();
                    } else if (change.identityChanged()) {
                        int next = identity(updateToken, said(updateToken, 1, device), device, false);
                        updateToken.setString(next, device.deviceId());
                        updateToken.addBatch();
                        tokens.add(device.deviceId());
                    } else {
                        update.setString(said(update, 1, device), device.deviceId());
                        update.addBatch();
                        updated.add(device.deviceId());
                    }
                }
                insert.executeBatch();
                missing(update.executeBatch(), updated, gone);
                missing(updateToken.executeBatch(), tokens, gone);
            }
            return gone;
        });
    }

    private static void missing(int[] counts, List<String> ids, List<String> gone) {
        for (int i = 0; i < counts.length; i++) {
            if (counts[i] == 0) {
                gone.add(ids.get(i));
            }
        }
    }

    /** What it says, from one parameter on; returns the next one. */
    private static int said(PreparedStatement statement, int from, StoredDevice device) throws SQLException {
        int i = from;
        statement.setString(i++, device.location());
        statement.setString(i++, device.macAddress());
        statement.setString(i++, device.ipAddress());
        statement.setString(i++, device.firmwareVersion());
        statement.setObject(i++, at(device.lastSeen()), Types.TIMESTAMP_WITH_TIMEZONE);
        statement.setObject(i++, at(device.lastSampleAt()), Types.TIMESTAMP_WITH_TIMEZONE);
        statement.setObject(i++, device.intervalSeconds(), Types.DOUBLE);
        statement.setString(i++, device.address());
        statement.setInt(i++, device.silentSeconds() == null ? 0 : device.silentSeconds());
        return i;
    }

    private static int identity(PreparedStatement statement, int from, StoredDevice device, boolean insert)
            throws SQLException {
        int i = from;
        if (insert) {
            statement.setString(i++, device.enrollment().key());
        }
        statement.setBytes(i++, device.tokenHash());
        statement.setBoolean(i++, device.tokenSeen());
        statement.setString(i++, device.boundMac());
        statement.setString(i++, device.boundAddress());
        if (insert) {
            statement.setObject(i++, at(device.firstSeen()), Types.TIMESTAMP_WITH_TIMEZONE);
        }
        return i;
    }

    /** What the journal says of a station: who may speak for it. */
    private record Entry(
            Enrollment enrollment,
            boolean token,
            @Nullable String boundMac,
            @Nullable String boundAddress) {
        static Entry of(Identity.Kept kept) {
            return new Entry(kept.enrollment(), kept.tokenHash() != null, kept.boundMac(), kept.boundAddress());
        }

        static Entry of(ResultSet row) throws SQLException {
            return new Entry(
                    DeviceStore.enrollment(row.getString("enrollment")),
                    row.getBytes("token_hash") != null,
                    row.getString("bound_mac"),
                    row.getString("bound_address"));
        }
    }

    /** What the journal says of a station: what people set of it. */
    private record Setting(
            String siteCode,
            @Nullable String name,
            @Nullable String line,
            @Nullable Maintenance maintenance,
            @Nullable Calibration calibration) {
        static Setting of(Placed placed) {
            DeviceSetup setup = placed.setup();
            return new Setting(placed.siteCode(), setup.name(), setup.line(), setup.maintenance(), setup.calibration());
        }
    }

    private static AuditObject object(String deviceId) {
        return AuditObject.of("device", deviceId);
    }

    /**
     * Writes who may speak for a station, as a person decided; makes its row if there is none.
     *
     * @param before who might speak for it until now
     */
    void enroll(StoredDevice device, Identity.Kept before, Act act) throws SQLException {
        database.change(connection -> {
            AuditLog.write(connection, act, object(device.deviceId()), Entry.of(before), Entry.of(device.kept()));
            try (PreparedStatement insert = connection.prepareStatement(INSERT);
                    PreparedStatement update =
                            connection.prepareStatement("UPDATE devices SET enrollment = ?" + TOKEN + ONE)) {
                insert.setString(1, device.deviceId());
                insert.setString(2, device.siteCode());
                identity(insert, said(insert, 3, device), device, true);
                insert.executeUpdate();
                update.setString(1, device.enrollment().key());
                update.setString(identity(update, 2, device, false), device.deviceId());
                return update.executeUpdate();
            }
        });
    }

    /** Where a station counts, and what people set of it. */
    record Placed(String siteCode, DeviceSetup setup) {}

    /**
     * Changes what people set of a station, from what is stored; makes its row if there is none.
     *
     * @param device the row as it would be
     */
    Placed set(StoredDevice device, DeviceChange change, Act act) throws SQLException {
        return database.change(connection -> {
            try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
                insert.setString(1, device.deviceId());
                insert.setString(2, device.siteCode());
                identity(insert, said(insert, 3, device), device, true);
                insert.executeUpdate();
            }
            return Objects.requireNonNull(change(connection, device.deviceId(), change, act));
        });
    }

    /** As {@link #set(StoredDevice, DeviceChange, Act)}, of a row that is there; false if there is none. */
    boolean set(String deviceId, DeviceChange change, Act act) throws SQLException {
        return database.change(connection -> Optional.ofNullable(change(connection, deviceId, change, act)))
                .isPresent();
    }

    private static @Nullable Placed change(Connection connection, String deviceId, DeviceChange change, Act act)
            throws SQLException {
        Placed before;
        try (PreparedStatement select =
                connection.prepareStatement("SELECT * FROM devices WHERE device_id = ? FOR UPDATE")) {
            select.setString(1, deviceId);
            try (ResultSet row = select.executeQuery()) {
                if (!row.next()) {
                    return null;
                }
                before = new Placed(row.getString("site_code"), SetupColumns.read(row));
            }
        }
        Placed after = change.of(before);
        try (PreparedStatement update =
                connection.prepareStatement("UPDATE devices SET site_code = ?, " + SetupColumns.ASSIGNED + ONE)) {
            update.setString(1, after.siteCode());
            update.setString(SetupColumns.write(update, 2, after.setup()), deviceId);
            update.executeUpdate();
        }
        AuditLog.write(connection, act, object(deviceId), Setting.of(before), Setting.of(after));
        return after;
    }

    /**
     * Takes a station's row away.
     *
     * @param known who might speak for it; null where only its row can say so
     * @return whether it had a row
     */
    boolean forget(String deviceId, Identity.@Nullable Kept known, Act act) throws SQLException {
        return database.change(connection -> {
            Entry before = known == null ? null : Entry.of(known);
            boolean found = false;
            try (PreparedStatement delete =
                    connection.prepareStatement("DELETE FROM devices WHERE device_id = ? RETURNING *")) {
                delete.setString(1, deviceId);
                try (ResultSet row = delete.executeQuery()) {
                    if (row.next()) {
                        found = true;
                        before = Entry.of(row);
                    }
                }
            }
            HistoryStore.forget(connection, deviceId);
            if (before != null) {
                AuditLog.write(connection, act, object(deviceId), before, null);
            }
            return found;
        });
    }

    /**
     * Takes a station's row away and notes that its samples are to be deleted; null if there is neither row nor sample.
     *
     * @param seq of the newest sample that memory knows of
     */
    @Nullable
    Erasure erase(String deviceId, long seq, Act act) throws SQLException {
        return database.<Optional<Erasure>>change(connection -> {
                    Optional<Entry> before =
                            entry(connection, "DELETE FROM devices WHERE device_id = ? RETURNING *", deviceId);
                    if (before.isEmpty() && !SampleErasure.exists(connection, deviceId)) {
                        return Optional.empty();
                    }
                    HistoryStore.forget(connection, deviceId);
                    AuditLog.write(connection, act, object(deviceId), before.orElse(null), null);
                    return Optional.of(ErasureStore.ask(connection, deviceId, seq));
                })
                .orElse(null);
    }

    /** Takes the row of a station that waits away, unless somebody has decided on it meanwhile. */
    boolean expire(String deviceId) throws SQLException {
        return database.change(connection -> {
            try (PreparedStatement delete =
                    connection.prepareStatement("DELETE FROM devices WHERE device_id = ? AND enrollment = 'pending'")) {
                delete.setString(1, deviceId);
                boolean gone = delete.executeUpdate() > 0;
                if (gone) {
                    HistoryStore.forget(connection, deviceId);
                }
                return gone;
            }
        });
    }

    /** Lets the board in that was seen of a station and tells which; null if none is known, or it is blocked. */
    @Nullable
    String approve(String deviceId, Act act) throws SQLException {
        return bound(
                "UPDATE devices SET bound_mac = CASE WHEN enrollment = 'approved' THEN bound_mac ELSE mac_address END,"
                        + " bound_address = CASE WHEN enrollment = 'approved' THEN bound_address ELSE address END,"
                        + " enrollment = 'approved' WHERE device_id = ? AND (enrollment = 'approved'"
                        // Of one that said no hello nobody knows which board it is.
                        + " OR (enrollment = 'pending' AND mac_address IS NOT NULL AND address IS NOT NULL))",
                deviceId,
                act);
    }

    boolean block(String deviceId, Act act) throws SQLException {
        return bound("UPDATE devices SET enrollment = 'blocked' WHERE device_id = ?", deviceId, act) != null;
    }

    boolean unblock(String deviceId, Act act) throws SQLException {
        return bound(
                        "UPDATE devices SET enrollment = 'pending', silent_seconds = 0"
                                + " WHERE device_id = ? AND enrollment = 'blocked'",
                        deviceId,
                        act)
                != null;
    }

    /** Makes a token void and tells which board gets the next one: that which was last seen. */
    @Nullable
    String resetToken(String deviceId, Act act) throws SQLException {
        return bound(
                "UPDATE devices SET token_hash = NULL, token_seen = false, bound_mac = mac_address,"
                        + " bound_address = coalesce(address, bound_address) WHERE device_id = ?",
                deviceId,
                act);
    }

    /** Changes a station; null if it changed none, else the board that it is bound to now. */
    private @Nullable String bound(String sql, String deviceId, Act act) throws SQLException {
        Optional<Entry> changed = database.change(connection -> {
            Optional<Entry> before =
                    entry(connection, "SELECT * FROM devices WHERE device_id = ? FOR UPDATE", deviceId);
            Optional<Entry> after = entry(connection, sql + " RETURNING *", deviceId);
            if (after.isPresent()) {
                AuditLog.write(connection, act, object(deviceId), before.orElse(null), after.get());
            }
            return after;
        });
        return changed.map(entry -> Claim.named(entry.boundMac(), entry.boundAddress()))
                .orElse(null);
    }

    private static Optional<Entry> entry(Connection connection, String sql, String deviceId) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, deviceId);
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? Optional.of(Entry.of(row)) : Optional.empty();
            }
        }
    }

    private static @Nullable OffsetDateTime at(@Nullable Instant instant) {
        return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
    }

    private static @Nullable Instant instant(ResultSet rows, String column) throws SQLException {
        OffsetDateTime value = rows.getObject(column, OffsetDateTime.class);
        return value == null ? null : value.toInstant();
    }
}
