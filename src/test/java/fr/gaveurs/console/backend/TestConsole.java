package fr.gaveurs.console.backend;

import static org.awaitility.Awaitility.await;

import fr.gaveurs.console.api.Json;
import fr.gaveurs.console.api.Routes;
import fr.gaveurs.console.backend.features.firmware.rollout.RolloutPace;
import fr.gaveurs.console.backend.platform.http.Bounds;
import fr.gaveurs.console.backend.platform.jobs.Jobs.Pace;
import fr.gaveurs.console.backend.platform.lifecycle.Lifecycle;
import fr.gaveurs.console.backend.platform.lifecycle.StartException;
import fr.gaveurs.console.backend.platform.settings.BackupPlan;
import fr.gaveurs.console.backend.platform.settings.FirmwareSettings;
import fr.gaveurs.console.backend.platform.settings.LogPlan;
import fr.gaveurs.console.backend.platform.settings.ProductPlan;
import fr.gaveurs.console.backend.platform.settings.RedisAddress;
import fr.gaveurs.console.backend.platform.settings.ReportPlan;
import fr.gaveurs.console.backend.platform.settings.Settings;
import fr.gaveurs.console.backend.platform.store.MemoryFolder;
import fr.gaveurs.console.backend.platform.store.TestDatabase;
import fr.gaveurs.console.backend.platform.store.connection.ConnectionInfo;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.ColonPrefixSqlParser;
import org.jdbi.v3.core.statement.SqlParser;
import org.jdbi.v3.postgres.PostgresPlugin;
import tools.jackson.databind.JsonNode;

/**
 * The whole backend on a free port of 127.0.0.1, on a database of its own in the server that all tests share and a
 * temporary folder.
 *
 * <pre>{@code
 * try (TestConsole console = TestConsole.start()) { … }
 * }</pre>
 */
public final class TestConsole implements AutoCloseable {
    private static final SqlParser PARSER = new ColonPrefixSqlParser();

    private final Path folder;
    private final ConnectionInfo info;
    private final Backend backend;
    private final HttpClient http = HttpClient.newHttpClient();
    private final SpareConnection connections;
    private final Jdbi jdbi;
    private boolean stopped;
    private boolean folderKept;

    private TestConsole(
            Path folder,
            ConnectionInfo info,
            Settings settings,
            String version,
            Bounds bounds,
            Clock clock,
            Pace pace,
            RolloutPace rollouts)
            throws StartException {
        this.folder = folder;
        this.info = info;
        this.backend = new Backend(
                settings,
                version,
                Lifecycle.Listener.SILENT,
                bounds,
                clock,
                clock instanceof TestClock test ? test::nanos : System::nanoTime,
                pace,
                rollouts);
        this.connections = new SpareConnection(info);
        this.jdbi = Jdbi.create(connections).installPlugin(new PostgresPlugin()).setSqlParser(PARSER);
        backend.start();
    }

    /** What a test may choose; by default no rate limit, everything else as in the program. */
    public static final class Options {
        private ConnectionInfo info;
        private int proxyPort;
        private int rateLimit;
        private int rateLimitRest;
        private Bounds bounds = Bounds.STANDARD;
        private boolean enrollOpen;
        private ZoneId zone = ZoneId.of("Europe/Paris");
        private int queue = 1024;
        private int batch = 500;
        private int spoolMib = 256;
        private Path folder;
        private Clock clock = Clock.systemUTC();
        private int maxStations = 1_000;
        private Duration socketIdle = Duration.ofMinutes(2);
        private Duration shutdownLimit = Duration.ofSeconds(30);
        private boolean cacheEnabled = true;
        private RedisAddress redis;
        private BackupPlan backups = new BackupPlan(false, LocalTime.of(2, 30), 7);
        private boolean relay;
        private Pace pace = Pace.USUAL;
        private RolloutPace rollouts = RolloutPace.USUAL;
        private String version = "9.9.9";
        private FirmwareSettings firmware = FirmwareSettings.USUAL;
        private ProductPlan products = ProductPlan.OFF;
        private LogPlan log = LogPlan.NONE;
        private ReportPlan reports = ReportPlan.STANDARD;

        private Options() {}

        /** The database, instead of a fresh one. */
        public Options database(ConnectionInfo chosen) {
            info = chosen;
            return this;
        }

        /** The console reaches its database through this port of 127.0.0.1. */
        public Options databaseThrough(int port) {
            proxyPort = port;
            return this;
        }

        /** Where the database is that the console will use: a fresh one, unless one was chosen. */
        public ConnectionInfo info() {
            if (info == null) {
                info = TestDatabase.freshInfo();
            }
            return info;
        }

