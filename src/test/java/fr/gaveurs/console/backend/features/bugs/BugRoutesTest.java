package fr.gaveurs.console.backend.features.bugs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fr.gaveurs.console.api.Json;
import fr.gaveurs.console.backend.FaultyLink;
import fr.gaveurs.console.backend.RawWebSocket;
import fr.gaveurs.console.backend.TestConsole;
import fr.gaveurs.console.backend.TestMessages;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/** The tracker over its routes, on a real backend. */
class BugRoutesTest {
    private static TestConsole console;

    @BeforeAll
    static void start() throws Exception {
        console = TestConsole.start();
    }

    @AfterAll
    static void stop() throws Exception {
        console.close();
    }

    @BeforeEach
    void empty() {
        console.jdbi().useHandle(handle -> handle.execute("TRUNCATE bug_reports, bug_files RESTART IDENTITY CASCADE"));
    }

    private static JsonNode make(String title, Map<String, Object> more) {
        Map<String, Object> bug = new TreeMap<>(more);
        bug.put("title", title);
        bug.putIfAbsent("description", "made up for a test");
        HttpResponse<String> answer = console.post("/api/bugs", Json.MAPPER.writeValueAsString(bug));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        return Json.MAPPER.readTree(answer.body());
    }

    private static long id(JsonNode bug) {
        return bug.at("/summary/id").asLong();
    }

    private static HttpResponse<String> patch(long id, Map<String, Object> changes) {
        return console.send("PATCH", "/api/bugs/" + id, Json.MAPPER.writeValueAsBytes(changes));
    }

    private static List<String> titles(String query) {
        JsonNode page = console.json("/api/bugs" + query);
        assertThat(page.has("items")).as(page.toString()).isTrue();
        List<String> titles = new ArrayList<>();
        page.get("items").forEach(bug -> titles.add(bug.get("title").asString()));
        return titles;
    }

    @Test
    void aReportKeepsAllThatItCameWith() {
        JsonNode bug = make(
                "Balance bloquée 🦆",
                Map.ofEntries(
                        Map.entry("severity", "high"),
                        Map.entry("category", "sensor"),
                        Map.entry("device_id", "ESP32_LL_01"),
                        Map.entry("firmware_version", "1.2.3"),
                        Map.entry("sample_id", "S-1"),
                        Map.entry("sample_time", "2026-11-23T12:00:00Z"),
                        Map.entry("component", "live"),
                        Map.entry("reporter", "Ana"),
                        Map.entry("reporter_email", "ana@exemple.fr"),
                        Map.entry("tags", List.of("pesée", "matin", "matin")),
                        Map.entry("error_logs", "WARN a line"),
                        Map.entry("reproduction_steps", "1. poser"),
                        Map.entry("program_version", "9.9.9")));

        JsonNode found = console.json("/api/bugs/" + id(bug));
        assertThat(found).isEqualTo(bug);
        assertThat(found.at("/summary/title").asString()).isEqualTo("Balance bloquée 🦆");
        assertThat(found.at("/summary/status").asString()).isEqualTo("open");
        assertThat(found.at("/summary/priority").asString()).isEqualTo("medium");
        assertThat(found.at("/summary/tags").size()).isEqualTo(2);
        assertThat(found.at("/summary/version").asInt()).isEqualTo(1);
        assertThat(found.get("reporter_email").asString()).isEqualTo("ana@exemple.fr");
        assertThat(found.get("timeline").isEmpty()).isTrue();
    }

