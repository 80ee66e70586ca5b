package fr.gaveurs.console.backend.features.reports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fr.gaveurs.console.api.Json;
import fr.gaveurs.console.api.quality.Grade;
import fr.gaveurs.console.backend.TestConsole;
import fr.gaveurs.console.backend.TestMessages;
import fr.gaveurs.console.backend.TestProducts;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** A report about a lot whose dates nobody named is about the whole of it, whenever it was. */
class LotReportTest {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final Instant now = Instant.now().truncatedTo(ChronoUnit.MINUTES);

    private Instant sample(TestConsole console, String lot, Duration ago) throws Exception {
        Instant time = now.minus(ago);
        console.store(TestMessages.graded("ESP32_LL_01", Grade.A).lot(lot).at(time));
        return time;
    }

    private static JsonNode made(TestConsole console, String more) throws Exception {
        return ready(
                console,
                console.post("/api/reports", "{\"kind\":\"lot\",\"language\":\"en\",\"lot\":\"LOT 7\"" + more + "}"));
    }

    private static JsonNode ready(TestConsole console, HttpResponse<String> answer) throws Exception {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        long id = Json.MAPPER.readTree(answer.body()).get("id").asLong();
        return await().atMost(LIMIT).until(() -> console.json("/api/reports/" + id), report -> report.get("state")
                .asString()
                .equals("done"));
    }

    private static String text(TestConsole console, JsonNode report) throws Exception {
        byte[] file = console.bytes("/api/reports/" + report.get("id").asLong() + "/file?format=pdf");
        return ReportFiles.text(file).replaceAll("\\s+", " ").toLowerCase(Locale.ROOT);
    }

    @Test
    void withoutDatesItReachesFromTheFirstLiverToTheLast() throws Exception {
        try (TestConsole console = TestConsole.start()) {
            Instant first = sample(console, "LOT 7", Duration.ofDays(40));
            Instant last = sample(console, "LOT 7", Duration.ofDays(35));
            sample(console, "LOT 8", Duration.ofDays(1));

            JsonNode report = made(console, "");

            assertThat(text(console, report)).contains("2 livers");
            assertThat(Instant.parse(report.get("subject").get("from").asString()))
                    .isEqualTo(first);
            assertThat(Instant.parse(report.get("subject").get("to").asString()))
                    .as("a whole minute, so that what people read of it is true")
                    .isEqualTo(last.truncatedTo(ChronoUnit.MINUTES).plusSeconds(60));
        }
    }

    @Test
    void aBlankAtTheEndMakesNoOtherLotAndALongNameHasItsReport() throws Exception {
        String longest = "LOT " + "7".repeat(196);
        try (TestConsole console = TestConsole.start()) {
            sample(console, "LOT 7 ", Duration.ofDays(2));
            sample(console, longest, Duration.ofDays(2));

            assertThat(text(console, made(console, ""))).contains("1 liver ");
            var answer = console.post("/api/reports", "{\"kind\":\"lot\",\"lot\":\"" + longest + "\"}");
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
            String made = "/api/reports/"
                    + Json.MAPPER.readTree(answer.body()).get("id").asLong();
            await().atMost(LIMIT).untilAsserted(() -> assertThat(
                            console.json(made).get("state").asString())
                    .isEqualTo("done"));
        }
    }

    @Test
    void oneThatMayStillGrowEndsWithItsNewestLiverAndSaysSo() throws Exception {
        try (TestConsole console = TestConsole.start()) {
            Instant first = sample(console, "LOT 7", Duration.ofHours(3));
            Instant last = sample(console, "LOT 7", Duration.ofHours(2));

            JsonNode report = made(console, ",\"formats\":[\"pdf\",\"csv\",\"xlsx\"]");

            assertThat(until(report)).isEqualTo(last.plusSeconds(60));
            assertThat(report.get("open").asBoolean()).isTrue();
            assertThat(report.get("whole_lot").asBoolean()).isTrue();
            assertThat(text(console, report))
                    .contains("2 livers", "– the lot may still grow", "less than 12 hours before this report")
                    .doesNotContain("period is not over", "not all livers");
            long id = report.get("id").asLong();
            assertThat(ReportFiles.csv(console.bytes("/api/reports/" + id + "/file?format=csv"))
                            .values()
                            .toString())
                    .contains("the lot may still grow");
            assertThat(ReportFiles.sheets(console.bytes("/api/reports/" + id + "/file?format=xlsx"))
                            .toString())
                    .contains("the lot may still grow");
            assertThat(console.count("SELECT count(*) FROM report_digests WHERE period_to = '" + until(report)
                            + "' AND period_from = '" + first + "'"))
                    .isEqualTo(3);
        }
    }

