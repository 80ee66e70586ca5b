package fr.gaveurs.console.backend.features.reports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import fr.gaveurs.console.api.Json;
import fr.gaveurs.console.api.quality.Grade;
import fr.gaveurs.console.backend.TestConsole;
import fr.gaveurs.console.backend.TestMessages;
import fr.gaveurs.console.backend.platform.jobs.Jobs.Pace;
import fr.gaveurs.console.backend.platform.settings.MailPlan;
import fr.gaveurs.console.backend.platform.settings.MailPlan.Security;
import fr.gaveurs.console.backend.platform.settings.ReportPlan;
import fr.gaveurs.console.backend.platform.store.TestDatabase;
import fr.gaveurs.console.backend.platform.store.connection.ConnectionInfo;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Reports that come by themselves, over restarts of a running console, into a folder and to a real mail server. */
class ScheduledReportsTest {
    private static final Pace FAST =
            new Pace(Duration.ofMillis(100), Duration.ofMillis(200), Duration.ofSeconds(5), Duration.ofSeconds(1));

    @TempDir
    Path folder;

    private static ReportPlan plan(int port) {
        return new ReportPlan(
                "Conserverie Barthélemy",
                null,
                Duration.ofDays(400),
                100,
                new MailPlan("127.0.0.1", port, Security.NONE, null, null, "console@example.fr", null));
    }

    private static JsonNode schedule(TestConsole console) {
        return console.json("/api/reports/scheduled").get("items").get(0);
    }

    @Test
    void whatFellDueWhileNoConsoleRanIsMadeAtTheNextStartCopiedAndMailed() throws Exception {
        GreenMail mail = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        mail.start();
        ConnectionInfo database = TestDatabase.freshInfo();
        Path data = Files.createDirectory(folder.resolve("data"));
        Path shared = folder.resolve("réseau");
        try {
            int port = mail.getSmtp().getPort();
            try (TestConsole console = TestConsole.with()
                    .database(database)
                    .folder(data)
                    .jobs(FAST)
                    .reports(plan(port))
                    .start()) {
                console.keepFolder();
                console.store(TestMessages.graded("ESP32_LL_01", Grade.A)
                        .at(Instant.now().minus(Duration.ofHours(1))));
                HttpResponse<String> made = console.post(
                        "/api/reports/scheduled",
                        "{\"name\":\"Matin\",\"cadence\":\"daily\",\"at\":\"05:00\",\"formats\":[\"pdf\",\"xlsx\"],"
                                + "\"folder\":\"" + shared + "\",\"recipients\":[\"chef@\"]}");
                assertThat(made.statusCode()).as(made.body()).isEqualTo(400);
                made = console.post(
                        "/api/reports/scheduled",
                        "{\"name\":\"Matin\",\"cadence\":\"daily\",\"at\":\"05:00\",\"formats\":[\"pdf\",\"xlsx\"],"
                                + "\"folder\":\"" + shared + "\",\"recipients\":[\"chef@example.fr\"]}");
                assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
                assertThat(schedule(console).get("next").isNull()).isFalse();
            }
            // The console was off for twenty days.
            try (TestConsole console = TestConsole.with()
                    .database(database)
                    .folder(data)
                    .reports(plan(port))
                    .start()) {
                console.keepFolder();
                console.jdbi()
                        .useHandle(handle ->
                                handle.execute("UPDATE report_schedules SET done_until = now() - interval '20 days'"));
            }
            try (TestConsole console = TestConsole.with()
                    .database(database)
                    .folder(data)
                    .jobs(FAST)
                    .reports(plan(port))
                    .start()) {
                console.keepFolder();
                // Looked for at once, and not in a minute, whenever the console says when it looks next.
                await().until(() -> {
                    console.jdbi()
                            .useHandle(handle -> handle.execute("UPDATE scheduled_tasks SET execution_time = now()"
                                    + " WHERE task_name = 'report schedules' AND NOT picked"));
                    return console.count("SELECT count(*) FROM report_runs WHERE state = 'done'") >= 13;
                });
                assertThat(console.count("SELECT count(*) FROM report_runs WHERE state = 'skipped'"))
                        .isBetween(5L, 7L);
                assertThat(console.count("SELECT count(*) FROM report_runs WHERE state = 'done' AND NOT late"))
                        .isLessThanOrEqualTo(1);
                assertThat(console.count("SELECT count(*) - count(DISTINCT occurrence) FROM report_runs"))
                        .isZero();
                // The network's folder is away, and nothing is made in its place.
                await().until(() ->
                        schedule(console).get("trouble").asString("").contains("réseau"));
                assertThat(shared).doesNotExist();
                Files.createDirectory(shared);
                long reports = console.count("SELECT count(*) FROM report_runs WHERE state = 'done'");
                // Said again until all is there: a try that was under way fails after it, and waits anew.
                await().until(() -> {
                    console.jdbi()
                            .useHandle(handle -> handle.execute("UPDATE report_deliveries SET next_try = now()"
                                    + " WHERE state <> 'done' AND next_try > now()"));
                    return mail.getReceivedMessages().length == reports
                            && console.count("SELECT count(*) FROM report_deliveries WHERE state <> 'done'") == 0;
                });
                try (var files = Files.list(shared)) {
                    assertThat(files.count()).isEqualTo(4 * reports);
                }
                MimeMessage first = mail.getReceivedMessages()[0];
                assertThat(first.getSubject()).startsWith("Rapport journalier – ");
                MimeMultipart parts = (MimeMultipart) first.getContent();
                assertThat(parts.getCount()).isEqualTo(3);
                assertThat(parts.getBodyPart(1).getContentType()).startsWith("application/pdf");
                byte[] pdf = parts.getBodyPart(1).getInputStream().readAllBytes();
                assertThat(ReportFiles.text(pdf))
                        .contains("Conserverie Barthélemy")
                        .contains("En retard : le PC était éteint");
                assertThat(console.component("reports").get("status").asString())
                        .isNotBlank();
            }
        } finally {
            mail.stop();
        }
    }

