package fr.gaveurs.console.backend.platform.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fr.gaveurs.console.api.Json;
import fr.gaveurs.console.api.Problem;
import fr.gaveurs.console.api.Route;
import fr.gaveurs.console.api.Routes;
import fr.gaveurs.console.api.admin.AdminApi;
import fr.gaveurs.console.api.audit.Audit;
import fr.gaveurs.console.api.bugs.BugsApi;
import fr.gaveurs.console.api.devices.DevicesApi;
import fr.gaveurs.console.api.feedback.FeedbackApi;
import fr.gaveurs.console.api.firmware.FirmwareApi;
import fr.gaveurs.console.api.health.HealthApi;
import fr.gaveurs.console.api.log.Log;
import fr.gaveurs.console.api.log.Log.WitnessRequest;
import fr.gaveurs.console.api.log.LogApi;
import fr.gaveurs.console.api.models.ModelsApi;
import fr.gaveurs.console.api.products.ProductsApi;
import fr.gaveurs.console.api.quality.Grade;
import fr.gaveurs.console.api.reports.ReportsApi;
import fr.gaveurs.console.backend.RawHttp;
import fr.gaveurs.console.backend.TestConsole;
import fr.gaveurs.console.backend.TestMessages;
import fr.gaveurs.console.backend.TestStations;
import fr.gaveurs.console.backend.features.firmware.FirmwareRouteSubjects;
import fr.gaveurs.console.backend.features.models.ModelRouteSubjects;
import fr.gaveurs.console.desktop.kit.Messages;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** Every line of the table of routes answers as it says. */
class RoutesTest {
    private static final TestMessages SAMPLE =
            TestMessages.graded("ESP32_LL_01", Grade.B).claim("A", 0.8);
    private static final AtomicInteger SHOWN = new AtomicInteger();
    private static final AtomicInteger ENDED = new AtomicInteger();
    private static final String NEW_BUG = "{\"title\":\"The tray sticks\",\"description\":\"It sticks every morning\"}";
    private static final TestMessages SOLD = TestMessages.graded("ESP32_LL_01", Grade.A_PLUS);
    private static final TestMessages TO_BE_SOLD = TestMessages.graded("ESP32_LL_01", Grade.A_PLUS);
    private static final TestMessages TO_BE_RATED = TestMessages.graded("ESP32_LL_01", Grade.A_PLUS);
    private static final TestMessages TO_BE_RATED_HERE = TestMessages.graded("ESP32_LL_01", Grade.A_PLUS);
    private static final TestMessages TO_BE_RECALLED =
            TestMessages.graded("ESP32_LL_01", Grade.A_PLUS).lot("recalled later");
    private static final TestMessages TO_BE_CALLED_BACK =
            TestMessages.graded("ESP32_LL_01", Grade.A_PLUS).lot("one of it is recalled");
    private static final TestMessages OF_A_LOT =
            TestMessages.graded("ESP32_LL_01", Grade.A_PLUS).lot("to be sold");
    private static final TestMessages RECALLED =
            TestMessages.graded("ESP32_LL_01", Grade.A_PLUS).lot("recalled");
    private static final String SCHEDULE = "{\"name\":\"Each morning\",\"cadence\":\"daily\"}";
    private static TestConsole console;
    private static FirmwareRouteSubjects firmware;
    private static ModelRouteSubjects models;
    private static String recall;
    private static String kept;
    private static String takenAway;

