package fr.gaveurs.console.backend.features.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import fr.gaveurs.console.api.Json;
import fr.gaveurs.console.api.audit.Audit;
import fr.gaveurs.console.backend.FaultyLink;
import fr.gaveurs.console.backend.TestConsole;
import fr.gaveurs.console.backend.TestMessages;
import fr.gaveurs.console.backend.TestStations;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Who did it, asked over the wire. */
class WhoDidItTest {
    private static TestConsole console;
    private static String token;

    @BeforeAll
    static void start() throws Exception {
        TestConsole.Options options = TestConsole.with();
        TestStations.leave(options.info(), "ESP32_LL_78", "pending");
        console = options.start();
        token = Json.MAPPER
                .readTree(post("/api/admin/tokens", "{\"name\":\"wall display\",\"role\":\"operator\"}")
                        .body())
                .get("token")
                .asString();
    }

    @AfterAll
    static void stop() throws Exception {
        console.close();
    }

    private static HttpResponse<String> post(String path, String json, String... headers) {
        String[] all = new String[headers.length + 2];
        System.arraycopy(headers, 0, all, 0, headers.length);
        all[headers.length] = "Content-Type";
        all[headers.length + 1] = "application/json";
        return console.send("POST", path, json.getBytes(StandardCharsets.UTF_8), all);
    }

    private static long bug(String... headers) {
        String body = post("/api/bugs", "{\"title\":\"The tray sticks\",\"description\":\"Every morning\"}", headers)
                .body();
        return Json.MAPPER.readTree(body).at("/summary/id").asLong();
    }

    private static JsonNode newest() {
        return console.json("/api/admin/audit?limit=1").at("/items/0");
    }

    private static String[] window(String name) {
        return new String[] {
            "Authorization", "Bearer " + console.backend().windowKey(), Audit.ACTOR_HEADER, name,
        };
    }

    /** PostgreSQL writes out each digit of what jsonb holds. */
    @Test
    void aFigureBeyondReasonInOneRowHidesNoOther() {
        bug();
        console.jdbi()
                .useHandle(handle -> handle.execute("INSERT INTO audit_log (at, actor_kind, actor_name, address, route,"
                        + " object_kind, object_id, before, after) SELECT at, actor_kind, actor_name, address, route,"
                        + " object_kind, object_id, before, '{\"mass\":1e301,\"least\":1.234e-300}' FROM audit_log"
                        + " ORDER BY id DESC LIMIT 1"));
        assertThat(newest().at("/after/mass").asDouble()).isEqualTo(1e301);
        assertThat(newest().at("/after/least").asDouble()).isEqualTo(1.234e-300);
    }

    @Test
    void aFigureBeyondReasonIsRefusedByItsName() {
        HttpResponse<String> answer =
                post("/api/reports/profiles", "{\"name\":\"huge\",\"weight_lower_g\":1e300,\"weight_upper_g\":1e301}");
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("weight_lower_g", "weight_upper_g", "at most 12 digits");
    }

    @Test
    void theWindowSaysWhoSitsInFrontOfIt() {
        long id = bug(window("Ana%C3%AFs%20B."));

        JsonNode act = newest();
        assertThat(act.get("actor_kind").asString()).isEqualTo("window");
        assertThat(act.get("actor_name").asString()).isEqualTo("Anaïs B.");
        assertThat(act.get("address").asString()).isEqualTo("127.0.0.1");
        assertThat(act.get("route").asString()).isEqualTo("createBug");
        assertThat(act.get("object_kind").asString()).isEqualTo("bug");
        assertThat(act.get("object_id").asString()).isEqualTo(Long.toString(id));
        assertThat(act.get("before").isNull()).isTrue();
        assertThat(act.at("/after/title").asString()).isEqualTo("The tray sticks");
        assertThat(Instant.parse(act.get("at").asString())).isCloseTo(Instant.now(), within(10, ChronoUnit.MINUTES));
        assertThat(console.json("/api/bugs/" + id).at("/summary/reporter").asString())
                .isEqualTo("Anaïs B.");
    }

    @Test
    void aNameIsBelievedOfTheWindowAlone() {
        bug(Audit.ACTOR_HEADER, "Ana%C3%AFs");

        assertThat(newest().get("actor_kind").asString()).isEqualTo("local");
        assertThat(newest().get("actor_name").isNull()).isTrue();
    }

    @Test
    void aTokenActsUnderItsOwnNameWhateverTheBodySays() {
        long id = bug();

        HttpResponse<String> answer = post(
                "/api/bugs/" + id + "/comments",
                "{\"text\":\"seen again\",\"author\":\"The director\"}",
                "Authorization",
                "Bearer " + token,
                Audit.ACTOR_HEADER,
                "The%20director",
                Audit.REASON_HEADER,
                "asked%20by%20phone%20%C3%A0%20midi");

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        assertThat(console.json("/api/bugs/" + id).at("/timeline/0/author").asString())
                .isEqualTo("wall display");
        assertThat(newest().get("actor_kind").asString()).isEqualTo("token");
        assertThat(newest().get("actor_name").asString()).isEqualTo("wall display");
        assertThat(newest().get("reason").asString()).isEqualTo("asked by phone à midi");
    }