        public Options rateLimit(int samplesPerMinute) {
            rateLimit = samplesPerMinute;
            return this;
        }

        public Options rateLimitRest(int requestsPerMinute) {
            rateLimitRest = requestsPerMinute;
            return this;
        }

        public Options bounds(Bounds chosen) {
            bounds = chosen;
            return this;
        }

        public Options enrollOpen() {
            enrollOpen = true;
            return this;
        }

        public Options zone(String id) {
            zone = ZoneId.of(id);
            return this;
        }

        public Options queue(int capacity, int batchSize) {
            queue = capacity;
            batch = batchSize;
            return this;
        }

        /** MiB that the spool may take. */
        public Options spool(int mib) {
            spoolMib = mib;
            return this;
        }

        public Options clock(Clock chosen) {
            clock = chosen;
            return this;
        }

        public Options maxStations(int stations) {
            maxStations = stations;
            return this;
        }

        public Options socketIdle(Duration silence) {
            socketIdle = silence;
            return this;
        }

        public Options shutdownLimit(Duration limit) {
            shutdownLimit = limit;
            return this;
        }

        public Options noCache() {
            cacheEnabled = false;
            return this;
        }

        /** How often jobs are looked for. */
        public Options jobs(Pace chosen) {
            pace = chosen;
            return this;
        }

        /** How fast firmware is rolled out. */
        public Options rollouts(RolloutPace chosen) {
            rollouts = chosen;
            return this;
        }

        public Options backups(BackupPlan plan) {
            backups = plan;
            return this;
        }

        /** One of several on its database; without, it reads nothing but what a test asks for. */
        public Options relay() {
            relay = true;
            return this;
        }

        /** A Redis on a port of 127.0.0.1. */
        public Options redis(int port, String password) {
            redis = new RedisAddress("127.0.0.1", port, false, null, password, 0);
            return this;
        }

        /** How firmware comes to stations. */
        public Options firmware(boolean unsignedAdmitted, int downloadKib) {
            firmware = new FirmwareSettings(unsignedAdmitted, downloadKib);
            return this;
        }

        /** The version that the program says it has. */
        public Options version(String chosen) {
            version = chosen;
            return this;
        }

        /** What consumers are told, and where. */
        public Options products(ProductPlan plan) {
            products = plan;
            return this;
        }

        /** Who keeps the log's checkpoints. */
        public Options log(LogPlan plan) {
            log = plan;
            return this;
        }

        /** The settings that these options make. */
        public Settings settings(Path folder) {
            ConnectionInfo direct = info();
            ConnectionInfo used = proxyPort == 0
                    ? direct
                    : new ConnectionInfo("127.0.0.1", proxyPort, direct.database(), direct.user(), direct.password());
            return new Settings(
                    folder,
                    0,
                    "127.0.0.1",
                    url(used),
                    rateLimit,
                    rateLimitRest,
                    enrollOpen,
                    zone,
                    Duration.ofDays(7),
                    Duration.ofDays(90),
                    queue,
                    batch,
                    spoolMib,
                    0,
                    maxStations,
                    1 << 20,
                    socketIdle,
                    shutdownLimit,
                    null,
                    cacheEnabled,
                    8,
                    backups,
                    redis,
                    relay,
                    true,
                    products,
                    log,
                    reports,
                    firmware);
        }

        /** How reports look, and how long they are kept. */
        public Options reports(ReportPlan chosen) {
            reports = chosen;
            return this;
        }

        /** The data folder, instead of a fresh one. */
        public Options folder(Path chosen) {
            folder = chosen;
            return this;
        }

        public TestConsole start() throws IOException, StartException {
            Path used = folder == null ? MemoryFolder.make("console-") : folder;
            return new TestConsole(used, info(), settings(used), version, bounds, clock, pace, rollouts);
        }
    }

    public static Options with() {
        return new Options();
    }

    public static TestConsole start() throws IOException, StartException {
        return with().start();
    }