    @BeforeAll
    static void start() throws Exception {
        console = TestConsole.start();
        console.store(SAMPLE, TestMessages.graded("ESP32_LS_02", Grade.UNGRADED));
        console.store(
                SOLD, TO_BE_SOLD, TO_BE_RATED, TO_BE_RATED_HERE, TO_BE_RECALLED, TO_BE_CALLED_BACK, OF_A_LOT, RECALLED);
        console.backend().window(SHOWN::incrementAndGet);
        console.backend().whenAskedToEnd(ENDED::incrementAndGet);
        console.post("/api/admin/tokens", "{\"name\":\"to be revoked\",\"role\":\"viewer\"}");
        console.post("/api/bugs", NEW_BUG);
        await().until(() -> console.json("/api/log").get("size").asLong() > 0);
        console.post("/api/log/checkpoint", "");
        console.post("/api/log/verification", "{}");
        kept = attached("kept");
        takenAway = attached("taken away");
        report();
        report();
        firmware = new FirmwareRouteSubjects(console);
        models = new ModelRouteSubjects(console);
        console.post("/api/reports/scheduled", SCHEDULE);
        console.post("/api/reports/scheduled", SCHEDULE);
        for (String name : List.of("first", "second")) {
            console.post("/api/reports/templates", "{\"name\":\"" + name + "\",\"logo\":\"" + LOGO + "\"}");
            console.post("/api/reports/profiles", "{\"name\":\"" + name + "\",\"weight_lower_g\":1}");
        }
        List.of(SOLD, TO_BE_RATED, TO_BE_RATED_HERE, TO_BE_RECALLED, TO_BE_CALLED_BACK, RECALLED)
                .forEach(sample -> console.post("/api/products", sold(sample)));
        console.post("/api/consumer/feedback", rated(SOLD));
        await("the entry of the product")
                .until(() -> console.get("/p/" + code(SOLD) + "/proof").statusCode() == 200);
        recall = Json.MAPPER
                .readTree(console.post(
                                "/api/products/lots/recalled/recall",
                                "{\"reason\":\"Listeria\",\"confirm\":\"recalled\"}")
                        .body())
                .get("id")
                .asString();
    }

    private static String sold(TestMessages sample) {
        return "{\"device_id\":\"" + sample.deviceId() + "\",\"sample_id\":\"" + sample.id() + "\"}";
    }

    private static JsonNode product(TestMessages sample) {
        return console.json("/api/products?q=" + sample.id()).at("/items/0");
    }

    private static String code(TestMessages sample) {
        return product(sample).get("qr").asString();
    }

    private static String rated(TestMessages sample) {
        return "{\"qr\":\"" + code(sample) + "\",\"overall\":4}";
    }

    /** What a page's form carries. */
    private static String form(TestMessages sample) {
        String page = console.get("/p/" + code(sample)).body();
        return "overall=4&form=" + page.replaceAll("(?s).*name=\"form\" value=\"([^\"]+)\".*", "$1");
    }

    /** A PNG of one pixel. */
    private static final String LOGO =
            "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";

    /** A report that is made already. */
    private static void report() {
        String id = Json.MAPPER
                .readTree(console.post("/api/reports", "{\"kind\":\"daily\"}").body())
                .get("id")
                .asString();
        await().until(() ->
                console.json("/api/reports/" + id).get("state").asString().equals("done"));
    }

    private static String attached(String text) {
        return Json.MAPPER
                .readTree(console.send(
                                "POST",
                                "/api/bugs/1/attachments?file_name=a.txt",
                                text.getBytes(StandardCharsets.UTF_8))
                        .body())
                .get("id")
                .asString();
    }

    @AfterAll
    static void stop() throws Exception {
        console.close();
    }

    static List<Route> routes() {
        return Routes.ALL;
    }

    /** What is deleted is needed by no other route. */
    private static String path(Route route) {
        String template = route.template();
        if (template.startsWith("/api/firmware/")) {
            return firmware.path(route);
        }
        if (template.startsWith("/api/ai/")) {
            return models.path(route);
        }
        if (route.method().equals("DELETE") && template.startsWith("/api/reports/")) {
            return template.replace("{id}", "2");
        }
        return template.replace("{id}", "1")
                .replace("{attachment_id}", route.equals(BugsApi.DETACH_FROM_BUG) ? takenAway : kept)
                .replace("/similar", "/similar?title=The%20tray%20sticks")
                .replace("breakers/{name}", "breakers/database")
                .replace("{device_id}", station(route))
                .replace("{sample_id}", SAMPLE.id())
                .replace("{product_id}", route.template().contains("{product_id}") ? productId(route) : "")
                .replace("{qr}", route.template().contains("{qr}") ? code(page(route)) : "")
                .replace("{lot}", "recalled%20later")
                .replace("{recall_id}", recall)
                .replace("{feedback_id}", "1")
                .replace("{site_code}", "LL")
                .replace("/labels", "/labels?lot=LOT-20261123-017")
                .replaceFirst("\\{level}", "0")
                .replaceFirst("\\{part1}", "000")
                .replaceAll("\\{part[0-9]}", "1")
                .replace("/api/log/proof", "/api/log/proof?index=0")
                .replace("/api/log/consistency", "/api/log/consistency?first=1")
                .replace("{name}", "to%20be%20revoked");
    }

