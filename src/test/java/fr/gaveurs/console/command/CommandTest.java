package fr.gaveurs.console.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.LoggerContext;
import com.sun.net.httpserver.HttpServer;
import fr.gaveurs.console.Patience;
import fr.gaveurs.console.api.Role;
import fr.gaveurs.console.backend.RawHttp;
import fr.gaveurs.console.backend.TestConsole;
import fr.gaveurs.console.backend.TestStations;
import fr.gaveurs.console.backend.features.quality.NewestSamples;
import fr.gaveurs.console.backend.platform.security.TokenHolders;
import fr.gaveurs.console.backend.platform.security.TokenStore;
import fr.gaveurs.console.backend.platform.settings.DataFolder;
import fr.gaveurs.console.backend.platform.settings.SettingsLoader;
import fr.gaveurs.console.backend.platform.store.Database;
import fr.gaveurs.console.backend.platform.store.TestDatabase;
import fr.gaveurs.console.backend.platform.store.connection.ConnectionInfo;
import fr.gaveurs.console.backend.platform.store.partitions.Partitioning;
import fr.gaveurs.console.backend.platform.store.partitions.Partitions;
import fr.gaveurs.console.backend.platform.store.retention.Retention;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;

/** The command line, in this process: what it prints where, and its exit codes. */
@DisabledIfEnvironmentVariable(
        named = "DATABASE_URL",
        matches = ".+",
        disabledReason = "the commands would work on the database that it names")
class CommandTest {
    private static final String ID = "ESP32_LL_01";

    @TempDir
    private Path folder;

    private final ConnectionInfo database = TestDatabase.freshInfo();

    /** What a command came to. */
    private record Result(int code, String out, String err) {}

    @BeforeEach
    void useTheDatabaseOfTheTests() throws IOException {
        Files.writeString(folder.resolve(SettingsLoader.FILE), "database.url=" + TestConsole.url(database) + "\n");
    }

    private Result run(String... args) {
        List<String> all = new ArrayList<>(List.of(args));
        if (args.length > 1 && all.stream().noneMatch(arg -> arg.startsWith("--data-dir="))) {
            all.add("--data-dir=" + folder);
        }
        return execute(all);
    }

    private static Result execute(List<String> all) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        PrintStream usualOut = System.out;
        PrintStream usualErr = System.err;
        System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
        System.setErr(new PrintStream(err, true, StandardCharsets.UTF_8));
        try {
            int code = ConsoleCommand.program().execute(all.toArray(String[]::new));
            return new Result(code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
        } finally {
            System.setOut(usualOut);
            System.setErr(usualErr);
        }
    }

    private Role roleOf(String token) throws InterruptedException {
        try (Database open = TestDatabase.open(database)) {
            open.awaitUp(Patience.LIMIT);
            return role(new TokenStore(open), token);
        }
    }

    private static Role role(TokenStore tokens, String token) {
        TokenHolders.Holder holder = tokens.holderOf(token);
        return holder == null ? null : holder.role();
    }

    /** The usage says nothing about an environment; it would hide what does. */
    @ParameterizedTest
    @ValueSource(strings = {"token list", "token revoke a", "backup a", "restore a", "clock confirm", "probe"})
    @DisabledIfEnvironmentVariable(named = "GAVEURS_DATA_DIR|XDG_DATA_HOME", matches = ".+")
    void aUserWithoutAHomeFolderIsToldThatAlone(String command) {
        String home = System.getProperty("user.home");
        System.setProperty("user.home", "?");
        Result result;
        try {
            result = execute(List.of(command.split(" ")));
        } finally {
            System.setProperty("user.home", home);
        }

        assertThat(result.code()).isEqualTo(Exit.USAGE);
        assertThat(result.err()).contains("no home folder", "--data-dir").doesNotContain("Usage:");
        assertThat(execute(List.of("token", "revoke")).err())
                .as("wrong arguments")
                .contains("Usage:");
    }

