package fr.gaveurs.console.backend.features.firmware;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fr.gaveurs.console.Patience;
import fr.gaveurs.console.api.Json;
import fr.gaveurs.console.backend.ConsoleProcess;
import fr.gaveurs.console.backend.FaultyLink;
import fr.gaveurs.console.backend.TestConsole;
import fr.gaveurs.console.backend.features.firmware.image.ImageBuilder;
import fr.gaveurs.console.backend.platform.store.TestDatabase;
import fr.gaveurs.console.backend.platform.store.connection.ConnectionInfo;
import fr.gaveurs.console.simulator.FirmwareFleet;
import fr.gaveurs.console.simulator.Simulation;
import fr.gaveurs.console.simulator.firmware.FirmwareProfile;
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
 * Two consoles on one database: the one that the station is connected to is killed while a rollout, or its install, is in a
 * state, the station comes to the other one, and that goes on; a new one takes the place of the killed. With
 * {@code -Dfirmware.kills=all} in each state, else in two.
 */
@ExtendWith(Patience.class)
@Timeout(600)
class FirmwareRestartTest {
    private static final boolean ALL = "all".equals(System.getProperty("firmware.kills"));
    private static final String ROLLOUTS = "firmware_rollouts";
    private static final String INSTALLS = "firmware_installs";

    @TempDir
    Path folder;

    private final FirmwareHall hall = new FirmwareHall();
    private final HttpClient http = HttpClient.newHttpClient();
    private final ConnectionInfo info = TestDatabase.freshInfo();
    private final Jdbi jdbi = Jdbi.create(() -> DriverManager.getConnection(info.jdbcUrl(), info.properties()));
    private int consoles;
    private ConsoleProcess one;
    private ConsoleProcess other;
    private FaultyLink link;

    private ConsoleProcess start() throws Exception {
        Path data = folder.resolve("console-" + consoles++);
        Files.createDirectories(data);
        Files.writeString(data.resolve("settings.properties"), "firmware.download.kib=64\nbackup.daily=false\n");
        return ConsoleProcess.on(data)
                .environment("DATABASE_URL", TestConsole.url(info))
                .quick()
                .start();
    }

