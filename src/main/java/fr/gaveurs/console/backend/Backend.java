package fr.gaveurs.console.backend;

import fr.gaveurs.console.api.Role;
import fr.gaveurs.console.api.devices.Devices.Device;
import fr.gaveurs.console.backend.features.audit.AuditFeature;
import fr.gaveurs.console.backend.features.bugs.BugsFeature;
import fr.gaveurs.console.backend.features.conditions.ConditionsFeature;
import fr.gaveurs.console.backend.features.devices.DeviceHistory;
import fr.gaveurs.console.backend.features.devices.DeviceRegistry;
import fr.gaveurs.console.backend.features.devices.DevicesFeature;
import fr.gaveurs.console.backend.features.devices.Station;
import fr.gaveurs.console.backend.features.feedback.FeedbackFeature;
import fr.gaveurs.console.backend.features.firmware.FirmwareFeature;
import fr.gaveurs.console.backend.features.firmware.rollout.RolloutPace;
import fr.gaveurs.console.backend.features.log.LogFeature;
import fr.gaveurs.console.backend.features.models.ModelsFeature;
import fr.gaveurs.console.backend.features.products.ProductsFeature;
import fr.gaveurs.console.backend.features.quality.QualityFeature;
import fr.gaveurs.console.backend.features.quality.SampleQueries;
import fr.gaveurs.console.backend.features.quality.SampleStore;
import fr.gaveurs.console.backend.features.reports.ReportsFeature;
import fr.gaveurs.console.backend.ingest.AfterCommit;
import fr.gaveurs.console.backend.ingest.DeviceSocketContext;
import fr.gaveurs.console.backend.ingest.Ingest;
import fr.gaveurs.console.backend.ingest.IngestFeature;
import fr.gaveurs.console.backend.ingest.Pulse;
import fr.gaveurs.console.backend.ingest.Throughput;
import fr.gaveurs.console.backend.platform.Feature;
import fr.gaveurs.console.backend.platform.Services;
import fr.gaveurs.console.backend.platform.admin.AdminFeature;
import fr.gaveurs.console.backend.platform.cache.Cache;
import fr.gaveurs.console.backend.platform.conditions.ConditionWatch;
import fr.gaveurs.console.backend.platform.diagnostics.LogRing;
import fr.gaveurs.console.backend.platform.diagnostics.UnexpectedEnd;
import fr.gaveurs.console.backend.platform.files.DiskWatch;
import fr.gaveurs.console.backend.platform.health.HealthBoard;
import fr.gaveurs.console.backend.platform.health.HealthBoard.Weight;
import fr.gaveurs.console.backend.platform.health.HealthRoutes;
import fr.gaveurs.console.backend.platform.http.Bounds;
import fr.gaveurs.console.backend.platform.http.Endpoint;
import fr.gaveurs.console.backend.platform.http.HttpServer;
import fr.gaveurs.console.backend.platform.http.OpenApiPart;
import fr.gaveurs.console.backend.platform.jobs.Jobs.Pace;
import fr.gaveurs.console.backend.platform.lifecycle.Deadline;
import fr.gaveurs.console.backend.platform.lifecycle.Lifecycle;
import fr.gaveurs.console.backend.platform.lifecycle.StartException;
import fr.gaveurs.console.backend.platform.metrics.Metrics;
import fr.gaveurs.console.backend.platform.resilience.Breakers;
import fr.gaveurs.console.backend.platform.security.Access;
import fr.gaveurs.console.backend.platform.security.ConsumerAccess;
import fr.gaveurs.console.backend.platform.security.Limits;
import fr.gaveurs.console.backend.platform.security.Secrets;
import fr.gaveurs.console.backend.platform.security.TokenStore;
import fr.gaveurs.console.backend.platform.settings.Settings;
import fr.gaveurs.console.backend.platform.store.Database;
import fr.gaveurs.console.backend.platform.store.retention.Retention;
import fr.gaveurs.console.backend.platform.tlog.ReadyRows;
import fr.gaveurs.console.backend.realtime.Hub;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.Set;
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

    private final Settings settings;
    private final String version;
    private final Bounds bounds;
    private final String windowKey = Secrets.newToken();
    /** What other consoles on the same database know this one by. */
    private final String console = UUID.randomUUID().toString().substring(0, 13);

    private final Clock clock;
    private final LongSupplier nanos;
    private final Pace pace;
    private final RolloutPace rollouts;
    private final Lifecycle lifecycle;
    private final HealthBoard health;
    private final Metrics metrics = new Metrics();
    private final Breakers breakers;
    private final AtomicReference<@Nullable Runnable> window = new AtomicReference<>();
    private final AtomicReference<Runnable> askedToEnd =
            new AtomicReference<>(() -> Thread.ofPlatform().name("shutdown").start(this::stop));
    private @Nullable HttpServer server;
    private volatile @Nullable RequestGate gate;
    private @Nullable ConsumerServer consumers;
    private @Nullable UnexpectedEnd before;

    /** @param listener follows start and stop, on the threads that call them */
    public Backend(Settings settings, String version, Lifecycle.Listener listener) {
        this(
                settings,
                version,
                listener,
                Bounds.STANDARD,
                Clock.systemUTC(),
                System::nanoTime,
                Pace.USUAL,
                RolloutPace.USUAL);
    }

    /**
     * @param bounds what one connection may take
     * @param clock what time it is; how long something takes is measured otherwise, so it may be set back and ahead
     * @param nanos the monotonic clock, by which stations and their samples are aged
     * @param pace how often jobs are looked for
     * @param rollouts how fast firmware is rolled out
     */
    Backend(
            Settings settings,
            String version,
            Lifecycle.Listener listener,
            Bounds bounds,
            Clock clock,
            LongSupplier nanos,
            Pace pace,
            RolloutPace rollouts) {
        this.settings = settings;
        this.bounds = bounds;
        this.clock = clock;
        this.nanos = nanos;
        this.pace = pace;
        this.rollouts = rollouts;
        this.breakers = new Breakers(clock, metrics);
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
        lifecycle.start("console", this::startParts);
        LOG.info(Documents.banner(version, url(), consumers == null ? null : consumerPort(), settings));
    }

    private void startParts() throws StartException {
        HealthRoutes probes = new HealthRoutes(health);
        HttpServer http = new HttpServer(
                settings.bind(),
                settings.port(),
                settings.socketIdle(),
                bounds,
                probes.endpoints(),
                metrics,
                () -> lifecycle.phase() == Lifecycle.Phase.STOPPING);
        server = http;
        lifecycle.start(http); // whoever follows the start may ask for its port as soon as it is told
        lifecycle.start(health);
        StoreParts store = StoreParts.start(lifecycle, settings, breakers, version, clock);
        DiskWatch disk = new DiskWatch(settings.dataDir(), store.embedded() != null);
        Database database = store.database();
        RelayParts relay = RelayParts.start(lifecycle, settings, database, console, metrics);
        Cache cache = CacheParts.start(lifecycle, settings, version, database, relay, breakers, metrics);
        ConditionWatch watch = ConditionParts.start(lifecycle, settings, clock, nanos, database);
        ReadyRows ready = new ReadyRows(nanos);
        Services services =
                new Services(settings, version, clock, nanos, lifecycle, database, cache, metrics, watch, ready);

        SampleQueries counts = new SampleQueries(database.jdbi(DevicesFeature.START_READS));
        Throughput throughput = new Throughput(clock, counts::countPerMinute);
        DevicesFeature devices = new DevicesFeature(services, http::port);
        DeviceRegistry registry = devices.registry();
        AtomicReference<@Nullable Pulse> pulse = new AtomicReference<>();
        Hub hub = new Hub(
                clock,
                version,
                registry::live,
                () -> Objects.requireNonNull(pulse.get()).take(),
                bounds.message(),
                metrics);
        devices.start(throughput::recount, hub::forgotten);
        lifecycle.start(hub);
        registry.onChange(hub::publish);
        hub.follow(services.conditions().board(), id -> {
            Station station = registry.find(id);
            return station == null ? null : station.siteCode();
        });
        TokenStore tokenStore = new TokenStore(database);
        Supplier<Set<String>> administrators = () -> tokenStore.holders(Role.ADMIN);
        DeviceHistory history = devices.history();
        FirmwareFeature firmware = new FirmwareFeature(services, registry, history, console, administrators, rollouts);
        IngestFeature ingest = new IngestFeature(
                services,
                registry,
                devices.history(),
                hub,
                throughput,
                store.partitions(),
                disk,
                relay.relay(),
                relay::touched,
                before == null,
                bounds.message());
        pulse.set(new Pulse(clock, health, registry, throughput, ingest.ingest()));
        BugsFeature bugs = new BugsFeature(services, hub::publish, before);
        devices.openBugs(bugs::openBugs);
        ingest.sockets().onFirmware(firmware.links());
        ingest.sockets()
                .onError((station, words) -> bugs.errors().deviceError(station.deviceId(), station.firmware(), words));
        ConditionsFeature conditionsFeature = new ConditionsFeature(services);
        ProductsFeature products = new ProductsFeature(services);
        LogFeature log = new LogFeature(
                services,
                LogSources.ALL,
                ProductsFeature.RELATIONS,
                LogSources.files(services.settings().dataDir()));
        FeedbackFeature feedback = new FeedbackFeature(services, products.directory(), new LoggedProducts(log));
        ShownStations shown = new ShownStations(registry, hub);
        ModelsFeature models = new ModelsFeature(services, console, store.partitions(), shown);
        ingest.afterCommit(models.afterCommit());
        ingest.onStoredElsewhere(models.elsewhere());
        ingest.sockets().onGraded(models.grading());
        List<Feature> features = List.of(
                devices,
                new QualityFeature(services, new HallView(registry, throughput, clock)),
                ingest,
                bugs,
                firmware,
                products,
                feedback,
                conditionsFeature,
                new AdminFeature(
                        tokenStore,
                        AdminParts.routes(settings, version, breakers, tokenStore, database, window::get, this::end)),
                new AuditFeature(services),
                log,
                models,
                new ReportsFeature(
                        services,
                        breakers,
                        id -> device(registry.find(id)),
                        () -> !ingest.ingest().idle(),
                        () -> throughput.perSecond(clock.instant()) > 0));

        conditionsFeature.declare(features);
        BackupParts backups = new BackupParts(settings, store, version, clock);
        Retention retention = store.retention(features, clock, settings);
        JobParts.start(lifecycle, database, retention, console, backups, features, pace, health);
        ConsoleChecks.register(
                health,
                lifecycle,
                metrics,
                store,
                retention,
                ingest,
                http,
                hub,
                services.conditions().board(),
                disk,
                clock);
        CacheParts.register(health, cache, settings);
        StoredData stored = new StoredData(store.damage(), ingest.spool(), settings.dataDir());
        stored.tell(bugs.errors());
        health.register("stored data", Weight.AUXILIARY, stored.check());
        CacheParts.declare(cache, features);
        features.forEach(
                feature -> feature.checks().forEach((name, check) -> health.register(name, Weight.AUXILIARY, check)));
        SystemChecks.register(metrics, disk);
        StoreMeters.register(metrics, database);
        backups.start(lifecycle, metrics, health);
        relay.follow(lifecycle, health, features);

        OpenApiPart openApi = lifecycle.start(new OpenApiPart(version));
        List<Endpoint> endpoints =
                ConsoleEndpoints.all(probes.endpoints(), features, version, settings, health, metrics, clock, openApi);
        Access access = new Access(
                tokenStore.or(devices::holderOf),
                new Limits(settings.rateLimitRest(), metrics),
                windowKey,
                ConsumerAccess.onNetwork(settings.products().openOnNetwork()));
        gate = lifecycle.start(new RequestGate(http, endpoints, ingest.sockets(), hub, access));
        consumers = ConsumerServer.open(lifecycle, settings.products(), feedback.onConsumerPort(), metrics);
        devices.announce();
    }

    /** The port at which consumers alone are answered; only after the start, and where there is one. */
    public int consumerPort() {
        return Objects.requireNonNull(consumers, "there is no port for consumers")
                .port();
    }

    private static @Nullable Device device(@Nullable Station station) {
        return station == null ? null : station.device();
    }

    private void end() {
        Objects.requireNonNull(askedToEnd.get()).run();
    }

    /** Where it answers on this machine, such as {@code http://127.0.0.1:8000}. */
    public String url() {
        return Documents.url(settings.bind(), Objects.requireNonNull(server).port());
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
        RequestGate open = gate;
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
