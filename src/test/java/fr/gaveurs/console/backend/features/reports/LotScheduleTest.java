package fr.gaveurs.console.backend.features.reports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fr.gaveurs.console.api.quality.Grade;
import fr.gaveurs.console.backend.TestConsole;
import fr.gaveurs.console.backend.TestMessages;
import fr.gaveurs.console.backend.platform.store.Database;
import fr.gaveurs.console.backend.platform.store.TestDatabase;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Reports after each lot: each once, again where it goes on later, and never again because somebody deleted them. */
class LotScheduleTest {
    private final Instant now = Instant.now().truncatedTo(ChronoUnit.MINUTES);

    private static List<String> occurrences(TestConsole console) {
        return console.jdbi().withHandle(handle -> handle.createQuery(
                        "SELECT lot || ' ' || state || ' ' || late FROM report_runs ORDER BY id")
                .mapTo(String.class)
                .list());
    }

    private void sample(TestConsole console, String lot, Duration ago) throws Exception {
        console.store(TestMessages.graded("ESP32_LL_01", Grade.A).lot(lot).at(now.minus(ago)));
    }

    @Test
    void eachLotHasItsReportOnceItIsOver() throws Exception {
        try (TestConsole console = TestConsole.start();
                Database database = TestDatabase.open(console.database())) {
            ReportLedger ledger = new ReportLedger(database, Clock.systemUTC());
            assertThat(console.post(
                                    "/api/reports/scheduled",
                                    "{\"name\":\"Lots\",\"cadence\":\"lot\",\"kind\":\"daily\"}")
                            .statusCode())
                    .isEqualTo(400);
            assertThat(console.post(
                                    "/api/reports/scheduled",
                                    "{\"name\":\"Lots\",\"cadence\":\"lot\",\"quiet_hours\":6}")
                            .statusCode())
                    .isEqualTo(201);
            assertThat(console.json("/api/reports/scheduled")
                            .get("items")
                            .get(0)
                            .get("next")
                            .isNull())
                    .isTrue();
            assertThat(console.send("POST", "/api/reports/scheduled/1/run", null)
                            .statusCode())
                    .as("there is no lot yet")
                    .isEqualTo(409);
            sample(console, "LOT 1", Duration.ofHours(9));
            sample(console, "LOT 1", Duration.ofHours(7));
            sample(console, "LOT 2", Duration.ofHours(3));
            sample(console, "before", Duration.ofDays(3));
            console.jdbi()
                    .useHandle(handle ->
                            handle.execute("UPDATE report_schedules SET done_until = now() - interval '48 hours'"));
            assertThat(ledger.look(now)).isEqualTo(1);
            assertThat(ledger.look(now)).isZero();
            assertThat(occurrences(console))
                    .singleElement()
                    .asString()
                    .startsWith("LOT 1 ")
                    .endsWith(" true");
            assertThat(console.count("SELECT count(*) FROM report_runs WHERE period_to - period_from"
                            + " BETWEEN interval '2 hours' AND interval '2 hours 1 minute'"
                            + " AND date_trunc('minute', period_to) = period_to"))
                    .as("the whole lot")
                    .isEqualTo(1);

            console.jdbi().useHandle(handle -> handle.execute("DELETE FROM report_runs"));
            assertThat(ledger.look(now)).as("a deleted one is not made again").isZero();
            assertThat(ledger.look(now.plus(Duration.ofHours(4))))
                    .as("the other lot")
                    .isEqualTo(1);
            assertThat(occurrences(console)).singleElement().asString().startsWith("LOT 2 ");
            // A day later there is more of the first one: it is told as a whole once more.
            sample(console, "LOT 1", Duration.ofMinutes(1));
            int again = ledger.look(now.plus(Duration.ofHours(40)));
            assertThat(again).isLessThanOrEqualTo(1);
            assertThat(ledger.look(now.plus(Duration.ofHours(41)))).isZero();
            // The test button: the lot that was measured last.
            assertThat(console.send("POST", "/api/reports/scheduled/1/run", null)
                            .statusCode())
                    .isEqualTo(202);
            assertThat(occurrences(console).getLast()).startsWith("LOT 1 ");
            assertThat(console.count("SELECT count(*) FROM report_runs WHERE lot_quiet_hours = 6"
                            + " AND period_to > now() + interval '1 minute'"))
                    .as("none ends hours ahead, though this lot may still grow")
                    .isZero();
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> console.count("SELECT count(*) FROM report_runs WHERE state = 'done' AND period_open"
                                    + " AND lot_quiet_hours = 6 AND lot = 'LOT 1'")
                            >= 1);
        }
    }

    @Test
    void whatWasOverLongAgoIsSkipped() throws Exception {
        try (TestConsole console = TestConsole.start();
                Database database = TestDatabase.open(console.database())) {
            console.post("/api/reports/scheduled", "{\"name\":\"Lots\",\"cadence\":\"lot\"}");
            sample(console, "old", Duration.ofDays(20));
            sample(console, "late", Duration.ofDays(3));
            console.jdbi()
                    .useHandle(handle ->
                            handle.execute("UPDATE report_schedules SET done_until = now() - interval '25 days'"));
            assertThat(new ReportLedger(database, Clock.systemUTC()).look(now)).isEqualTo(1);
            assertThat(occurrences(console)).hasSize(2);
            assertThat(occurrences(console).getFirst()).startsWith("old skipped");
        }
    }

    @Test
    void theHoursAfterWhichALotIsOverCanBeChanged() throws Exception {
        try (TestConsole console = TestConsole.start()) {
            console.post("/api/reports/scheduled", "{\"name\":\"Lots\",\"cadence\":\"lot\",\"quiet_hours\":4}");
            console.post("/api/reports/scheduled", "{\"name\":\"Matin\",\"cadence\":\"daily\"}");
            assertThat(patch(console, 1, "{\"quiet_hours\":9,\"version\":1}")).isEqualTo(200);
            assertThat(console.count("SELECT quiet_hours FROM report_schedules WHERE id = 1"))
                    .isEqualTo(9);
            assertThat(patch(console, 1, "{\"name\":\"Tous les lots\",\"version\":2}"))
                    .isEqualTo(200);
            assertThat(console.count("SELECT quiet_hours FROM report_schedules WHERE id = 1"))
                    .isEqualTo(9);
            assertThat(patch(console, 1, "{\"quiet_hours\":73,\"version\":3}")).isEqualTo(400);
            assertThat(patch(console, 2, "{\"quiet_hours\":9,\"version\":1}"))
                    .as("no lots")
                    .isEqualTo(400);
        }
    }

    private static int patch(TestConsole console, int id, String body) {
        return console.send(
                        "PATCH",
                        "/api/reports/scheduled/" + id,
                        body.getBytes(StandardCharsets.UTF_8),
                        "Content-Type",
                        "application/json")
                .statusCode();
    }
}
