package fr.gaveurs.console.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import fr.gaveurs.console.api.Json;
import fr.gaveurs.console.api.health.Health;
import fr.gaveurs.console.backend.platform.lifecycle.Lifecycle;
import fr.gaveurs.console.backend.platform.lifecycle.StartException;
import fr.gaveurs.console.backend.platform.settings.Settings;
import fr.gaveurs.console.backend.platform.store.connection.ConnectionInfo;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a start comes to when something is in its way, and what is answered until it is done. */
@Timeout(120)
class StartTest {
    @TempDir
    private Path folder;

    private Settings settings(TestConsole.Options options, String bind, int port) {
        Settings usual = options.settings(folder);
        return settings(usual, bind, port, usual.databaseUrl());
    }

    private static Settings settings(Settings s, String bind, int port, String databaseUrl) {
        return new Settings(
                s.dataDir(),
                port,
                bind,
                databaseUrl,
                s.rateLimitDevice(),
                s.rateLimitRest(),
                s.enrollOpen(),
                s.timeZone(),
                s.histogramRetention(),
                s.sampleRetention(),
                s.queueCapacity(),
                s.batchSize(),
                s.spoolLimitMib(),
                s.spoolReserveMib(),
                s.maxStations(),
                s.messageLimit(),
                s.socketIdle(),
                s.shutdownLimit(),
                s.kioskCode(),
                s.cacheEnabled(),
                s.cacheMib(),
                s.backups(),
                s.redis(),
                s.relayEnabled(),
                s.mdnsEnabled(),
                s.products(),
                s.log(),
                s.reports(),
                s.firmware());
    }

    private static Backend backend(Settings settings) {
        return new Backend(settings, "9.9.9", Lifecycle.Listener.SILENT);
    }

