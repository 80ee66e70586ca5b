package fr.gaveurs.console.backend.features.devices;

import fr.gaveurs.console.api.Role;
import fr.gaveurs.console.api.Routes;
import fr.gaveurs.console.api.conditions.Conditions.Scope;
import fr.gaveurs.console.api.devices.DeviceDetails;
import fr.gaveurs.console.api.devices.DeviceDetails.Addresses;
import fr.gaveurs.console.backend.features.quality.SampleChanges;
import fr.gaveurs.console.backend.features.quality.SampleQueries;
import fr.gaveurs.console.backend.features.quality.StatsQueries;
import fr.gaveurs.console.backend.platform.Feature;
import fr.gaveurs.console.backend.platform.Services;
import fr.gaveurs.console.backend.platform.backup.AfterRestore;
import fr.gaveurs.console.backend.platform.cache.CacheKind;
import fr.gaveurs.console.backend.platform.cache.Tags;
import fr.gaveurs.console.backend.platform.conditions.ConditionKind;
import fr.gaveurs.console.backend.platform.discovery.LanAddresses;
import fr.gaveurs.console.backend.platform.discovery.ServiceAnnouncer;
import fr.gaveurs.console.backend.platform.health.HealthCheck;
import fr.gaveurs.console.backend.platform.http.Endpoint;
import fr.gaveurs.console.backend.platform.lifecycle.StartException;
import fr.gaveurs.console.backend.platform.relay.Relay;
import fr.gaveurs.console.backend.platform.security.Secrets;
import fr.gaveurs.console.backend.platform.security.TokenHolders.Holder;
import fr.gaveurs.console.backend.platform.settings.Settings;
import fr.gaveurs.console.backend.platform.store.retention.RetainedTable;
import fr.gaveurs.console.backend.platform.tlog.LogSource;
import java.lang.reflect.Type;
import java.net.InetAddress;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntSupplier;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/** The stations: who they are, who lets them in, how they are. */
public final class DevicesFeature implements Feature {
    /** Each erasure of a station has an entry of the log. */
    public static final LogSource LOGGED = ErasureStore.LOGGED;

    /** Connections that were open when the backup was made ended unseen. */
    public static final AfterRestore AFTER_RESTORE = (created, dataDir, connection) -> {
        HistoryStore.endRestored(connection, created);
        return AfterRestore.NONE;
    };

    /** How long one question of the start may take: it waits for no table that somebody has locked. */
    public static final Duration START_READS = Duration.ofSeconds(5);

    private final Services services;
    private final IntSupplier port;
    private final DeviceRegistry registry;
    private final DeviceHistory history;
    private final DeviceErasures erasures;
    private final @Nullable ServiceAnnouncer announcer;
    private final StatsQueries statistics;
    private final DeviceToday today;
    private volatile @Nullable Relay others;
    private ToLongFunction<String> openBugs = id -> 0;
    private final StationMeters meters;

    /** @param port where the console listens */
    public DevicesFeature(Services services, IntSupplier port) {
        Settings settings = services.settings();
        this.port = port;
        this.services = services;
        this.meters = new StationMeters(services.metrics());
        // What could not be read at the start is read later.
        SampleQueries samples = new SampleQueries(services.database().jdbi(START_READS));
        this.registry = new DeviceRegistry(
                services.database(),
                samples,
                services.clock(),
                services.nanos(),
                settings.sampleRetention(),
                settings.maxStations(),
                settings.enrollOpen(),
                settings.rateLimitDevice(),
                new StationFile(settings.dataDir().resolve("stations.json")),
                meters::add);
        meters.registerTotals(registry);
        this.history = DeviceHistory.of(services.database(), services.clock(), settings.timeZone());
        services.metrics()
                .gauge(
                        "station.history.waiting",
                        "Open connections of stations, and what is not written yet of what happened to them",
                        () -> (double) history.waiting());
        this.erasures = new DeviceErasures(services.database(), this::deleted);
        this.announcer = settings.mdnsEnabled() && LanAddresses.isReachable(settings.bind())
                ? new ServiceAnnouncer(
                        () -> LanAddresses.of(settings.bind()), port, Routes.WS_SENSORS, services.version())
                : null;
        this.statistics = new StatsQueries(services.database().jdbi(), services.clock(), settings.timeZone());
        this.today = new DeviceToday(statistics, history, services.cache());
    }

