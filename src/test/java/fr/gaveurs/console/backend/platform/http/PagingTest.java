package fr.gaveurs.console.backend.platform.http;

import static org.assertj.core.api.Assertions.assertThat;

import fr.gaveurs.console.api.quality.Grade;
import fr.gaveurs.console.backend.RawWebSocket;
import fr.gaveurs.console.backend.TestConsole;
import fr.gaveurs.console.backend.TestMessages;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Lists of samples: filters, and pages that meet every row exactly once. */
class PagingTest {
    private static Instant base;
    private static final List<TestMessages> SAMPLES = new ArrayList<>();
    private static TestConsole console;

    @BeforeAll
    static void start() throws Exception {
        console = TestConsole.start();
        base = Instant.now().truncatedTo(ChronoUnit.SECONDS).minusSeconds(3_600);
        List<String> devices = List.of("ESP32_LL_01", "ESP32_LL_02", "ESP32_LS_03");
        Grade[] grades = Grade.values();
        for (int i = 0; i < 90; i++) {
            // Ten instants for ninety samples: ties within a device and across devices.
            SAMPLES.add(TestMessages.graded(devices.get(i % 3), grades[i % grades.length])
                    .id("p-" + i)
                    .at(base.plusSeconds(i / 9)));
        }
        console.store(SAMPLES);
    }

    @AfterAll
    static void stop() throws Exception {
        console.close();
    }

    private static JsonNode page(String query) {
        return console.json("/api/sqal/samples?" + query);
    }

    private static List<String> ids(JsonNode page) {
        return page.get("items").findValuesAsString("sample_id");
    }

    /** Walks all pages; {@code between} runs after each. */
    private static List<String> walk(String query, Runnable between) {
        List<String> ids = new ArrayList<>();
        String cursor = "";
        do {
            JsonNode page = page(query + cursor);
            ids.addAll(ids(page));
            between.run();
            cursor = page.get("next_cursor").isNull()
                    ? null
                    : "&cursor=" + page.get("next_cursor").asString();
        } while (cursor != null);
        return ids;
    }

