package fr.gaveurs.console.backend.features.reports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fr.gaveurs.console.backend.TestConsole;
import fr.gaveurs.console.backend.platform.store.TestDatabase;
import fr.gaveurs.console.backend.platform.store.connection.ConnectionInfo;
import java.nio.file.Path;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class RoomConditionTest {
    @TempDir
    private Path folder;

    private static JsonNode condition(TestConsole console) {
        for (JsonNode each : console.json("/api/sqal/conditions").get("items")) {
            if (each.get("kind").asString().equals("reports_wait_for_room")) {
                return each;
            }
        }
        return null;
    }

    /** A console that is killed right after the first try has written the report, but not the condition. */
    @Test
    void sinceWhenReportsWaitIsKnownOverAKill() throws Exception {
        ConnectionInfo database = TestDatabase.freshInfo();
        OffsetDateTime since;
        try (TestConsole console =
                TestConsole.with().database(database).folder(folder).start()) {
            console.keepFolder();
            console.post("/api/reports", "{\"kind\":\"conditions\"}");
            await().until(() -> console.count("SELECT count(*) FROM report_runs WHERE state = 'done'") == 1);
            console.jdbi()
                    .useHandle(handle -> handle.execute("UPDATE report_runs SET state = 'queued',"
                            + " finished_at = NULL, waits_since = now() - interval '1 hour', next_try = now() + interval '1 day',"
                            + " error = 'x', error_code = 'little_space', error_details = '{1,512}'"));
            since = console.jdbi().withHandle(handle -> handle.createQuery("SELECT waits_since FROM report_runs")
                    .mapTo(OffsetDateTime.class)
                    .one());
        }
        try (TestConsole console =
                TestConsole.with().database(database).folder(folder).start()) {
            await().until(() -> condition(console) != null);
            assertThat(Instant.parse(condition(console).get("since").asString()))
                    .isEqualTo(since.toInstant().truncatedTo(ChronoUnit.MILLIS));
            console.jdbi().useHandle(handle -> handle.execute("UPDATE report_runs SET next_try = now()"));
            await().until(() -> condition(console) == null);
        }
    }
}