    @Test
    void theManualOfTheSettingsCanBeRead(@TempDir Path folder) throws Exception {
        CommandRun run = CommandRun.run("settings");

        assertThat(run.code()).isZero();
        assertThat(run.out()).contains("# ", "port=8000", "public.proxies=");
        Files.writeString(folder.resolve(SettingsLoader.FILE), run.out());
        assertThat(SettingsLoader.load(folder, Map.of(), Map.of()).port())
                .as("as a file of one's own")
                .isEqualTo(8000);
    }

    @Test
    void aTokenIsMadeListedAndRevokedWhileNoConsoleRuns() throws Exception {
        Result made = run("token", "create", "wall display", "--role=operator");

        assertThat(made.code()).isEqualTo(Exit.OK);
        assertThat(made.out()).as("the token alone, for a script to take").matches("gvc_[A-Za-z0-9_-]{43}\\R");
        assertThat(made.err())
                .contains("shown this once")
                .doesNotContain(made.out().strip());
        assertThat(roleOf(made.out().strip())).isEqualTo(Role.OPERATOR);
        assertThat(run("token", "list").out()).contains("wall display", "operator", "last used");

        Result again = run("token", "create", "wall display");
        assertThat(again.code()).isEqualTo(Exit.REFUSED);
        assertThat(again.err()).contains("revoke it first");
        assertThat(again.out()).isEmpty();

        assertThat(run("token", "revoke", "wall display").code()).isEqualTo(Exit.OK);
        assertThat(roleOf(made.out().strip())).isNull();
        assertThat(run("token", "revoke", "wall display").code()).isEqualTo(Exit.REFUSED);
        assertThat(run("token", "list").out()).doesNotContain("wall display");
    }

    private String newestAct() throws InterruptedException {
        try (Database open = TestDatabase.open(database)) {
            open.awaitUp(Patience.LIMIT);
            return open.jdbi()
                    .withHandle(handle -> handle.createQuery("SELECT concat_ws('|', actor_kind, actor_name, address,"
                                    + " route, object_id, reason) FROM audit_log ORDER BY id DESC LIMIT 1")
                            .mapTo(String.class)
                            .findOne()
                            .orElse("none"));
        }
    }

    @Test
    void whoRunsACommandStandsInTheJournalWithTheReason() throws Exception {
        String user = System.getProperty("user.name");
        run("token", "create", "gate", "--reason", "for the gate é");
        assertThat(newestAct()).isEqualTo("local|" + user + "|createToken|gate|for the gate é");
        run("token", "revoke", "gate", "--reason=lost");
        assertThat(newestAct()).isEqualTo("local|" + user + "|revokeToken|gate|lost");
        run("token", "revoke", "gate");
        assertThat(newestAct()).as("nothing was changed").endsWith("|revokeToken|gate|lost");

        try (TestConsole console = TestConsole.with().database(database).start();
                DataFolder held = DataFolder.open(folder)) {
            held.announce(new DataFolder.Instance(1, console.url()));
            TestStations.hello(console, ID);

            Result blocked = run("device", "block", "ESP32_LL_01", "--reason", "câble arraché");

            assertThat(blocked.code()).as(blocked.err()).isEqualTo(Exit.OK);
            assertThat(newestAct()).isEqualTo("local|127.0.0.1|blockDevice|ESP32_LL_01|câble arraché");
        }
        run("device", "unblock", "ESP32_LL_01", "--reason=mended");
        assertThat(newestAct()).isEqualTo("local|" + user + "|unblockDevice|ESP32_LL_01|mended");
    }