    private static List<String> expected(Predicate<TestMessages> wanted) {
        return SAMPLES.stream().filter(wanted).map(TestMessages::id).toList();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7, 9, 89, 90, 91, 500})
    void everyRowComesExactlyOnceWhateverThePageHolds(int limit) {
        List<String> walked = walk("limit=" + limit, () -> {});

        assertThat(walked).containsExactlyInAnyOrderElementsOf(expected(s -> true));
        assertThat(walked).as("in the one order, however it is cut").isEqualTo(walk("limit=500", () -> {}));
    }

    @Test
    void theNewestComesFirst() {
        List<String> times = page("limit=90").get("items").findValuesAsString("timestamp");

        assertThat(times)
                .isSortedAccordingTo(
                        java.util.Comparator.comparing(Instant::parse).reversed());
        assertThat(page("").get("items").size()).as("fifty by default").isEqualTo(50);
    }

    /** Of a hall that had little to do lately: twelve samples lie within a day, which is looked at first, and 18 before. */
    @Test
    void aPageEndsNotWithTheDay() throws Exception {
        List<String> stored = new ArrayList<>();
        try (TestConsole quiet = TestConsole.start()) {
            for (int i = 29; i >= 0; i--) {
                quiet.store(TestMessages.graded("ESP32_LL_01", Grade.A)
                        .id("q-" + i)
                        .at(Instant.now().minus(2 * i + 1, ChronoUnit.HOURS)));
                stored.addFirst("q-" + i);
            }
            for (int limit : List.of(1, 11, 12, 13, 29, 30, 31)) {
                JsonNode first = quiet.json("/api/sqal/samples?limit=" + limit);
                assertThat(ids(first)).isEqualTo(stored.subList(0, Math.min(limit, 30)));
                assertThat(first.get("next_cursor").isNull()).isEqualTo(limit >= 30);
                if (limit < 30) {
                    JsonNode next = quiet.json("/api/sqal/samples?limit=30&cursor="
                            + first.get("next_cursor").asString());
                    assertThat(ids(next)).isEqualTo(stored.subList(limit, 30));
                }
            }
        }
    }

    @Test
    void rowsThatComeWhileSomebodyPagesDisturbNothing() throws Exception {
        try (RawWebSocket device = console.sensors()) {
            int[] n = {0};
            List<String> walked = walk("limit=10&device_id=ESP32_LL_01", () -> {
                try {
                    // One before everything, one in the middle of what was read or is to be read.
                    device.sendText(TestMessages.sample("ESP32_LL_01")
                            .id("late-" + n[0]++)
                            .utf8());
                    device.awaitJson("ack");
                    device.sendText(TestMessages.sample("ESP32_LL_01")
                            .id("late-" + n[0]++)
                            .at(base.plusSeconds(5).plusMillis(n[0]))
                            .utf8());
                    device.awaitJson("ack");
                } catch (java.io.IOException e) {
                    throw new java.io.UncheckedIOException(e);
                }
            });

            assertThat(walked).doesNotHaveDuplicates();
            assertThat(walked)
                    .filteredOn(id -> id.startsWith("p-"))
                    .containsExactlyInAnyOrderElementsOf(
                            expected(s -> s.deviceId().equals("ESP32_LL_01")));
        } finally {
            console.jdbi()
                    .useHandle(handle -> handle.execute("DELETE FROM sensor_samples WHERE sample_id LIKE 'late-%'"));
        }
    }

    @Test
    void filtersNarrowAndCombine() {
        assertThat(walk("limit=7&device_id=ESP32_LL_02", () -> {}))
                .containsExactlyInAnyOrderElementsOf(expected(s -> s.deviceId().equals("ESP32_LL_02")));
        assertThat(walk("limit=7&site_code=LS", () -> {}))
                .containsExactlyInAnyOrderElementsOf(expected(s -> s.deviceId().contains("_LS_")));
        for (Grade grade : Grade.values()) {
            assertThat(walk("limit=7&grade=" + grade.letter().replace("+", "%2B"), () -> {}))
                    .as(grade.letter())
                    .containsExactlyInAnyOrderElementsOf(expected(s -> SAMPLES.indexOf(s) % 6 == grade.ordinal()));
        }
        assertThat(walk("limit=7&compliant=true", () -> {}))
                .containsExactlyInAnyOrderElementsOf(expected(s -> SAMPLES.indexOf(s) % 6 < 4));
        assertThat(walk("limit=7&compliant=false", () -> {}))
                .as("an ungraded sample is neither")
                .containsExactlyInAnyOrderElementsOf(expected(s -> SAMPLES.indexOf(s) % 6 == 4));
        Instant from = base.plusSeconds(2);
        Instant to = base.plusSeconds(5);
        assertThat(walk("limit=7&from=" + from + "&to=" + to, () -> {}))
                .as("from inclusive, to exclusive")
                .containsExactlyInAnyOrderElementsOf(
                        expected(s -> !s.time().isBefore(from) && s.time().isBefore(to)));
        assertThat(walk(
                        "limit=2&from=" + from + "&to=" + to + "&site_code=LL&compliant=true&device_id=ESP32_LL_01",
                        () -> {}))
                .containsExactlyInAnyOrderElementsOf(expected(s -> !s.time().isBefore(from)
                        && s.time().isBefore(to)
                        && s.deviceId().equals("ESP32_LL_01")
                        && SAMPLES.indexOf(s) % 6 < 4));
    }

    @Test
    void nothingFoundIsAnEmptyPage() {
        JsonNode page = page("device_id=ESP32_XX_99");

        assertThat(page.get("items").size()).isZero();
        assertThat(page.get("next_cursor").isNull()).isTrue();
    }

    @Test
    void theLatestOfEachStationCanBeNarrowedToo() {
        assertThat(console.json("/api/sqal/samples/latest?site_code=LL")
                        .get("items")
                        .size())
                .isEqualTo(2);
        JsonNode one = console.json("/api/sqal/samples/latest?device_id=ESP32_LS_03&matrices=false");
        assertThat(one.get("items").size()).isEqualTo(1);
        assertThat(one.at("/items/0/vl53l8ch/raw").isNull()).isTrue();
        assertThat(console.json("/api/sqal/samples/latest?device_id=ESP32_XX_99")
                        .get("items")
                        .size())
                .isZero();
    }
}
