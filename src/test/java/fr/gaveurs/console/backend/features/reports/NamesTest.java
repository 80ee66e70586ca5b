package fr.gaveurs.console.backend.features.reports;

import static org.assertj.core.api.Assertions.assertThat;

import fr.gaveurs.console.api.Json;
import fr.gaveurs.console.backend.TestConsole;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Schedules, templates and products are told apart by their names. */
class NamesTest {
    private static HttpResponse<String> send(TestConsole console, String method, String path, String body) {
        return console.send(method, path, body.getBytes(StandardCharsets.UTF_8), "Content-Type", "application/json");
    }

    private static void assertTaken(HttpResponse<String> answer, String words) throws Exception {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(409);
        JsonNode problem = Json.MAPPER.readTree(answer.body());
        assertThat(problem.get("detail").asString()).contains(words);
        assertThat(problem.get("errors").get(0).get("field").asString()).isEqualTo("name");
    }

    @Test
    void twoOfOneNameAreRefusedWhateverCapitalsAndSpaces() throws Exception {
        try (TestConsole console = TestConsole.start()) {
            String schedules = "/api/reports/scheduled";
            String daily = "{\"name\":\"%s\",\"cadence\":\"daily\"}";
            assertThat(console.post(schedules, daily.formatted(" Équipe du matin "))
                            .statusCode())
                    .isEqualTo(201);
            assertTaken(console.post(schedules, daily.formatted("ÉQUIPE du matin")), "schedule ÉQUIPE du matin");
            assertThat(console.post(schedules, daily.formatted("Équipe du soir"))
                            .statusCode())
                    .isEqualTo(201);
            assertTaken(
                    send(console, "PATCH", schedules + "/2", "{\"version\":1,\"name\":\"  équipe du Matin\"}"),
                    "équipe du Matin");
            assertThat(send(console, "PATCH", schedules + "/1", "{\"version\":1,\"name\":\" équipe du Matin \"}")
                            .statusCode())
                    .as("its own")
                    .isEqualTo(200);
            assertThat(console.json(schedules).get("items").get(1).get("name").asString())
                    .isEqualTo("équipe du Matin");
            for (String blank : List.of("", "   ")) {
                assertThat(console.post(schedules, daily.formatted(blank)).statusCode())
                        .isEqualTo(400);
                assertThat(send(console, "PATCH", schedules + "/1", "{\"version\":2,\"name\":\"" + blank + "\"}")
                                .statusCode())
                        .isEqualTo(400);
            }
            String product = "{\"name\":\"%s\",\"weight_lower_g\":400}";
            assertThat(console.post("/api/reports/profiles", product.formatted("Entier"))
                            .statusCode())
                    .isEqualTo(201);
            assertTaken(console.post("/api/reports/profiles", product.formatted(" ENTIER")), "product ENTIER");
            assertThat(console.post("/api/reports/templates", "{\"name\":\"Été\"}")
                            .statusCode())
                    .isEqualTo(201);
            assertTaken(console.post("/api/reports/templates", "{\"name\":\"éTÉ \"}"), "template éTÉ");
            assertTaken(
                    console.post("/api/reports/templates", "{\"name\":\"ete\"}"), "template ete already, written Été");
            assertTaken(
                    console.post(schedules, daily.formatted("equipe  du\u00a0matin")),
                    "schedule equipe  du\u00a0matin already, written équipe du Matin");
        }
    }

    /** An older version told them apart by their accents. */
    @Test
    void thoseThatAreAlikeAlreadyAreSavedUnderTheirNames() throws Exception {
        try (TestConsole console = TestConsole.start()) {
            assertThat(console.post("/api/reports/templates", "{\"name\":\"Été\"}")
                            .statusCode())
                    .isEqualTo(201);
            assertThat(console.post("/api/reports/templates", "{\"name\":\"x\"}")
                            .statusCode())
                    .isEqualTo(201);
            console.jdbi()
                    .useHandle(handle ->
                            handle.execute("UPDATE report_template_versions SET name = 'Ete'" + " WHERE name = 'x'"));
            assertThat(send(console, "PUT", "/api/reports/templates/2", "{\"name\":\"Ete\",\"version\":1}")
                            .statusCode())
                    .isEqualTo(200);
            assertTaken(
                    send(console, "PUT", "/api/reports/templates/2", "{\"name\":\"été\",\"version\":2}"),
                    "written Été");
        }
    }

    @Test
    void manyAtOnceMakeOne() throws Exception {
        try (TestConsole console = TestConsole.start();
                var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<Integer>> asked = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                String name = i % 2 == 0 ? "matin" : "MATIN";
                asked.add(() -> console.post(
                                "/api/reports/scheduled", "{\"name\":\"" + name + "\",\"cadence\":\"daily\"}")
                        .statusCode());
            }
            List<Integer> answers = new ArrayList<>();
            for (Future<Integer> one : executor.invokeAll(asked)) {
                answers.add(one.get());
            }
            assertThat(answers).containsOnlyOnce(201).containsOnly(201, 409);
            assertThat(console.count("SELECT count(*) FROM report_schedules")).isEqualTo(1);
        }
    }

    /** An older version took two of one name. */
    @Test
    void thoseOfAnOlderVersionAreToldApart() throws Exception {
        try (TestConsole console = TestConsole.start();
                InputStream script = Objects.requireNonNull(
                        getClass().getResourceAsStream("/db/migration/V045__schedules_are_told_apart.sql"))) {
            String sql = new String(script.readAllBytes(), StandardCharsets.UTF_8);
            String longOne = "x".repeat(100);
            console.jdbi().useHandle(handle -> {
                handle.execute("DROP INDEX report_schedules_name");
                handle.execute("ALTER TABLE report_runs DROP COLUMN waits_since");
                for (String name :
                        List.of("Matin", "matin ", "MATIN", "matin (2)", " Soir", "", " ", longOne, longOne)) {
                    handle.execute(
                            "INSERT INTO report_schedules (name, cadence, kind, language, formats, zone, due_time,"
                                    + " done_until) VALUES (?, 'daily', 'daily', 'fr', '{pdf}', 'UTC', '06:00', now())",
                            name);
                }
                handle.getConnection().createStatement().execute(sql);
                assertThat(handle.createQuery("SELECT name FROM report_schedules ORDER BY id")
                                .mapTo(String.class)
                                .list())
                        .containsExactly(
                                "Matin",
                                "matin (3)",
                                "MATIN (4)",
                                "matin (2)",
                                "Soir",
                                "",
                                " (2)",
                                longOne,
                                "x".repeat(96) + " (2)");
            });
        }
    }
}
