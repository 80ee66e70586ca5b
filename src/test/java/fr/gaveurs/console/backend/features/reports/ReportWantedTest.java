package fr.gaveurs.console.backend.features.reports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fr.gaveurs.console.backend.TestConsole;
import java.net.http.HttpResponse;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

/** What people ask for by mistake. */
class ReportWantedTest {
    private static void assertRefused(TestConsole console, String body, String field) {
        HttpResponse<String> answer = console.post("/api/reports", body);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        assertThat(answer.body()).contains("\"" + field + "\"");
    }

    @Test
    void whatCannotBeMeantIsRefusedAndAPeriodToComeSaysSo() throws Exception {
        try (TestConsole console = TestConsole.start()) {
            assertRefused(console, "{\"kind\":\"lot\",\"lot\":\"   \"}", "lot");
            assertRefused(console, "{\"kind\":\"daily\",\"shift_start\":\"06:00\"}", "shift_start");
            assertRefused(console, "{\"kind\":\"daily\",\"day\":\"1850-01-01\"}", "day");
            LocalDate day = LocalDate.now(ZoneOffset.UTC).plusDays(30);
            for (String kind : new String[] {"daily", "conditions", "satisfaction"}) {
                String path = console.post("/api/reports", "{\"kind\":\"" + kind + "\",\"day\":\"" + day + "\"}")
                        .headers()
                        .firstValue("Location")
                        .orElseThrow();
                await().until(() -> console.json(path).get("state").asString().equals("done"));
                assertThat(ReportFiles.text(console.bytes(path + "/file"))).contains("La période ne commence que le");
            }
        }
    }

    /** Whoever presses again and again gets one. */
    @Test
    void aSchedulesReportThatWaitsIsNotAskedForAgain() throws Exception {
        try (TestConsole console = TestConsole.start()) {
            console.post("/api/reports/scheduled", "{\"name\":\"Matin\",\"cadence\":\"daily\"}");
            String run = "/api/reports/scheduled/1/run";
            assertThat(console.send("POST", run, null).statusCode()).isEqualTo(202);
            await().until(() -> console.count("SELECT count(*) FROM report_runs WHERE state = 'done'") == 1);
            console.jdbi()
                    .useHandle(handle -> handle.execute(
                            "UPDATE report_runs SET state = 'queued', next_try = now() + interval '1 day'"));
            HttpResponse<String> again = console.send("POST", run, null);
            assertThat(again.statusCode()).isEqualTo(409);
            assertThat(again.body()).contains("being made already");
            console.jdbi().useHandle(handle -> handle.execute("UPDATE report_runs SET state = 'done'"));
            assertThat(console.send("POST", run, null).statusCode()).isEqualTo(202);
        }
    }
}