    private static HttpResponse<String> patch(TestConsole console, String body) {
        return console.send(
                "PATCH",
                "/api/reports/scheduled/1",
                body.getBytes(StandardCharsets.UTF_8),
                "Content-Type",
                "application/json");
    }

    @Test
    void timesZoneAndStationsOfAScheduleAreChanged() throws Exception {
        try (TestConsole console = TestConsole.start()) {
            console.store(TestMessages.graded("ESP32_LL_01", Grade.A));
            console.post(
                    "/api/reports/scheduled",
                    "{\"name\":\"Équipe\",\"cadence\":\"shift\",\"time_zone\":\"Asia/Kathmandu\",\"shift_start\":"
                            + "\"06:00\",\"shift_end\":\"14:00\"}");
            HttpResponse<String> changed = patch(
                    console,
                    "{\"version\":1,\"time_zone\":\"Europe/Paris\",\"shift_end\":\"13:30\",\"device_ids\":[\"ESP32_LL_01\"]}");
            assertThat(changed.statusCode()).as(changed.body()).isEqualTo(200);
            JsonNode now = schedule(console);
            assertThat(now.get("time_zone").asString()).isEqualTo("Europe/Paris");
            assertThat(now.get("shift_start").asString()).startsWith("06:00");
            assertThat(now.get("shift_end").asString()).startsWith("13:30");
            assertThat(now.get("device_ids").get(0).asString()).isEqualTo("ESP32_LL_01");
            assertThat(Instant.parse(now.get("next").asString())
                            .atZone(ZoneId.of("Europe/Paris"))
                            .toLocalTime())
                    .isEqualTo(LocalTime.of(13, 40));
            assertThat(patch(console, "{\"version\":2,\"time_zone\":\"Europe/Pari\"}")
                            .body())
                    .contains("time_zone", "such as Europe/Paris");
            assertThat(patch(console, "{\"version\":2,\"shift_start\":\"13:30\"}")
                            .body())
                    .contains("shift_end", "another time of day");
            console.post("/api/reports/scheduled", "{\"name\":\"A\",\"cadence\":\"daily\"}");
            HttpResponse<String> noShift = console.send(
                    "PATCH",
                    "/api/reports/scheduled/2",
                    "{\"version\":1,\"shift_start\":\"06:00\"}".getBytes(StandardCharsets.UTF_8),
                    "Content-Type",
                    "application/json");
            assertThat(noShift.statusCode()).isEqualTo(400);
        }
    }