    /** What is recalled is needed by no other route. */
    private static String productId(Route route) {
        return product(route.equals(ProductsApi.RECALL_PRODUCT) ? TO_BE_CALLED_BACK : SOLD)
                .get("product_id")
                .asString();
    }

    private static TestMessages page(Route route) {
        return route.method().equals("POST") ? TO_BE_RATED_HERE : SOLD;
    }

    /** What is erased is needed by no other route. */
    private static String station(Route route) {
        return route.equals(DevicesApi.ERASE_DEVICE) ? "ESP32_LL_03" : "ESP32_LL_01";
    }

    /** What a route is about is there, and in the state that it changes. */
    private static void prepare(Route route) {
        firmware.prepare(route);
        models.prepare(route);
        if (route.response() == Log.Proof.class && !needsMore(route)) {
            // An entry is signed some seconds after the one before at the latest.
            await().until(() -> console.get(path(route)).statusCode() == 200);
        }
        if (route.equals(ReportsApi.RUN_SCHEDULE)) {
            // While its report is being made another one is refused.
            await().until(() ->
                    console.count("SELECT count(*) FROM report_runs WHERE state IN ('queued', 'running')") == 0);
        }
        if (!route.template().contains("{device_id}")) {
            return;
        }
        String id = station(route);
        String enrollment = TestStations.enrollment(console, id);
        if (enrollment.isEmpty()) {
            TestStations.hello(console, id);
        }
        if (route.equals(DevicesApi.ERASE_DEVICE)) {
            await().until(() -> console.count("SELECT count(*) FROM devices WHERE device_id = ?", id) == 1);
        } else if (route.equals(DevicesApi.UNBLOCK_DEVICE)) {
            console.post("/api/sqal/devices/" + id + "/block", "");
        } else if (enrollment.equals("blocked")) {
            console.post("/api/sqal/devices/" + id + "/unblock", "");
        }
    }

    /** Rows of the journal about calls. */
    private static long acts(String route) {
        return console.count(
                "SELECT count(*) FROM audit_log WHERE route LIKE ? AND actor_kind = 'local' AND address = '127.0.0.1'",
                route);
    }

    private static HttpResponse<String> call(Route route) {
        prepare(route);
        return ask(route);
    }

    private static HttpResponse<String> ask(Route route) {
        if (route.equals(FirmwareApi.UPLOAD_VERSION)) {
            return firmware.upload();
        }
        String body = body(route);
        assertThat(route.body() == null).as("a body for %s", route.id()).isEqualTo(body == null);
        String path = path(route)
                + (route.equals(BugsApi.ATTACH_TO_BUG) ? "?file_name=b.txt" : "")
                + (route.equals(DevicesApi.ERASE_DEVICE) ? "?confirm=" + station(route) : "");
        byte[] bytes = body == null ? null : body.getBytes(StandardCharsets.UTF_8);
        return Set.of(ModelsApi.ACTIVATE_MODEL, ModelsApi.RETIRE_MODEL, ModelsApi.SET_GRADING)
                        .contains(route)
                ? console.send(route.method(), path, bytes, Audit.REASON_HEADER, "tried")
                : console.send(route.method(), path, bytes);
    }

