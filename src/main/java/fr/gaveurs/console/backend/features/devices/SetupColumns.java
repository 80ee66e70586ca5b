package fr.gaveurs.console.backend.features.devices;

import fr.gaveurs.console.api.devices.DeviceSettings.Calibration;
import fr.gaveurs.console.api.devices.DeviceSettings.Maintenance;
import fr.gaveurs.console.api.devices.DeviceSettings.ReflectanceUnit;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The columns of the table {@code devices} that people set. */
final class SetupColumns {
    static final String ASSIGNED = "name = ?, line = ?, maintenance_since = ?, maintenance_until = ?,"
            + " maintenance_reason = ?, mounting_height_mm = ?, zone_width_mm = ?, zone_height_mm = ?,"
            + " reflectance_unit = ?, calibrated_interval_seconds = ?, calibrated_at = ?";

    private SetupColumns() {}

    static DeviceSetup read(ResultSet row) throws SQLException {
        Instant since = instant(row, "maintenance_since");
        Instant calibrated = instant(row, "calibrated_at");
        return new DeviceSetup(
                row.getString("name"),
                row.getString("line"),
                since == null
                        ? null
                        : new Maintenance(
                                since, instant(row, "maintenance_until"), row.getString("maintenance_reason")),
                calibrated == null
                        ? null
                        : new Calibration(
                                number(row, "mounting_height_mm"),
                                number(row, "zone_width_mm"),
                                number(row, "zone_height_mm"),
                                unit(row.getString("reflectance_unit")),
                                number(row, "calibrated_interval_seconds"),
                                calibrated));
    }

    /** The parameters of {@link #ASSIGNED}, from one on; returns the next one. */
    static int write(PreparedStatement statement, int from, DeviceSetup setup) throws SQLException {
        int i = from;
        Maintenance maintenance = setup.maintenance();
        Calibration calibration = setup.calibration();
        ReflectanceUnit unit = calibration == null ? null : calibration.reflectanceUnit();
        statement.setString(i++, setup.name());
        statement.setString(i++, setup.line());
        time(statement, i++, maintenance == null ? null : maintenance.since());
        time(statement, i++, maintenance == null ? null : maintenance.until());
        statement.setString(i++, maintenance == null ? null : maintenance.reason());
        number(statement, i++, calibration == null ? null : calibration.mountingHeightMm());
        number(statement, i++, calibration == null ? null : calibration.zoneWidthMm());
        number(statement, i++, calibration == null ? null : calibration.zoneHeightMm());
        statement.setString(i++, unit == null ? null : unit.key());
        number(statement, i++, calibration == null ? null : calibration.intervalSeconds());
        time(statement, i++, calibration == null ? null : calibration.updatedAt());
        return i;
    }

    private static void number(PreparedStatement statement, int index, @Nullable Double value) throws SQLException {
        statement.setObject(index, value, Types.DOUBLE);
    }

    private static void time(PreparedStatement statement, int index, @Nullable Instant value) throws SQLException {
        statement.setObject(
                index, value == null ? null : value.atOffset(ZoneOffset.UTC), Types.TIMESTAMP_WITH_TIMEZONE);
    }

    private static @Nullable Double number(ResultSet row, String column) throws SQLException {
        double value = row.getDouble(column);
        return row.wasNull() ? null : (Double) value;
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime value = row.getObject(column, OffsetDateTime.class);
        return value == null ? null : value.toInstant();
    }

    /** What a newer version may have written is told by the values, as if nobody had said it. */
    private static @Nullable ReflectanceUnit unit(@Nullable String key) {
        return Arrays.stream(ReflectanceUnit.values())
                .filter(each -> each.key().equals(key))
                .findFirst()
                .orElse(null);
    }
}
