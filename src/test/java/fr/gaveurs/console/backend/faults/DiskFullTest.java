package fr.gaveurs.console.backend.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fr.gaveurs.console.api.Json;
import fr.gaveurs.console.api.Routes;
import fr.gaveurs.console.backend.ConsoleProcess;
import fr.gaveurs.console.backend.FaultyLink;
import fr.gaveurs.console.backend.FreePort;
import fr.gaveurs.console.backend.RawWebSocket;
import fr.gaveurs.console.backend.TestConsole;
import fr.gaveurs.console.backend.TestMessages;
import fr.gaveurs.console.backend.platform.postgres.UnpackedPostgres;
import fr.gaveurs.console.backend.platform.store.TestDatabase;
import fr.gaveurs.console.backend.platform.store.connection.ConnectionInfo;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The disk of PostgreSQL is full, and then that of the spool, and space comes free again. */
@Timeout(180)
class DiskFullTest {
    @TempDir
    private Path folder;

    @BeforeEach
    void needsASmallDisk() throws Exception {
        SmallDisk.assumePossible(folder);
    }

    @Test
    void whatPostgresqlHasNoRoomForIsSpooledAndStoredOnceThereIsSome() throws Exception {
        Path disk = Files.createDirectory(folder.resolve("disk"));
        Path log = folder.resolve("postgresql.log");
        int port = FreePort.find();
        List<String> command = new ArrayList<>(List.of(SmallDisk.on(disk, 128)));
        // PostgreSQL refuses to run as root, which the first namespace makes of everybody.
        command.addAll(List.of(
                "unshare",
                "-U",
                "sh",
                "-c",
                """
                "$1/bin/initdb" -D "$0/data" -U gaveurs -A trust -E UTF8 --locale=C --no-sync >&2 &&
                exec "$1/bin/postgres" -D "$0/data" -p "$2" -c listen_addresses=127.0.0.1 \
                    -c unix_socket_directories= -c shared_buffers=16MB -c max_wal_size=48MB -c min_wal_size=32MB
                """,
                disk.toString(),
                UnpackedPostgres.home().toString(),
                Integer.toString(port)));
        Process postgres = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        ConnectionInfo info = new ConnectionInfo("127.0.0.1", port, "postgres", "gaveurs", "");
        try {
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> Files.readString(log).contains("ready to accept connections"));
            try (TestConsole console = TestConsole.with().database(info).start();
                    Fleet fleet = new Fleet(console::port, 3, Duration.ofMillis(15))) {
                fleet.awaitMore("saved", 20);

                SmallDisk.say("fill", postgres.getOutputStream(), () -> Files.readString(log));
                fleet.awaitMore("spooled", 60);
                assertThat(console.json("/health").get("breakers").toString()).contains("No space left");
                assertThat(console.get("/api/sqal/samples").statusCode())
                        .as("reads go on")
                        .isEqualTo(200);
                await().atMost(RawWebSocket.PATIENCE).until(() -> console.json("/health/ready")
                        .get("status")
                        .asString()
                        .equals("degraded"));

                SmallDisk.say("free", postgres.getOutputStream(), () -> Files.readString(log));
                fleet.awaitMore("saved", 20);
                fleet.rest();
                await().atMost(RawWebSocket.PATIENCE).until(() -> console.metric("spool_samples") == 0);
                fleet.assertStoredOnce(console.jdbi());
                assertThat(console.count("SELECT count(*) FROM quarantined_samples"))
                        .isZero();
            }
        } finally {
            SmallDisk.end(postgres);
        }
    }

    @Test
    void whatTheSpoolHasNoRoomForIsRefusedUntilThereIsSome() throws Exception {
        Path disk = Files.createDirectory(folder.resolve("disk"));
        ConnectionInfo info = TestDatabase.freshInfo();
        try (FaultyLink link = new FaultyLink(info.port());
                ConsoleProcess console = ConsoleProcess.on(disk.resolve("data"))
                        // Below 300 MiB free it does not start.
                        .wrappedIn(SmallDisk.on(disk, 480))
                        .wrappedIn("sh", "-c", """
                                mkdir -p "$0" && echo spool.reserve.mib=0 >"$0/settings.properties" && exec "$@"
                                """, disk.resolve("data").toString())
                        .environment(
                                "DATABASE_URL",
                                TestConsole.url(new ConnectionInfo(
                                        "127.0.0.1", link.port(), info.database(), info.user(), info.password())))
                        .quick()
                        .start();
                RawWebSocket device = RawWebSocket.open(console.port(), Routes.WS_SENSORS)) {
            assertThat(answer(device, TestMessages.sample("ESP32_LL_01"))).isEqualTo("saved");
            link.cut();
            SmallDisk.say("fill", console.input(), console::log);
            TestMessages refused = TestMessages.sample("ESP32_LL_01");
            assertThat(answer(device, refused)).contains("keep the sample");
            await().until(() -> status(console).equals("not_ready"));

            SmallDisk.say("free", console.input(), console::log);
            await().until(() -> answer(device, refused).equals("spooled"));
            await().until(() -> status(console).equals("degraded"));

            link.mend();
            await().atMost(RawWebSocket.PATIENCE)
                    .until(() -> console.get("/metrics").contains("\nspool_samples 0"));
            List<String> stored = Jdbi.create(() -> DriverManager.getConnection(info.jdbcUrl(), info.properties()))
                    .withHandle(handle -> handle.createQuery("SELECT sample_id FROM sensor_samples")
                            .mapTo(String.class)
                            .list());
            assertThat(stored).hasSize(2).contains(refused.id());
            console.input().close();
        }
    }

    @Test
    void samplesAreRefusedBeforePostgresqlHasNoRoomLeftAndTakenAgainByThemselves() throws Exception {
        Path disk = Files.createDirectory(folder.resolve("disk"));
        Path data = disk.resolve("data");
        try (ConsoleProcess console = ConsoleProcess.on(data)
                        .wrappedIn(SmallDisk.on(disk, 900))
                        .quick()
                        .start();
                RawWebSocket device = RawWebSocket.open(console.port(), Routes.WS_SENSORS)) {
            assertThat(answer(device, TestMessages.sample("ESP32_LL_01"))).isEqualTo("saved");
            SmallDisk.say("leave-150", console.input(), console::log);
            TestMessages refused = TestMessages.sample("ESP32_LL_01");
            await().atMost(RawWebSocket.PATIENCE).until(() -> status(console).equals("not_ready"));
            assertThat(answer(device, refused)).contains("keep the sample");
            assertThat(console.get("/health")).contains("samples are taken again from 300 on");
            assertThat(console.get("/metrics"))
                    .contains("\ndata_disk_free_bytes 1")
                    .contains("\ndata_disk_size_bytes 9");
            // Between the two thresholds nothing changes; the database is well all the time. There is never more than
            // that
            // meanwhile: the console would rightly take samples again.
            SmallDisk.say("leave-250", console.input(), console::log);
            assertThat(answer(device, refused)).contains("keep the sample");
            assertThat(console.get("/api/sqal/samples?limit=1")).contains("ESP32_LL_01");

            SmallDisk.say("free", console.input(), console::log);
            await().atMost(RawWebSocket.PATIENCE)
                    .until(() -> answer(device, refused).equals("saved"));
            await().atMost(RawWebSocket.PATIENCE).until(() -> !status(console).equals("not_ready"));
            assertThat(console.log()).doesNotContain("No space left").doesNotContain("The database died");
            console.input().close();
        }
    }

    private static String status(ConsoleProcess console) throws Exception {
        return Json.MAPPER.readTree(console.get("/health/ready")).get("status").asString();
    }

    /** What became of a sample: the status of its acknowledgement, or the message of its refusal. */
    private static String answer(RawWebSocket device, TestMessages sample) throws Exception {
        device.sendText(sample.utf8());
        JsonNode answer = device.awaitJson(m -> m.path("sample_id").asString("").equals(sample.id()));
        return answer.path(answer.has("status") ? "status" : "message").asString();
    }
}
