package fr.gaveurs.console.backend.features.quality;

import fr.gaveurs.console.backend.platform.tlog.LogEntries;
import fr.gaveurs.console.backend.platform.tlog.LogRow;
import fr.gaveurs.console.backend.platform.tlog.LogSource;
import fr.gaveurs.console.backend.platform.tlog.LogSource.Column;
import fr.gaveurs.console.backend.platform.tlog.MerkleHash;
import fr.gaveurs.console.backend.platform.tlog.ReadyRows;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

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

    static {
        List<String> columns = SampleColumn.ALL.stream().map(SampleColumn::name).toList();
        if (!columns.equals(COVERED)) {
            throw new IllegalStateException("what is copied is not what is hashed: " + columns);
        }
    }

    private SampleLog() {}

    /**
     * Hands stored samples over, in the transaction that stores them.
     *
     * @param entries of those that were copied
     */
    static void add(
            Connection connection,
            List<GradedSample> stored,
            IdentityHashMap<GradedSample, String> entries,
            ReadyRows ready)
            throws SQLException {
        List<ReadyRows.Row> rows = new ArrayList<>(stored.size());
        for (GradedSample sample : stored) {
            String entry = entries.get(sample);
            rows.add(new ReadyRows.Row(key(sample), entry == null ? CopiedRows.entry(sample) : entry));
        }
        LogEntries.add(connection, LOGGED, rows, ready);
    }

    private static String key(GradedSample sample) {
        Measurement m = sample.measurement();
        return LOGGED.key(sample.time(), m.deviceId(), m.sampleId());
    }

    /**
     * What the log would make of the row.
     *
     * @param record its columns as PostgreSQL sends them, of so many bytes
     */
    static String entry(GradedSample sample, byte[] record, int length) {
        Measurement m = sample.measurement();
        SortedMap<String, @Nullable Object> shown = new TreeMap<>();
        shown.put("grade", sample.grading().fusion().finalGrade().letter());
        shown.put("final_score", sample.grading().fusion().finalScore());
        shown.put("weight_g", sample.grading().tof().weightG());
        shown.put("site_code", m.siteCode());
        shown.put("lot", m.lot());
        shown.put("seq", sample.sequence());
        shown.put("received_at", LogRow.time(SampleColumn.micros(sample.receivedAt())));
        LogRow row = new LogRow(key(sample), shown, MerkleHash.sha256(record, 0, length), record, null);
        return row.entry(LOGGED, null, row.columns(LOGGED, null));
    }
}