    @Test
    void aReportSentTwiceIsOneBug() {
        String report = "{\"client_id\":\"6f1c1d3e-0000-4000-8000-000000000001\",\"title\":\"Sent twice\","
                + "\"description\":\"since the answer was lost\"}";
        assertThat(console.post("/api/bugs", report).statusCode()).isEqualTo(201);
        HttpResponse<String> again = console.post("/api/bugs", report);

        assertThat(again.statusCode()).isEqualTo(200);
        assertThat(Json.MAPPER.readTree(again.body()).at("/summary/id").asLong())
                .isEqualTo(1);
        assertThat(titles("")).containsExactly("Sent twice");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"description\":\"long enough\"} | title",
                "{\"title\":\"abcd\",\"description\":\"long enough\"} | title",
                "{\"title\":\"       \",\"description\":\"long enough\"} | title",
                "{\"title\":\"abcde\",\"description\":\"short\"} | description",
                "{\"title\":\"abcde\",\"description\":\"long enough\",\"reporter_email\":\"ana@home\"} | reporter_email",
                "{\"title\":\"abcde\",\"description\":\"long enough\",\"reporter_email\":\"a b@c.fr\"} | reporter_email",
                "{\"title\":\"abcde\",\"description\":\"long enough\",\"severity\":\"huge\"} | severity",
                "{\"title\":\"abcde\",\"description\":\"long enough\",\"related_issues\":[99]} | related_issues",
                "{\"title\":\"abcde\",\"description\":\"long enough\",\"tags\":[\"a b\"]} | tags[0]",
                "{\"title\":\"abcde\",\"description\":\"long enough\",\"client_id\":\"7\"} | client_id",
            })
    void whatIsWrongIsNamed(String report, String field) {
        HttpResponse<String> answer = console.post("/api/bugs", report);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(Json.MAPPER.readTree(answer.body()).at("/errors/0/field").asString())
                .as(answer.body())
                .isEqualTo(field);
        assertThat(titles("")).isEmpty();
    }

    @Test
    void aZeroCharacterIsLeftOutRatherThanRefusedByTheDatabase() {
        assertThat(make("zero\0 in it", Map.of("reporter", "\0"))
                        .at("/summary/title")
                        .asString())
                .isEqualTo("zero in it");
    }

    @Test
    void everyChangeIsInTheTimeLineWithWhoAndWhen() {
        long id = id(make("A long story", Map.of("reporter", "Ana")));
        patch(id, Map.of("version", 1, "by", "Luc", "status", "in_progress", "assignee", "Luc"));
        console.post("/api/bugs/" + id + "/comments", "{\"author\":\"Luc\",\"text\":\"a loose plug\"}");
        HttpResponse<String> last =
                patch(id, Map.of("version", 3, "by", "Luc", "status", "resolved", "resolution", "plugged in"));

        assertThat(last.statusCode()).as(last.body()).isEqualTo(200);
        JsonNode bug = Json.MAPPER.readTree(last.body());
        List<String> story = new ArrayList<>();
        bug.get("timeline")
                .forEach(entry -> story.add(entry.get("author").asString() + " "
                        + (entry.get("field").isNull()
                                ? "says " + entry.get("text").asString()
                                : entry.get("field").asString() + " "
                                        + entry.get("from").asString() + ">"
                                        + entry.get("to").asString())));
        assertThat(story)
                .containsExactly(
                        "Luc status open>in_progress",
                        "Luc assignee >Luc",
                        "Luc says a loose plug",
                        "Luc status in_progress>resolved",
                        "Luc resolution >plugged in");
        assertThat(bug.get("first_response_at").isNull()).isFalse();
        assertThat(bug.get("resolved_at").isNull()).isFalse();
        assertThat(bug.at("/summary/comments").asInt()).isEqualTo(1);
    }

    @Test
    void aLostUpdateIsRefusedAndNamesWhoWasFirst() {
        long id = id(make("Two at once", Map.of()));
        patch(id, Map.of("version", 1, "by", "Luc", "assignee", "Luc"));
        HttpResponse<String> late = patch(id, Map.of("version", 1, "by", "Eva", "assignee", "Eva"));

        assertThat(late.statusCode()).isEqualTo(409);
        assertThat(late.body()).contains("Luc changed bug #1").contains("load it again");
        assertThat(console.json("/api/bugs/1").at("/summary/assignee").asString())
                .isEqualTo("Luc");
    }

    @Test
    void aStatusThatMayNotFollowIsRefusedAndTheWaysAreNamed() {
        long id = id(make("Straight to the end", Map.of()));
        HttpResponse<String> answer = patch(id, Map.of("version", 1, "status", "closed"));

        assertThat(answer.statusCode()).isEqualTo(409);
        assertThat(answer.body()).contains("it may become in_progress, resolved, wont_fix");
    }

    @Test
    void anEmptyTextTakesAValueAwayAndWhatIsLeftOutStays() {
        long id = id(make("Taking away", Map.of("assignee", "Luc", "device_id", "ESP32_LL_01", "tags", List.of("a"))));
        JsonNode bug = Json.MAPPER.readTree(patch(id, Map.of("version", 1, "assignee", "", "tags", List.of()))
                .body());

        assertThat(bug.at("/summary/assignee").isNull()).isTrue();
        assertThat(bug.at("/summary/tags").isEmpty()).isTrue();
        assertThat(bug.at("/summary/device_id").asString()).isEqualTo("ESP32_LL_01");
    }

    @Test
    void aDuplicateNamesAnotherBugAndNeverLeadsBackToItself() {
        long one = id(make("The first one", Map.of()));
        long two = id(make("The second one", Map.of()));
        assertThat(patch(two, Map.of("version", 1, "duplicate_of", one, "status", "wont_fix"))
                        .statusCode())
                .isEqualTo(200);
        assertThat(patch(one, Map.of("version", 1, "duplicate_of", two)).body()).contains("leads back to #1");
        assertThat(patch(one, Map.of("version", 1, "duplicate_of", one)).statusCode())
                .isEqualTo(400);
        assertThat(patch(one, Map.of("version", 1, "duplicate_of", 77)).body()).contains("names no bug: [77]");
        assertThat(patch(two, Map.of("version", 2, "duplicate_of", 0)).body()).contains("\"duplicate_of\":null");
    }

    @Test
    void wordsAreFoundInBothLanguagesWithTypingErrorsAndWithoutAccents() {
        make("Les capteurs sont bloqués au démarrage", Map.of());
        make("Scales report negative weights", Map.of("description", "after the morning washing"));
        make("Écran figé", Map.of("device_id", "ESP32_LS_02"));

        assertThat(titles("?q=capteur%20bloqu%C3%A9")).containsExactly("Les capteurs sont bloqués au démarrage");
        assertThat(titles("?q=demarrage")).containsExactly("Les capteurs sont bloqués au démarrage");
        assertThat(titles("?q=weight")).containsExactly("Scales report negative weights");
        assertThat(titles("?q=washed")).as("by its stem, in the description").hasSize(1);
        assertThat(titles("?q=captuers")).as("typed wrong").containsExactly("Les capteurs sont bloqués au démarrage");
        assertThat(console.json("/api/bugs/board?q=captuers")
                        .at("/columns/0/bugs/0/title")
                        .asString())
                .as("on the board, too")
                .isEqualTo("Les capteurs sont bloqués au démarrage");
        assertThat(console.get("/api/bugs/export.csv?q=captuers").body())
                .as("and in the exported file")
                .contains("Les capteurs")
                .doesNotContain("Scales");
        assertThat(titles("?q=negatve%20wieghts")).containsExactly("Scales report negative weights");
        assertThat(titles("?q=ecr")).as("a beginning").containsExactly("Écran figé");
        assertThat(titles("?q=ESP32_LS_02")).containsExactly("Écran figé");
        assertThat(titles("?q=%232")).containsExactly("Scales report negative weights");
        assertThat(titles("?q=zzzzzz")).isEmpty();
        assertThat(console.get("/api/bugs?q=%21%21").statusCode()).isEqualTo(400);
        assertThat(titles("?q=%27%29%3B%20DROP%20TABLE%20bug_reports%20--")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"created", "updated", "last_seen", "severity", "priority", "occurrences"})
    void pagesOfEverySortShowEachBugOnceInOrder(String sort) {
        console.jdbi()
                .useHandle(handle -> handle.execute("INSERT INTO bug_reports (title, description, severity, priority,"
                        + " occurrences, created_at, last_seen) SELECT 'made-up ' || n, 'for the pages',"
                        + " (ARRAY['critical','high','medium','low'])[1 + n % 4],"
                        + " (ARRAY['urgent','high','medium','low'])[1 + n % 4], 1 + n % 3,"
                        + " now() - n % 5 * interval '1 hour', now() - n % 7 * interval '1 microsecond'"
                        + " FROM generate_series(1, 23) AS n"));
        List<Long> descending = walk("?limit=5&sort=" + sort);
        List<Long> ascending = walk("?limit=7&ascending=true&sort=" + sort);

        assertThat(descending).hasSize(23).doesNotHaveDuplicates();
        assertThat(ascending.reversed()).isEqualTo(descending);
        assertThat(descending).isEqualTo(walk("?limit=200&sort=" + sort));
    }

    private static List<Long> walk(String query) {
        List<Long> ids = new ArrayList<>();
        String cursor = "";
        do {
            JsonNode page = console.json("/api/bugs" + query + cursor);
            assertThat(page.path("total").asInt()).as(page.toString()).isEqualTo(23);
            page.get("items").forEach(bug -> ids.add(bug.get("id").asLong()));
            cursor = page.get("next_cursor").isNull()
                    ? ""
                    : "&cursor=" + page.get("next_cursor").asString();
        } while (!cursor.isEmpty());
        return ids;
    }

    @Test
    void theBestFitComesFirstAndPagesOfItGoOn() {
        make("Sensor", Map.of("description", "something else entirely"));
        make("Something else entirely", Map.of("description", "the sensor is mentioned once"));
        assertThat(titles("?q=sensor")).hasSize(2).first().isEqualTo("Sensor");

        JsonNode first = console.json("/api/bugs?q=sensor&limit=1");
        assertThat(titles("?q=sensor&limit=1&cursor=" + first.get("next_cursor").asString()))
                .containsExactly("Something else entirely");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "?status=open,sleeping",
                "?severity=bad",
                "?limit=201",
                "?limit=0",
                "?cursor=%00",
                "?device_id=a%00",
                "?tag=%00",
                "?cursor=bm9uc2Vuc2U",
                "?from=2026-01-02T00:00:00Z&to=2026-01-01T00:00:00Z",
                "?sort=colour",
                "?color=red",
            })
    void aQueryThatCannotBeUnderstoodSaysWhy(String query) {
        HttpResponse<String> answer = console.get("/api/bugs" + query);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        assertThat(Json.MAPPER.readTree(answer.body()).at("/errors/0/field").asString())
                .isNotBlank();
    }

    @Test
    void filtersAreAllOfThem() {
        make("One of all", Map.of("severity", "critical", "assignee", "Luc", "tags", List.of("a", "b")));
        make("Another one", Map.of("category", "ml", "device_id", "ESP32_LL_01", "firmware_version", "1.0.0"));
        patch(2, Map.of("version", 1, "status", "wont_fix"));

        assertThat(titles("?status=unresolved")).containsExactly("One of all");
        assertThat(titles("?status=wont_fix,closed")).containsExactly("Another one");
        assertThat(titles("?severity=critical,high")).containsExactly("One of all");
        assertThat(titles("?category=ml")).containsExactly("Another one");
        assertThat(titles("?device_id=ESP32_LL_01&firmware_version=1.0.0")).containsExactly("Another one");
        assertThat(titles("?assignee=-")).containsExactly("Another one");
        assertThat(titles("?assignee=Luc&tag=b")).containsExactly("One of all");
        assertThat(titles("?source=device")).isEmpty();
        assertThat(titles("?from=2026-01-01T00:00:00Z&to=2026-01-02T00:00:00Z")).isEmpty();
    }

    @Test
    void theBoardHasEveryStatusWithItsNumber() {
        make("Stays open", Map.of());
        make("Is worse", Map.of("severity", "critical", "device_id", "ESP32_LL_01"));
        make("Is done", Map.of());
        patch(3, Map.of("version", 1, "status", "resolved"));

        for (String query : List.of("", "?q=is", "?device_id=ESP32_LL_01")) {
            JsonNode columns = console.json("/api/bugs/board" + query).get("columns");
            assertThat(columns.findValuesAsString("status").stream().distinct())
                    .contains("open", "in_progress", "resolved", "closed", "wont_fix");
            for (JsonNode column : columns) {
                assertThat(column.get("total").asInt())
                        .as(query + column)
                        .isEqualTo(column.get("bugs").size());
            }
        }
        JsonNode open = console.json("/api/bugs/board?limit=1").at("/columns/0");
        assertThat(open.get("total").asInt()).isEqualTo(2);
        assertThat(open.at("/bugs/0/title").asString()).as("the worst first").isEqualTo("Is worse");
    }

    @Test
    void unresolvedBugsThatAreAlikeAreOffered() {
        make("Le capteur de poids est bloqué", Map.of("device_id", "ESP32_LL_01"));
        make("Capteur de poids bloqué", Map.of("device_id", "ESP32_LS_02"));
        make("Imprimante sans papier", Map.of());
        JsonNode similar = console.json("/api/bugs/similar?title=capteur%20de%20poids%20bloque&device_id=ESP32_LL_01")
                .get("items");

        assertThat(similar.findValuesAsString("device_id")).containsExactly("ESP32_LL_01", "ESP32_LS_02");
        assertThat(similar.at("/1/likeness").asDouble()).isGreaterThan(0.8);
    }

    @Test
    void viewersSeeNeitherInternalCommentsNorAddresses() throws Exception {
        long id = id(make("For some eyes only", Map.of("reporter_email", "ana@exemple.fr")));
        patch(id, Map.of("version", 1, "reporter_email", "eva@exemple.fr"));
        console.post("/api/bugs/" + id + "/comments", "{\"text\":\"for all\"}");
        console.post("/api/bugs/" + id + "/comments", "{\"text\":\"among us\",\"internal\":true}");

        assertThat(console.get("/api/bugs/" + id).body()).contains("among us", "eva@exemple.fr");
        BugQueries queries = new BugQueries(console.jdbi());
        String shown = Json.MAPPER.writeValueAsString(queries.find(id, false).orElseThrow());
        assertThat(shown).contains("for all").doesNotContain("among us").doesNotContain("exemple.fr");
    }

    @Test
    void filesComeBackAsTheyWereAndNothingMakesABrowserRunThem() {
        long id = id(make("With a picture", Map.of()));
        byte[] png = new byte[] {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10, 1, 2, 3};
        HttpResponse<String> added = console.send(
                "POST", "/api/bugs/" + id + "/attachments?file_name=..%2F%22a%22%20%C3%A9.html&by=Ana", png);
        assertThat(added.statusCode()).as(added.body()).isEqualTo(201);
        JsonNode file = Json.MAPPER.readTree(added.body());
        assertThat(file.get("content_type").asString()).isEqualTo("image/png");
        assertThat(file.get("file_name").asString()).isEqualTo(".._a_ é.html");
        console.send("POST", "/api/bugs/" + id + "/attachments?file_name=again.png", png);
        assertThat(console.json("/api/bugs/" + id).get("attachments").size()).isEqualTo(1);

        String path = "/api/bugs/" + id + "/attachments/" + file.get("id").asString();
        HttpResponse<String> back = console.get(path);
        assertThat(back.headers().firstValue("content-type")).hasValue("image/png");
        assertThat(back.headers().firstValue("content-disposition"))
                .hasValueSatisfying(value -> assertThat(value).startsWith("attachment; filename*=UTF-8''"));
        assertThat(back.headers().firstValue("x-content-type-options")).hasValue("nosniff");
        assertThat(back.headers().firstValue("content-security-policy"))
                .hasValueSatisfying(value -> assertThat(value).contains("sandbox"));
        assertThat(console.bytes(path)).isEqualTo(png);

        assertThat(console.send("DELETE", path, null).statusCode()).isEqualTo(204);
        assertThat(console.get(path).statusCode()).isEqualTo(404);
        assertThat(console.count("SELECT count(*) FROM bug_files")).isZero();
    }

    @Test
    void filesThatMayNotBeAttachedAreRefusedWithAReason() {
        long id = id(make("With odd files", Map.of()));
        String path = "/api/bugs/" + id + "/attachments?file_name=a";
        assertThat(console.send("POST", path, new byte[] {'M', 'Z', 0, 1}).body())
                .contains("may not be attached");
        assertThat(console.send("POST", path, new byte[0]).body()).contains("the file is empty");
        assertThat(console.send("POST", path, new byte[(10 << 20) + 1]).statusCode())
                .isEqualTo(413);
        assertThat(console.send("POST", "/api/bugs/99/attachments?file_name=a", new byte[] {'a'})
                        .statusCode())
                .isEqualTo(404);
        assertThat(console.send("POST", "/api/bugs/" + id + "/attachments", new byte[] {'a'})
                        .statusCode())
                .isEqualTo(400);
        JsonNode html = Json.MAPPER.readTree(
                console.send("POST", path, "<script>alert(1)</script>".getBytes(StandardCharsets.UTF_8))
                        .body());
        assertThat(html.get("content_type").asString()).isEqualTo("text/plain; charset=utf-8");
        for (int i = 1; i < 20; i++) {
            console.send("POST", path, new byte[] {'a', (byte) ('a' + i)});
        }
        assertThat(console.send("POST", path, new byte[] {'z', 'z', 'z'}).statusCode())
                .isEqualTo(409);
    }

    @Test
    void theCsvHoldsWhatTheFiltersLetThroughAndNoFormula() {
        make("=HYPERLINK(\"http://evil\")", Map.of("assignee", "Luc, \"le\" grand"));
        make("Another, with a comma", Map.of("severity", "low"));
        HttpResponse<String> csv = console.get("/api/bugs/export.csv?severity=medium");

        assertThat(csv.headers().firstValue("content-type")).hasValue("text/csv; charset=utf-8");
        assertThat(csv.body().lines()).hasSize(2);
        assertThat(csv.body())
                .startsWith("\uFEFFid,title,")
                .contains("\"'=HYPERLINK(\"\"http://evil\"\")\"")
                .contains("\"Luc, \"\"le\"\" grand\"");
        assertThat(console.get("/api/bugs/export.csv?severity=odd").statusCode())
                .isEqualTo(400);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'' | '' | id,title,",
                "'' | fr-FR,fr;q=0.9,en;q=0.8 | id;title;",
                "'' | en-GB,en;q=0.9,fr;q=0.8 | id,title,",
                "'' | fr;q=0.1, en;q=0.9 | id,title,",
                "separator=tab | fr | id\ttitle\t",
                "separator=comma | fr | id,title,",
                "separator=; | '' | id;title;",
                "separator=%3B | en | id;title;",
            })
    void aCsvHasTheSeparatorOfItsReadersLanguage(String query, String language, String head) {
        HttpResponse<String> csv = console.get(
                "/api/bugs/export.csv?" + query,
                language.isEmpty() ? new String[0] : new String[] {"Accept-Language", language});

        assertThat(csv.body()).startsWith("\uFEFF" + head.replace("\\t", "\t"));
        assertThat(csv.headers().firstValue("vary")).hasValue("Accept-Language");
    }

    @Test
    void aSeparatorThatIsNoneIsRefused() {
        HttpResponse<String> refused = console.get("/api/bugs/export.csv?separator=pipe");
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.body()).contains("separator", "use one of comma, semicolon, tab");
    }

    @Test
    void figuresAndTrendsFollow() {
        make("One of two", Map.of("severity", "critical", "device_id", "ESP32_LL_01", "firmware_version", "1.0.0"));
        make("Two of two", Map.of("device_id", "ESP32_LL_01"));
        patch(2, Map.of("version", 1, "by", "Luc", "status", "resolved"));
        JsonNode figures = console.json("/api/bugs/metrics/summary");

        assertThat(figures.get("total").asInt()).isEqualTo(2);
        assertThat(figures.at("/by_status/resolved").asInt()).isEqualTo(1);
        assertThat(figures.at("/open_by_severity/critical").asInt()).isEqualTo(1);
        assertThat(figures.at("/open_by_category/other").asInt()).isEqualTo(1);
        assertThat(figures.at("/open_by_age/0/bugs").asInt()).isEqualTo(1);
        assertThat(figures.get("new_last7_days").asInt()).isEqualTo(2);
        assertThat(figures.get("resolved_last7_days").asInt()).isEqualTo(1);
        assertThat(figures.get("resolution_hours").isNumber()).isTrue();
        assertThat(figures.at("/devices/0/name").asString()).isEqualTo("ESP32_LL_01");
        assertThat(figures.at("/devices/0/last30_days").asInt()).isEqualTo(2);
        JsonNode days = console.json("/api/bugs/metrics/trends?days=3").get("items");
        assertThat(days.size()).isEqualTo(3);
        assertThat(days.at("/0/by_status/open").asInt()).isZero();
        assertThat(days.at("/2/reported").asInt()).isEqualTo(2);
        assertThat(days.at("/2/resolved").asInt()).isEqualTo(1);
        await().until(() -> console.metric("bugs_open{severity=\"critical\"}") == 1
                && console.metric("bugs{status=\"resolved\"}") == 1
                && console.metric("bugs_reported_total{source=\"person\"}") >= 2);
    }

    @Test
    void anEmptyTrackerAnswersWithZeros() {
        JsonNode figures = console.json("/api/bugs/metrics/summary");
        assertThat(figures.get("total").asInt()).isZero();
        assertThat(figures.at("/open_by_severity/critical").asInt()).isZero();
        assertThat(figures.get("median_open_days").isNull()).isTrue();
        assertThat(console.json("/api/bugs/metrics/trends").get("items").size()).isEqualTo(30);
        assertThat(console.json("/api/bugs/board").at("/columns").size()).isEqualTo(5);
        assertThat(console.get("/api/bugs/1").statusCode()).isEqualTo(404);
        assertThat(console.get("/api/bugs/one").body()).contains("a whole number");
    }

    @Test
    void dashboardsHearOfABugWhateverTheyAreSubscribedTo() throws Exception {
        try (RawWebSocket dashboard = console.realtime()) {
            dashboard.sendText("{\"type\":\"subscribe\",\"filters\":{\"device_id\":[\"ESP32_LL_01\"]}}");
            dashboard.awaitJson("subscribe_ack");
            make("Heard at once", Map.of());
            // Those of the test before may be told late.
            dashboard.awaitJson(message -> "bug".equals(message.path("type").asString())
                    && "Heard at once".equals(message.at("/bug/title").asString()));
            patch(1, Map.of("version", 1, "assignee", "Luc"));
            dashboard.awaitJson(message -> "bug".equals(message.path("type").asString())
                    && "Luc".equals(message.at("/bug/assignee").asString()));
        }
    }

    @Test
    void anErrorOfTheLogIsABugWithoutSecrets() {
        RuntimeException cause = new IllegalStateException("a made-up fault");
        var log = LoggerFactory.getLogger("fr.gaveurs.console.backend.MadeUp");
        for (int i = 0; i < 3; i++) {
            log.error("request {} failed, password=geheim{}", i, i, cause);
        }
        log.error("its database is away", new java.sql.SQLTransientConnectionException("no fault of ours", "08001"));

        await().until(() -> console.count("SELECT coalesce(sum(occurrences), 0) FROM bug_reports") == 3);
        JsonNode bug = console.json("/api/bugs?source=backend").at("/items");
        assertThat(bug.size()).isEqualTo(1);
        assertThat(bug.at("/0/error_code").asString()).matches("[0-9A-Z]{4}-[0-9A-Z]{4}");
        assertThat(bug.at("/0/component").asString()).isEqualTo("MadeUp");
        assertThat(console.get("/api/bugs/" + bug.at("/0/id").asLong()).body())
                .contains("a made-up fault")
                .doesNotContain("geheim");
    }

    @Test
    void aMendedErrorThatComesBackIsOpenAgainAndOneThatWasGivenUpIsOnlyCounted() {
        String error = "{\"code\":\"K7QM-2F9D\",\"title\":\"It broke\",\"trace\":\"at a.b\",\"count\":%d}";
        assertThat(console.post("/api/bugs/errors", error.formatted(2)).statusCode())
                .isEqualTo(201);
        patch(1, Map.of("version", 1, "status", "resolved"));
        assertThat(console.post("/api/bugs/errors", error.formatted(3)).statusCode())
                .isEqualTo(200);
        JsonNode bug = console.json("/api/bugs/1").get("summary");
        assertThat(bug.get("status").asString()).isEqualTo("open");
        assertThat(bug.get("occurrences").asInt()).isEqualTo(5);
        assertThat(bug.get("updated_by").asString()).isEqualTo("Gaveurs Console");

        patch(1, Map.of("version", 3, "status", "wont_fix"));
        console.post("/api/bugs/errors", error.formatted(1));
        bug = console.json("/api/bugs/1").get("summary");
        assertThat(bug.get("status").asString()).isEqualTo("wont_fix");
        assertThat(bug.get("occurrences").asInt()).isEqualTo(6);
    }

    @Test
    void anErrorHeartbeatOpensABugAndTheSameKindIsCounted() throws Exception {
        Set<String> seen = new HashSet<>();
        try (RawWebSocket device = console.sensors()) {
            device.sendText(TestMessages.hello("ESP32_LL_01"));
            device.awaitJson("hello_ack");
            for (String error : List.of("VL53 timeout 12", "VL53 timeout 13", "low memory")) {
                device.sendText(
                        "{\"type\":\"heartbeat\",\"device_id\":\"ESP32_LL_01\",\"status\":\"error\",\"error\":\""
                                + error + "\"}");
            }
            await().until(() -> console.count("SELECT coalesce(sum(occurrences), 0) FROM bug_reports") == 3);
        }
        JsonNode bugs =
                console.json("/api/bugs?source=device&device_id=ESP32_LL_01").get("items");
        bugs.forEach(bug -> seen.add(bug.get("title").asString() + " "
                + bug.get("category").asString() + " " + bug.get("occurrences").asInt()));
        assertThat(seen)
                .containsExactlyInAnyOrder(
                        "ESP32_LL_01: VL53 timeout 12 sensor 2", "ESP32_LL_01: low memory firmware 1");
    }

    @Test
    void whileTheDatabaseIsAwayNothingIsTakenAndTheSameReportIsTakenOnceItIsBack() throws Exception {
        TestConsole.Options options = TestConsole.with();
        String report = "{\"client_id\":\"6f1c1d3e-0000-4000-8000-000000000002\",\"title\":\"Typed during an outage\","
                + "\"description\":\"and not lost\"}";
        try (FaultyLink link = new FaultyLink(options.info().port());
                TestConsole away = options.databaseThrough(link.port()).start()) {
            link.cut();
            await().until(() -> away.get("/api/bugs").statusCode() == 503);
            HttpResponse<String> refused = away.post("/api/bugs", report);
            assertThat(refused.statusCode()).isEqualTo(503);
            assertThat(refused.body()).contains("the database is away: try again");
            assertThat(refused.headers().firstValue("retry-after")).isPresent();
            link.mend();

            // 200: it was taken, and the way of the answer ended.
            await().until(() ->
                    Set.of(200, 201).contains(away.post("/api/bugs", report).statusCode()));
            await().until(() -> away.post("/api/bugs", report).statusCode() == 200);
        }
    }
}
