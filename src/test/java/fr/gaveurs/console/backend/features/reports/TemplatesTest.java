package fr.gaveurs.console.backend.features.reports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fr.gaveurs.console.api.Json;
import fr.gaveurs.console.api.quality.Grade;
import fr.gaveurs.console.backend.TestConsole;
import fr.gaveurs.console.backend.TestMessages;
import fr.gaveurs.console.backend.features.firmware.rollout.Policy;
import fr.gaveurs.console.backend.features.firmware.rollout.RolloutPace;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Templates in versions, products' limits, previews and pages as pictures, over the API of a running console. */
class TemplatesTest {
    private static TestConsole console;

    @BeforeAll
    static void start() throws Exception {
        // A rollout of the tables alone is not to be gone on with.
        console = TestConsole.with()
                .rollouts(new RolloutPace(Duration.ofHours(1), Policy.USUAL))
                .start();
        List<TestMessages> samples = new ArrayList<>();
        Instant now = Instant.now().minus(Duration.ofHours(3));
        for (int i = 0; i < 8; i++) {
            samples.add(TestMessages.graded("ESP32_LL_01", Grade.A).lot("LOT-7").at(now.plusSeconds(60L * i)));
            samples.add(TestMessages.graded("ESP32_LS_02", i == 3 ? Grade.REJECT : Grade.B)
                    .at(now.plusSeconds(60L * i)));
        }
        console.store(samples);
        console.jdbi()
                .useHandle(handle ->
                        handle.execute("UPDATE devices SET line = 'Ligne A'" + " WHERE device_id = 'ESP32_LS_02'"));
    }

    @AfterAll
    static void stop() throws Exception {
        console.close();
    }

    private static HttpResponse<String> put(String path, String body) throws Exception {
        return console.send("PUT", path, body.getBytes(StandardCharsets.UTF_8), "Content-Type", "application/json");
    }

    private static JsonNode created(String path, String body) {
        HttpResponse<String> answer = console.post(path, body);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        return Json.MAPPER.readTree(answer.body());
    }

    private static JsonNode made(String body) {
        HttpResponse<String> answer = console.post("/api/reports", body);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        String path = answer.headers().firstValue("Location").orElseThrow();
        await().until(() -> !List.of("queued", "running")
                .contains(console.json(path).get("state").asString()));
        return console.json(path);
    }

    private static byte[] file(JsonNode report, String format) {
        return console.bytes("/api/reports/" + report.get("id").asLong() + "/file?format=" + format);
    }

    private static String today() {
        return ",\"from\":\"" + Instant.now().minus(Duration.ofHours(4)) + "\",\"to\":\"" + Instant.now() + "\"";
    }

