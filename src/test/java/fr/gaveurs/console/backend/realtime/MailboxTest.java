package fr.gaveurs.console.backend.realtime;

import static org.assertj.core.api.Assertions.assertThat;

import fr.gaveurs.console.api.Json;
import fr.gaveurs.console.api.bugs.BugTerms;
import fr.gaveurs.console.api.bugs.Bugs;
import fr.gaveurs.console.api.models.Versions.LiveFigures;
import fr.gaveurs.console.api.quality.Grade;
import fr.gaveurs.console.api.realtime.Realtime;
import fr.gaveurs.console.api.realtime.Realtime.Filters;
import fr.gaveurs.console.backend.TestMessages;
import fr.gaveurs.console.backend.features.quality.SampleView;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class MailboxTest {
    static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");

    private final Mailbox mailbox = new Mailbox();
    private long nanos;

    static Update update(String device, Grade grade, String id) {
        return new Update(
                SampleView.of(TestMessages.graded(device, grade).id(id).at(NOW).received(NOW)), 0);
    }

    private @Nullable JsonNode next() {
        byte[] message = mailbox.next(NOW, nanos);
        return message == null ? null : Json.MAPPER.readTree(message);
    }

    private List<String> drain() {
        List<String> all = new ArrayList<>();
        for (JsonNode message = next(); message != null; message = next()) {
            all.add(message.get("type").asString()
                    + (message.has("sample_id") ? " " + message.get("sample_id").asString() : ""));
        }
        return all;
    }

    @Test
    void isEmptyAtFirst() {
        assertThat(next()).isNull();
    }

    @Test
    void everyMessageCarriesTheNextSeqAsItsFirstField() {
        mailbox.control(new Realtime.Pong(NOW));
        mailbox.update(update("ESP32_LL_01", Grade.A, "s"));
        mailbox.pulse("{\"type\":\"health\"}".getBytes(java.nio.charset.StandardCharsets.UTF_8));

        for (int seq = 1; seq <= 3; seq++) {
            JsonNode message = next();
            assertThat(message.propertyNames().iterator().next()).isEqualTo("seq");
            assertThat(message.get("seq").asLong()).isEqualTo(seq);
        }
        assertThat(mailbox.takeSeq()).isEqualTo(4);
    }

    @Test
    void answersComeFirstThenThePulseThenTheGapThenUpdates() {
        mailbox.update(update("ESP32_LL_01", Grade.A, "old"));
        mailbox.update(update("ESP32_LL_01", Grade.A, "new"));
        mailbox.pulse("{\"type\":\"health\"}".getBytes(java.nio.charset.StandardCharsets.UTF_8));
        mailbox.control(new Realtime.HeartbeatAck(NOW));
        mailbox.control(new Realtime.Pong(NOW));

        assertThat(drain()).containsExactly("heartbeat_ack", "pong", "health", "gap", "sensor_update new");
    }

    @Test
    void aGapSaysHowManyWereReplacedAndOfWhom() {
        for (int i = 0; i < 5; i++) {
            mailbox.update(update("ESP32_LL_01", Grade.A, "a" + i));
        }
        mailbox.update(update("ESP32_LS_02", Grade.A, "b0"));
        mailbox.update(update("ESP32_LS_02", Grade.A, "b1"));
        mailbox.update(update("ESP32_MT_03", Grade.A, "c0"));

        JsonNode gap = next();
        assertThat(gap.get("type").asString()).isEqualTo("gap");
        assertThat(gap.get("missed").asLong()).isEqualTo(5);
        assertThat(gap.get("device_ids").toString()).isEqualTo("[\"ESP32_LL_01\",\"ESP32_LS_02\"]");
        assertThat(drain()).containsExactly("sensor_update a4", "sensor_update b1", "sensor_update c0");
    }

    @ParameterizedTest
    @CsvSource({
        "A_PLUS, true, false, false, false, false",
        "B, true, true, true, false, false",
        "REJECT, true, true, true, true, false",
    })
    void aLeastGradeLeavesTheWorseOut(
            Grade least, boolean aPlus, boolean a, boolean b, boolean reject, boolean ungraded) {
        mailbox.subscribe(new Filters(null, null, least, null, null));

        for (Grade grade : List.of(Grade.A_PLUS, Grade.A, Grade.B, Grade.REJECT, Grade.UNGRADED)) {
            mailbox.update(update("ESP32_LL_01", grade, grade.name()));
            boolean expected =
                    switch (grade) {
                        case A_PLUS -> aPlus;
                        case A -> a;
                        case B -> b;
                        case REJECT -> reject;
                        default -> ungraded;
                    };
            assertThat(next() != null).as(grade.letter()).isEqualTo(expected);
        }
    }

    private static LiveFigures said(String device, String sample) {
        return new LiveFigures(device, sample, NOW, 7, "November", Map.of());
    }

    @Test
    void whatAModelSaysComesAfterTheSampleTheNewestAloneAndToWhoWantsTheStation() {
        mailbox.subscribe(new Filters(List.of("ESP32_LL_01"), null, null, 1.0, null));
        mailbox.figures("ESP32_LL_01", "LL", said("ESP32_LL_01", "one"));
        mailbox.figures("ESP32_LL_01", "LL", said("ESP32_LL_01", "two"));
        mailbox.figures("ESP32_LS_02", "LS", said("ESP32_LS_02", "other"));
        mailbox.update(update("ESP32_LL_01", Grade.A, "two"));

        assertThat(next().get("type").asString()).isEqualTo("sensor_update");
        JsonNode figures = next();
        assertThat(figures.get("type").asString()).isEqualTo("model_figures");
        assertThat(figures.at("/model/sample_id").asString()).isEqualTo("two");
        mailbox.figures("ESP32_LL_01", "LL", null);
        assertThat(next()).as("no faster than was asked for").isNull();
        nanos += 1_000_000_001L;
        assertThat(next().get("model").isNull()).isTrue();
        assertThat(next()).isNull();
    }

    @Test
    void filtersByDeviceAndSite() {
        mailbox.subscribe(new Filters(List.of("ESP32_LL_01", "ESP32_LS_02"), "LS", null, null, null));

        mailbox.update(update("ESP32_LL_01", Grade.A, "other site"));
        mailbox.update(update("ESP32_LS_03", Grade.A, "other device"));
        mailbox.update(update("ESP32_LS_02", Grade.A, "it"));

        assertThat(drain()).containsExactly("sensor_update it");
        mailbox.subscribe(new Filters(List.of(), null, null, null, null));
        mailbox.update(update("ESP32_LL_01", Grade.A, "none asked for"));
        assertThat(drain()).isEmpty();
    }

    @Test
    void withoutMatricesOnlyTheyAreLeftOut() {
        Update update = update("ESP32_LL_01", Grade.A, "s");
        mailbox.update(update);
        JsonNode full = next();
        mailbox.subscribe(new Filters(null, null, null, null, false));
        mailbox.update(update);
        JsonNode light = next();

        assertThat(full.at("/vl53l8ch/raw/distance_matrix").size()).isEqualTo(8);
        assertThat(light.at("/vl53l8ch/raw").isNull()).isTrue();
        assertThat(light.at("/vl53l8ch/analysis")).isEqualTo(full.at("/vl53l8ch/analysis"));
        assertThat(light.get("as7341")).isEqualTo(full.get("as7341"));
    }

    @Test
    void aLowerRateIsHeldForEachStationAndTheNewestWins() {
        mailbox.subscribe(new Filters(null, null, null, 2.0, null));
        mailbox.update(update("ESP32_LL_01", Grade.A, "a0"));
        mailbox.update(update("ESP32_LS_02", Grade.A, "b0"));
        assertThat(drain()).containsExactly("sensor_update a0", "sensor_update b0");

        mailbox.update(update("ESP32_LL_01", Grade.A, "a1"));
        mailbox.update(update("ESP32_LL_01", Grade.A, "a2"));
        nanos += 499_000_000;
        assertThat(drain()).as("not due").isEmpty();
        nanos += 1_000_000;
        assertThat(drain()).as("due; and what it asked to miss is no gap").containsExactly("sensor_update a2");
        nanos += 10_000_000_000L;
        assertThat(drain()).isEmpty();
    }

    @Test
    void unsubscribedItHearsOnlyAnswers() {
        mailbox.update(update("ESP32_LL_01", Grade.A, "before"));
        mailbox.unsubscribe();
        mailbox.update(update("ESP32_LL_01", Grade.A, "after"));
        mailbox.pulse("{\"type\":\"health\"}".getBytes(java.nio.charset.StandardCharsets.UTF_8));
        mailbox.control(new Realtime.UnsubscribeAck(NOW));

        assertThat(drain()).containsExactly("unsubscribe_ack");

        mailbox.subscribe(Filters.NONE);
        mailbox.update(update("ESP32_LL_01", Grade.A, "again"));
        assertThat(drain()).containsExactly("sensor_update again");
    }

    @Test
    void aSubscribeForgetsWhatWaited() {
        mailbox.update(update("ESP32_LL_01", Grade.A, "a"));
        mailbox.update(update("ESP32_LL_01", Grade.A, "b"));

        mailbox.subscribe(Filters.NONE);

        assertThat(drain()).isEmpty();
    }

    private static Bugs.BugSummary bug(long id, String title) {
        return new Bugs.BugSummary(
                id,
                title,
                BugTerms.Severity.LOW,
                BugTerms.Priority.LOW,
                BugTerms.Category.OTHER,
                BugTerms.Status.OPEN,
                BugTerms.Source.PERSON,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                List.of(),
                null,
                null,
                1,
                NOW,
                NOW,
                NOW,
                NOW,
                null,
                0,
                0,
                1);
    }

    @Test
    void ofABugOnlyTheNewestStateIsSentAndAStormOfThemStaysBounded() {
        for (int i = 0; i < 2_000; i++) {
            mailbox.bug(bug(i, "before"));
        }
        mailbox.bug(bug(1_990, "after"));
        List<String> titles = new ArrayList<>();
        for (JsonNode message = next(); message != null; message = next()) {
            assertThat(message.get("type").asString()).isEqualTo("bug");
            titles.add(message.at("/bug/title").asString());
        }
        assertThat(titles).hasSize(500).endsWith("after").containsOnlyOnce("after");
        mailbox.unsubscribe();
        mailbox.bug(bug(1, "unheard"));
        assertThat(next()).isNull();
    }
}