    private static String body(Route route) {
        return switch (route.id()) {
            case "createToken" -> "{\"name\":\"made here\",\"role\":\"operator\"}";
            case "createBug" -> NEW_BUG;
            case "reportError" -> "{\"code\":\"K7QM-2F9D\",\"title\":\"It broke\",\"trace\":\"at a.b\",\"count\":3}";
            case "changeBug" ->
                "{\"assignee\":\"Luc\",\"version\":"
                        + console.json("/api/bugs/1").at("/summary/version").asInt() + "}";
            case "patchDevice" -> "{\"name\":\"Table 3\",\"line\":\"2\",\"maintenance\":true}";
            case "calibrateDevice" -> "{\"mounting_height_mm\":98.5}";
            case "commentBug" -> "{\"text\":\"here too\"}";
            case "attachToBug" -> "third file";
            case "makeProduct" -> sold(TO_BE_SOLD);
            case "makeProducts" -> "{\"lot\":\"to be sold\"}";
            case "recallProduct" -> "{\"reason\":\"Verre\",\"confirm\":\"" + productId(route) + "\"}";
            case "recallLot" -> "{\"reason\":\"Verre\",\"confirm\":\"recalled later\"}";
            case "liftRecall" -> "{\"reason\":\"a mistake\"}";
            case "sendFeedback" -> rated(TO_BE_RATED);
            case "productPageForm" -> form(TO_BE_RATED_HERE);
            case "changeFeedback" ->
                "{\"reply\":\"answered\",\"version\":"
                        + console.json("/api/consumer/feedbacks?product_id=" + productId(FeedbackApi.PRODUCT_STATS))
                                .at("/items/0/version")
                                .asInt()
                        + "}";
            case "verifyLog" -> "{}";
            case "witnessLog" -> witnessed();
            case "makeReport" -> "{\"kind\":\"weekly\"}";
            case "createReportSchedule" ->
                SCHEDULE.replace("morning", "morning " + System.nanoTime()); // each name once
            case "sendReport" -> "{\"recipients\":[\"chef@example.fr\"]}";
            case "previewReport" -> "{\"report\":{\"kind\":\"daily\"},\"template\":{\"name\":\"draft\"}}";
            case "createReportTemplate" -> "{\"name\":\"made here\"}";
            case "saveReportTemplate" ->
                "{\"name\":\"first\",\"version\":"
                        + console.json("/api/reports/templates/1")
                                .get("version")
                                .asInt()
                        + "}";
            case "createProductProfile" -> "{\"name\":\"made here " + System.nanoTime() + "\",\"weight_lower_g\":1}";
            case "saveProductProfile" -> "{\"name\":\"first\",\"weight_lower_g\":300}";
            case "createRollout", "addFirmwareKey" -> firmware.body(route);
            case "changeReportSchedule" -> "{\"enabled\":false,\"version\":1}";
            default -> route.template().startsWith("/api/ai/") ? models.body(route) : null;
        };
    }

    /** What this console signed, for it as the witness of another one. */
    private static String witnessed() {
        return Json.MAPPER.writeValueAsString(new WitnessRequest(
                console.get("/tlog/checkpoint").body(),
                console.json("/api/log").get("verifier_key").asString(),
                0L,
                List.of()));
    }

    /** What is there only in a log of some size, or of products: its own tests ask for it. */
    private static boolean needsMore(Route route) {
        return LogApi.TILES.contains(route)
                || LogApi.ENTRY_BUNDLES.contains(route)
                || route.equals(LogApi.PUBLIC_PROOF);
    }

    static List<Route> routesThatAnswerAtOnce() {
        return routes().stream().filter(route -> !needsMore(route)).toList();
    }

