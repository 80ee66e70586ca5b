package fr.gaveurs.console.backend.features.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import fr.gaveurs.console.api.quality.Grade;
import fr.gaveurs.console.backend.TestConsole;
import fr.gaveurs.console.backend.TestMessages;
import fr.gaveurs.console.backend.platform.settings.LogPlan;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;

/** A console that runs finds by itself what was changed by hand, says so, and says so no more once it is put back. */
@Timeout(120)
class LogBackgroundCheckTest {
    private static final LogPlan OFTEN = new LogPlan(null, null, null, 100, Duration.ofMillis(200));

    @Test
    void aSingleEntryOrRowThatIsChangedIsRaisedAndNamedUntilItIsPutBack() throws Exception {
        try (TestConsole console = TestConsole.with().log(OFTEN).start()) {
            console.store(TestMessages.graded("ESP32_LL_01", Grade.A), TestMessages.graded("ESP32_LL_01", Grade.B));
            await().until(() -> console.json("/api/log").get("size").asLong() >= 2);
            // Until then a row without an entry gets one anew.
            await().until(() -> console.count("SELECT count(*) FROM log_backfill WHERE NOT done") == 0);
            await().until(() -> !check(console).path("finished_at").isMissingNode()
                    && !check(console).path("finished_at").isNull());
            assertThat(check(console).get("found").asLong()).isZero();
            assertThat(console.json("/api/sqal/conditions").toString()).doesNotContain("log_altered");

            console.jdbi().useHandle(handle -> {
                handle.execute("CREATE TABLE away AS SELECT * FROM log_entries WHERE idx = 1");
                handle.execute("ALTER TABLE log_entries DISABLE TRIGGER log_entries_refuse");
                handle.execute("DELETE FROM log_entries WHERE idx = 1");
            });
            await().until(() -> console.json("/api/sqal/conditions").toString().contains("log_altered"));
            await().until(() ->
                    check(console).get("found").asLong() > 0 && check(console).hasNonNull("first"));
            assertThat(check(console).get("first").toString()).contains("entry 1");
            await().until(() -> console.json("/health")
                            .at("/components/log/status")
                            .asString()
                            .equals("degraded")
                    || console.json("/health").toString().contains("something was changed by hand"));
            await().untilAsserted(
                            () -> assertThat(console.get("/metrics").body()).containsPattern("(?m)^log_altered [1-9]"));

            console.jdbi().useHandle(handle -> {
                handle.execute("INSERT INTO log_entries SELECT * FROM away");
                handle.execute("ALTER TABLE log_entries ENABLE TRIGGER log_entries_refuse");
            });
            await().until(() -> !console.json("/api/sqal/conditions").toString().contains("log_altered"));
            await().untilAsserted(
                            () -> assertThat(console.get("/metrics").body()).containsPattern("(?m)^log_altered 0"));

            console.jdbi().useHandle(handle -> handle.execute("UPDATE sensor_samples SET grade = 'A+'"));
            await().until(() -> check(console).path("first").toString().contains("row_altered"));
        }
    }

    private static JsonNode check(TestConsole console) {
        return console.json("/api/log").path("check");
    }

    @Test
    void isSwitchedOffWhereTheSettingsSaySo() throws Exception {
        try (TestConsole console = TestConsole.with()
                .log(new LogPlan(null, null, null, 0, Duration.ofMillis(1)))
                .start()) {
            assertThat(console.json("/api/log").path("check").isMissingNode()
                            || console.json("/api/log").path("check").isNull())
                    .isTrue();
        }
    }

    @Test
    void readsInTheShareOfTheTimeThatIsSet() {
        assertThat(LogBackgroundCheck.waitShare(5)).isCloseTo(19, within(1e-9));
        assertThat(LogBackgroundCheck.waitShare(100)).isZero();
    }
}