    /** Of each period there is one report: one that is moved behind it does not come again. */
    @Test
    void theNextOneIsOneThatComes() throws Exception {
        try (TestConsole console = TestConsole.start()) {
            console.post("/api/reports/scheduled", "{\"name\":\"A\",\"cadence\":\"daily\",\"time_zone\":\"UTC\"}");
            Instant next = Instant.parse(schedule(console).get("next").asString());
            String period =
                    next.atZone(ZoneOffset.UTC).toLocalDate().minusDays(1).toString();
            console.jdbi()
                    .useHandle(handle -> handle.execute(
                            "INSERT INTO report_runs (kind, language, formats, period_from, period_to, zone, device_ids,"
                                    + " schedule_id, occurrence, due_at, state, finished_at) VALUES ('daily', 'fr', '{pdf}',"
                                    + " now() - interval '1 day', now(), 'UTC', '{}', 1, ?, now(), 'done', now())",
                            period));
            assertThat(Instant.parse(schedule(console).get("next").asString()))
                    .isEqualTo(next.plus(Duration.ofDays(1)));
        }
    }

    /** The next look at the schedules may be a minute away. */
    @Test
    void whatFellDueWhileNoConsoleRanIsMadeRightAfterTheStart() throws Exception {
        ConnectionInfo database = TestDatabase.freshInfo();
        try (TestConsole console = TestConsole.with().database(database).start()) {
            console.post("/api/reports/scheduled", "{\"name\":\"Matin\",\"cadence\":\"daily\",\"at\":\"00:00\"}");
            console.jdbi().useHandle(handle -> {
                handle.execute("UPDATE report_schedules SET done_until = now() - interval '25 hours'");
                handle.execute("UPDATE scheduled_tasks SET execution_time = now() + interval '1 hour'"
                        + " WHERE task_name = 'report schedules'");
            });
        }
        try (TestConsole console = TestConsole.with().database(database).start()) {
            await().until(() -> console.count("SELECT count(*) FROM report_runs WHERE state = 'done'") >= 1);
        }
    }

