package fr.gaveurs.console.backend.features.quality;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Adds stored samples to the hourly and daily statistics, in the transaction that stores them. */
final class StatsWriter {
    private static final String HOURLY =
            upsert("stats_hourly", "bucket", "'epoch'::timestamptz + %s * interval '1 second'", false);
    private static final String DAILY = upsert("stats_daily", "bucket", "'epoch'::date + %s::int", true);

    private final ZoneId zone;

    /** @param zone zone of the calendar days */
    StatsWriter(ZoneId zone) {
        this.zone = zone;
    }

    private record Key(long bucket, String deviceId, String siteCode) implements Comparable<Key> {
        @Override
        public int compareTo(Key other) {
            int byBucket = Long.compare(bucket, other.bucket);
            int byDevice = byBucket != 0 ? byBucket : deviceId.compareTo(other.deviceId);
            return byDevice != 0 ? byDevice : siteCode.compareTo(other.siteCode);
        }
    }

    void add(Connection connection, Collection<GradedSample> samples) throws SQLException {
        // Sorted, so that two writers that touch the same rows lock them in the same order.
        Map<Key, Tally> hourly = new TreeMap<>();
        Map<Key, Tally> daily = new TreeMap<>();
        for (GradedSample sample : samples) {
            Instant time = sample.time();
            tally(hourly, time.truncatedTo(ChronoUnit.HOURS).getEpochSecond(), sample);
            tally(daily, LocalDate.ofInstant(time, zone).toEpochDay(), sample);
        }
        write(connection, HOURLY, hourly, false);
        write(connection, DAILY, daily, true);
    }

    private static void tally(Map<Key, Tally> tallies, long bucket, GradedSample sample) {
        Measurement m = sample.measurement();
        tallies.computeIfAbsent(new Key(bucket, m.deviceId(), m.siteCode()), k -> new Tally())
                .add(sample.grading());
    }

    private void write(Connection connection, String sql, Map<Key, Tally> tallies, boolean zoned) throws SQLException {
        if (tallies.isEmpty()) {
            return;
        }
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            int at = 1;
            if (zoned) {
                statement.setString(at++, zone.getId());
            }
            for (BinaryArray array : arrays(tallies)) {
                array.bind(statement, at++);
            }
            statement.executeUpdate();
        }
    }

    /** The columns, in the order of {@link #upsert}. */
    private static List<BinaryArray> arrays(Map<Key, Tally> tallies) {
        int rows = tallies.size();
        BinaryArray buckets = new BinaryArray(BinaryArray.Type.INT8, 12 * rows);
        BinaryArray devices = new BinaryArray(BinaryArray.Type.TEXT, 20 * rows);
        BinaryArray sites = new BinaryArray(BinaryArray.Type.TEXT, 8 * rows);
        for (Key key : tallies.keySet()) {
            buckets.add(key.bucket);
            devices.add(key.deviceId);
            sites.add(key.siteCode);
        }
        List<BinaryArray> arrays = new ArrayList<>(List.of(buckets, devices, sites));
        for (int column = 0; column < Tally.COUNTS.size(); column++) {
            BinaryArray counts = new BinaryArray(BinaryArray.Type.INT8, 12 * rows);
            for (Tally tally : tallies.values()) {
                counts.add(tally.counts[column]);
            }
            arrays.add(counts);
        }
        for (int column = 0; column < Tally.SUMS.size(); column++) {
            BinaryArray sums = new BinaryArray(BinaryArray.Type.FLOAT8, 12 * rows);
            for (Tally tally : tallies.values()) {
                sums.add(tally.sums[column]);
            }
            arrays.add(sums);
        }
        BinaryArray least = new BinaryArray(BinaryArray.Type.FLOAT8, 12 * rows);
        BinaryArray greatest = new BinaryArray(BinaryArray.Type.FLOAT8, 12 * rows);
        for (Tally tally : tallies.values()) {
            least.addUnlessNaN(tally.scoreMin());
            greatest.addUnlessNaN(tally.scoreMax());
        }
        arrays.add(least);
        arrays.add(greatest);
        return arrays;
    }

    private static String upsert(String table, String bucket, String bucketExpression, boolean zoned) {
        List<String> added =
                Stream.concat(Tally.COUNTS.stream(), Tally.SUMS.stream()).toList();
        List<String> columns = Stream.concat(added.stream(), Stream.of("score_min", "score_max"))
                .toList();
        String arrays = "?::int8[], ?::text[], ?::text[], "
                + Tally.COUNTS.stream().map(c -> "?::int8[]").collect(Collectors.joining(", ")) + ", "
                + Tally.SUMS.stream().map(c -> "?::float8[]").collect(Collectors.joining(", "))
                + ", ?::float8[], ?::float8[]";
        String sums = added.stream()
                .map(c -> c + " = " + table + "." + c + " + excluded." + c)
                .collect(Collectors.joining(", "));
        return "INSERT INTO " + table + " (" + (zoned ? "zone, " : "") + bucket + ", device_id, site_code, "
                + String.join(", ", columns) + ") SELECT " + (zoned ? "?, " : "")
                + String.format(Locale.ROOT, bucketExpression, "n.bucket") + ", n.device_id, n.site_code, "
                + columns.stream().map(c -> "n." + c).collect(Collectors.joining(", "))
                + " FROM unnest(" + arrays + ") AS n(bucket, device_id, site_code, " + String.join(", ", columns) + ")"
                + " ON CONFLICT (bucket, device_id, site_code) DO UPDATE SET " + sums
                + ", score_min = LEAST(" + table + ".score_min, excluded.score_min)"
                + ", score_max = GREATEST(" + table + ".score_max, excluded.score_max)";
    }
}
