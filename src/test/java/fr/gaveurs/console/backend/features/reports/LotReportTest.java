package fr.gaveurs.console.backend.features.reports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fr.gaveurs.console.api.Json;
import fr.gaveurs.console.api.quality.Grade;
import fr.gaveurs.console.backend.TestConsole;
import fr.gaveurs.console.backend.TestMessages;
import fr.gaveurs.console.backend.TestProducts;
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
        var answer =
                console.post("/api/reports", "{\"kind\":\"lot\",\"language\":\"en\",\"lot\":\"LOT 7\"" + more + "}");
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
    void oneThatMayGoOnHasAnEndThatIsStillToCome() throws Exception {
        try (TestConsole console = TestConsole.start()) {
            sample(console, "LOT 7", Duration.ofHours(2));

            JsonNode report = made(console, "");

            assertThat(Instant.parse(report.get("subject").get("to").asString()))
                    .isAfter(now);
            assertThat(text(console, report)).contains("period is not over");
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

    @Test
    void ofOneThatNeverWasItAsksForTheName() throws Exception {
        try (TestConsole console = TestConsole.start()) {
            assertThat(text(console, made(console, ""))).contains("is its name written right");
        }
    }
}
