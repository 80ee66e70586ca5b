package fr.gaveurs.console.backend.platform.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fr.gaveurs.console.api.Role;
import fr.gaveurs.console.api.Route;
import fr.gaveurs.console.api.Routes;
import fr.gaveurs.console.api.admin.AdminApi;
import fr.gaveurs.console.api.reports.ReportsApi;
import fr.gaveurs.console.backend.TestConsole;
import java.lang.reflect.RecordComponent;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** {@code /openapi.json} and {@code /docs/}. */
class DocumentsTest {
    private static TestConsole console;
    private static JsonNode document;

    @BeforeAll
    static void start() throws Exception {
        console = TestConsole.start();
        // Written when it is first asked for, which takes its time on a machine that has much to do.
        await().until(() -> console.get("/openapi.json").statusCode() == 200);
        document = console.json("/openapi.json");
    }

    @AfterAll
    static void stop() throws Exception {
        console.close();
    }

    static List<Route> routes() {
        return Routes.ALL;
    }

    private static JsonNode operation(Route route) {
        return document.get("paths").path(route.template()).path(route.method().toLowerCase(Locale.ROOT));
    }

    @Test
    void isOpenApiOfThisVersion() {
        assertThat(document.get("openapi").asString()).isEqualTo("3.1.0");
        assertThat(document.at("/info/version").asString()).isEqualTo("9.9.9");
        assertThat(document.at("/components/securitySchemes/token/scheme").asString())
                .isEqualTo("bearer");
        assertThat(document.get("paths").size()).isEqualTo((int)
                Routes.ALL.stream().map(Route::template).distinct().count());
    }

    @ParameterizedTest
    @MethodSource("routes")
    void everyRouteIsThereWithEveryParameter(Route route) {
        JsonNode operation = operation(route);
        assertThat(operation.isObject()).as(route.id()).isTrue();
        assertThat(operation.get("operationId").asString()).isEqualTo(route.id());
        assertThat(operation.get("summary").asString()).isEqualTo(route.summary());
        Set<String> expected = new HashSet<>();
        Matcher variables = Pattern.compile("\\{([^}]+)}").matcher(route.template());
        while (variables.find()) {
            expected.add("path " + variables.group(1));
        }
        if (route.query() != null) {
            for (RecordComponent component : route.query().getRecordComponents()) {
                expected.add("query " + RequestReader.snakeCase(component.getName()));
            }
        }
        Set<String> found = new HashSet<>();
        for (JsonNode parameter : operation.path("parameters")) {
            found.add(
                    parameter.get("in").asString() + " " + parameter.get("name").asString());
            assertThat(parameter.get("schema").isEmpty())
                    .as(parameter.toString())
                    .isFalse();
        }
        assertThat(found).isEqualTo(expected);
        assertThat(operation.has("requestBody")).isEqualTo(route.body() != null);
        assertThat(operation.has("security")).isEqualTo(route.role() != Role.PUBLIC);
        assertThat(operation
                        .at("/responses/default/content/application~1problem+json/schema/$ref")
                        .asString())
                .endsWith("Problem");
    }

    @ParameterizedTest
    @MethodSource("routes")
    void theAnswerIsDescribedAsItIs(Route route) {
        JsonNode responses = operation(route).get("responses");
        if (route.response() == Void.class) {
            assertThat(responses.has("204")).isTrue();
            return;
        }
        boolean creates = route.method().equals("POST") && route.body() != null && !Routes.ASKING.contains(route);
        boolean begins = route.equals(AdminApi.SHUT_DOWN) || ReportsApi.BEGUN.contains(route);
        String status = begins ? "202" : creates ? "201" : "200";
        String type =
                switch (route.id()) {
                    case "metrics", "diagnostics", "getCheckpoint" -> "text~1plain";
                    case "exportBugs" -> "text~1csv";
                    case "getAttachment",
                            "productLabel",
                            "productLabels",
                            "getReportFile",
                            "getReportPage",
                            "previewReport",
                            "getReportTemplateLogo",
                            "downloadFirmware",
                            "datasetRows",
                            "modelFile" -> "application~1octet-stream";
                    case "getTile", "getTile2", "getTile3", "getTile4" -> "application~1octet-stream";
                    case "getEntries", "getEntries2", "getEntries3", "getEntries4" -> "application~1octet-stream";
                    case "productPage", "productPageForm" -> "text~1html";
                    default -> "application~1json";
                };
        JsonNode schema = responses.at("/" + status + "/content/" + type + "/schema");
        assertThat(schema.isMissingNode()).as(responses.toString()).isFalse();
    }

    @Test
    void everyReferenceLeadsSomewhere() {
        List<String> references = new ArrayList<>(document.findValuesAsString("$ref"));

        assertThat(references).hasSizeGreaterThan(40).allSatisfy(reference -> {
            assertThat(reference).startsWith("#/");
            assertThat(document.at(reference.substring(1)).isMissingNode())
                    .as(reference)
                    .isFalse();
        });
    }

    @Test
    void schemasHaveTheNamesOfTheWire() {
        JsonNode summary = document.at("/components/schemas/SampleSummary/properties");
        assertThat(summary.propertyNames()).contains("sample_id", "final_grade", "volume_mm3", "claim_differs");
        assertThat(document.at("/components/schemas").toString())
                .contains("\"A+\"", "\"not_ready\"", "\"surface_deformation\"")
                .doesNotContain("\"A_PLUS\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/docs/",
                "/docs/start.js",
                "/docs/index.css",
                "/docs/swagger-ui.css",
                "/docs/swagger-ui-bundle.js",
                "/docs/favicon-16x16.png",
                "/docs/favicon-32x32.png"
            })
    void everyFileOfTheDocumentationComesFromHereAndMayLoadNothingElse(String path) {
        HttpResponse<String> answer = console.get(path);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("content-security-policy"))
                .hasValueSatisfying(policy -> assertThat(policy)
                        .startsWith("default-src 'self';")
                        .doesNotContain("http")
                        .doesNotContain("*"));
        assertThat(answer.headers().firstValue("x-content-type-options")).hasValue("nosniff");
    }

    @Test
    void thePageNamesNoOtherMachineAndNothingThatIsMissing() {
        String page = console.get("/docs/").body();
        String script = console.get("/docs/start.js").body();

        assertThat(page + script)
                .doesNotContain("http://")
                .doesNotContain("https://")
                .doesNotContain("\"//");
        assertThat(script).contains("\"/openapi.json\"").contains("validatorUrl: null");
        Matcher linked = Pattern.compile("(?:src|href)=\"([^\"]+)\"").matcher(page);
        int files = 0;
        while (linked.find()) {
            files++;
            assertThat(console.get("/docs/" + linked.group(1)).statusCode())
                    .as(linked.group(1))
                    .isEqualTo(200);
        }
        assertThat(files).isEqualTo(5);
        assertThat(console.get("/docs").statusCode()).isEqualTo(302);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/docs/nothing.js",
                "/docs/../openapi.json.bak",
                "/docs/%2e%2e/%2e%2e/logback.xml",
                "/docs/..%2f..%2flogback.xml",
                "/docs/META-INF/MANIFEST.MF",
                "/docs/swagger-ui-bundle.js.map"
            })
    void nothingElseOfTheProgramCanBeHad(String path) throws Exception {
        assertThat(fr.gaveurs.console.backend.RawHttp.get(console.port(), path).status())
                .isIn(400, 404);
    }
}