    @Test
    void aRunningConsoleIsAskedInstead() throws Exception {
        TestStations.leave(database, ID, "pending");
        try (TestConsole console = TestConsole.with().database(database).start();
                DataFolder held = DataFolder.open(folder)) {
            assertThat(run("token", "list").code())
                    .as("it holds the folder but has not said where it answers")
                    .isEqualTo(Exit.ALREADY_RUNNING);
            held.announce(new DataFolder.Instance(1, console.url()));

            Result made = run("token", "create", "wall display");
            assertThat(made.code()).as(made.err()).isEqualTo(Exit.OK);
            assertThat(roleOf(made.out().strip())).isEqualTo(Role.VIEWER);
            assertThat(actor(console, made.out().strip())).isEqualTo("token");
            assertThat(run("token", "create", "wall display").err()).contains("revoke it first");
            assertThat(run("token", "list").out()).contains("wall display");
            assertThat(run("token", "revoke", "wall display").code()).isEqualTo(Exit.OK);
            assertThat(actor(console, made.out().strip()))
                    .as("known no more, at once")
                    .isEqualTo("local");
            assertThat(run("token", "revoke", "wall display").code()).isEqualTo(Exit.REFUSED);

            assertThat(run("device", "approve", "ESP32_LL_01").out())
                    .isEqualTo("ESP32_LL_01 is approved: the board with MAC 24:0A:C4:00:00:01 at 192.168.1.30\n");
            assertThat(TestStations.enrollment(console, ID)).isEqualTo("approved");
            Result unknown = run("device", "approve", "ESP32_XX_99");
            assertThat(unknown.code()).isEqualTo(Exit.REFUSED);
            assertThat(unknown.err()).contains("it becomes known when it first says hello");
            assertThat(run("device", "new-token", "ESP32_LL_01").out()).contains("gets a new token at its next hello");
            assertThat(run("device", "approve", "--claim", "0badc1a1", "ESP32_LL_01")
                            .err())
                    .contains("no board with the claim 0badc1a1");
            assertThat(run("device", "block", "ESP32_LL_01").out()).isEqualTo("ESP32_LL_01 is blocked\n");
            assertThat(run("device", "approve", "ESP32_LL_01").err()).contains("unblock it first");
            assertThat(run("device", "unblock", "ESP32_LL_01").code()).isEqualTo(Exit.OK);
            assertThat(run("device", "unblock", "ESP32_LL_01").err()).contains("not blocked");
            assertThat(run("device", "forget", "ESP32_LL_01").out()).isEqualTo("ESP32_LL_01 is forgotten\n");
            assertThat(TestStations.enrollment(console, ID)).isEmpty();
            assertThat(run("device", "forget", "ESP32_LL_01").code()).isEqualTo(Exit.REFUSED);
        }
    }

    @Test
    void whatPeopleSetOfAStationIsSetWhetherAConsoleRunsOrNot() throws Exception {
        try (TestConsole console = TestConsole.with().database(database).start();
                DataFolder held = DataFolder.open(folder)) {
            held.announce(new DataFolder.Instance(1, console.url()));
            TestStations.hello(console, ID);
            assertThat(run("device", "set", "--name=Table 3", "--site=MT", ID).out())
                    .isEqualTo("ESP32_LL_01 is changed\n");
            assertThat(run("device", "calibrate", "--zone=30x20", "--reflectance=byte", ID)
                            .code())
                    .isEqualTo(Exit.OK);
            assertThat(run("device", "calibrate", "--mounting-height=5", ID).err())
                    .contains("20 to 4000 mm");
            Result nothing = run("device", "calibrate", ID);
            assertThat(nothing.code()).isEqualTo(Exit.USAGE);
            assertThat(nothing.err()).contains("says nothing to set").contains("--usual");
            JsonNode shown = console.json("/api/sqal/devices/ESP32_LL_01").get("device");
            assertThat(shown.get("name").asString()).isEqualTo("Table 3");
            assertThat(shown.get("site_code").asString()).isEqualTo("MT");
            assertThat(shown.at("/calibration/zone_width_mm").asDouble()).isEqualTo(30);
        }
        assertThat(run("device", "maintenance", "on", "--for=90m", "--reason=Nettoyage", ID)
                        .out())
                .isEqualTo("ESP32_LL_01 is in maintenance\n");
        assertThat(run("device", "set", "--line=Ligne 2", ID).code()).isEqualTo(Exit.OK);
        assertThat(run("device", "calibrate", "--interval=0", ID).err()).contains("interval_seconds", "0.1 to 3600 s");
        assertThat(run("device", "set", ID).err()).contains("says nothing to change");
        try (TestConsole console = TestConsole.with().database(database).start()) {
            JsonNode shown = console.json("/api/sqal/devices/ESP32_LL_01").get("device");
            assertThat(shown.at("/maintenance/reason").asString()).isEqualTo("Nettoyage");
            assertThat(shown.get("line").asString()).isEqualTo("Ligne 2");
            assertThat(shown.get("name").asString()).isEqualTo("Table 3");
        }
        assertThat(run("device", "maintenance", "off", ID).code()).isEqualTo(Exit.OK);
        assertThat(run("device", "forget", "--with-samples", ID).err()).contains("--confirm=ESP32_LL_01");
        assertThat(run("device", "forget", "--with-samples", "--confirm", ID, ID)
                        .out())
                .isEqualTo("ESP32_LL_01 is forgotten, and its samples are being deleted\n");
        assertThat(run("device", "set", "--name=x", ID).err()).contains("no station ESP32_LL_01 is known");
    }