    private static Instant until(JsonNode report) {
        return Instant.parse(report.get("subject").get("to").asString());
    }

    @Test
    void madeAgainItTellsWhatCameSinceAndLateLiversCount() throws Exception {
        try (TestConsole console = TestConsole.start()) {
            sample(console, "LOT 7", Duration.ofHours(3));
            JsonNode before = made(console, "");
            Instant late = sample(console, "LOT 7", Duration.ofHours(5)); // held back by its station
            Instant last = sample(console, "LOT 7", Duration.ofHours(1));

            JsonNode again = ready(
                    console, console.post("/api/reports/" + before.get("id").asLong() + "/again", ""));

            assertThat(text(console, again)).contains("3 livers");
            assertThat(Instant.parse(again.get("subject").get("from").asString()))
                    .isEqualTo(late);
            assertThat(until(again)).isEqualTo(last.plusSeconds(60));
            assertThat(again.get("whole_lot").asBoolean()).isTrue();
        }
    }

    @Test
    void oneOfAChosenDayIsOpenWithItsPeriodAlone() throws Exception {
        try (TestConsole console = TestConsole.start()) {
            sample(console, "LOT 7", Duration.ofHours(2));

            JsonNode past = made(
                    console, ",\"from\":\"" + now.minusSeconds(10_000) + "\",\"to\":\"" + now.minusSeconds(60) + "\"");
            JsonNode open = made(
                    console,
                    ",\"from\":\"" + now.minusSeconds(10_000) + "\",\"to\":\"" + now.plusSeconds(6_000) + "\"");

            assertThat(past.get("open").asBoolean()).isFalse();
            assertThat(past.get("whole_lot").asBoolean()).isFalse();
            assertThat(open.get("open").asBoolean()).isTrue();
            assertThat(text(console, open)).contains("period is not over").doesNotContain("may still grow");
        }
    }

    @Test
    void inAPeriodWithoutItsLiversItSaysWhenTheyWere() throws Exception {
        try (TestConsole console = TestConsole.start()) {
            sample(console, "LOT 7", Duration.ofDays(3));

            JsonNode report = made(console, ",\"day\":\"2026-01-15\"");

            assertThat(text(console, report))
                    .contains("no liver of the lot “lot 7” was measured in this period")
                    .doesNotContain("is its name written right");
        }
    }

    @Test
    void partOfALotDoesNotPassForAllOfIt() throws Exception {
        try (TestConsole console = TestConsole.start()) {
            Instant first = sample(console, "LOT 7", Duration.ofDays(3));
            sample(console, "LOT 7", Duration.ofDays(1));

            JsonNode part = made(
                    console, ",\"from\":\"" + first.minusSeconds(60) + "\",\"to\":\"" + first.plusSeconds(60) + "\"");
            JsonNode whole = made(console, "");

            assertThat(text(console, part)).contains("these are not all livers of the lot");
            assertThat(text(console, whole)).doesNotContain("not all livers of the lot");
        }
    }

    @Test
    void ofOneWhoseStationWasForgottenWithItsSamplesItSaysWhatIsSold() throws Exception {
        try (TestConsole console =
                TestConsole.with().products(TestProducts.PLAN).start()) {
            sample(console, "LOT 7", Duration.ofDays(2));
            sample(console, "LOT 7", Duration.ofDays(1));
            assertThat(console.post("/api/products/of-lot", "{\"lot\":\"LOT 7\"}")
                            .statusCode())
                    .isEqualTo(201);
            assertThat(console.post("/api/sqal/devices/ESP32_LL_01/erase?confirm=ESP32_LL_01", "")
                            .statusCode())
                    .isEqualTo(200);
            await().atMost(LIMIT).untilAsserted(() -> assertThat(console.count("SELECT count(*) FROM sensor_samples"))
                    .isZero());

            String said = text(console, made(console, ""));
            assertThat(said)
                    .contains("no sample of the lot “lot 7” is stored any more, and 2 products were made of it")
                    .contains("these stations were forgotten with their samples: esp32_ll_01 (")
                    .doesNotContain("is its name written right");
        }
    }

