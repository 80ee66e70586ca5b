package fr.gaveurs.console.backend;

import fr.gaveurs.console.api.Admin.About;
import fr.gaveurs.console.api.Devices.DeviceState;
import fr.gaveurs.console.api.Devices.Enrollment;
import fr.gaveurs.console.api.Json;
import fr.gaveurs.console.api.Routes;
import fr.gaveurs.console.api.Statistics.Figures;
import fr.gaveurs.console.api.Statistics.Overview;
import fr.gaveurs.console.api.Statistics.StatsQuery;
import fr.gaveurs.console.backend.platform.admin.AdminRoutes;
import fr.gaveurs.console.backend.platform.cache.Cache;
import fr.gaveurs.console.backend.platform.cache.CacheKey;
import fr.gaveurs.console.backend.features.quality.QualityCaches;
import fr.gaveurs.console.backend.platform.cache.Tags;
import fr.gaveurs.console.backend.features.devices.DeviceRoutes;
import fr.gaveurs.console.backend.features.devices.Station;
import fr.gaveurs.console.backend.features.devices.DeviceRegistry;
import fr.gaveurs.console.backend.features.devices.StationFile;
import fr.gaveurs.console.backend.platform.diagnostics.UnexpectedEnd;
import fr.gaveurs.console.backend.platform.diagnostics.Diagnostics;
import fr.gaveurs.console.backend.platform.diagnostics.DiagnosticsRoutes;
import fr.gaveurs.console.backend.platform.diagnostics.LogRing;
import fr.gaveurs.console.backend.platform.health.HealthBoard;
import fr.gaveurs.console.backend.platform.health.HealthBoard.Weight;
import fr.gaveurs.console.backend.platform.health.HealthRoutes;
import fr.gaveurs.console.backend.platform.http.AcceptHeader;
import fr.gaveurs.console.backend.platform.http.Bounds;
import fr.gaveurs.console.backend.platform.http.Endpoint;
import fr.gaveurs.console.backend.platform.http.HttpServer;
import fr.gaveurs.console.backend.platform.http.OpenApi;
import fr.gaveurs.console.backend.platform.http.Reply;
import fr.gaveurs.console.backend.platform.jobs.Jobs.Pace;
import fr.gaveurs.console.backend.platform.lifecycle.Deadline;
import fr.gaveurs.console.backend.platform.lifecycle.Lifecycle;
import fr.gaveurs.console.backend.platform.lifecycle.StartException;
import fr.gaveurs.console.backend.ingest.AfterCommit;
import fr.gaveurs.console.backend.realtime.Hub;
import fr.gaveurs.console.backend.ingest.Ingest;
import fr.gaveurs.console.backend.ingest.Outage;
import fr.gaveurs.console.backend.ingest.Pulse;
import fr.gaveurs.console.backend.ingest.SampleSpool;
import fr.gaveurs.console.backend.ingest.DeviceSocketContext;
import fr.gaveurs.console.backend.ingest.Throughput;
import fr.gaveurs.console.backend.platform.metrics.Metrics;
import fr.gaveurs.console.backend.features.quality.QualityRoutes;
import fr.gaveurs.console.backend.features.quality.Quarantine;
import fr.gaveurs.console.backend.features.quality.SampleQueries;
import fr.gaveurs.console.backend.features.quality.SampleStore;
import fr.gaveurs.console.backend.features.quality.StatsQueries;
import fr.gaveurs.console.backend.platform.resilience.Breakers;
import fr.gaveurs.console.backend.platform.security.Access;
import fr.gaveurs.console.backend.platform.security.Limits;
import fr.gaveurs.console.backend.platform.security.Secrets;
import fr.gaveurs.console.backend.platform.security.TokenStore;
import fr.gaveurs.console.backend.platform.settings.Settings;
import fr.gaveurs.console.backend.platform.store.Database;
import fr.gaveurs.console.backend.platform.files.DiskWatch;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The backend, put together in the order in which it starts. A sample's way through it: {@link DeviceSocketContext} (socket,
 * parse, grade) → {@link Ingest} (queue, writer) → {@link SampleStore} (commit) → acknowledgement → {@link AfterCommit}
 * → {@link Hub}.
 */
public final class Backend {
    private static final Logger LOG = LoggerFactory.getLogger(Backend.class);

    /** How long one question of the start may take. */
    private static final Duration START_READS = Duration.ofSeconds(5);