    /** Whoever mends one thing must know of the other. */
    @Test
    void aFolderAndAMailServerThatAreAwayAreBothTold() throws Exception {
        int closed;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            closed = socket.getLocalPort();
        }
        Path away = folder.resolve("away");
        try (TestConsole console = TestConsole.with().reports(plan(closed)).start()) {
            console.post(
                    "/api/reports/scheduled",
                    "{\"name\":\"Deux\",\"cadence\":\"daily\",\"folder\":\"" + away
                            + "\",\"recipients\":[\"a@example.fr\",\"b@example.fr\"]}");
            console.send("POST", "/api/reports/scheduled/1/run", null);
            await().untilAsserted(() -> assertThat(schedule(console).get("troubles").values().stream()
                            .map(each -> each.get("reason").get("code").asString()))
                    .containsExactlyInAnyOrder("folder_away", "mail_unreachable"));
            assertThat(schedule(console).get("undelivered").asLong()).isEqualTo(3);
            // What was given up stays told until the next report; what was delivered then is no trouble any more.
            console.jdbi().useHandle(handle -> handle.execute("UPDATE report_deliveries SET state = 'failed'"));
            assertThat(schedule(console).get("troubles")).hasSize(2);
            Files.createDirectory(away);
            console.send("POST", "/api/reports/scheduled/1/run", null);
            await().untilAsserted(() -> assertThat(schedule(console).get("troubles").values().stream()
                            .map(each -> each.get("reason").get("code").asString()))
                    .containsExactly("mail_unreachable"));
            assertThat(schedule(console).get("trouble").asString()).contains("127.0.0.1:" + closed);
        }
    }

    private static long undelivered(TestConsole console) {
        return console.component("reports")
                .get("figures")
                .get("undelivered_reports")
                .asLong();
    }

    @Test
    void aScheduleIsChangedTriedAndDeletedAndWhatTheServerRefusesIsSaid() throws Exception {
        GreenMail mail = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        mail.start();
        mail.setUser("console", "secret");
        mail.getUserManager().setAuthRequired(true);
        ReportPlan wrong = new ReportPlan(
                null,
                null,
                Duration.ofDays(400),
                100,
                new MailPlan(
                        "127.0.0.1",
                        mail.getSmtp().getPort(),
                        Security.NONE,
                        "console",
                        "a wrong one",
                        "console@example.fr",
                        null));
        try (TestConsole console = TestConsole.with().reports(wrong).start()) {
            assertThat(console.post("/api/reports/scheduled", "{\"name\":\"x\",\"cadence\":\"shift\"}")
                            .statusCode())
                    .isEqualTo(400);
            assertThat(console.post(
                                    "/api/reports/scheduled",
                                    "{\"name\":\"x\",\"cadence\":\"daily\",\"folder\":\"relative/one\"}")
                            .statusCode())
                    .isEqualTo(400);
            HttpResponse<String> accented = console.post(
                    "/api/reports/scheduled",
                    "{\"name\":\"x\",\"cadence\":\"daily\",\"recipients\":[\"a@exämple.fr\",\"é@example.fr\"]}");
            assertThat(accented.statusCode()).isEqualTo(400);
            assertThat(accented.body())
                    .contains("recipients[1]", "before the @")
                    .doesNotContain("recipients[0]");
            console.post(
                    "/api/reports/scheduled",
                    "{\"name\":\"Équipe\",\"cadence\":\"shift\",\"shift_start\":\"06:00\",\"shift_end\":\"14:00\","
                            + "\"recipients\":[\"chef@example.fr\"]}");
            long id = schedule(console).get("id").asLong();
            HttpResponse<String> run = console.send("POST", "/api/reports/scheduled/" + id + "/run", null);
            assertThat(run.statusCode()).as(run.body()).isEqualTo(202);
            await().until(() -> schedule(console).get("trouble").asString("").contains("the user or the password"));
            assertThat(schedule(console).get("last").get("state").asString()).isEqualTo("done");
            byte[] off = "{\"enabled\":false,\"version\":1}".getBytes(StandardCharsets.UTF_8);
            String path = "/api/reports/scheduled/" + id;
            assertThat(console.send("PATCH", path, off, "Content-Type", "application/json")
                            .statusCode())
                    .isEqualTo(200);
            assertThat(schedule(console).get("next").isNull()).isTrue();
            assertThat(console.send("PATCH", path, off, "Content-Type", "application/json")
                            .statusCode())
                    .as("somebody else changed it")
                    .isEqualTo(409);
            await().until(() -> undelivered(console) == 1);
            assertThat(console.send("DELETE", path, null).statusCode()).isEqualTo(204);
            assertThat(console.count("SELECT count(*) FROM report_runs")).isEqualTo(1);
            // Nothing is tried for a schedule that is gone, and health does not complain of it.
            await().until(() -> undelivered(console) == 0);
            long report = Json.MAPPER.readTree(run.body()).get("id").asLong();
            JsonNode delivery = console.json("/api/reports/" + report + "/deliveries")
                    .get("items")
                    .get(0);
            assertThat(delivery.get("state").asString()).isEqualTo("failed");
            assertThat(delivery.get("reason").get("code").asString()).isEqualTo("schedule_deleted");
            assertThat(delivery.get("error").asString()).contains("its schedule was deleted");
            assertThat(console.count("SELECT count(*) FROM audit_log WHERE object_kind = 'report_schedule'"))
                    .isEqualTo(4);
            assertThat(List.of(
                            console.json("/api/reports/scheduled").get("items").size()))
                    .containsExactly(0);
        } finally {
            mail.stop();
        }
    }
}