    @Test
    void aPortThatIsTakenIsNamedWithTheWayOut() throws Exception {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Backend backend = backend(settings(TestConsole.with(), "127.0.0.1", other.getLocalPort()));

            assertThatThrownBy(backend::start)
                    .isInstanceOfSatisfying(
                            StartException.class, e -> assertThat(e.part()).isEqualTo("http server"))
                    .hasMessageContaining("127.0.0.1:" + other.getLocalPort())
                    .hasMessageContaining("another program has it")
                    .hasMessageContaining("--port");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"203.0.113.7", "300.300.300.300"})
    void anAddressOfNobodyHereIsNamed(String bind) {
        assertThatThrownBy(() -> backend(settings(TestConsole.with(), bind, 0)).start())
                .isInstanceOf(StartException.class)
                .hasMessageContaining(bind + " is no address of this machine")
                .hasMessageContaining("--bind");
    }

    @ParameterizedTest
    @ValueSource(strings = {"mysql://u:hidden@h/d", "postgresql://u:hidden@h:port/d", "nonsense:hidden"})
    void anAddressOfADatabaseThatIsNoneIsRefusedWithoutItsPassword(String url) {
        Settings wrong = settings(TestConsole.with().settings(folder), "127.0.0.1", 0, url);

        assertThatThrownBy(() -> backend(wrong).start())
                .isInstanceOf(StartException.class)
                .hasMessageContaining("postgresql://user:password@host:port/database")
                .hasMessageNotContaining("hidden");
    }

    /** Whoever closes the window of a console that starts waits for the part under way, and no longer. */
    @Test
    void aStartCanBeEndedAfterEachOfItsParts() throws Exception {
        Settings settings = settings(TestConsole.with(), "127.0.0.1", 0);
        List<String> parts = new ArrayList<>();
        Backend whole = new Backend(settings, "9.9.9", onStarted(parts::add));
        whole.start();
        whole.stop();
        assertThat(parts).hasSizeGreaterThan(20);

        for (String last : parts.subList(0, parts.size() - 1)) {
            AtomicReference<Backend> backend = new AtomicReference<>();
            List<String> started = new ArrayList<>();
            backend.set(new Backend(settings, "9.9.9", onStarted(part -> {
                started.add(part);
                if (part.equals(last)) {
                    backend.get().stop();
                }
            })));
            assertThatThrownBy(backend.get()::start)
                    .as(last)
                    .isInstanceOfSatisfying(
                            StartException.class, e -> assertThat(e.ended()).isTrue());
            assertThat(started).endsWith(last);
        }
    }

    private static Lifecycle.Listener onStarted(Consumer<String> listener) {
        return new Lifecycle.Listener() {
            @Override
            public void starting(String part) {}

            @Override
            public void started(Health.StartedPart part) {
                listener.accept(part.name());
            }

            @Override
            public void stopping(String part) {}
        };
    }

    @Test
    void untilItHasStartedItSaysSoAndItCanBeStoppedAllTheSame() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            // It accepts and never says a word: the start waits.
            TestConsole.Options options =
                    TestConsole.with().databaseThrough(silent.getLocalPort()).shutdownLimit(Duration.ofSeconds(1));
            Backend backend = backend(settings(options, "127.0.0.1", 0));
            CompletableFuture<String> start = CompletableFuture.supplyAsync(
                    () -> {
                        try {
                            backend.start();
                            return "started";
                        } catch (StartException e) {
                            return e.part();
                        }
                    },
                    Thread::startVirtualThread);
            await().atMost(RawWebSocket.PATIENCE)
                    .ignoreExceptions()
                    .until(() -> URI.create(backend.url()).getPort() > 0);
            int port = URI.create(backend.url()).getPort();

            RawHttp.Answer startup = RawHttp.get(port, "/health/startup");
            assertThat(startup.status()).isEqualTo(503);
            assertThat(Json.MAPPER.readTree(startup.body()).get("status").asString())
                    .isEqualTo("starting");
            assertThat(RawHttp.get(port, "/health/live").status()).isEqualTo(200);
            assertThat(RawHttp.get(port, "/health/ready").status()).isEqualTo(503);
            assertThat(RawHttp.get(port, "/health").status()).isEqualTo(200);
            for (String path : List.of("/api/sqal/devices", "/metrics", "/docs/", "/nothing", "/ws/sensors/")) {
                RawHttp.Answer answer = RawHttp.get(port, path);
                assertThat(answer.status()).as(path).isEqualTo(503);
                assertThat(answer.body()).contains("/problems/starting");
                assertThat(answer.header("Retry-After")).isEqualTo("2");
            }
            assertThatThrownBy(() -> RawWebSocket.open(port, "/ws/sensors/"))
                    .isInstanceOfSatisfying(RawWebSocket.Refused.class, r -> assertThat(r.status())
                            .isEqualTo(503));
            assertThat(start).isNotDone();

            backend.stop();

            assertThatThrownBy(() -> new Socket(InetAddress.getLoopbackAddress(), port))
                    .isInstanceOf(java.net.ConnectException.class);
        }
    }

    @Test
    void aRestartFindsEverythingAsItWas() throws Exception {
        ConnectionInfo database;
        TestMessages sample = TestMessages.sample("ESP32_LL_01");
        try (TestConsole first = TestConsole.start()) {
            database = first.database();
            first.store(sample);
        }
        try (TestConsole second = TestConsole.with().database(database).start()) {
            assertThat(second.json("/api/sqal/samples/latest")
                            .at("/items/0/sample_id")
                            .asString())
                    .isEqualTo(sample.id());
            assertThat(second.json("/api/sqal/dashboard/overview")
                            .get("samples_last_hour")
                            .asLong())
                    .isEqualTo(1);
            assertThat(second.json("/api/sqal/devices/ESP32_LL_01")
                            .at("/device/state")
                            .asString())
                    .isIn("live", "stale");
            second.store(sample);
            assertThat(second.count("SELECT count(*) FROM sensor_samples")).isEqualTo(1);
        }
    }
}