    private final Settings settings;
    private final String version;
    private final Bounds bounds;
    private final String windowKey = Secrets.newToken();
    /** What other consoles on the same database know this one by. */
    private final String console = UUID.randomUUID().toString().substring(0, 13);

    private final Clock clock;
    private final LongSupplier nanos;
    private final Pace pace;
    private final Lifecycle lifecycle;
    private final HealthBoard health;
    private final Metrics metrics = new Metrics();
    private final Breakers breakers;
    private final Throughput throughput;
    private final AtomicReference<@Nullable Runnable> window = new AtomicReference<>();
    private final AtomicReference<Runnable> askedToEnd =
            new AtomicReference<>(() -> Thread.ofPlatform().name("shutdown").start(this::stop));
    private @Nullable HttpServer server;
    private volatile @Nullable RequestGate doors;
    private @Nullable DeviceRegistry stations;
    private @Nullable TokenStore tokens;
    private @Nullable UnexpectedEnd before;

    /** @param listener follows start and stop, on the threads that call them */
    public Backend(Settings settings, String version, Lifecycle.Listener listener) {
        this(settings, version, listener, Bounds.STANDARD, Clock.systemUTC(), System::nanoTime, Pace.USUAL);
    }

    /**
     * @param bounds what one connection may take
     * @param clock what time it is; how long something takes is measured otherwise, so it may be set back and ahead
     * @param nanos the monotonic clock, by which stations and their samples are aged
     * @param pace how often jobs are looked for
     */
    Backend(
            Settings settings,
            String version,
            Lifecycle.Listener listener,
            Bounds bounds,
            Clock clock,
            LongSupplier nanos,
            Pace pace) {
        this.settings = settings;
        this.bounds = bounds;
        this.clock = clock;
        this.nanos = nanos;
        this.pace = pace;
        this.breakers = new Breakers(clock, metrics);
        this.throughput = new Throughput(clock);
        this.version = version;
        this.lifecycle = new Lifecycle(listener);
        this.health = new HealthBoard(clock, version, breakers);
        LogRing.ofProcess(); // hears the start, too
        health.follow(lifecycle);
    }

