package fr.gaveurs.console.backend.features.firmware;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fr.gaveurs.console.Patience;
import fr.gaveurs.console.api.Json;
import fr.gaveurs.console.backend.ConsoleProcess;
import fr.gaveurs.console.backend.TestConsole;
import fr.gaveurs.console.backend.features.firmware.image.ImageBuilder;
import fr.gaveurs.console.backend.platform.store.TestDatabase;
import fr.gaveurs.console.backend.platform.store.connection.ConnectionInfo;
import fr.gaveurs.console.simulator.FirmwareFleet;
import fr.gaveurs.console.simulator.Simulation;
import fr.gaveurs.console.simulator.firmware.FirmwareProfile;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * A console is killed while a station is in a state, and another one, with a data folder of its own, goes on.
 * {@code -Dfirmware.kills=all} does so in each state.
 */
@ExtendWith(Patience.class)
@Timeout(300)
class FirmwareRestartTest {
    private static final List<String> STATES = "all".equals(System.getProperty("firmware.kills"))
            ? List.of("waiting", "offered", "accepted", "downloading", "verified", "rebooting", "proving")
            : List.of("downloading", "proving");

    @TempDir
    Path folder;

    private final FirmwareHall hall = new FirmwareHall();
    private final HttpClient http = HttpClient.newHttpClient();
    private int port;
    private int consoles;

    private ConsoleProcess start(ConnectionInfo info) throws Exception {
        Path data = folder.resolve("console-" + consoles++);
        Files.createDirectories(data);
        Files.writeString(data.resolve("settings.properties"), "firmware.download.kib=64\nbackup.daily=false\n");
        return ConsoleProcess.on(data)
                .port(port)
                .environment("DATABASE_URL", TestConsole.url(info))
                .start();
    }

    private String send(String method, String path, byte[] body, String type) throws Exception {
        HttpResponse<String> answer = http.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                        .header("Content-Type", type)
                        .method(
                                method,
                                body == null
                                        ? HttpRequest.BodyPublishers.noBody()
                                        : HttpRequest.BodyPublishers.ofByteArray(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        return FirmwareHall.ok(answer);
    }

    private String send(String method, String path, String json) throws Exception {
        return send(method, path, json == null ? null : json.getBytes(StandardCharsets.UTF_8), "application/json");
    }

    @Test
    void aKilledConsoleIsGoneOnFromByAnother() throws Exception {
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        ConnectionInfo info = TestDatabase.freshInfo();
        Jdbi jdbi = Jdbi.create(() -> DriverManager.getConnection(info.jdbcUrl(), info.properties()));
        byte[] image = ImageBuilder.seeded(41).bytes(200_000).build();
        FirmwareFleet fleet =
                FirmwareFleet.of(List.of(FirmwareProfile.GOOD), Map.of(hall.keyId(), hall.pair.getPublic()));
        ConsoleProcess console = start(info);
        try (Simulation simulation =
                new Simulation(Simulation.Options.livers(Simulation.socketUri("ws://127.0.0.1:" + port), 1, 4, 1)
                        .with(fleet))) {
            send(
                    "POST",
                    "/api/firmware/keys",
                    Json.MAPPER.writeValueAsString(Map.of("name", "maker", "public_key", hall.pem())));
            simulation.start();
            await().until(() -> send("GET", "/api/firmware/stations", null).contains("\"app_elf_sha256\"")
                    || send("GET", "/api/firmware/stations", null).contains("\"elf_sha256\""));
            long version = Json.MAPPER
                    .readTree(send(
                            "POST", "/api/firmware/versions" + hall.query(image), image, "application/octet-stream"))
                    .path("id")
                    .asLong();
            send("POST", "/api/firmware/ota", "{\"version_id\":" + version + ",\"plan\":" + FirmwareHall.plan(5) + "}");
            send("POST", "/api/firmware/ota/1/approve", null);

            for (String state : STATES) {
                await().pollInterval(Duration.ofMillis(3))
                        .atMost(Duration.ofMinutes(1))
                        .until(() -> state(jdbi).equals(state));
                console.kill();
                console = start(info);
            }
            await().atMost(Duration.ofSeconds(90))
                    .untilAsserted(() -> assertThat(state(jdbi)).isEqualTo("confirmed"));
            assertThat(Objects.requireNonNull(simulation.devices().getFirst().firmware())
                            .board()
                            .program()
                            .version())
                    .isEqualTo("1.1.0");
            await().until(() -> send("GET", "/api/firmware/ota/1", null).contains("\"state\":\"done\""));
        } finally {
            console.kill();
        }
    }

    private static String state(Jdbi jdbi) {
        return jdbi.withHandle(handle -> handle.createQuery("SELECT state FROM firmware_installs")
                        .mapTo(String.class)
                        .findOne())
                .orElse("");
    }
}