    /** A database's address as {@code DATABASE_URL} has it. */
    public static String url(ConnectionInfo info) {
        return "postgresql://" + encode(info.user()) + ":" + encode(info.password()) + "@" + info.host() + ":"
                + info.port() + "/" + encode(info.database());
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** The data folder. */
    public Path folder() {
        return folder;
    }

    public Backend backend() {
        return backend;
    }

    public String url() {
        return backend.url();
    }

    public int port() {
        return URI.create(url()).getPort();
    }

    public ConnectionInfo database() {
        return info;
    }

    /** The database past the console, on connections of the test's own. */
    public Jdbi jdbi() {
        return jdbi;
    }

    /** One number that a query gives. */
    public long count(String sql, Object... parameters) {
        try (Handle handle = jdbi.open()) {
            var query = handle.createQuery(sql);
            for (int i = 0; i < parameters.length; i++) {
                query.bind(i, parameters[i]);
            }
            return query.mapTo(Long.class).one();
        }
    }

    /** The text that a query gives in one row at most; empty where it gives none. */
    public String text(String sql) {
        return jdbi.withHandle(
                        handle -> handle.createQuery(sql).mapTo(String.class).findOne())
                .orElse("");
    }

    /** The one time that a query gives, as it crosses the wire. */
    public Instant time(String sql) {
        return jdbi.withHandle(handle ->
                        handle.createQuery(sql).mapTo(OffsetDateTime.class).one())
                .toInstant()
                .truncatedTo(ChronoUnit.MILLIS);
    }

    // REST

    /** Since when the first condition of a kind is so; null where none is. */
    public Instant since(String kind) {
        JsonNode since = json("/api/sqal/conditions?kind=" + kind).at("/items/0/since");
        return since.isMissingNode() ? null : Instant.parse(since.asString());
    }

    public HttpResponse<String> get(String path, String... headers) {
        return send("GET", path, null, headers);
    }

    /** Any request; {@code body} null sends none. {@code headers} are names and values in turn. */
    public HttpResponse<String> send(String method, String path, byte[] body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url() + path))
                .timeout(RawWebSocket.PATIENCE)
                .method(
                        method,
                        body == null
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofByteArray(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    /** A body as it comes, whatever it is. */
    public byte[] bytes(String path) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url() + path))
                .timeout(RawWebSocket.PATIENCE)
                .build();
        return send(request, HttpResponse.BodyHandlers.ofByteArray()).body();
    }

    private <T> HttpResponse<T> send(HttpRequest request, HttpResponse.BodyHandler<T> handler) {
        try {
            return http.send(request, handler);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** What health tells of one component; a missing node where it knows none of that name. */
    public JsonNode component(String name) {
        return json("/health")
                .get("components")
                .valueStream()
                .filter(component -> component.get("name").asString().equals(name))
                .findFirst()
                .orElseGet(Json.MAPPER::missingNode);
    }

    public HttpResponse<String> post(String path, String json) {
        return send("POST", path, json.getBytes(StandardCharsets.UTF_8), "Content-Type", "application/json");
    }

    /** The JSON that a GET answers. */
    public JsonNode json(String path) {
        return Json.MAPPER.readTree(get(path).body());
    }

    /** The value of a metric: of the first line that begins with {@code series}; NaN if there is none. */
    public double metric(String series) {
        return get("/metrics")
                .body()
                .lines()
                .filter(line -> line.startsWith(series + " "))
                .findFirst()
                .map(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .orElse(Double.NaN);
    }

    // WebSocket

    /** A device's socket, past its {@code connection_established}. */
    public RawWebSocket sensors() throws IOException {
        RawWebSocket socket = RawWebSocket.open(port(), Routes.WS_SENSORS);
        socket.awaitJson("connection_established");
        return socket;
    }

    /** A dashboard's socket, before anything was read. */
    public RawWebSocket realtime() throws IOException {
        return RawWebSocket.open(port(), Routes.WS_REALTIME);
    }

    /** Sends samples one after another and waits for the acknowledgement of each, and for what follows it. */
    public void store(List<TestMessages> samples) throws IOException {
        try (RawWebSocket device = sensors()) {
            for (TestMessages sample : samples) {
                device.sendText(sample.utf8());
            }
            for (int i = 0; i < samples.size(); i++) {
                JsonNode answer = device.readJson();
                if (!answer.path("type").asString().equals("ack")) {
                    throw new IllegalStateException("not acknowledged: " + answer);
                }
            }
        }
        // Devices are told before figures and dashboards are.
        await().pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(1))
                .until(() -> backend.unfinished().samples() == 0);
    }

    public void store(TestMessages... samples) throws IOException {
        store(List.of(samples));
    }

    /** Leaves the data folder where it is at the end, for the next console. */
    public void keepFolder() {
        folderKept = true;
    }

    /** Stops the backend; the database and the folder stay. */
    public void stop() {
        if (!stopped) {
            stopped = true;
            backend.stop();
        }
    }

    @Override
    public void close() throws IOException {
        stop();
        connections.close();
        http.close();
        if (folderKept) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