    /**
     * Starts everything; returns when samples are taken.
     *
     * @throws StartException naming the part that could not start and what to do; nothing is left running
     */
    public void start() throws StartException {
        HealthRoutes probes = new HealthRoutes(health);
        HttpServer http = lifecycle.start(new HttpServer(
                settings.bind(),
                settings.port(),
                settings.socketIdle(),
                bounds,
                probes.endpoints(),
                metrics,
                () -> lifecycle.phase() == Lifecycle.Phase.STOPPING));
        server = http;
        lifecycle.start(health);
        StoreParts store = StoreParts.start(lifecycle, settings, breakers, version, clock);
        DiskWatch disk = new DiskWatch(settings.dataDir(), store.embedded() != null);
        Database database = store.database();
        RelayParts relay = RelayParts.start(lifecycle, settings, database, console, metrics);
        Cache cache = lifecycle.start(CacheUpkeep.cache(settings, version, database, relay, breakers, metrics));
        cache.declare(QualityCaches.ALL);
        SampleQueries samples = new SampleQueries(database.jdbi());
        StatsQueries statistics = new StatsQueries(database.jdbi(), clock, settings.timeZone());
        StationMeters meters = new StationMeters(metrics);
        // A start waits for no table that somebody has locked: what it could not read is read later.
        SampleQueries first = new SampleQueries(database.jdbi(START_READS));
        DeviceRegistry book = new DeviceRegistry(
                database,
                first,
                clock,
                nanos,
                settings.sampleRetention(),
                settings.maxStations(),
                settings.enrollOpen(),
                settings.rateLimitDevice(),
                new StationFile(settings.dataDir().resolve("stations.json")),
                meters::add);
        book.onRead(
                () -> throughput.atLeast(first.countPerMinute(clock.instant().minusSeconds(3_600))));
        lifecycle.start(book);
        stations = book;

        SampleStore sampleStore = new SampleStore(database, store.partitions(), settings.timeZone(), metrics);
        Quarantine quarantine = new Quarantine(database, metrics);
        AtomicReference<@Nullable Pulse> pulse = new AtomicReference<>();
        Hub hub = lifecycle.start(new Hub(
                clock,
                version,
                book::live,
                () -> Objects.requireNonNull(pulse.get()).take(),
                bounds.message(),
                metrics));
        book.onChange(hub::publish);
        book.onForgotten(station -> {
            meters.remove(station);
            hub.forgotten();
        });
        SampleSpool spool =
                lifecycle.start(new SpoolPart(settings, clock, before == null)).spool();
        Ingest ingest = lifecycle.start(new Ingest(
                sampleStore,
                new Outage(
                        () -> {
                            String obstacle = database.writeObstacle();
                            return obstacle == null ? disk.obstacle() : obstacle;
                        },
                        clock),
                spool,
                settings.queueCapacity(),
                settings.batchSize(),
                new CacheUpkeep(cache, relay, new AfterCommit(book, hub, throughput, clock, metrics))));
        pulse.set(new Pulse(clock, health, book, throughput, ingest));
        DeviceSocketContext desk = new DeviceSocketContext(
                book, ingest, clock, settings.messageLimit(), bounds.message(), settings.rateLimitDevice(), metrics);
        ClockCheck clocks = new ClockCheck(store, desk.clocks(), clock);
        desk.databaseTime(clocks::databaseTime);
        store.retention().stations(desk.clocks()::consensus);
        health.register("clocks", Weight.AUXILIARY, clocks);
        BackupParts backups = new BackupParts(settings, store, version, clock);
        JobParts.start(lifecycle, store, console, backups, pace, health);

        BugParts bugs = BugParts.start(lifecycle, database, hub, desk, metrics, version, clock, before);

        registerChecks(store, ingest, http, cache, disk);
        StoredData stored = new StoredData(store.damage(), spool, settings.dataDir());
        stored.tell(bugs.errors());
        health.register("stored data", Weight.AUXILIARY, stored.check());
        health.register("quarantine", Weight.AUXILIARY, quarantine.check());
        SystemChecks.register(metrics, disk);
        backups.start(lifecycle, metrics, health);
        registerSockets(desk, hub);
        StoreMeters.register(metrics, database);
        SpoolPart.register(metrics, spool);
        meters.registerTotals(book);

        TokenStore tokenStore = new TokenStore(database);
        tokens = tokenStore;
        relay.follow(lifecycle, health, database, book, hub, throughput, cache, bugs.news(), tokenStore, clock);
        List<Endpoint> endpoints = new ArrayList<>(probes.endpoints());
        endpoints.addAll(new DeviceRoutes(book).endpoints());
        endpoints.addAll(new QualityRoutes(
                        samples,
                        statistics,
                        () -> book.stations().stream()
                                .map(Station::latest)
                                .filter(Objects::nonNull)
                                .toList(),
                        book::horizon,
                        () -> overview(book, statistics, cache),
                        quarantine,
                        cache)
                .endpoints());
        endpoints.addAll(bugs.endpoints());
        endpoints.addAll(new AdminRoutes(tokenStore, breakers, about(), window::get, () -> askedToEnd
                        .get()
                        .run())
                .endpoints());
        LogRing log = LogRing.ofProcess();
        endpoints.addAll(new DiagnosticsRoutes(log, new Diagnostics(version, settings, health, metrics, log, clock))
                .endpoints());
        endpoints.addAll(documents());
        Access access = new Access(tokenStore, new Limits(settings.rateLimitRest(), metrics), windowKey);
        doors = lifecycle.start(new RequestGate(http, endpoints, desk, hub, access));
        lifecycle.started();
        banner();
    }

    private void registerChecks(StoreParts store, Ingest ingest, HttpServer http, Cache cache, DiskWatch disk) {
        SystemChecks checks = new SystemChecks(disk);
        health.register("server threads", Weight.LIVENESS, checks.serverThreads(http));
        health.register("background threads", Weight.LIVENESS, SystemChecks.backgroundThreads(lifecycle::supervised));
        // Without it samples go to the spool: whether they are kept is the writer's to say.
        health.register("database", Weight.AUXILIARY, checks.database(store.database(), store.embedded()));
        health.register("sample writer", Weight.READINESS, checks.writer(ingest));
        health.register("disk", Weight.READINESS, checks.disk());
        health.register("memory", Weight.AUXILIARY, checks.memory());
        health.register("cache", Weight.AUXILIARY, CacheUpkeep.figures(cache));
        if (settings.redis() != null) {
            health.register("redis", Weight.AUXILIARY, CacheUpkeep.redis(cache));
        }
    }

