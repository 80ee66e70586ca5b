package fr.gaveurs.console.api.devices;

import fr.gaveurs.console.api.Keyed;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What people set of a station: its name, its place, maintenance and calibration. */
public final class DeviceSettings {
    private static final String HEIGHT = "must be 20 to 4000 mm, from the sensor to the empty tray";
    private static final String ZONE =
            "must be 1 to 500 mm: 37.5 by 22.5 for a sensor 100 mm above a tray of 300 by 180";
    private static final String INTERVAL = "must be 0.1 to 3600 s between two samples";

    private DeviceSettings() {}

    /** On which scale a sensor's reflectances are. */
    public enum ReflectanceUnit implements Keyed {
        /** 0 to 100. */
        PERCENT,
        /** 0 to 255. */
        BYTE
    }

    /**
     * A station that is being worked at: it raises no alarms.
     *
     * @param until when it ends by itself; null until a person ends it
     */
    public record Maintenance(
            Instant since,
            @Nullable Instant until,
            @Nullable String reason) {}

    /**
     * How a station's sensor is mounted and what it says, where a person measured it; null stands for the usual.
     *
     * @param mountingHeightMm from the sensor to the empty tray, mm: grading takes it for the floor; null: the median of
     *     the valid border zones of each sample
     * @param zoneWidthMm of one zone on the tray, along a row, mm; null: 37.5. Given together with its height
     * @param zoneHeightMm of one zone on the tray, along a column, mm; null: 22.5
     * @param reflectanceUnit null: told by the values of each sample
     * @param intervalSeconds usual time between two samples, s, by which the station is stale or offline; null: as it is
     *     observed
     * @param updatedAt its version
     */
    public record Calibration(
            @Nullable Double mountingHeightMm,
            @Nullable Double zoneWidthMm,
            @Nullable Double zoneHeightMm,
            @Nullable ReflectanceUnit reflectanceUnit,
            @Nullable Double intervalSeconds,
            Instant updatedAt) {}

    /**
     * Changes to a station: what is left out stays, and an empty text takes a value away.
     *
     * @param name what people call it; its id stays
     * @param line the line it stands at
     * @param siteCode two capitals: its samples count for this site from now on; empty: the one that its id names
     * @param maintenance true begins maintenance, false ends it
     * @param maintenanceReason what is being done; with maintenance alone
     * @param maintenanceUntil when it ends by itself; with maintenance alone. Without, a person ends it
     */
    public record DevicePatch(
            @Nullable @Size(max = 60) String name,
            @Nullable @Size(max = 60) String line,

            @Nullable @Pattern(regexp = "|[A-Z]{2}", message = "must be two capitals, such as LL, or empty")
            String siteCode,

            @Nullable Boolean maintenance,
            @Nullable @Size(max = 200) String maintenanceReason,
            @Nullable Instant maintenanceUntil) {}

    /**
     * A station's calibration as it is to be: what is left out is as usual, see {@link Calibration}.
     *
     * @param replaces {@code updated_at} of the one that it is based on; another one is answered with 409. Left out, it
     *     replaces whichever there is
     */
    public record NewCalibration(
            @Nullable @DecimalMin(value = "20", message = HEIGHT) @DecimalMax(value = "4000", message = HEIGHT)
            Double mountingHeightMm,

            @Nullable @DecimalMin(value = "1", message = ZONE) @DecimalMax(value = "500", message = ZONE)
            Double zoneWidthMm,

            @Nullable @DecimalMin(value = "1", message = ZONE) @DecimalMax(value = "500", message = ZONE)
            Double zoneHeightMm,

            @Nullable ReflectanceUnit reflectanceUnit,

            @Nullable @DecimalMin(value = "0.1", message = INTERVAL) @DecimalMax(value = "3600", message = INTERVAL)
            Double intervalSeconds,

            @Nullable Instant replaces) {}
}