    @Test
    void whereNobodySaidANameTheBodysIsShownAndTheJournalSaysNobody() {
        long id = bug();

        post("/api/bugs/" + id + "/comments", "{\"text\":\"seen again\",\"author\":\"Luc\"}");

        assertThat(console.json("/api/bugs/" + id).at("/timeline/0/author").asString())
                .isEqualTo("Luc");
        assertThat(newest().get("actor_name").isNull()).isTrue();
    }

    @Test
    void whatChangedIsThereBeforeAndAfter() {
        long id = bug();

        console.send(
                "PATCH",
                "/api/bugs/" + id,
                "{\"status\":\"in_progress\",\"assignee\":\"Luc\",\"version\":1}".getBytes(StandardCharsets.UTF_8));

        assertThat(newest().get("before")).hasToString("{\"status\":\"open\",\"assignee\":null}");
        assertThat(newest().get("after")).hasToString("{\"status\":\"in_progress\",\"assignee\":\"Luc\"}");
    }

    @Test
    void whatWasRefusedOrChangedNothingLeavesNoRow() {
        long id = bug();
        long rows = console.count("SELECT count(*) FROM audit_log");

        assertThat(post("/api/bugs/" + (id + 999) + "/comments", "{\"text\":\"x\"}")
                        .statusCode())
                .isEqualTo(404);
        assertThat(post("/api/admin/tokens", "{\"name\":\"wall display\"}").statusCode())
                .isEqualTo(409);
        assertThat(post("/api/sqal/devices/NOBODY/approve", "").statusCode()).isEqualTo(404);

        assertThat(console.count("SELECT count(*) FROM audit_log")).isEqualTo(rows);
    }

    @Test
    void whatAStationHasAlreadyIsNoAct() throws Exception {
        console.store(TestMessages.sample("ESP32_LL_77"));
        String station = "/api/sqal/devices/ESP32_LL_77";
        assertThat(rowsOf("PATCH", station, "{\"name\":\"Table 3\"}")).isOne();
        assertThat(rowsOf("PATCH", station, "{\"name\":\"Table 3\"}")).isZero();
        assertThat(rowsOf("PATCH", station, "{\"name\":\"   \"}")).isOne();
        assertThat(rowsOf("PATCH", station, "{\"name\":\"   \"}")).isZero();
        assertThat(rowsOf("POST", station + "/block", "")).isOne();
        assertThat(rowsOf("POST", station + "/block", "")).isZero();
        assertThat(rowsOf("POST", station + "/unblock", "")).isOne();
        assertThat(rowsOf("POST", "/api/sqal/devices/ESP32_LL_78/approve", "")).isOne();
        assertThat(rowsOf("POST", "/api/sqal/devices/ESP32_LL_78/approve", "")).isZero();
        assertThat(rowsOf("POST", station + "/reset-token", "")).isLessThanOrEqualTo(1);
        assertThat(rowsOf("POST", station + "/reset-token", ""))
                .as("it has none yet that could be void")
                .isZero();
    }

    /** How many rows a call that is answered with success makes. */
    private static long rowsOf(String method, String path, String json) {
        long before = console.count("SELECT count(*) FROM audit_log");
        HttpResponse<String> answer =
                console.send(method, path, json.getBytes(StandardCharsets.UTF_8), "Content-Type", "application/json");
        assertThat(answer.statusCode())
                .as(method + " " + path + ": " + answer.body())
                .isEqualTo(200);
        return console.count("SELECT count(*) FROM audit_log") - before;
    }

    @Test
    void filtersThatAreWrongAreSaid() {
        assertThat(console.get("/api/admin/audit?cursor=abc").body()).contains("next_cursor");
        assertThat(console.get("/api/admin/audit?kind=emperor").statusCode()).isEqualTo(400);
        assertThat(console.json("/api/admin/audit?route=createToken&object=wall%20display")
                        .get("items")
                        .size())
                .isEqualTo(1);
    }

    @Test
    void aBreakerIsResetWhileTheDatabaseIsAway() throws Exception {
        TestConsole.Options options = TestConsole.with();
        try (FaultyLink link = new FaultyLink(options.info().port());
                TestConsole away = options.databaseThrough(link.port()).start()) {
            link.refuse();

            HttpResponse<String> answer = away.send("POST", "/api/admin/breakers/database/reset", null);

            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            assertThat(away.count("SELECT count(*) FROM audit_log WHERE route = 'resetBreaker'"))
                    .as("the log alone says it: nothing is written later")
                    .isZero();
        }
    }
}