    private void registerSockets(DeviceSocketContext desk, Hub hub) {
        health.register("sockets", Weight.AUXILIARY, SystemChecks.sockets(desk, hub));
        health.register("rate limits", Weight.AUXILIARY, SystemChecks.rateLimits(metrics));
    }

    private List<Endpoint> documents() {
        // Written when somebody asks for the first time: it takes a second that no start needs.
        Supplier<String> openApi = OpenApi.lazy(version);
        String text = "text/plain; version=0.0.4; charset=utf-8";
        String openMetrics = "application/openmetrics-text; version=1.0.0; charset=utf-8";
        return List.of(
                new Endpoint(Routes.OPENAPI, call -> Reply.text("application/json", openApi.get())),
                new Endpoint(Routes.METRICS, call -> {
                    String type = AcceptHeader.mediaType(call.header("accept"), List.of(text, openMetrics));
                    return Reply.text(type, metrics.scrape(type));
                }));
    }

    private About about() {
        return new About(
                version, ProcessHandle.current().pid(), settings.dataDir().toString(), false);
    }

    private Overview overview(DeviceRegistry book, StatsQueries statistics, Cache cache) throws Exception {
        StatsQuery day = statistics.settledToday();
        CacheKey key = CacheKey.shared(QualityCaches.OVERVIEW, "today", day, Tags.ALL);
        // Only what the database says is cached: states and rates are those of this very moment.
        Figures today = Json.MAPPER.readValue(cache.get(key, () -> statistics.total(day)), Figures.class);
        return new Overview(
                clock.instant(),
                book.size(),
                book.count(DeviceState.LIVE),
                (int) book.devices().stream()
                        .filter(d -> d.enrollment() == Enrollment.PENDING)
                        .count(),
                throughput.lastHour(clock.instant()),
                today.samples(),
                today.compliancePercent(),
                throughput.perSecond(clock.instant()));
    }

    private void banner() {
        LOG.info(
                """
                Gaveurs Console {} is ready
                  documentation   {}/docs/
                  health          {}/health
                  metrics         {}/metrics
                  stations        {}{}
                  dashboards      {}{}
                  data            {}""",
                version,
                url(),
                url(),
                url(),
                url().replaceFirst("http", "ws"),
                Routes.WS_SENSORS,
                url().replaceFirst("http", "ws"),
                Routes.WS_REALTIME,
                settings.dataDir());
    }

    /** Where it answers on this machine, such as {@code http://127.0.0.1:8000}. */
    public String url() {
        String host = settings.bind().equals("0.0.0.0") || settings.bind().equals("::") ? "127.0.0.1" : settings.bind();
        return "http://" + (host.contains(":") ? "[" + host + "]" : host) + ":"
                + Objects.requireNonNull(server).port();
    }

    /** The components' checks: the window adds its own. */
    public HealthBoard health() {
        return health;
    }

    public Metrics metrics() {
        return metrics;
    }

    /** What this process's own window shows as its token: it counts for no limit. Lives in memory alone. */
    public String windowKey() {
        return windowKey;
    }

    /** API tokens; only after the start. */
    public TokenStore tokens() {
        return Objects.requireNonNull(tokens);
    }

    /** The stations; only after the start. */
    public DeviceRegistry stations() {
        return Objects.requireNonNull(stations);
    }

    /** Says that the run before this one did not come to its end: it becomes a bug report. To be called before the start. */
    public void after(@Nullable UnexpectedEnd crash) {
        before = crash;
        if (crash != null) {
            LOG.warn(
                    "the console of {} did not end in order ({}); it becomes a bug report",
                    crash.run().started(),
                    crash.cause() == null ? "killed, or the power was cut" : crash.cause());
        }
    }

    /** Says what brings the window to the front; null when it is gone. */
    public void window(@Nullable Runnable toFront) {
        window.set(toFront);
    }

    /**
     * Says what begins the end when somebody asks for it over the API; it must return at once. Without, the backend
     * stops itself.
     */
    public void whenAskedToEnd(Runnable begin) {
        askedToEnd.set(begin);
    }

    /** What has been begun and not finished, such as would be cut off now. */
    public Unfinished unfinished() {
        RequestGate open = doors;
        return open == null ? Unfinished.NOTHING : open.unfinished();
    }

    /** Stops everything gracefully, within the limit that the settings give. */
    public void stop() {
        LOG.info("shutting down");
        lifecycle.stop(Deadline.in(settings.shutdownLimit()));
        metrics.close();
        LOG.info("stopped");
    }
}