    @ParameterizedTest
    @MethodSource("routesThatAnswerAtOnce")
    void answersWhatTheTableSays(Route route) {
        prepare(route);
        long before = acts("%");
        long same = acts(route.id());

        HttpResponse<String> answer = ask(route);

        // Where consumers come from is written nowhere: what they send is the record of it.
        // No version is active, so that a look for drift finds nothing to compare and writes nothing.
        // A station of this machine is in from its first hello on: to approve it changes nothing.
        boolean changes = Routes.changes(route)
                && !route.equals(ModelsApi.RECKON_DRIFT)
                && !route.equals(DevicesApi.APPROVE_DEVICE);
        assertThat(acts(route.id()) - same)
                .as("rows of the journal that name this route: what changes something writes one")
                .isEqualTo(changes ? 1 : 0);
        assertThat(acts("%") - before).as("all rows of the journal").isEqualTo(changes ? 1 : 0);

        if (changes) {
            assertThat(unnamed(console.json("/api/admin/audit?limit=1&route=" + route.id())
                            .at("/items/0")))
                    .as("what the journal shows as it is called within")
                    .isEmpty();
        }

        if (route.response() == Void.class) {
            assertThat(answer.statusCode()).isEqualTo(204);
            assertThat(answer.body()).isEmpty();
            return;
        }
        assertThat(answer.statusCode())
                .as(answer.body())
                .isEqualTo(
                        route.equals(AdminApi.SHUT_DOWN) || ReportsApi.BEGUN.contains(route)
                                ? 202
                                : route.method().equals("POST")
                                                && route.body() != null
                                                && !Routes.ASKING.contains(route)
                                        ? 201
                                        : 200);
        if (Set.of(ReportsApi.PREVIEW, ReportsApi.PAGE_PICTURE, ReportsApi.TEMPLATE_LOGO)
                .contains(route)) {
            assertThat(answer.headers().firstValue("content-type")).hasValue("image/png");
            return;
        }
        if (Set.of(FirmwareApi.DOWNLOAD_IMAGE, ModelsApi.MODEL_FILE).contains(route)) {
            assertThat(answer.headers().firstValue("content-type")).hasValue("application/octet-stream");
            return;
        }
        if (route.equals(ReportsApi.REPORT_FILE)) {
            assertThat(answer.headers().firstValue("content-type")).hasValue("application/pdf");
            return;
        }
        if (Set.of(ProductsApi.PRODUCT_LABEL, ProductsApi.PRODUCT_LABELS).contains(route)) {
            assertThat(answer.headers().firstValue("content-type"))
                    .hasValue(route.equals(ProductsApi.PRODUCT_LABEL) ? "image/png" : "application/pdf");
            assertThat(answer.body()).isNotEmpty();
            return;
        }
        if (route.template().equals(FeedbackApi.PAGE.template())) {
            assertThat(answer.headers().firstValue("content-type")).hasValue("text/html; charset=utf-8");
            assertThat(answer.body()).startsWith("<!doctype html>").contains("FG_LL_");
            return;
        }
        if (Set.of(
                        LogApi.CHECKPOINT,
                        HealthApi.METRICS,
                        AdminApi.DIAGNOSTICS,
                        BugsApi.EXPORT_BUGS,
                        BugsApi.GET_ATTACHMENT,
                        ModelsApi.DATASET_ROWS)
                .contains(route)) {
            assertThat(answer.headers().firstValue("content-type"))
                    .hasValueSatisfying(t -> assertThat(t).startsWith("text/"));
            assertThat(answer.body()).isNotBlank();
            return;
        }
        assertThat(answer.headers().firstValue("content-type")).hasValue("application/json");
        assertThat(answer.headers().firstValue("cache-control")).hasValue("no-store");
        assertThat(answer.headers().firstValue("server")).isEmpty();
        if (route.response() == String.class) {
            assertThat(Json.MAPPER.readTree(answer.body()).isObject()).isTrue();
            return;
        }
        Object read = Json.MAPPER.readValue(answer.body(), Json.MAPPER.constructType(route.response()));
        assertThat(Json.MAPPER.readTree(Json.MAPPER.writeValueAsString(read)))
                .as("nothing came that the contract's type does not hold, and nothing of it is missing")
                .isEqualTo(Json.MAPPER.readTree(answer.body()));
    }

    /** The kind of the object and the fields of an act for which people would read the program's own words. */
    private static Set<String> unnamed(JsonNode act) {
        Messages messages = new Messages(Messages.Language.FR, ZoneOffset.UTC);
        Set<String> keys = new TreeSet<>();
        keys.add("journal.object." + act.get("object_kind").asString());
        for (String side : List.of("before", "after")) {
            act.get(side).propertyNames().forEach(field -> keys.add("journal.field." + field));
        }
        keys.removeIf(key -> !messages.getOr(key, "").isEmpty());
        return keys;
    }

    @Test
    void theEndIsBegunAndAnswered() {
        int before = ENDED.get();

        HttpResponse<String> answer = call(AdminApi.SHUT_DOWN);

        assertThat(answer.statusCode()).isEqualTo(202);
        assertThat(answer.body()).isEqualTo("{\"message\":\"the console is shutting down\"}");
        assertThat(ENDED).hasValue(before + 1);
        assertThat(console.send("POST", "/api/admin/shutdown", null, "Origin", "http://evil.example")
                        .statusCode())
                .as("no page in a browser may")
                .isEqualTo(403);
        assertThat(ENDED).hasValue(before + 1);
    }

