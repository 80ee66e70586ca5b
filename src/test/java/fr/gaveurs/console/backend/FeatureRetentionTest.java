package fr.gaveurs.console.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fr.gaveurs.console.backend.platform.jobs.Jobs.Pace;
import fr.gaveurs.console.backend.platform.jobs.TestJobs;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What each feature of the list does not keep for ever is deleted by a running console. */
class FeatureRetentionTest {
    private static final Pace FAST =
            new Pace(Duration.ofMillis(100), Duration.ofMillis(100), Duration.ofSeconds(1), Duration.ofMillis(100));

    /** A row of each feature that is older than anything is kept. */
    private static final Map<String, String> OLD = Map.of(
            "quarantined_samples",
            "INSERT INTO quarantined_samples (received_at, reason, payload) VALUES (now() - interval '5 years', 'x', '')",
            "device_errors",
            "INSERT INTO device_errors (device_id, at, words) VALUES ('d', now() - interval '5 years', 'x')",
            "device_refusals",
            "INSERT INTO device_refusals VALUES ('d', '2020-01-01', 'invalid', 1, now() - interval '5 years', 'x')",
            "conditions",
            "INSERT INTO conditions (scope, source, kind, severity, since, cleared_at, seen_at, text, remedy) VALUES"
                    + " ('station', 'd', 'k', 'note', now() - interval '5 years', now() - interval '5 years',"
                    + " now() - interval '5 years', 'x', 'x')",
            "audit_log",
            "INSERT INTO audit_log (at, actor_kind, route, object_kind) VALUES (now() - interval '5 years', 'system',"
                    + " 'old', 'x')");

    @Test
    void oldRowsOfEveryFeatureGo() throws Exception {
        try (TestConsole console = TestConsole.with().jobs(FAST).start()) {
            console.store(TestMessages.sample("ESP32_LL_01"));
            console.jdbi().useHandle(handle -> OLD.values().forEach(handle::execute));
            List<String> divided = console.jdbi()
                    .withHandle(handle -> handle.createQuery("SELECT relname FROM pg_class WHERE relkind = 'p'")
                            .mapTo(String.class)
                            .list());
            assertThat(divided).isNotEmpty();
            console.jdbi()
                    .useHandle(handle -> divided.forEach(table -> handle.execute("CREATE TABLE " + table
                            + "_p20100101 PARTITION OF " + table
                            + " FOR VALUES FROM ('2010-01-01 00:00:00+00') TO ('2010-01-02 00:00:00+00')")));
            TestJobs.due(console.jdbi(), "retention");
            divided.forEach(table -> await().untilAsserted(() -> assertThat(
                            console.count("SELECT count(*) FROM pg_class WHERE relname = '" + table + "_p20100101'"))
                    .as("a day of " + table + ", which no feature retains?")
                    .isZero()));
            OLD.keySet().forEach(table -> await().untilAsserted(() -> assertThat(console.count("SELECT count(*) FROM "
                            + table + " WHERE " + timeColumn(table) + " < now() - interval '4 years'"))
                    .as(table)
                    .isZero()));
            assertThat(console.count("SELECT count(*) FROM sensor_samples")).isEqualTo(1);
        }
    }

    private static String timeColumn(String table) {
        return switch (table) {
            case "quarantined_samples" -> "received_at";
            case "device_refusals" -> "last_at";
            case "conditions" -> "seen_at";
            default -> "at";
        };
    }
}