    private static String picture() throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(80, 30, BufferedImage.TYPE_INT_RGB), "png", out);
        return Base64.getEncoder().encodeToString(out.toByteArray());
    }

    @Test
    void aTemplateChoosesItsVersionsStayAndReportsNameThem() throws Exception {
        JsonNode template = created(
                "/api/reports/templates",
                "{\"name\":\"Chef de ligne\",\"sections\":[\"samples\",\"stations\"],\"lines\":[\"Ligne A\"],"
                        + "\"language\":\"en\",\"logo\":\"" + picture() + "\"}");
        long id = template.get("id").asLong();
        assertThat(template.get("logo").asBoolean()).isTrue();
        JsonNode first =
                made("{\"kind\":\"daily\",\"template\":" + id + ",\"formats\":[\"pdf\",\"xlsx\"]" + today() + "}");
        assertThat(first.get("state").asString()).as(first.toString()).isEqualTo("done");
        assertThat(first.get("subject").get("template").get("name").asString()).isEqualTo("Chef de ligne");
        assertThat(ReportFiles.text(file(first, "pdf")))
                .contains("Chef de ligne, version 1")
                .contains("8 livers were measured, by 1 station.")
                .doesNotContain("Livers by grade");
        // In the template's order, and nothing else.
        assertThat(ReportFiles.sheets(file(first, "xlsx")).keySet())
                .containsExactly("Report", "Rejected livers", "Stations");

        String next = "{\"name\":\"Chef de ligne\",\"sections\":[\"charts\",\"course\"],\"version\":1}";
        HttpResponse<String> saved = put("/api/reports/templates/" + id, next);
        assertThat(saved.statusCode()).as(saved.body()).isEqualTo(200);
        assertThat(put("/api/reports/templates/" + id, next).statusCode())
                .as("somebody else saved it meanwhile")
                .isEqualTo(409);
        assertThat(console.json("/api/reports/templates/" + id + "?version=1")
                        .get("sections")
                        .size())
                .isEqualTo(2);
        assertThat(console.json("/api/reports/templates/" + id + "/versions")
                        .get("items")
                        .size())
                .isEqualTo(2);
        assertThat(console.get("/api/reports/templates/" + id + "/logo").statusCode())
                .as("kept from the version before")
                .isEqualTo(200);
        JsonNode older = made("{\"kind\":\"daily\",\"template\":" + id + ",\"template_version\":1" + today() + "}");
        assertThat(ReportFiles.text(file(older, "pdf"))).contains("version 1");
        JsonNode newer = made("{\"kind\":\"daily\",\"language\":\"fr\",\"template\":" + id + today() + "}");
        assertThat(ReportFiles.text(file(newer, "pdf")))
                .contains("Chef de ligne, version 2")
                .contains("16 foies ont été mesurés")
                .contains("Foies par note");

        assertThat(console.send("DELETE", "/api/reports/templates/" + id, null).statusCode())
                .isEqualTo(204);
        assertThat(console.json("/api/reports/templates").get("items").toString())
                .doesNotContain("Chef de ligne");
        assertThat(console.json("/api/reports/templates/" + id).get("deleted").asBoolean())
                .isTrue();
        assertThat(console.count("SELECT count(*) FROM audit_log WHERE object_kind = 'report_template'"
                        + " AND object_id = '" + id + "'"))
                .isEqualTo(3);
    }

    @Test
    void aScheduleUsesTheNewestVersionAndKeepsItsTemplateFromBeingDeleted() throws Exception {
        long id = created("/api/reports/templates", "{\"name\":\"Matin\",\"language\":\"en\"}")
                .get("id")
                .asLong();
        long schedule = created(
                        "/api/reports/scheduled",
                        "{\"name\":\"Tous les jours\",\"cadence\":\"daily\",\"template\":" + id + "}")
                .get("id")
                .asLong();
        put("/api/reports/templates/" + id, "{\"name\":\"Matin\",\"sections\":[\"stations\"],\"version\":1}");
        JsonNode run = Json.MAPPER.readTree(console.send("POST", "/api/reports/scheduled/" + schedule + "/run", null)
                .body());
        assertThat(run.get("subject").get("template").get("version").asInt()).isEqualTo(2);
        HttpResponse<String> refused = console.send("DELETE", "/api/reports/templates/" + id, null);
        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(refused.body()).contains("Tous les jours");
        byte[] none = "{\"template\":0,\"version\":1}".getBytes(StandardCharsets.UTF_8);
        assertThat(console.send("PATCH", "/api/reports/scheduled/" + schedule, none, "Content-Type", "application/json")
                        .statusCode())
                .isEqualTo(200);
        assertThat(console.send("DELETE", "/api/reports/templates/" + id, null).statusCode())
                .isEqualTo(204);
        console.send("DELETE", "/api/reports/scheduled/" + schedule, null);
    }

    @Test
    void capabilityFollowsTheProductOfItsTemplate() {
        long profile = created(
                        "/api/reports/profiles",
                        "{\"name\":\"Entier\",\"weight_lower_g\":100,\"weight_upper_g\":900,\"volume_lower_mm3\":100000}")
                .get("id")
                .asLong();
        long template = created("/api/reports/templates", "{\"name\":\"Capa\",\"profile_id\":" + profile + "}")
                .get("id")
                .asLong();
        JsonNode report =
                made("{\"kind\":\"capability\",\"language\":\"fr\",\"formats\":[\"pdf\",\"xlsx\"],\"template\":"
                        + template + today() + "}");
        assertThat(report.get("subject").get("profile").get("name").asString()).isEqualTo("Entier");
        assertThat(ReportFiles.text(file(report, "pdf")))
                .contains("Entier")
                .contains("de 100,0 g à 900,0 g")
                .contains("au moins 100,0 cm³")
                .contains("Capabilité par station – volume");
        assertThat(console.post("/api/reports/profiles", "{\"name\":\"Entier\",\"weight_lower_g\":1}")
                        .statusCode())
                .isEqualTo(409);
        assertThat(console.post("/api/reports/profiles", "{\"name\":\"x\",\"weight_lower_g\":9,\"weight_upper_g\":9}")
                        .statusCode())
                .isEqualTo(400);
        assertThat(console.send("DELETE", "/api/reports/profiles/" + profile, null)
                        .statusCode())
                .isEqualTo(204);
        // The template goes on without, and the report that was made keeps its limits.
        JsonNode later = made("{\"kind\":\"capability\",\"template\":" + template + today() + "}");
        assertThat(later.get("state").asString()).isEqualTo("done");
        assertThat(console.json("/api/reports/" + report.get("id").asLong())
                        .get("subject")
                        .get("profile")
                        .get("weight_upper_g")
                        .asDouble())
                .isEqualTo(900);
    }

    @Test
    void whatDoesNotFitIsRefusedByName() {
        for (String body : List.of(
                "{\"name\":\" \"}",
                "{\"name\":\"x\",\"logo\":\""
                        + Base64.getEncoder().encodeToString("no picture".getBytes(StandardCharsets.UTF_8)) + "\"}",
                "{\"name\":\"x\",\"sections\":[\"everything\"]}",
                "{\"name\":\"x\",\"device_ids\":[\"a b\"]}")) {
            assertThat(console.post("/api/reports/templates", body).statusCode())
                    .as(body)
                    .isEqualTo(400);
        }
        HttpResponse<String> line = console.post("/api/reports", "{\"kind\":\"daily\",\"lines\":[\"Ligne Z\"]}");
        assertThat(line.statusCode()).isEqualTo(400);
        assertThat(line.body()).contains("no station stands at Ligne Z");
        assertThat(console.post("/api/reports", "{\"kind\":\"daily\",\"template\":999}")
                        .statusCode())
                .isEqualTo(404);
        assertThat(console.post("/api/reports", "{\"kind\":\"daily\",\"profile\":1}")
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void pagesAndPreviewsArePictures() throws Exception {
        JsonNode report = made("{\"kind\":\"daily\"" + today() + "}");
        String page = "/api/reports/" + report.get("id").asLong() + "/page";
        BufferedImage first = ImageIO.read(new ByteArrayInputStream(console.bytes(page + "?width=300")));
        assertThat(first.getWidth()).isBetween(299, 301);
        assertThat(first.getHeight()).isGreaterThan(400);
        BufferedImage second = ImageIO.read(new ByteArrayInputStream(console.bytes(page + "?page=2&width=300")));
        assertThat(second.getWidth()).as("it lies on its side").isGreaterThan(second.getHeight());
        assertThat(console.get(page + "?page=99").statusCode()).isEqualTo(404);
        assertThat(console.get(page + "?width=20000").statusCode()).isEqualTo(400);
        HttpResponse<String> preview = console.post(
                "/api/reports/preview?width=200",
                "{\"report\":{\"kind\":\"daily\"},\"template\":{\"name\":\"x\",\"sections\":[\"stations\"],\"logo\":\""
                        + picture() + "\"}}");
        assertThat(preview.statusCode()).as(preview.body()).isEqualTo(200);
        assertThat(preview.headers().firstValue("Page-Count")).isPresent();
        assertThat(console.count("SELECT count(*) FROM report_templates WHERE NOT deleted AND id > 1000"))
                .isZero();
    }

    @Test
    void aReportIsMadeAgainAndIsInTheLogWithItsDigest() {
        JsonNode report = made("{\"kind\":\"health\",\"formats\":[\"pdf\",\"csv\"]" + today() + "}");
        assertThat(report.get("state").asString()).as(report.toString()).isEqualTo("done");
        HttpResponse<String> again =
                console.send("POST", "/api/reports/" + report.get("id").asLong() + "/again", null);
        assertThat(again.statusCode()).as(again.body()).isEqualTo(202);
        String path = again.headers().firstValue("Location").orElseThrow();
        await().until(() -> console.json(path).get("state").asString().equals("done"));
        assertThat(console.json(path).get("subject").get("from").asString())
                .isEqualTo(report.get("subject").get("from").asString());
        String digest = report.get("files").get(0).get("sha256").asString();
        await().untilAsserted(() -> assertThat(console.count(
                        "SELECT count(*) FROM log_entries WHERE kind = 'report' AND entry LIKE '%" + digest + "%'"))
                .isEqualTo(1));
    }

    @Test
    void stationHealthTellsVersions() {
        JsonNode report =
                made("{\"kind\":\"health\",\"language\":\"fr\",\"formats\":[\"pdf\",\"xlsx\"]" + today() + "}");
        assertThat(ReportFiles.text(file(report, "pdf")))
                .contains("2 stations sont connues.")
                .contains("Toutes ont mesuré pendant cette période.");
        assertThat(ReportFiles.sheets(file(report, "xlsx"))).containsKeys("Stations", "Firmwares");
    }

    /** Rollouts of the period, and what became of each station. */
    @Test
    void stationHealthTellsHowFirmwareWasRolledOut() {
        console.jdbi().useHandle(handle -> {
            handle.execute("INSERT INTO firmware_images (sha256, size, project, version, chip_id, idf_version, built,"
                    + " elf_sha256, flash_size_mb, secure_version, min_revision, max_revision, secure_boot, file_name)"
                    + " VALUES ('ab', 1, 'gaveurs', '2.0.0', 9, 'v5', 'today', 'cd', 4, 0, 0, 0, false, 'a.bin')");
            handle.execute(
                    "INSERT INTO firmware_rollouts (image_id, state, state_reason, plan, created_by_kind,"
                            + " approved_at) SELECT id, 'paused', 'too_many_failures', '{}', 'window', now() FROM firmware_images");
            handle.execute("INSERT INTO firmware_installs (rollout_id, device_id, state, left_ms, offer_id)"
                    + " SELECT r.id, v.device, v.state, 0, v.device FROM firmware_rollouts r, (VALUES"
                    + " ('ESP32_LL_01', 'confirmed'), ('ESP32_LS_02', 'rolled_back'), ('ESP32_MT_03', 'lost'),"
                    + " ('ESP32_MT_04', 'waiting')) AS v(device, state)");
            handle.execute("INSERT INTO firmware_events (device_id, rollout_id, version, state, reason)"
                    + " SELECT device_id, rollout_id, '2.0.0', state, CASE state WHEN 'rolled_back' THEN 'by_itself'"
                    + " WHEN 'lost' THEN 'did_not_return' END FROM firmware_installs WHERE state <> 'waiting'");
            handle.execute("INSERT INTO firmware_stations (device_id, project, version, elf_sha256, chip_id,"
                    + " chip_revision, flash_size, slot_size, ota_state, secure_version, rollback_capable)"
                    + " VALUES ('ESP32_LL_01', 'gaveurs', '2.0.0', 'cd', 9, 0, 4, 1, 'valid', 0, true)");
        });
        try {
            JsonNode report =
                    made("{\"kind\":\"health\",\"language\":\"fr\",\"formats\":[\"pdf\",\"xlsx\"]" + today() + "}");
            assertThat(ReportFiles.text(file(report, "pdf")))
                    .contains("1 déploiement de firmware était en cours.")
                    .contains("1 mise à jour a fait ses preuves.")
                    .contains("Les autres : 0 en échec, 1 revenues à l’ancienne version, 1 perdues.");
            var sheets = ReportFiles.sheets(file(report, "xlsx"));
            assertThat(sheets.get("Déploiements").get(1))
                    .contains("gaveurs 2.0.0", "En pause : trop d’échecs")
                    .endsWith("4", "1", "0", "1", "1", "0", "1");
            assertThat(sheets.get("Mises à jour")).hasSize(1 + 3).anySatisfy(row -> assertThat(row)
                    .contains("Revenue à l’ancienne version", "revenue d’elle-même"));
            assertThat(sheets.get("Firmwares"))
                    .anySatisfy(row -> assertThat(row).contains("gaveurs 2.0.0"));
            JsonNode one = made("{\"kind\":\"health\",\"language\":\"en\",\"formats\":[\"xlsx\"],"
                    + "\"device_ids\":[\"ESP32_LS_02\"]" + today() + "}");
            assertThat(ReportFiles.sheets(file(one, "xlsx"))
                            .get("Firmware rollouts")
                            .get(1))
                    .as("of this station alone")
                    .endsWith("1", "0", "0", "1", "0", "0", "0");
            console.jdbi().useHandle(handle -> {
                handle.execute("UPDATE firmware_rollouts SET state = 'reverted', finished_at = now()");
                handle.execute("UPDATE firmware_installs SET state = 'failed' WHERE state IN ('rolled_back', 'lost')");
                handle.execute("UPDATE firmware_images SET deleted_at = now()");
            });
            JsonNode stopped = made("{\"kind\":\"health\",\"language\":\"fr\",\"formats\":[\"xlsx\"]" + today() + "}");
            assertThat(ReportFiles.sheets(file(stopped, "xlsx"))
                            .get("Déploiements")
                            .get(1))
                    .contains("gaveurs 2.0.0 (image supprimée)", "Arrêté, aucune station à ramener : trop d’échecs");
        } finally {
            console.jdbi()
                    .useHandle(
                            handle -> handle.execute("TRUNCATE firmware_events, firmware_installs, firmware_stations;"
                                    + " DELETE FROM firmware_rollouts; DELETE FROM firmware_images"));
        }
    }

    /** In a list nobody could tell them apart. */
    @Test
    void twoTemplatesHaveNoNameInCommon() throws Exception {
        JsonNode first = created("/api/reports/templates", "{\"name\":\"Chef d’équipe\"}");
        HttpResponse<String> same = console.post("/api/reports/templates", "{\"name\":\" chef d’Équipe \"}");
        assertThat(same.statusCode()).isEqualTo(409);
        assertThat(same.body()).contains("another name");
        JsonNode other = created("/api/reports/templates", "{\"name\":\"Autre\"}");
        assertThat(put(
                                "/api/reports/templates/" + other.get("id").asLong(),
                                "{\"name\":\"Chef d’équipe\",\"version\":1}")
                        .statusCode())
                .isEqualTo(409);
        assertThat(put(
                                "/api/reports/templates/" + first.get("id").asLong(),
                                "{\"name\":\"Chef d’équipe\",\"version\":1}")
                        .statusCode())
                .as("its own name")
                .isEqualTo(200);
        console.send("DELETE", "/api/reports/templates/" + first.get("id").asLong(), null);
        created("/api/reports/templates", "{\"name\":\"Chef d’équipe\"}");
    }

    @Test
    void limitsOfAProductAreNumbersAndThereIsOne() {
        HttpResponse<String> none = console.post("/api/reports/profiles", "{\"name\":\"none\"}");
        assertThat(none.statusCode()).isEqualTo(400);
        assertThat(none.body()).contains("there is nothing to compare with");
        HttpResponse<String> endless = console.post(
                "/api/reports/profiles", "{\"name\":\"endless\",\"weight_lower_g\":1e400,\"weight_upper_g\":500}");
        assertThat(endless.statusCode()).isEqualTo(400);
        assertThat(endless.body()).contains("weight_lower_g", "at most 12 digits before its point");
        for (String limit : List.of("1e300", "10001", "0", "-1")) {
            HttpResponse<String> beyond =
                    console.post("/api/reports/profiles", "{\"name\":\"beyond\",\"weight_upper_g\":" + limit + "}");
            assertThat(beyond.statusCode()).as(limit).isEqualTo(400);
            assertThat(beyond.body()).contains("weight_upper_g");
        }
    }

    /** Before its first samples, as on the day after them, a hall has nothing to report. */
    @Test
    void aPreviewIsOfTheLastPeriodWithSamples() throws Exception {
        String before = console.jdbi().withHandle(handle -> handle.createQuery(
                        "SELECT ((min(time) AT TIME ZONE 'Europe/Paris')::date - 1)::text FROM sensor_samples")
                .mapTo(String.class)
                .one());
        JsonNode empty = made("{\"kind\":\"daily\",\"day\":\"" + before + "\"}");
        assertThat(ReportFiles.text(file(empty, "pdf"))).contains("Aucun foie n’a été mesuré");
        HttpResponse<String> preview =
                console.post("/api/reports/preview?width=200", "{\"report\":{\"kind\":\"daily\"}}");
        assertThat(preview.statusCode()).isEqualTo(200);
        assertThat(preview.headers().firstValueAsLong("Page-Count").orElse(0)).isGreaterThan(1);
    }

    @Test
    void ratingsThatWaitToBeReadAreSaid() {
        console.jdbi().useHandle(handle -> {
            handle.execute("INSERT INTO consumer_products (product_id, site_code, lot, device_id, sample_id,"
                    + " sample_time, grade, produced_on, controlled_on, packaged_on, best_before) SELECT 'FG_X',"
                    + " site_code, lot, device_id, sample_id, time, grade, time::date, time::date, time::date,"
                    + " time::date FROM sensor_samples LIMIT 1");
            handle.execute("INSERT INTO consumer_feedbacks (product_id, site_code, created_at, overall, status,"
                    + " visitor_hash) SELECT 'FG_X', 'LL', '2026-02-03 12:00Z', 4, CASE WHEN i = 1 THEN 'published'"
                    + " ELSE 'held' END, decode(lpad(i::text, 32, '0'), 'hex') FROM generate_series(1, 4) AS i");
        });
        JsonNode report = made("{\"kind\":\"satisfaction\",\"day\":\"2026-02-03\",\"language\":\"en\"}");
        assertThat(ReportFiles.text(file(report, "pdf")))
                .contains("1 rating by consumers counts.")
                .contains("3 more ratings wait for somebody to read them");
    }

    @Test
    void withoutRatingsTheReportOfConsumersSaysSo() {
        JsonNode report =
                made("{\"kind\":\"satisfaction\",\"day\":\"2026-01-05\",\"formats\":[\"pdf\",\"xlsx\",\"csv\"]}");
        assertThat(ReportFiles.text(file(report, "pdf"))).contains("Aucun consommateur n’a donné d’avis");
    }
}