    private static String refused(HttpResponse<String> answer, String kind, String field) throws Exception {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        JsonNode problem = Json.MAPPER.readTree(answer.body());
        assertThat(problem.get("type").asString()).isEqualTo("/problems/" + kind);
        assertThat(problem.get("errors").get(0).get("field").asString()).isEqualTo(field);
        return problem.get("detail").asString() + ": "
                + problem.get("errors").get(0).get("message").asString();
    }

    @Test
    void ofOneThatNeverWasItIsRefusedAndThoseThatAreAlikeAreNamed() throws Exception {
        try (TestConsole console = TestConsole.start()) {
            String lot = "{\"kind\":\"lot\",\"lot\":\"lot_8%s\"}";
            assertThat(refused(console.post("/api/reports", lot.formatted("")), "unknown-lot", "lot"))
                    .contains("no liver of a lot 'lot_8' is known", "limited time");
            sample(console, "LOT 8", Duration.ofDays(1));
            sample(console, "Lot-80", Duration.ofDays(1));
            sample(console, "another", Duration.ofDays(1));
            assertThat(refused(console.post("/api/reports", lot.formatted("")), "unknown-lot", "lot"))
                    .endsWith("such as LOT 8, Lot-80");
            assertThat(refused(
                            console.post("/api/reports", "{\"kind\":\"lot\",\"lot\":\"x\",\"day\":\"2026-01-15\"}"),
                            "unknown-lot",
                            "lot"))
                    .doesNotContain("such as");
            assertThat(console.count("SELECT count(*) FROM report_runs")).isZero();
        }
    }

    @Test
    void stationsOfWhichNothingWasEverKnownAreRefusedAndForgottenOnesAreNot() throws Exception {
        try (TestConsole console = TestConsole.start()) {
            sample(console, "LOT 7", Duration.ofHours(20));
            String of = "{\"kind\":\"station\",\"language\":\"en\",\"device_ids\":[\"%s\"]}";
            assertThat(refused(
                            console.post("/api/reports", of.formatted("ESP32_LL_11")), "unknown-station", "device_ids"))
                    .contains("ESP32_LL_11")
                    .endsWith("such as ESP32_LL_01");
            String schedule = "{\"name\":\"%s\",\"cadence\":\"daily\",\"device_ids\":[\"%s\"]}";
            refused(
                    console.post("/api/reports/scheduled", schedule.formatted("a", "ESP32_LL_11")),
                    "unknown-station",
                    "device_ids");
            refused(
                    console.post("/api/reports/templates", "{\"name\":\"a\",\"device_ids\":[\"ESP32_LL_11\"]}"),
                    "unknown-station",
                    "device_ids");
            assertThat(console.post("/api/reports/scheduled", schedule.formatted("b", "ESP32_LL_01"))
                            .statusCode())
                    .isEqualTo(201);
            assertThat(console.post("/api/sqal/devices/ESP32_LL_01/forget", "").statusCode())
                    .isLessThan(300);

            JsonNode scheduled = ready(console, console.post("/api/reports/scheduled/1/run", ""));
            assertThat(scheduled.get("state").asString()).isEqualTo("done");
            assertThat(ReportFiles.text(
                            console.bytes("/api/reports/" + scheduled.get("id").asLong() + "/file?format=pdf")))
                    .contains("La station ESP32_LL_01 n’est plus connue ici");
            JsonNode report = ready(console, console.post("/api/reports", of.formatted("ESP32_LL_01")));
            assertThat(text(console, report)).contains("the station esp32_ll_01 is not known here any more");
            assertThat(console.send(
                                    "PATCH",
                                    "/api/reports/scheduled/1",
                                    "{\"version\":1,\"device_ids\":[\"ESP32_LL_01\"]}".getBytes(StandardCharsets.UTF_8),
                                    "Content-Type",
                                    "application/json")
                            .statusCode())
                    .as("it was named already")
                    .isEqualTo(200);
        }
    }
}
