package fr.gaveurs.console.backend.devices;

import fr.gaveurs.console.api.Devices.Enrollment;
import fr.gaveurs.console.backend.store.Database;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The table {@code devices}. */
final class DeviceStore {
    private static final String UPSERT = "INSERT INTO devices (device_id, site_code, location, mac_address, ip_address,"
            + " firmware_version, enrollment, token_hash, token_seen, first_seen, last_seen, last_sample_at, interval_seconds)"
            + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, coalesce(?, now()), coalesce(?, now()), ?, ?)"
            + " ON CONFLICT (device_id) DO UPDATE SET location = excluded.location, mac_address = excluded.mac_address,"
            + " ip_address = excluded.ip_address, firmware_version = excluded.firmware_version,"
            // Approval is never taken back by a console that has not heard of it yet.
            + " enrollment = CASE WHEN devices.enrollment = 'approved' THEN 'approved' ELSE excluded.enrollment END,"
            + " token_hash = coalesce(excluded.token_hash, devices.token_hash),"
            + " token_seen = devices.token_seen OR excluded.token_seen,"
            + " last_seen = " + later("last_seen") + ", last_sample_at = " + later("last_sample_at") + ","
            + " interval_seconds = excluded.interval_seconds";

    /** The later of two times, unless the stored one lies ahead: then it was written while some clock was ahead. */
    private static String later(String column) {
        return "CASE WHEN devices." + column + " > now() + interval '5 minutes' THEN excluded." + column
                + " ELSE greatest(devices." + column + ", excluded." + column + ") END";
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
                        "approved".equals(rows.getString("enrollment")) ? Enrollment.APPROVED : Enrollment.PENDING,
                        rows.getBytes("token_hash"),
                        rows.getBoolean("token_seen"),
                        instant(rows, "first_seen"),
                        instant(rows, "last_seen"),
                        instant(rows, "last_sample_at"),
                        interval == 0 ? null : (Double) interval));
            }
        }
        return devices;
    }

    /** Writes rows in one transaction. */
    void upsert(Collection<StoredDevice> devices) throws SQLException {
        database.write(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(UPSERT)) {
                for (StoredDevice device : devices) {
                    statement.setString(1, device.deviceId());
                    statement.setString(2, device.siteCode());
                    statement.setString(3, device.location());
                    statement.setString(4, device.macAddress());
                    statement.setString(5, device.ipAddress());
                    statement.setString(6, device.firmwareVersion());
                    statement.setString(7, device.enrollment().name().toLowerCase(Locale.ROOT));
                    statement.setBytes(8, device.tokenHash());
                    statement.setBoolean(9, device.tokenSeen());
                    statement.setObject(10, at(device.firstSeen()));
                    statement.setObject(11, at(device.lastSeen()));
                    statement.setObject(12, at(device.lastSampleAt()));
                    statement.setObject(13, device.intervalSeconds(), java.sql.Types.DOUBLE);
                    statement.addBatch();
                }
                return statement.executeBatch();
            }
        });
    }

    /** Lets a station in; false if it is not known. */
    boolean approve(String deviceId) throws SQLException {
        return database.write(connection -> {
            try (PreparedStatement statement =
                    connection.prepareStatement("UPDATE devices SET enrollment = 'approved' WHERE device_id = ?")) {
                statement.setString(1, deviceId);
                return statement.executeUpdate() > 0;
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