    @ParameterizedTest
    @MethodSource("routes")
    void refusesMethodsThatTheTableDoesNotHave(Route route) throws Exception {
        Set<String> allowed = new TreeSet<>();
        for (Route other : Routes.ALL) {
            if (other.template().equals(route.template())) {
                allowed.add(other.method());
                if (other.method().equals("GET")) {
                    allowed.add("HEAD");
                }
            }
        }
        allowed.add("OPTIONS");
        RawHttp.Answer options = RawHttp.send(console.port(), "OPTIONS", path(route), new byte[0]);
        assertThat(options.status()).isEqualTo(204);
        assertThat(options.header("Allow")).isEqualTo(String.join(", ", allowed));
        assertThat(options.header("Access-Control-Allow-Origin")).isNull();
        for (String method : List.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "TRACE", "BREW")) {
            if (allowed.contains(method)) {
                continue;
            }
            RawHttp.Answer answer = RawHttp.send(console.port(), method, path(route), new byte[0]);

            assertThat(answer.status()).as(method).isEqualTo(405);
            assertThat(answer.header("Allow")).isEqualTo(String.join(", ", allowed));
            if (!method.equals("HEAD")) {
                assertThat(Json.MAPPER.readValue(answer.body(), Problem.class).type())
                        .isEqualTo("/problems/method-not-allowed");
            }
        }
    }

    @ParameterizedTest
    @MethodSource("routes")
    void headIsGetWithoutItsBody(Route route) {
        if (!route.method().equals("GET") || needsMore(route)) {
            return;
        }
        HttpResponse<String> head = console.send("HEAD", path(route), null);

        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.body()).isEmpty();
        // What is written as it comes has no length before its end.
        assertThat(head.headers().firstValue("content-length").isPresent())
                .isEqualTo(!route.equals(BugsApi.EXPORT_BUGS));
        assertThat(head.headers().firstValue("content-type"))
                .isEqualTo(console.get(path(route)).headers().firstValue("content-type"));
    }

    @Test
    void whatNoRouteKnowsIsAProblem() {
        HttpResponse<String> answer = console.get("/api/sqal/nothing/here");

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.headers().firstValue("content-type")).hasValue("application/problem+json");
        Problem problem = Json.MAPPER.readValue(answer.body(), Problem.class);
        assertThat(problem.type()).isEqualTo("/problems/not-found");
        assertThat(problem.status()).isEqualTo(404);
        assertThat(problem.instance()).isEqualTo("/api/sqal/nothing/here");
        assertThat(problem.detail()).contains("/docs");
    }

    @Test
    void unknownThingsAreNotFoundAndTheAnswerSaysWhatToDo() {
        assertThat(console.get("/api/sqal/devices/ESP32_XX_99").statusCode()).isEqualTo(404);
        assertThat(console.get("/api/sqal/samples/no-such-sample").statusCode()).isEqualTo(404);
        assertThat(console.send("DELETE", "/api/admin/tokens/nobody", null).statusCode())
                .isEqualTo(404);
        assertThat(console.post("/api/sqal/devices/ESP32_XX_99/approve", "").body())
                .contains("it becomes known when it first says hello");
    }

    @Test
    void aFixedWordIsNotTakenForAnId() {
        // samples/latest lies beside samples/{sample_id}.
        assertThat(console.json("/api/sqal/samples/latest").get("items").size()).isEqualTo(2);
    }

    @Test
    void showsTheWindowOrSaysThatThereIsNone() {
        int before = SHOWN.get();
        assertThat(console.post("/api/admin/window/show", "").statusCode()).isEqualTo(204);
        assertThat(SHOWN.get()).isEqualTo(before + 1);

        console.backend().window(null);
        try {
            assertThat(console.json("/api/admin/about").get("window").asBoolean())
                    .isFalse();
            assertThat(console.post("/api/admin/window/show", "").statusCode()).isEqualTo(409);
        } finally {
            console.backend().window(SHOWN::incrementAndGet);
        }
    }

    @Test
    void theRootLeadsToTheDocumentation() throws Exception {
        RawHttp.Answer answer = RawHttp.get(console.port(), "/");

        assertThat(answer.status()).isEqualTo(302);
        assertThat(answer.header("Location")).endsWith("/docs/");
    }
}