    /** Who the journal says that somebody with this token is. */
    private static String actor(TestConsole console, String token) {
        console.send(
                "POST",
                "/api/bugs",
                "{\"title\":\"The tray sticks\",\"description\":\"Every morning\"}".getBytes(StandardCharsets.UTF_8),
                "Authorization",
                "Bearer " + token);
        return console.json("/api/admin/audit?limit=1")
                .at("/items/0/actor_kind")
                .asString();
    }

    @Test
    void aStationIsApprovedWhileNoConsoleRuns() throws Exception {
        TestStations.leave(database, ID, "pending");
        assertThat(run("device", "approve", "ESP32_XX_99").code()).isEqualTo(Exit.REFUSED);

        assertThat(run("device", "block", "ESP32_LL_01").code()).isEqualTo(Exit.OK);
        assertThat(run("device", "approve", "ESP32_LL_01").code()).as("blocked").isEqualTo(Exit.REFUSED);
        assertThat(run("device", "unblock", "ESP32_LL_01").code()).isEqualTo(Exit.OK);
        assertThat(run("device", "approve", "ESP32_LL_01").code()).isEqualTo(Exit.OK);
        assertThat(run("device", "new-token", "ESP32_LL_01").code()).isEqualTo(Exit.OK);
        assertThat(run("device", "forget", "ESP32_XX_99").code()).isEqualTo(Exit.REFUSED);

        try (TestConsole console = TestConsole.with().database(database).start()) {
            assertThat(TestStations.enrollment(console, ID)).isEqualTo("approved");
        }
    }

    @Test
    void valuesOfAStationThatAreNoneAreTold() throws Exception {
        for (String time : List.of("90x", "-5m", "m", "0h")) {
            Result wrong = run("device", "maintenance", "on", "--for=" + time, ID);
            assertThat(wrong.code()).as(time).isEqualTo(Exit.USAGE);
            assertThat(wrong.err())
                    .contains("--for")
                    .contains("such as 90m, 2h or 1d")
                    .doesNotContain("Exception");
        }
        Result zone = run("device", "calibrate", "--zone=37.5", ID);
        assertThat(zone.code()).isEqualTo(Exit.USAGE);
        assertThat(zone.err()).contains("--zone").contains("such as 37.5x22.5").doesNotContain("Exception");
        Result unit = run("device", "calibrate", "--reflectance=foo", ID);
        assertThat(unit.code()).isEqualTo(Exit.USAGE);
        assertThat(unit.err()).contains("--reflectance").doesNotContain("Exception");
        assertThat(run("device", "calibrate", "--usual", "--interval=4", ID).code())
                .isEqualTo(Exit.USAGE);
        try (TestConsole console = TestConsole.with().database(database).start();
                DataFolder held = DataFolder.open(folder)) {
            held.announce(new DataFolder.Instance(1, console.url()));
            TestStations.hello(console, ID);
            assertThat(run("device", "calibrate", "--zone=37,5x22,5", ID).out())
                    .isEqualTo("ESP32_LL_01 is calibrated: mounting height as usual, zone 37.5 x 22.5 mm, reflectance"
                            + " as usual, interval as usual\n");
            assertThat(run("device", "calibrate", "--usual", ID).out()).isEqualTo("ESP32_LL_01 is as usual again\n");
            assertThat(console.json("/api/sqal/devices/ESP32_LL_01")
                            .at("/device/calibration/zone_width_mm")
                            .isNumber())
                    .isFalse();
        }
    }

