package fr.gaveurs.console.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import fr.gaveurs.console.api.Routes;
import fr.gaveurs.console.backend.platform.lifecycle.Lifecycle;
import fr.gaveurs.console.backend.platform.lifecycle.StartException;
import fr.gaveurs.console.backend.platform.postgres.EmbeddedPostgres;
import fr.gaveurs.console.backend.platform.postgres.UnpackedPostgres;
import fr.gaveurs.console.backend.platform.settings.Settings;
import fr.gaveurs.console.backend.platform.settings.SettingsLoader;
import fr.gaveurs.console.backend.platform.spool.Spool;
import fr.gaveurs.console.backend.platform.store.connection.ConnectionInfo;
import fr.gaveurs.console.backend.platform.store.errors.DamageException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A whole console on a database of its own, of which single files were damaged while it was closed. */
@Timeout(180)
class DamagedDataTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    private Path data;

    private final Instant today = Instant.now();
    private final Instant yesterday = noonBefore(1);
    private final Instant before = noonBefore(2);
    private Settings settings;

    /** Far from midnight, so that what follows it is of the same day. */
    private Instant noonBefore(int days) {
        return LocalDate.ofInstant(today, ZoneOffset.UTC)
                .minusDays(days)
                .atTime(12, 0)
                .toInstant(ZoneOffset.UTC);
    }

    @BeforeEach
    void prepare() throws Exception {
        UnpackedPostgres.makeMigratedInto(data);
        settings = SettingsLoader.load(data, Map.of(), Map.of("port", "0", "bind", "127.0.0.1"));
    }

    private static String part(String table, Instant time) {
        return table + "_p" + DateTimeFormatter.BASIC_ISO_DATE.format(LocalDate.ofInstant(time, ZoneOffset.UTC));
    }

    private interface Work<T> {
        T on(Connection connection) throws SQLException;
    }

    private <T> T sql(Work<T> work) throws Exception {
        ConnectionInfo info = EmbeddedPostgres.running(data).orElseThrow();
        try (Connection connection = DriverManager.getConnection(info.jdbcUrl(), info.properties())) {
            return work.on(connection);
        }
    }

    private String ask(String query) throws Exception {
        return sql(connection -> {
            try (ResultSet row = connection.createStatement().executeQuery(query)) {
                row.next();
                return row.getString(1);
            }
        });
    }

    /** A console that stores samples of three days, and ends. Returns the files of relations. */
    private List<String> fill(String... relations) throws Exception {
        List<String> paths = new ArrayList<>();
        Backend backend = new Backend(settings, "9.9.9", Lifecycle.Listener.SILENT);
        backend.start();
        try {
            List<TestMessages> samples = new ArrayList<>();
            for (int i = 0; i < 30; i++) {
                samples.add(TestMessages.sample("ESP32_LL_01").id("y" + i).at(yesterday.minusSeconds(60L * i)));
                samples.add(TestMessages.sample("ESP32_LL_03").id("b" + i).at(before.minusSeconds(60L * i)));
                samples.add(TestMessages.sample("ESP32_LL_02").id("t" + i).at(today.minusMillis(i)));
            }
            store(backend, samples);
            for (String relation : relations) {
                paths.add(ask("SELECT pg_relation_filepath('" + relation + "')"));
            }
        } finally {
            backend.stop();
        }
        return paths;
    }

    private Path file(String relation) {
        return data.resolve("postgres/cluster").resolve(relation);
    }

    private void damage(String relation) throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(file(relation).toFile(), "rw")) {
            file.seek(4_000);
            file.write("not what PostgreSQL wrote".getBytes(StandardCharsets.UTF_8));
        }
    }

    private static HttpResponse<String> get(Backend backend, String path) throws Exception {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(backend.url() + path)).build(),
                        HttpResponse.BodyHandlers.ofString());
    }

    private static void store(Backend backend, List<TestMessages> samples) throws IOException {
        try (RawWebSocket device = RawWebSocket.open(URI.create(backend.url()).getPort(), Routes.WS_SENSORS)) {
            for (TestMessages sample : samples) {
                device.sendText(sample.utf8());
            }
            for (int acknowledged = 0; acknowledged < samples.size(); ) {
                String type = device.readJson().path("type").asString();
                assertThat(type).isIn("ack", "connection_established");
                acknowledged += type.equals("ack") ? 1 : 0;
            }
        }
    }

    @Test
    void damagedDaysAreSetAsideAnIndexIsBuiltAnewAndEverythingElseGoesOn() throws Exception {
        List<String> files = fill(
                part("sensor_samples", yesterday),
                part("sensor_samples", before) + "_pkey",
                part("sensor_samples", today),
                "devices");
        damage(files.get(0));
        damage(files.get(1));
        Files.delete(file(files.get(2)));

        Backend backend = new Backend(settings, "9.9.9", Lifecycle.Listener.SILENT);
        backend.start();
        try {
            store(
                    backend,
                    List.of(
                            TestMessages.sample("ESP32_LL_02").id("new").at(today.plusMillis(1)),
                            TestMessages.sample("ESP32_LL_01").id("late").at(yesterday.plusSeconds(1)),
                            TestMessages.sample("ESP32_LL_03").id("later").at(before.plusSeconds(1))));
            // Whoever reads those days meets the damage, if the start did not.
            await().atMost(PATIENCE).untilAsserted(() -> assertThat(
                            get(backend, "/api/sqal/samples?limit=200").body())
                    .contains("\"new\"", "\"late\"", "\"later\"", "\"b0\"", "\"b29\"", "\"y29\"")
                    .doesNotContain("\"y0\"", "\"t0\""));
            assertThat(ask("SELECT to_regclass('damaged." + part("sensor_samples", yesterday) + "')::text"))
                    .isNotNull();
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(get(backend, "/health").body())
                            .contains(
                                    "days of samples are damaged",
                                    part("sensor_samples", yesterday),
                                    part("sensor_samples", today)));
            await().atMost(PATIENCE)
                    .untilAsserted(
                            () -> assertThat(get(backend, "/api/bugs").body()).contains("was set aside as damaged."));
        } finally {
            backend.stop();
        }
        damage(files.get(3));

        Backend again = new Backend(settings, "9.9.9", Lifecycle.Listener.SILENT);
        assertThatThrownBy(again::start)
                .isInstanceOf(StartException.class)
                .hasCauseInstanceOf(DamageException.class)
                .hasMessageContaining("invalid page");
        again.stop();
    }

    @Test
    void aSpoolFileWithABadByteIsSaidInHealthAndByABug() throws Exception {
        Path spool = Files.createDirectories(data.resolve("spool"));
        try (Spool made = Spool.open(spool, 8 << 20, 64 << 20, 0, false)) {
            made.append(List.of(new byte[500], new byte[600]), Instant.now());
        }
        Path file = spool.resolve("00000000000000000001.spool");
        try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "rw")) {
            bytes.seek(200);
            bytes.write(1);
        }

        Backend backend = new Backend(settings, "9.9.9", Lifecycle.Listener.SILENT);
        backend.start();
        try {
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(get(backend, "/health").body())
                            .contains("files of the spool were damaged", "00000000000000000001.spool.damaged"));
            await().atMost(PATIENCE)
                    .untilAsserted(
                            () -> assertThat(get(backend, "/api/bugs").body()).contains("of the spool on disk"));
        } finally {
            backend.stop();
        }
    }
}
