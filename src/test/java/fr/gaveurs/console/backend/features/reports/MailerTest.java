package fr.gaveurs.console.backend.features.reports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import fr.gaveurs.console.api.reports.ReportReason;
import fr.gaveurs.console.api.reports.ReportReason.Code;
import fr.gaveurs.console.backend.TestConsole;
import fr.gaveurs.console.backend.features.reports.Mailer.Mail;
import fr.gaveurs.console.backend.features.reports.Mailer.MailException;
import fr.gaveurs.console.backend.features.reports.Mailer.RefusedException;
import fr.gaveurs.console.backend.platform.resilience.Breakers;
import fr.gaveurs.console.backend.platform.settings.MailPlan;
import fr.gaveurs.console.backend.platform.settings.MailPlan.Security;
import fr.gaveurs.console.backend.platform.settings.ReportPlan;
import fr.gaveurs.console.backend.platform.store.TestDatabase;
import fr.gaveurs.console.backend.platform.store.connection.ConnectionInfo;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Mail to a server that speaks TLS, refuses some, and takes no large ones. */
class MailerTest {
    @TempDir
    static Path folder;

    private static Path keys;
    private static Path certificate;

    @BeforeAll
    static void key() throws Exception {
        certificate = folder.resolve("mail.pem");
        keys = SmtpStub.keys(folder, certificate);
    }

    private static MailPlan plan(int port, Security security, @Nullable String password, @Nullable Path trusted) {
        return new MailPlan(
                "127.0.0.1",
                port,
                security,
                password == null ? null : "console",
                password,
                "console@example.fr",
                trusted);
    }

    private static Mailer mailer(MailPlan plan) {
        return new Mailer(plan, new Breakers(Clock.systemUTC(), null));
    }

    private static Mail mail(String... to) {
        return new Mail("<1@test>", List.of(to), "Rapport œuvre", "Bonjour", List.of());
    }

    @Test
    void tlsFromTheFirstByteAndAfterStartTls() throws Exception {
        for (boolean fromTheStart : List.of(true, false)) {
            try (SmtpStub server = new SmtpStub(keys, fromTheStart)) {
                Security security = fromTheStart ? Security.TLS : Security.STARTTLS;
                assertThat(mailer(plan(server.port(), security, "right", certificate))
                                .send(mail("chef@example.fr")))
                        .isEmpty();
                assertThat(server.got()).singleElement().satisfies(got -> {
                    assertThat(got.encrypted()).isTrue();
                    assertThat(got.text()).contains("Message-ID: <1@test>", "To: chef@example.fr");
                });
            }
        }
    }

    @Test
    void aCertificateThatNobodySignedAndAWrongPasswordAreTold() throws Exception {
        for (boolean fromTheStart : List.of(true, false)) {
            try (SmtpStub server = new SmtpStub(keys, fromTheStart)) {
                Security security = fromTheStart ? Security.TLS : Security.STARTTLS;
                assertThatThrownBy(() -> mailer(plan(server.port(), security, null, null))
                                .send(mail("chef@example.fr")))
                        .isInstanceOf(MailException.class)
                        .hasMessageContaining("shows no certificate that is trusted here: name the file")
                        .extracting(e -> ((MailException) e).reason().code())
                        .isEqualTo(Code.MAIL_CERTIFICATE);
                assertThatThrownBy(() -> mailer(plan(server.port(), security, "wrong", certificate))
                                .send(mail("chef@example.fr")))
                        .isInstanceOf(RefusedException.class)
                        .hasMessageContaining("refuses the user or the password");
                assertThatThrownBy(() -> mailer(plan(server.port(), security, null, folder.resolve("missing.pem")))
                                .send(mail("chef@example.fr")))
                        .hasMessageContaining("(mail.certificate) cannot be used");
                assertThat(server.got()).isEmpty();
            }
        }
    }

    @Test
    void aServerWithoutTlsGetsNothingWhereTlsIsWanted() throws Exception {
        try (SmtpStub server = new SmtpStub(keys, false)) {
            assertThatThrownBy(() -> mailer(plan(server.port(), Security.TLS, null, certificate))
                            .send(mail("chef@example.fr")))
                    .isInstanceOf(MailException.class)
                    .extracting(e -> ((MailException) e).reason().code())
                    .isEqualTo(Code.MAIL_NO_TLS);
            assertThat(server.got()).isEmpty();
        }
    }

    private static ReportReason trouble(Mailer mailer) {
        try {
            mailer.send(mail("chef@example.fr"));
            throw new AssertionError("it was sent");
        } catch (MailException e) {
            return e.reason();
        }
    }