    @Test
    void aStationOfAConsoleThatDoesNotAnswerIsLeftAlone() throws Exception {
        int nobody;
        try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            nobody = closed.getLocalPort();
        }
        List<String> changes = List.of("approve", "block", "unblock", "forget", "new-token");
        try (DataFolder held = DataFolder.open(folder)) {
            for (String change : changes) {
                Result starting = run("device", change, "ESP32_LL_01");
                assertThat(starting.code()).as(change).isEqualTo(Exit.ALREADY_RUNNING);
                assertThat(starting.err()).contains("does not answer yet: try again in some seconds");
            }
            held.announce(new DataFolder.Instance(78, "http://127.0.0.1:" + nobody));
            for (String change : changes) {
                Result dead = run("device", change, "ESP32_LL_01");
                assertThat(dead.code()).as(change).isEqualTo(Exit.REFUSED);
                assertThat(dead.err()).isNotBlank().doesNotContain("\tat ");
                assertThat(dead.out()).isEmpty();
            }
        }
    }

    @Test
    void anAnswerThatIsCutOffTellsThatTheOutcomeIsNotKnown() throws Exception {
        try (DataFolder held = DataFolder.open(folder);
                ServerSocket console = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            held.announce(new DataFolder.Instance(78, "http://127.0.0.1:" + console.getLocalPort()));
            Thread.ofVirtual().start(() -> {
                while (true) {
                    try (Socket request = console.accept()) {
                        request.getInputStream().read(); // taken, and never answered
                    } catch (IOException e) {
                        return;
                    }
                }
            });
            for (String change : List.of("approve", "forget", "new-token")) {
                Result unknown = run("device", change, "ESP32_LL_01");
                assertThat(unknown.code()).as(change).isEqualTo(Exit.OUTCOME_UNKNOWN);
                assertThat(unknown.err())
                        .contains("it is not known whether this was done")
                        .contains("/api/sqal/devices/ESP32_LL_01");
                assertThat(unknown.out()).isEmpty();
            }
            assertThat(run("token", "revoke", "wall display").code()).isEqualTo(Exit.OUTCOME_UNKNOWN);
        }
    }

    @Test
    void whatIsWrongWithAStationIsSaidWhetherAConsoleRunsOrNot() throws Exception {
        List<String> changes = List.of("approve", "block", "unblock", "forget", "new-token");
        for (String change : changes) {
            assertThat(run("device", change).err()).as(change).contains("Missing required parameter", "ID");
            Result unknown = run("device", change, "ESP32_XX_99");
            assertThat(unknown.code()).as(change).isEqualTo(Exit.REFUSED);
            assertThat(unknown.err()).contains("no station ESP32_XX_99 is known");
            assertThat(unknown.out()).isEmpty();
        }
        for (String change : List.of("approve", "new-token")) {
            Result claim = run("device", change, "--claim=0badc1a1", "ESP32_LL_01");
            assertThat(claim.code()).isEqualTo(Exit.REFUSED);
            assertThat(claim.err()).contains("--claim needs a console that runs");
        }
        assertThat(run("device", "block", "--claim=0badc1a1", "ESP32_LL_01").code())
                .isEqualTo(Exit.USAGE);
        try (TestConsole console = TestConsole.with().database(database).start();
                DataFolder held = DataFolder.open(folder)) {
            held.announce(new DataFolder.Instance(1, console.url()));
            for (String change : changes) {
                Result unknown = run("device", change, "ESP32_XX_99");
                assertThat(unknown.code()).as(change).isEqualTo(Exit.REFUSED);
                assertThat(unknown.err()).contains("ESP32_XX_99");
                assertThat(unknown.out()).isEmpty();
            }
        }
    }

    @Test
    void theClockIsConfirmedBesideAConsoleThatRuns() throws Exception {
        try (TestConsole console = TestConsole.with().database(database).start();
                DataFolder held = DataFolder.open(folder)) {
            held.announce(new DataFolder.Instance(1, console.url()));
            Result said = run("clock", "confirm");
            assertThat(said.code()).isEqualTo(Exit.OK);
            assertThat(said.out()).startsWith("confirmed: the next deletion");
            assertThat(folder.resolve(Retention.CONFIRMATION)).isEmptyFile();

            Result again = run("clock", "confirm");
            assertThat(again.code()).isEqualTo(Exit.OK);
            assertThat(again.out()).startsWith("confirmed already");
        }
        try (Database open = TestDatabase.open(database)) {
            open.awaitUp(Patience.LIMIT);
            new Retention(
                            open,
                            () -> Partitions.of(Partitioning.NATIVE),
                            List.of(),
                            new NewestSamples(),
                            Clock.systemUTC(),
                            folder)
                    .dropOld();
        }
        assertThat(folder.resolve(Retention.CONFIRMATION))
                .as("what deletes has taken it up")
                .doesNotExist();
    }

    @Test
    void aClockCannotBeConfirmedForAFolderThatIsNotThere() {
        Path nowhere = folder.resolve("nowhere");
        Result result = run("clock", "confirm", "--data-dir=" + nowhere);
        assertThat(result.code()).isEqualTo(Exit.REFUSED);
        assertThat(result.err()).contains(nowhere.toString(), "--data-dir").doesNotContain("\tat ");
        assertThat(nowhere).doesNotExist();
        assertThat(run("clock", "doubt").code()).isEqualTo(Exit.USAGE);
    }

    @Test
    void aProbeSaysHowTheConsoleIsByItsExitCode() throws Exception {
        String address;
        try (TestConsole console = TestConsole.with().database(database).start()) {
            address = console.url();
            for (String kind : List.of("startup", "live", "ready")) {
                Result well = run("probe", kind, "--url=" + address);
                assertThat(well.code()).as(well.err()).isEqualTo(Exit.OK);
                assertThat(well.out()).startsWith("200 {");
            }
            Files.writeString(
                    folder.resolve(SettingsLoader.FILE),
                    "port=" + URI.create(address).getPort() + "\n");
            assertThat(run("probe", "live").code()).as("found by the settings").isEqualTo(Exit.OK);
            Files.writeString(folder.resolve("instance.json"), "{\"pid\":1,\"url\":\"http://127.0.0.1:1\"}");
            assertThat(run("probe", "live").code())
                    .as("the one that was there is gone")
                    .isEqualTo(Exit.OK);
            Files.delete(folder.resolve(SettingsLoader.FILE));
            Files.writeString(folder.resolve("instance.json"), "{\"pid\":1,\"url\":\"" + address + "\"}");
            assertThat(run("probe", "live").code())
                    .as("found by its folder, on a port of an argument")
                    .isEqualTo(Exit.OK);
        }
        Result away = run("probe", "ready", "--url=" + address);

        assertThat(away.code()).isEqualTo(Exit.NOT_WELL);
        assertThat(away.err()).contains("no answer from " + address + "/health/ready");
        assertThat(run("probe", "well").code()).isEqualTo(Exit.USAGE);
        assertThat(run("probe", "--url=console").code()).isEqualTo(Exit.USAGE);
        assertThat(run("probe", "--url=file:/etc").code()).isEqualTo(Exit.USAGE);
    }

    @ParameterizedTest
    @CsvSource({
        "report make shift --shift 25:00 06:00, time of day such as 22:00",
        "report make daily --day 2026-13-01, day such as 2026-03-29",
        "report make lot --lot x --to x, time such as 2026-03-29T05:00:00Z",
    })
    void aTimeThatIsNoneIsSaidWithOneThatIs(String command, String said) {
        Result result = execute(List.of(command.split(" ")));

        assertThat(result.code()).isEqualTo(Exit.USAGE);
        assertThat(result.err()).contains(said).doesNotContain("java.");
    }

    @Test
    void aProbeThatIsAnsweredWithARefusalFails() throws Exception {
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/health/ready", exchange -> {
            exchange.sendResponseHeaders(503, 0);
            exchange.getResponseBody().write("{\"status\":\"not_ready\"}".getBytes(StandardCharsets.UTF_8));
            exchange.close();
        });
        server.start();
        try {
            Result refused =
                    run("probe", "--url=http://127.0.0.1:" + server.getAddress().getPort());

            assertThat(refused.code()).isEqualTo(Exit.NOT_WELL);
            assertThat(refused.out()).isEqualTo("503 {\"status\":\"not_ready\"}\n");
        } finally {
            server.stop(0);
        }
    }

    @Test
    void aSecondConsoleShowsTheFirstOnesWindow() throws Exception {
        AtomicInteger shown = new AtomicInteger();
        try (TestConsole console = TestConsole.with().database(database).start();
                DataFolder held = DataFolder.open(folder)) {
            assertThat(run("--headless", "--port=0").err()).contains("a console is starting on " + folder);
            held.announce(new DataFolder.Instance(77, console.url()));
            Result noWindow = run("--headless", "--port=0");
            assertThat(noWindow.code()).isEqualTo(Exit.ALREADY_RUNNING);
            assertThat(noWindow.err()).contains("process 77", console.url(), "runs without a window");

            console.backend().window(shown::incrementAndGet);
            Result second = run("--headless", "--port=0");

            assertThat(second.code()).isEqualTo(Exit.OK);
            assertThat(second.err()).contains("was brought to the front");
            assertThat(shown).hasValue(1);
        }
    }

    /** What a console of this process logs to its folder must not outlive the folder. */
    @AfterEach
    void closeTheLogFile() {
        var log = ((LoggerContext) LoggerFactory.getILoggerFactory()).getLogger(Logger.ROOT_LOGGER_NAME);
        var file = log.getAppender("file");
        if (file != null) {
            log.detachAppender(file);
            file.stop();
        }
    }

    @Test
    void aConsoleWithoutAWindowIsEndedOverItsApi() throws Exception {
        CompletableFuture<Integer> console = CompletableFuture.supplyAsync(
                () -> ConsoleCommand.program()
                        .execute("--headless", "--port=0", "--bind=127.0.0.1", "--data-dir=" + folder),
                Thread::startVirtualThread);
        await().atMost(Duration.ofSeconds(60)).until(() -> DataFolder.announced(folder) != null);
        URI url = URI.create(DataFolder.announced(folder).url());

        assertThat(RawHttp.send(url.getPort(), "POST", "/api/admin/shutdown", new byte[0])
                        .status())
                .isEqualTo(202);

        assertThat(console.get(60, TimeUnit.SECONDS)).isEqualTo(Exit.OK);
        assertThat(DataFolder.announced(folder)).isNull();
        try (DataFolder free = DataFolder.open(folder)) {
            assertThat(free).as("the folder is free again").isNotNull();
        }
    }

    @Test
    void aConsoleThatDiedWithoutAWordIsNamed() throws Exception {
        int nobody;
        try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            nobody = closed.getLocalPort();
        }
        try (DataFolder held = DataFolder.open(folder)) {
            held.announce(new DataFolder.Instance(78, "http://127.0.0.1:" + nobody));

            Result result = run("--headless", "--port=0");

            assertThat(result.code()).isEqualTo(Exit.ALREADY_RUNNING);
            assertThat(result.err()).contains("process 78");
            assertThat(run("token", "list").code()).isEqualTo(Exit.REFUSED);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "canard \uD83E\uDD86", "a/b", "x\ny"})
    void aTokensNameIsLettersAndDigits(String name) {
        Result result = run("token", "create", name);

        assertThat(result.code()).isEqualTo(Exit.USAGE);
        assertThat(result.err()).contains("letters, digits");
    }

    @Test
    void whatIsWrongWithTheCommandLineIsSaid() {
        assertThat(run("token", "create", "a", "--role=king").code()).isEqualTo(Exit.USAGE);
        assertThat(run("--port", "many").code()).isEqualTo(Exit.USAGE);
        assertThat(run("dance", "all", "night").err()).contains("dance");
        assertThat(run("token", "create").err()).contains("NAME");
        assertThat(run("--help").out()).contains("Exit codes").contains("GAVEURS_PORT");
        assertThat(run("--version").out()).isNotBlank();
    }

    @Test
    void whatIsWrongWithTheSettingsIsSaid() throws IOException {
        Files.writeString(folder.resolve(SettingsLoader.FILE), "port=many\n");

        Result result = run("token", "list");

        assertThat(result.code()).isEqualTo(Exit.USAGE);
        assertThat(result.err()).contains("the setting port from " + folder).doesNotContain("\tat ");
    }

    @Test
    void afterAWrongSettingTheFolderIsFree() throws Exception {
        Files.writeString(folder.resolve(SettingsLoader.FILE), "port=many\n");

        assertThat(run("--headless", "--bind=127.0.0.1").code()).isEqualTo(Exit.USAGE);

        try (DataFolder free = DataFolder.open(folder)) {
            assertThat(free).isNotNull();
        }
    }

    @Test
    void aStartThatFailsIsSaidOnceAndFreesTheFolder() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Result result = run("--headless", "--bind=127.0.0.1", "--port=" + taken.getLocalPort());

            assertThat(result.code()).isEqualTo(Exit.START_FAILED);
            assertThat(result.err()).containsOnlyOnce("could not start").contains("another program has it");
        }
        try (DataFolder free = DataFolder.open(folder)) {
            assertThat(free).isNotNull();
        }
    }

    @Test
    void aSimulationGivesUpWhereNobodyEverAnswered() throws IOException {
        int nobody;
        try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            nobody = closed.getLocalPort();
        }
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        PrintStream usual = System.err;
        System.setErr(new PrintStream(err, true, StandardCharsets.UTF_8));
        int code;
        try {
            code = new CommandLine(new SimulateCommand(Duration.ofSeconds(1))).execute("--url=127.0.0.1:" + nobody);
        } finally {
            System.setErr(usual);
        }

        assertThat(code).isEqualTo(Exit.REFUSED);
        assertThat(err.toString(StandardCharsets.UTF_8))
                .contains("nobody answered at 127.0.0.1:" + nobody + " for 1 s", "give its address with --url");
    }

    @Test
    void aDatabaseThatIsNotThereIsSaid() throws IOException {
        int nobody;
        try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            nobody = closed.getLocalPort();
        }
        Files.writeString(
                folder.resolve(SettingsLoader.FILE), "database.url=postgresql://u:hidden@127.0.0.1:" + nobody + "/d\n");

        Result result = run("token", "list");

        assertThat(result.code()).isEqualTo(Exit.START_FAILED);
        assertThat(result.err()).contains("database could not start").doesNotContain("hidden");
    }
}
