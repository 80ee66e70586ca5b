package fr.gaveurs.console.backend.features.quality;

import fr.gaveurs.console.backend.platform.tlog.LogEntries;
import fr.gaveurs.console.backend.platform.tlog.LogSource;
import fr.gaveurs.console.backend.platform.tlog.LogSource.Column;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** Each sample's grade is an entry of the log, with a hash over the whole measurement. */
final class SampleLog {
    /**
     * What is hashed. Never changed: entries that were made would no longer fit. What a column that comes later says is
     * not covered, or is a kind of its own.
     */
    static final List<String> COVERED = List.of(
            "time",
            "device_time",
            "received_at",
            "seq",
            "final_score",
            "tof_score",
            "spectral_score",
            "floor_mm",
            "volume_mm3",
            "weight_g",
            "max_height_mm",
            "volume_score",
            "reflectance_score",
            "consistency_score",
            "freshness",
            "fat_quality",
            "oxidation",
            "color_uniformity",
            "claimed_score",
            "temperature_c",
            "humidity_percent",
            "integration_time_ms",
            "gain",
            "valid_zones",
            "occupied_zones",
            "clock_wrong",
            "console_clock_wrong",
            "id_reused",
            "late",
            "compliant",
            "claim_differs",
            "device_id",
            "sample_id",
            "site_code",
            "grade",
            "tof_grade",
            "spectral_grade",
            "claimed_grade",
            "lot",
            "firmware_version",
            "distance",
            "reflectance",
            "amplitude",
            "ambient",
            "status",
            "spectrum",
            "ratios",
            "spectral_anomalies",
            "ignored_channels",
            "defects");

    static final LogSource LOGGED = LogSource.of(
                    "sample", "sensor_samples", Column.time("time"), Column.text("device_id"), Column.text("sample_id"))
            .showing(
                    Column.text("grade"),
                    Column.number("final_score"),
                    Column.number("weight_g"),
                    Column.text("site_code"),
                    Column.text("lot"),
                    Column.whole("seq"),
                    Column.time("received_at"))
            .covering(COVERED)
            .agedBy("time");

    private SampleLog() {}

    /** Hands stored samples over, in the transaction that stores them. */
    static void add(Connection connection, List<GradedSample> stored) throws SQLException {
        LogEntries.add(
                connection,
                LOGGED,
                stored.stream()
                        .map(s -> LOGGED.key(
                                s.time(),
                                s.measurement().deviceId(),
                                s.measurement().sampleId()))
                        .toList());
    }
}
