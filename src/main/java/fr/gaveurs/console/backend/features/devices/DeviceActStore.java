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
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What people decide of stations, in the table {@code devices}, each with its row of the journal. */
final class DeviceActStore {
    /** What a station is in the journal. */
    static final String OBJECT_KIND = "device";

    private final Database database;

    DeviceActStore(Database database) {
        this.database = database;
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
        return AuditObject.of(OBJECT_KIND, deviceId);
    }

    /**
     * Writes who may speak for a station, as a person decided; makes its row if there is none.
     *
     * @param before who might speak for it until now
     */
    void enroll(StoredDevice device, Identity.Kept before, Act act) throws SQLException {
        database.change(connection -> {
            Entry from = Entry.of(before);
            Entry to = Entry.of(device.kept());
            // What was decided already is no act, as for a press sent twice; a new token is one.
            if (!to.equals(from)
                    || !Arrays.equals(before.tokenHash(), device.kept().tokenHash())) {
                AuditLog.write(connection, act, object(device.deviceId()), from, to);
            }
            try (PreparedStatement insert = connection.prepareStatement(DeviceStore.INSERT);
                    PreparedStatement update = connection.prepareStatement(
                            "UPDATE devices SET enrollment = ?" + DeviceStore.TOKEN + DeviceStore.ONE)) {
                insert.setString(1, device.deviceId());
                insert.setString(2, device.siteCode());
                DeviceStore.identity(insert, DeviceStore.said(insert, 3, device), device, true);
                insert.executeUpdate();
                update.setString(1, device.enrollment().key());
                update.setString(DeviceStore.identity(update, 2, device, false), device.deviceId());
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
            try (PreparedStatement insert = connection.prepareStatement(DeviceStore.INSERT)) {
                insert.setString(1, device.deviceId());
                insert.setString(2, device.siteCode());
                DeviceStore.identity(insert, DeviceStore.said(insert, 3, device), device, true);
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
        if (after.equals(before)) {
            return after;
        }
        StationNames.check(connection, deviceId, before.setup(), after.setup());
        try (PreparedStatement update = connection.prepareStatement(
                "UPDATE devices SET site_code = ?, " + SetupColumns.ASSIGNED + DeviceStore.ONE)) {
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
                        // Of this machine it waits for nobody.
                        "UPDATE devices SET silent_seconds = 0, enrollment = CASE WHEN coalesce(bound_address, address)"
                                + " ~ '^(127\\.[0-9.]+|::1|0:0:0:0:0:0:0:1)$' THEN 'approved' ELSE 'pending' END"
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
            if (after.isPresent() && !after.equals(before)) {
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
}
