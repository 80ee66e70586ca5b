package fr.gaveurs.console.backend.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fr.gaveurs.console.api.Json;
import fr.gaveurs.console.api.health.Health.StartedPart;
import fr.gaveurs.console.backend.Backend;
import fr.gaveurs.console.backend.FaultyLink;
import fr.gaveurs.console.backend.RawWebSocket;
import fr.gaveurs.console.backend.TestConsole;
import fr.gaveurs.console.backend.TestMessages;
import fr.gaveurs.console.backend.platform.lifecycle.Lifecycle;
import fr.gaveurs.console.backend.platform.store.TestDatabase;
import fr.gaveurs.console.backend.platform.store.connection.ConnectionInfo;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Between any two steps of the start the database may die, or keep a table to itself: the start goes on without it. */
class StartFaultTest {
    private final ConnectionInfo info = TestDatabase.freshInfo();
    private final HttpClient http = HttpClient.newHttpClient();

    @TempDir
    private Path folder;

    /** Does something once, when a part of the start has started. */
    private record After(String part, Runnable action) implements Lifecycle.Listener {
        @Override
        public void starting(String part) {}

        @Override
        public void started(StartedPart started) {
            if (started.name().equals(part)) {
                action.run();
            }
        }

        @Override
        public void stopping(String part) {}
    }

    private void anEarlierRun() throws Exception {
        try (TestConsole console =
                TestConsole.with().database(info).folder(folder).start()) {
            console.keepFolder();
            console.store(TestMessages.sample("ESP32_LL_01"));
        }
    }

    private JsonNode get(Backend backend, String path) {
        try {
            return Json.MAPPER.readTree(http.send(
                            HttpRequest.newBuilder(URI.create(backend.url() + path))
                                    .timeout(RawWebSocket.PATIENCE)
                                    .build(),
                            BodyHandlers.ofString())
                    .body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private void showsEverything(Backend backend) {
        await().untilAsserted(() -> {
            JsonNode overview = get(backend, "/api/sqal/dashboard/overview");
            assertThat(overview.path("stations").asInt())
                    .as(overview.toString())
                    .isEqualTo(1);
            assertThat(overview.path("samples_last_hour").asInt())
                    .as(overview.toString())
                    .isEqualTo(1);
        });
        await().untilAsserted(() -> assertThat(
                        get(backend, "/health/ready").path("status").asString())
                .isEqualTo("ready"));
        assertThat(get(backend, "/api/sqal/samples").path("items").size()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"database", "stations", "sample writer", "error collector"})
    void theDatabaseDiesAfter(String part) throws Exception {
        anEarlierRun();
        try (FaultyLink link = new FaultyLink(info.port())) {
            Backend backend = new Backend(
                    TestConsole.with()
                            .database(info)
                            .databaseThrough(link.port())
                            .settings(folder),
                    "9.9.9",
                    new After(part, () -> {
                        try {
                            link.cut();
                        } catch (IOException e) {
                            throw new UncheckedIOException(e);
                        }
                    }));
            try {
                backend.start();
                await().untilAsserted(() -> assertThat(
                                get(backend, "/health/ready").path("status").asString())
                        .isEqualTo("degraded"));
                link.mend();
                showsEverything(backend);
            } finally {
                backend.stop();
            }
        }
    }

    @Test
    void somebodyHoldsTheTableOfSamples() throws Exception {
        anEarlierRun();
        try (Connection holder = DriverManager.getConnection(info.jdbcUrl(), info.properties());
                Statement lock = holder.createStatement()) {
            holder.setAutoCommit(false);
            Backend backend =
                    new Backend(TestConsole.with().database(info).settings(folder), "9.9.9", new After("cache", () -> {
                        try {
                            lock.execute("LOCK TABLE sensor_samples IN ACCESS EXCLUSIVE MODE");
                        } catch (java.sql.SQLException e) {
                            throw new IllegalStateException(e);
                        }
                    }));
            try {
                backend.start();
                assertThat(get(backend, "/health/startup").path("status").asString())
                        .isEqualTo("started");
                holder.rollback();
                showsEverything(backend);
            } finally {
                backend.stop();
            }
        }
    }
}
