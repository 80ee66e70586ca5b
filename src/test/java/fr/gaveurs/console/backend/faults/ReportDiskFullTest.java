package fr.gaveurs.console.backend.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fr.gaveurs.console.api.Json;
import fr.gaveurs.console.backend.ConsoleProcess;
import fr.gaveurs.console.backend.RawWebSocket;
import fr.gaveurs.console.backend.TestConsole;
import fr.gaveurs.console.backend.platform.store.TestDatabase;
import fr.gaveurs.console.backend.platform.store.connection.ConnectionInfo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The disk of the data folder has no room for reports, and then some comes free. */
@Timeout(180)
class ReportDiskFullTest {
    @TempDir
    private Path folder;

    @BeforeEach
    void needsASmallDisk() throws Exception {
        SmallDisk.assumePossible(folder);
    }

    private static JsonNode json(ConsoleProcess console, String path) throws IOException, InterruptedException {
        return Json.MAPPER.readTree(console.get(path));
    }

    /** The console alone sees its disk: through its own folder in {@code /proc}. */
    private static List<String> files(ConsoleProcess console, Path data) throws IOException {
        List<ProcessHandle> processes = new ArrayList<>();
        ProcessHandle.of(console.pid()).ifPresent(first -> {
            processes.add(first);
            first.descendants().forEach(processes::add);
        });
        for (ProcessHandle process : processes) {
            Path seen = Path.of("/proc/" + process.pid() + "/root" + data.resolve("report-files"));
            if (Files.isDirectory(seen)) {
                try (Stream<Path> all = Files.list(seen)) {
                    return all.map(each -> each.getFileName().toString()).toList();
                }
            }
        }
        return List.of();
    }

    @Test
    void whatHasNoRoomWaitsSaysSoAndIsMadeOnceThereIsSome() throws Exception {
        Path disk = Files.createDirectory(folder.resolve("disk"));
        Path data = disk.resolve("data");
        ConnectionInfo info = TestDatabase.freshInfo();
        Jdbi jdbi = Jdbi.create(() -> DriverManager.getConnection(info.jdbcUrl(), info.properties()));
        try (ConsoleProcess console = ConsoleProcess.on(data)
                .wrappedIn(SmallDisk.on(disk, 900))
                .environment("DATABASE_URL", TestConsole.url(info))
                .quick()
                .start()) {
            console.post("/api/reports/scheduled", "{\"name\":\"Matin\",\"cadence\":\"daily\"}");
            SmallDisk.say("leave-400", console.input(), console::log);
            console.post("/api/reports/scheduled/1/run", "");
            console.post("/api/reports", "{\"kind\":\"conditions\",\"formats\":[\"pdf\",\"xlsx\",\"csv\"]}");
            for (int id = 1; id <= 2; id++) {
                String path = "/api/reports/" + id;
                await().atMost(RawWebSocket.PATIENCE)
                        .until(() -> json(console, path).hasNonNull("reason"));
                JsonNode waiting = json(console, path);
                assertThat(waiting.get("state").asString()).isEqualTo("queued");
                assertThat(waiting.get("reason").get("code").asString()).isEqualTo("little_space");
                assertThat(waiting.get("error").asString()).contains("MiB free", "free some space");
            }
            assertThat(files(console, data)).isEmpty();
            await().untilAsserted(() -> assertThat(console.get("/api/sqal/conditions"))
                    .contains("reports_wait_for_room", "made by themselves"));
            await().atMost(RawWebSocket.PATIENCE)
                    .until(() -> console.get("/health").contains("reports wait for room on the disk"));

            SmallDisk.say("free", console.input(), console::log);
            // Said again until they are made: a look at the disk that was under way puts them off once more.
            await().atMost(RawWebSocket.PATIENCE)
                    .until(() -> jdbi.withHandle(handle -> {
                        handle.execute("UPDATE report_runs SET next_try = now()"
                                + " WHERE next_try > now() AND state = 'queued'");
                        return handle.createQuery("SELECT count(*) FROM report_runs WHERE state = 'done'"
                                                + " AND error IS NULL AND attempts = 1")
                                        .mapTo(Integer.class)
                                        .one()
                                == 2;
                    }));
            assertThat(files(console, data)).hasSize(2 * 4).noneMatch(each -> each.endsWith(".part"));
            await().atMost(RawWebSocket.PATIENCE)
                    .until(() -> !console.get("/api/sqal/conditions").contains("reports_wait_for_room"));
            console.input().close();
        }
    }
}
