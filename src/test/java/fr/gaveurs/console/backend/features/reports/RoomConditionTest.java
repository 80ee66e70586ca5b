package fr.gaveurs.console.backend.features.reports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fr.gaveurs.console.backend.TestConsole;
import fr.gaveurs.console.backend.platform.store.TestDatabase;
import fr.gaveurs.console.backend.platform.store.connection.ConnectionInfo;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RoomConditionTest {
    private static final String KIND = "reports_wait_for_room";

    @TempDir
    private Path folder;

    /** A console that is killed right after the first try has written the report, but not the condition. */
    @Test
    void sinceWhenReportsWaitIsKnownOverAKill() throws Exception {
        ConnectionInfo database = TestDatabase.freshInfo();
        Instant since;
        try (TestConsole console =
                TestConsole.with().database(database).folder(folder).start()) {
            console.keepFolder();
            console.post("/api/reports", "{\"kind\":\"conditions\"}");
            await().until(() -> console.count("SELECT count(*) FROM report_runs WHERE state = 'done'") == 1);
            console.jdbi()
                    .useHandle(handle -> handle.execute("UPDATE report_runs SET state = 'queued',"
                            + " finished_at = NULL, waits_since = now() - interval '1 hour', next_try = now() + interval '1 day',"
                            + " error = 'x', error_code = 'little_space', error_details = '{1,512}'"));
            since = console.time("SELECT waits_since FROM report_runs");
        }
        try (TestConsole console =
                TestConsole.with().database(database).folder(folder).start()) {
            await().until(() -> console.since(KIND) != null);
            assertThat(console.since(KIND)).isEqualTo(since);
            console.jdbi().useHandle(handle -> handle.execute("UPDATE report_runs SET next_try = now()"));
            await().until(() -> console.since(KIND) == null);
        }
    }
}
