package fr.gaveurs.console.backend.features.quality;

import static org.assertj.core.api.Assertions.assertThat;

import fr.gaveurs.console.api.quality.Grade;
import fr.gaveurs.console.backend.TestMessages;
import fr.gaveurs.console.backend.platform.metrics.Metrics;
import fr.gaveurs.console.backend.platform.store.Database;
import fr.gaveurs.console.backend.platform.store.TestDatabase;
import fr.gaveurs.console.backend.platform.store.partitions.Partitioning;
import fr.gaveurs.console.backend.platform.store.partitions.Partitions;
import fr.gaveurs.console.backend.platform.tlog.ReadyRows;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/**
 * Whatever comes in whatever batches, also twice: the kept sums are those that PostgreSQL makes of the rows, with its
 * own notion of when the clocks change.
 */
class StatisticsModelTest {
    private static Database database;
    private static SampleStore store;

    @BeforeContainer
    static void open() {
        database = TestDatabase.fresh();
        store = new SampleStore(
                database,
                () -> Partitions.of(Partitioning.NATIVE),
                ZoneId.of("Europe/Paris"),
                new ReadyRows(System::nanoTime),
                new Metrics());
    }

    @AfterContainer
    static void close() {
        database.close();
    }

    /** A sample to be, by numbers that shrink well. */
    record Told(int device, Grade grade, int minute, boolean autumn, int id) {
        private GradedSample sample() {
            // From the evening before to the morning after the night in which the clocks change.
            Instant begin = Instant.parse(autumn ? "2026-10-24T21:30:00Z" : "2026-03-28T22:30:00Z");
            Instant at = begin.plusSeconds(60L * minute);
            String deviceId = List.of("ESP32_LL_01", "ESP32_LS_02", "NOWHERE").get(device);
            return TestMessages.graded(deviceId, grade).id("id-" + id).at(at).received(at);
        }
    }

    @Provide
    Arbitrary<List<List<Told>>> batches() {
        Arbitrary<Told> told = Combinators.combine(
                        Arbitraries.integers().between(0, 2),
                        Arbitraries.of(Grade.class),
                        Arbitraries.integers().between(0, 27 * 60),
                        Arbitraries.of(true, false),
                        Arbitraries.integers().between(0, 3))
                .as(Told::new);
        return told.list().ofMaxSize(30).list().ofMaxSize(6);
    }

    @Property(tries = 40)
    void sumsAreThoseOfTheRows(@ForAll("batches") List<List<Told>> batches) throws SQLException {
        database.write(c -> c.createStatement().execute("TRUNCATE sensor_samples, stats_hourly, stats_daily"));
        for (List<Told> batch : batches) {
            List<GradedSample> samples = batch.stream().map(Told::sample).toList();
            if (!samples.isEmpty()) {
                store.save(samples);
                store.save(samples.subList(0, samples.size() / 2)); // sent again
            }
        }

        assertThat(differences("stats_hourly", "date_trunc('hour', time, 'UTC')"))
                .isEmpty();
        assertThat(differences("stats_daily", "(time AT TIME ZONE 'Europe/Paris')::date"))
                .isEmpty();
    }

    private static List<String> differences(String table, String bucket) {
        List<String> counts = new ArrayList<>(List.of("count(*) AS samples"));
        for (Grade grade : Grade.values()) {
            counts.add("count(*) FILTER (WHERE grade = '" + grade.letter() + "') AS grade_"
                    + grade.name().toLowerCase(java.util.Locale.ROOT));
        }
        counts.add("count(*) FILTER (WHERE compliant) AS compliant");
        counts.add("count(final_score) AS scored");
        counts.add("count(freshness) AS freshness_n");
        counts.add("count(fat_quality) AS fat_quality_n");
        counts.add("count(oxidation) AS oxidation_n");
        counts.add("count(volume_mm3) AS volume_n");
        counts.add("count(weight_g) AS weight_n");
        List<String> sums = List.of(
                "sum(final_score) AS score_sum",
                "sum(final_score * final_score) AS score_sumsq",
                "min(final_score) AS score_min",
                "max(final_score) AS score_max",
                "sum(freshness) AS freshness_sum",
                "sum(fat_quality) AS fat_quality_sum",
                "sum(oxidation) AS oxidation_sum",
                "sum(volume_mm3) AS volume_sum",
                "sum(volume_mm3 * volume_mm3) AS volume_sumsq",
                "sum(weight_g) AS weight_sum",
                "sum(weight_g * weight_g) AS weight_sumsq");
        String unequal = Stream.concat(
                        counts.stream().map(StatisticsModelTest::name).map(c -> "k." + c + " IS DISTINCT FROM r." + c),
                        sums.stream()
                                .map(StatisticsModelTest::name)
                                .map(c -> "abs(coalesce(k." + c + ", 0) - coalesce(r." + c
                                        + ", 0)) > 1e-9 * (1 + abs(coalesce(r." + c + ", 0)))"))
                .collect(Collectors.joining(" OR "));
        String sql = "SELECT k::text || ' but rows say ' || coalesce(r::text, 'none') FROM " + table
                + " k FULL JOIN (SELECT " + bucket + " AS bucket, device_id, site_code, "
                + String.join(", ", counts) + ", " + String.join(", ", sums)
                + " FROM sensor_samples GROUP BY 1, 2, 3) r USING (bucket, device_id, site_code) WHERE " + unequal;
        return database.jdbi()
                .withHandle(h -> h.createQuery(sql).mapTo(String.class).list());
    }

    private static String name(String aggregate) {
        return aggregate.substring(aggregate.lastIndexOf(' ') + 1);
    }
}