    /** What is the matter stays told while the server is asked no more, in words that a window has in its language. */
    @Test
    void aServerThatIsNotThereOrHasAnotherNameIsTold() throws Exception {
        int closed;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            closed = socket.getLocalPort();
        }
        Mailer away = mailer(plan(closed, Security.NONE, null, null));
        for (int i = 0; i < 5; i++) {
            assertThat(trouble(away)).isEqualTo(ReportReason.of(Code.MAIL_UNREACHABLE, "127.0.0.1:" + closed));
        }
        MailPlan unknown = new MailPlan("mail.invalid", 25, Security.NONE, null, null, "console@example.fr", null);
        assertThat(trouble(mailer(unknown))).isEqualTo(ReportReason.of(Code.MAIL_HOST, "mail.invalid"));
        Path others = Files.createDirectory(folder.resolve("another"));
        Path another = others.resolve("mail.pem");
        try (SmtpStub server = new SmtpStub(SmtpStub.keys(others, another, "dns:mail.example.fr"), true)) {
            assertThat(trouble(mailer(plan(server.port(), Security.TLS, null, another))))
                    .isEqualTo(ReportReason.of(Code.MAIL_CERTIFICATE_NAME, "127.0.0.1"));
        }
    }

    @Test
    void thoseThatTheServerTakesGetItAndTheOthersAreNamed() throws Exception {
        try (SmtpStub server =
                new SmtpStub(keys, true).refusing("gone@example.fr").busyFor("busy@example.fr")) {
            Mailer mailer = mailer(plan(server.port(), Security.TLS, null, certificate));
            var refused = mailer.send(mail("a@example.fr", "gone@example.fr", "busy@example.fr", "b@example.fr"));
            assertThat(refused).containsOnlyKeys("gone@example.fr", "busy@example.fr");
            assertThat(refused.get("gone@example.fr").forGood()).isTrue();
            assertThat(refused.get("gone@example.fr").reason().text()).contains("no such mailbox");
            assertThat(refused.get("busy@example.fr").forGood()).isFalse();
            assertThat(refused.get("busy@example.fr").reason().code()).isEqualTo(Code.MAIL_RECIPIENT_LATER);
            assertThat(server.got()).singleElement().satisfies(got -> {
                assertThat(got.to()).containsExactly("a@example.fr", "b@example.fr");
                assertThat(got.text()).as("nobody sees who else got it").doesNotContain("b@example.fr");
            });
            assertThat(mailer.send(mail("gone@example.fr"))
                            .get("gone@example.fr")
                            .forGood())
                    .isTrue();
        }
    }

    /** As the Internet knows its domain; letters beyond ASCII before the @ are for servers with SMTPUTF8 alone. */
    @Test
    void addressesBeyondAsciiReachAServerThatKnowsNone() throws Exception {
        try (SmtpStub server = new SmtpStub(keys, true).refusing("gone@xn--exmple-cua.fr")) {
            Mailer mailer = mailer(plan(server.port(), Security.TLS, null, certificate));
            var refused = mailer.send(mail("chef@exämple.fr", "gone@exämple.fr", "é@example.fr"));
            assertThat(refused).containsOnlyKeys("gone@exämple.fr", "é@example.fr");
            assertThat(refused.get("é@example.fr").forGood()).isTrue();
            assertThat(refused.get("é@example.fr").reason().code()).isEqualTo(Code.MAIL_ADDRESS);
            assertThat(server.got()).singleElement().satisfies(got -> assertThat(got.to())
                    .containsExactly("chef@xn--exmple-cua.fr"));
        }
    }

    /** The outbox of a whole console: in batches, each address once, refused ones by name, and a note for the file. */
    @Test
    void recipientsByTheHundredAndAServerThatTakesNoLargeMail() throws Exception {
        int recipients = 120;
        try (SmtpStub server = new SmtpStub(keys, false)
                        .refusing("p7@example.fr", "p77@example.fr")
                        .busyFor("p9@example.fr")
                        .takingAtMost(6_000);
                TestConsole console = TestConsole.with()
                        .reports(new ReportPlan(
                                null,
                                null,
                                Duration.ofDays(400),
                                100,
                                plan(server.port(), Security.STARTTLS, "right", certificate)))
                        .start()) {
            String to = IntStream.range(0, recipients)
                    .mapToObj(i -> "\"p" + i + "@example.fr\"")
                    .collect(Collectors.joining(","));
            console.post(
                    "/api/reports/scheduled", "{\"name\":\"Tous\",\"cadence\":\"daily\",\"recipients\":[" + to + "]}");
            JsonNode run = fr.gaveurs.console.api.Json.MAPPER.readTree(
                    console.send("POST", "/api/reports/scheduled/1/run", null).body());
            await().until(() ->
                    console.count("SELECT count(*) FROM report_deliveries WHERE attempts > 0") == recipients);
            JsonNode deliveries = console.json("/api/reports/" + run.get("id").asLong() + "/deliveries")
                    .get("items");
            assertThat(deliveries.get(0).get("state").asString()).isEqualTo("failed");
            assertThat(deliveries.get(0).get("error").asString()).contains("no such mailbox");
            assertThat(deliveries.get(0).get("reason").get("code").asString()).isEqualTo("mail_recipient");
            assertThat(deliveries.get(2).get("address").asString()).isEqualTo("p9@example.fr");
            assertThat(deliveries.get(2).get("state").asString()).isEqualTo("pending");
            assertThat(console.count("SELECT count(*) FROM report_deliveries WHERE state = 'done'"))
                    .isEqualTo(recipients - 3);
            assertThat(server.got()).hasSize(3);
            assertThat(server.got().stream().flatMap(got -> got.to().stream()).toList())
                    .hasSize(recipients - 3)
                    .doesNotHaveDuplicates();
            assertThat(server.got().getFirst().text())
                    .contains("Trop volumineux")
                    .doesNotContain("Content-Disposition: attachment");
            // Sent by hand to one that was refused it is tried at once.
            server.refusing();
            assertThat(console.post(
                                    "/api/reports/" + run.get("id").asLong() + "/send",
                                    "{\"recipients\":[\"p7@example.fr\"]}")
                            .statusCode())
                    .isEqualTo(201);
            await().until(() -> console.count(
                            "SELECT count(*) FROM report_deliveries WHERE address = 'p7@example.fr' AND state = 'done'")
                    == 1);
            assertThat(Files.exists(certificate)).isTrue();
        }
    }

    /** Five thousand, over a restart in the middle: each address once, those that are refused by name, and no more at once than there may be. */
    @Test
    void recipientsByTheThousandOverARestartGetItOnceEach() throws Exception {
        int recipients = 5_000;
        ConnectionInfo database = TestDatabase.freshInfo();
        Path data = Files.createDirectory(folder.resolve("thousands"));
        try (SmtpStub server = new SmtpStub(keys, false).refusing("p7@example.fr", "p4321@example.fr")) {
            ReportPlan plan = new ReportPlan(
                    null,
                    null,
                    Duration.ofDays(400),
                    100,
                    plan(server.port(), Security.STARTTLS, "right", certificate));
            String to = IntStream.range(0, recipients)
                    .mapToObj(i -> "\"p" + i + "@example.fr\"")
                    .collect(Collectors.joining(","));
            try (TestConsole console = TestConsole.with()
                    .database(database)
                    .folder(data)
                    .reports(plan)
                    .start()) {
                console.keepFolder();
                String body = "{\"name\":\"Tous\",\"cadence\":\"daily\",\"recipients\":[" + to;
                assertThat(console.post("/api/reports/scheduled", body + ",\"one@more.fr\"]}")
                                .statusCode())
                        .as("more than there may be")
                        .isEqualTo(400);
                assertThat(console.post("/api/reports/scheduled", body + "]}").statusCode())
                        .isEqualTo(201);
                console.send("POST", "/api/reports/scheduled/1/run", null);
                await().until(() -> server.got().size() >= 20);
            }
            assertThat(server.got().size()).as("it was in the middle").isLessThan(recipients / 50);
            try (TestConsole console = TestConsole.with()
                    .database(database)
                    .folder(data)
                    .reports(plan)
                    .start()) {
                await().until(() ->
                        console.count("SELECT count(*) FROM report_deliveries WHERE state = 'pending'") == 0);
                assertThat(console.count("SELECT count(*) FROM report_deliveries WHERE state = 'done'"))
                        .isEqualTo(recipients - 2);
                List<String> all =
                        server.got().stream().flatMap(got -> got.to().stream()).toList();
                assertThat(all).hasSize(recipients - 2);
                assertThat(new HashSet<>(all)).as("nobody got it twice").hasSize(recipients - 2);
                assertThat(server.got()).allSatisfy(got -> assertThat(got.to()).hasSizeBetween(1, 50));
                JsonNode first = console.json("/api/reports/1/deliveries").get("items");
                assertThat(List.of(
                                first.get(0).get("address").asString(),
                                first.get(1).get("address").asString()))
                        .containsExactlyInAnyOrder("p7@example.fr", "p4321@example.fr");
                // So many wait already, since the server was away for weeks: the next ones are told as not mailed.
                console.jdbi()
                        .useHandle(handle -> handle.createUpdate("INSERT INTO report_deliveries (run_id, kind, address,"
                                        + " next_try) SELECT 1, 'mail', 'w' || i || '@example.fr', now() + interval '1 day'"
                                        + " FROM generate_series(1, :most + 1) AS i")
                                .bind("most", ReportOutbox.MOST_WAITING)
                                .execute());
                console.send("POST", "/api/reports/scheduled/1/run", null);
                await().until(() ->
                        console.count("SELECT count(*) FROM report_deliveries WHERE error_code = 'outbox_full'")
                                == recipients);
                assertThat(server.got().stream()
                                .mapToLong(got -> got.to().size())
                                .sum())
                        .isEqualTo(recipients - 2);
            }
        }
    }
}