    /**
     * Reads the stations.
     *
     * @param read runs whenever all stations were read
     * @param forgotten runs when a station is known no more
     */
    public void start(Runnable read, Runnable forgotten) throws StartException {
        registry.onRead(read);
        registry.onForgotten(station -> {
            meters.remove(station);
            services.conditions().board().withdraw(Scope.STATION, station.deviceId());
            forgotten.run();
        });
        history.onRefused((deviceId, reason) -> {
            Station station = registry.find(deviceId);
            if (station != null) {
                station.refused(reason);
            }
        });
        services.lifecycle().start(registry);
        StationConditions conditions =
                new StationConditions(registry, services.conditions().board());
        services.conditions().ask(conditions::look);
        services.lifecycle().start(history);
        services.lifecycle().start(erasures);
    }

    /** Announces the console on the network, if that is wanted: the last thing of a start. */
    public void announce() throws StartException {
        if (announcer != null) {
            services.lifecycle().start(announcer);
        }
    }

    /** Samples of a forgotten station are gone: answers that hold them are old, here and elsewhere. */
    private void deleted(String deviceId, Set<String> sites) {
        Set<String> tags = new HashSet<>();
        Relay relay = others;
        for (String site : sites) {
            Tags.touched(tags, deviceId, site);
            if (relay != null) {
                relay.tell(SampleChanges.TOPIC, deviceId, new SampleChanges.Span(site, 0, 0));
            }
        }
        services.cache().committed(tags);
    }

    /** Whose token it is, of the stations that were let in; null if it is none's. */
    public @Nullable Holder holderOf(String token) {
        byte[] hash = Secrets.sha256(token);
        for (Station station : registry.stations()) {
            if (station.approved() && station.identity().hasToken(hash)) {
                return new Holder(station.deviceId(), Role.DEVICE);
            }
        }
        return null;
    }

    public DeviceRegistry registry() {
        return registry;
    }

    @Override
    public List<Endpoint> endpoints() {
        return new DeviceRoutes(registry, erasures, today, services.clock(), this::details, this::addresses)
                .endpoints();
    }

    private DeviceDetails details(Station station) throws SQLException {
        String id = station.deviceId();
        HistoryStore.Kept kept = history.of(id);
        return new DeviceDetails(
                station.device(),
                station.report().uptimeSeconds(),
                station.report().clockOffsetSeconds(),
                statistics.total(statistics.settledToday(id)).samples(),
                kept.refusals(),
                kept.errors(),
                openBugs.applyAsLong(id),
                kept.connections());
    }

    /** Says how many bugs about a station are not resolved. */
    public void openBugs(ToLongFunction<String> count) {
        openBugs = count;
    }

    /** What happened to the stations. */
    public DeviceHistory history() {
        return history;
    }

    /** What happened to stations is kept as long as their samples. */
    @Override
    public List<RetainedTable> retained() {
        Settings settings = services.settings();
        return List.of(
                RetainedTable.byRow("device_connections", "connected_at", settings.sampleRetention()),
                RetainedTable.byRow("device_refusals", "last_at", settings.sampleRetention()),
                RetainedTable.byRow("device_erasures", "finished_at", settings.sampleRetention())
                        .withEntries(),
                RetainedTable.byRow("device_errors", "at", settings.sampleRetention()));
    }

    private Addresses addresses() {
        List<InetAddress> others = LanAddresses.of(services.settings().bind());
        List<InetAddress> all = others.isEmpty() ? List.of(InetAddress.getLoopbackAddress()) : others;
        return new Addresses(
                all.stream()
                        .map(address -> LanAddresses.url(address, port.getAsInt(), Routes.WS_SENSORS))
                        .toList(),
                !others.isEmpty(),
                announcer == null ? null : announcer.service());
    }

    @Override
    public Map<String, HealthCheck> checks() {
        return announcer == null ? Map.of() : Map.of(announcer.name(), announcer.check());
    }

    @Override
    public List<CacheKind> caches() {
        return List.of(DeviceToday.KIND);
    }

    @Override
    public List<Type> sharedAnswers() {
        return List.of(DeviceToday.Days.class);
    }

    @Override
    public List<ConditionKind> conditions() {
        return StationConditions.ALL;
    }

    @Override
    public void tell(Relay relay) {
        others = relay;
        registry.onWritten(ids -> ids.forEach(id -> relay.tell(DeviceRegistry.CHANGES, id, true)));
    }
}