    private String send(String method, String path, byte[] body, String type) throws Exception {
        HttpResponse<String> answer = http.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + one.port() + path))
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

    private String state(String table) {
        return jdbi.withHandle(handle -> handle.createQuery("SELECT state FROM " + table + " ORDER BY "
                                + (table.equals(ROLLOUTS) ? "id" : "rollout_id") + " DESC LIMIT 1")
                        .mapTo(String.class)
                        .findOne())
                .orElse("");
    }

    /** What leaves a state waits until the console that wants it is killed: else it would be over before it is seen. */
    private void triggers() {
        jdbi.useHandle(handle -> {
            handle.execute("CREATE TABLE held (name text, state text)");
            handle.execute("CREATE FUNCTION hold() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
                    + " WHILE NEW.state <> OLD.state AND EXISTS (SELECT 1 FROM held h WHERE h.name = TG_TABLE_NAME"
                    + " AND h.state = OLD.state) LOOP PERFORM pg_sleep(0.02); END LOOP; RETURN NEW; END $$");
            for (String table : List.of(ROLLOUTS, INSTALLS)) {
                handle.execute(
                        "CREATE TRIGGER hold BEFORE UPDATE ON " + table + " FOR EACH ROW EXECUTE FUNCTION hold()");
            }
        });
    }

    private void hold(Moment moment) {
        jdbi.useHandle(handle -> {
            handle.execute("DELETE FROM held");
            handle.execute("INSERT INTO held VALUES (?, ?)", moment.table(), moment.state());
        });
    }

    private record Moment(String table, String state) {}

    private static Moment rollout(String state) {
        return new Moment(ROLLOUTS, state);
    }

    private static Moment install(String state) {
        return new Moment(INSTALLS, state);
    }

    /** In each of these, one after the other, the station's console is killed, and the other one finds it. */
    private void killIn(Moment... moments) throws Exception {
        hold(moments[0]);
        killInHeld(moments);
    }

    private void killInHeld(Moment... moments) throws Exception {
        for (int i = 0; i < moments.length; i++) {
            Moment moment = moments[i];
            await().alias(moment.toString())
                    .pollInterval(Duration.ofMillis(3))
                    .atMost(Duration.ofMinutes(2))
                    .until(() -> state(moment.table()).equals(moment.state()));
            one.kill();
            assertThat(state(moment.table())).as("when the console was killed").isEqualTo(moment.state());
            hold(i + 1 < moments.length ? moments[i + 1] : new Moment("", ""));
            ConsoleProcess survivor = other;
            other = one;
            one = survivor;
            link.to(survivor.port());
            link.dropConnections();
            other = start();
        }
    }

    /** The number of a draft of an image. */
    private long draft(byte[] image) throws Exception {
        return draft(image, 0);
    }

    private long draft(byte[] image, int soakMinutes) throws Exception {
        long version = Json.MAPPER
                .readTree(send("POST", "/api/firmware/versions" + hall.query(image), image, "application/octet-stream"))
                .path("id")
                .asLong();
        String drafted = send(
                "POST",
                "/api/firmware/ota",
                "{\"version_id\":" + version + ",\"plan\":"
                        + FirmwareHall.plan(5).replace("\"soak_minutes\":0", "\"soak_minutes\":" + soakMinutes) + "}");
        return Json.MAPPER.readTree(drafted).path("id").asLong();
    }

    private void act(long rollout, String verb) throws Exception {
        send("POST", "/api/firmware/ota/" + rollout + "/" + verb, null);
    }

    private static byte[] image(String version) {
        return ImageBuilder.seeded(41 + version.hashCode())
                .named("gaveurs-station", version)
                .bytes(200_000)
                .build();
    }

    private void ends(String rollout, String install) {
        await().atMost(Duration.ofMinutes(2)).until(() -> state(ROLLOUTS).equals(rollout));
        assertThat(state(INSTALLS)).isEqualTo(install);
    }

    @Test
    void aKilledConsoleIsGoneOnFromByAnother() throws Exception {
        FirmwareFleet fleet =
                FirmwareFleet.of(List.of(FirmwareProfile.GOOD), Map.of(hall.keyId(), hall.pair.getPublic()));
        one = start();
        other = start();
        link = new FaultyLink(one.port());
        try (Simulation simulation =
                new Simulation(Simulation.Options.livers(Simulation.socketUri("ws://127.0.0.1:" + link.port()), 1, 4, 1)
                        .with(fleet))) {
            triggers();
            send(
                    "POST",
                    "/api/firmware/keys",
                    Json.MAPPER.writeValueAsString(Map.of("name", "maker", "public_key", hall.pem())));
            simulation.start();
            await().until(() -> send("GET", "/api/firmware/stations", null).contains("\"elf_sha256\""));
            if (ALL) {
                eachState(simulation);
                return;
            }
            long rollout = draft(image("1.1.0"));
            hold(install("downloading"));
            act(rollout, "approve");
            killInHeld(install("downloading"), install("proving"));
            ends("done", "confirmed");
            assertThat(version(simulation)).isEqualTo("1.1.0");
        } finally {
            one.kill();
            other.kill();
            link.close();
        }
    }

    /** Takes an image, with kills in these; ends as if there had been none. */
    private void takes(Simulation simulation, String version, Moment... moments) throws Exception {
        long rollout = draft(image(version));
        hold(moments[0]);
        act(rollout, "approve");
        killInHeld(moments);
        ends("done", "confirmed");
        assertThat(version(simulation)).isEqualTo(version);
    }

    /**
     * Several images, since a station that goes on by itself while its console is dead leaves out what it would have said
     * meanwhile.
     */
    private void eachState(Simulation simulation) throws Exception {
        // Time enough to be paused in: what is left of it is cut short in the end.
        long rollout = draft(image("1.1.0"), 10);
        killIn(rollout("draft"));
        await().until(() -> send("GET", "/api/firmware/stations", null).contains("\"elf_sha256\""));
        hold(rollout("approved"));
        act(rollout, "approve");
        killInHeld(rollout("approved"), install("waiting"), install("offered"), install("proving"));
        await("it watches the wave for ten minutes").until(() -> state(ROLLOUTS).equals("soaking"));
        act(rollout, "pause");
        killIn(rollout("paused"));
        hold(rollout("running"));
        act(rollout, "resume");
        killInHeld(rollout("running"), rollout("soaking"));
        jdbi.useHandle(handle -> handle.execute("UPDATE firmware_rollouts SET left_ms = 500"));
        ends("done", "confirmed");
        takes(simulation, "1.2.0", install("accepted"));
        takes(simulation, "1.3.0", install("downloading"));
        takes(simulation, "1.4.0", install("verified"));
        takes(simulation, "1.5.0", install("rebooting"));
        hold(install("reverting"));
        act(5, "revert");
        killInHeld(install("reverting"));
        ends("reverted", "rolled_back");
        assertThat(version(simulation)).isEqualTo("1.4.0");
    }

    private static String version(Simulation simulation) {
        return Objects.requireNonNull(simulation.devices().getFirst().firmware())
                .board()
                .program()
                .version();
    }
}
