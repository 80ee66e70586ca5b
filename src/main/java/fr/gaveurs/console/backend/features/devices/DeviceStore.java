package fr.gaveurs.console.backend.features.devices;

import fr.gaveurs.console.api.devices.Devices.Enrollment;
import fr.gaveurs.console.backend.platform.store.Database;
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
import org.jspecify.annotations.Nullable;

/** The table {@code devices}. */
final class DeviceStore {
    static final String INSERT = "INSERT INTO devices (device_id, site_code, location, mac_address, ip_address,"
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

    static final String TOKEN = ", token_hash = ?, token_seen = ?, bound_mac = ?, bound_address = ?";
    static final String ONE = " WHERE device_id = ?";

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

    static Enrollment enrollment(String key) {
        // Whatever a newer version may write, it is not let in.
        return Arrays.stream(Enrollment.values())
                .filter(each -> each.key().equals(key))
                .findFirst()
                .orElse(Enrollment.BLOCKED);
    }

    /**
     * Writes what changed, in one transaction. Whether a station is let in is changed by {@link DeviceActStore} alone.
     *
     * @return the ids of those whose row is no longer there
     */
    List<String> write(Collection<StationRecord.Changes> changes) throws SQLException {
        return database.change(connection -> {
            List<String> gone = new ArrayList<>();
            try (PreparedStatement insert = connection.prepareStatement(INSERT);
                    PreparedStatement update = connection.prepareStatement(UPDATE + ONE);
                    PreparedStatement updateToken = connection.prepareStatement(UPDATE + TOKEN + ONE)) {
                List<String> updated = new ArrayList<>();
                List<String> tokens = new ArrayList<>();
                for (StationRecord.Changes change : changes) {
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
    static int said(PreparedStatement statement, int from, StoredDevice device) throws SQLException {
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

    static int identity(PreparedStatement statement, int from, StoredDevice device, boolean insert)
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

    private static @Nullable OffsetDateTime at(@Nullable Instant instant) {
        return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
    }

    private static @Nullable Instant instant(ResultSet rows, String column) throws SQLException {
        OffsetDateTime value = rows.getObject(column, OffsetDateTime.class);
        return value == null ? null : value.toInstant();
    }
}
