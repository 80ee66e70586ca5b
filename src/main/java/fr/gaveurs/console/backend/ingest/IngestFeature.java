package fr.gaveurs.console.backend.ingest;

import fr.gaveurs.console.api.quality.Samples.Sample;
import fr.gaveurs.console.backend.features.devices.DeviceHistory;
import fr.gaveurs.console.backend.features.devices.DeviceRegistry;
import fr.gaveurs.console.backend.features.quality.GradedSample;
import fr.gaveurs.console.backend.features.quality.SampleChanges;
import fr.gaveurs.console.backend.features.quality.SampleChanges.Span;
import fr.gaveurs.console.backend.features.quality.SampleStore;
import fr.gaveurs.console.backend.features.quality.SampleWindows;
import fr.gaveurs.console.backend.features.quality.SampleWindows.Window;
import fr.gaveurs.console.backend.platform.Feature;
import fr.gaveurs.console.backend.platform.Services;
import fr.gaveurs.console.backend.platform.cache.Tags;
import fr.gaveurs.console.backend.platform.conditions.ConditionKind;
import fr.gaveurs.console.backend.platform.files.DiskWatch;
import fr.gaveurs.console.backend.platform.lifecycle.StartException;
import fr.gaveurs.console.backend.platform.relay.ChangeReader;
import fr.gaveurs.console.backend.platform.relay.Relay;
import fr.gaveurs.console.backend.platform.settings.Settings;
import fr.gaveurs.console.backend.platform.store.Database;
import fr.gaveurs.console.backend.platform.store.partitions.Partitions;
import fr.gaveurs.console.backend.realtime.Hub;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A sample's way from the device's socket to the database, and to everybody who wants to know. */
public final class IngestFeature implements Feature {
    private final SampleSpool spool;
    private final Ingest ingest;
    private final DeviceSocketContext sockets;
    private final RemoteSampleApplier remote;
    private final Throughput throughput;
    private final AfterCommit afterCommit;
    private final Consumer<Set<String>> touched;
    private volatile Consumer<List<Sample>> elsewhere = taken -> {};

    /**
     * Starts spool and writer.
     *
     * @param partitions known once the database has answered
     * @param disk whose room keeps samples from being written
     * @param relay null for a console that is alone
     * @param touched hears of what other consoles made old in the cache, by its tags
     * @param orderly whether the run before this one came to its end in order
     * @param messageTime from the first fragment of a message to its last
     */
    public IngestFeature(
            Services services,
            DeviceRegistry registry,
            DeviceHistory history,
            Hub hub,
            Throughput throughput,
            Supplier<Partitions> partitions,
            DiskWatch disk,
            @Nullable Relay relay,
            Consumer<Set<String>> touched,
            boolean orderly,
            Duration messageTime)
            throws StartException {
        Settings settings = services.settings();
        Database database = services.database();
        this.throughput = throughput;
        this.touched = touched;
        spool = services.lifecycle()
                .start(new SpoolPart(settings, services.clock(), orderly))
                .spool();
        SpoolPart.register(services.metrics(), spool);
        Outage outage = new Outage(
                () -> {
                    String obstacle = database.writeObstacle();
                    return obstacle == null ? disk.obstacle() : obstacle;
                },
                services.clock());
        afterCommit = new AfterCommit(registry, hub, throughput, services.clock(), services.metrics());
        ingest = services.lifecycle()
                .start(new Ingest(
                        new SampleStore(
                                database, partitions, settings.timeZone(), services.readyRows(), services.metrics()),
                        outage,
                        spool,
                        settings.queueCapacity(),
                        settings.batchSize(),
                        new CommitNotifier(services.cache(), relay, afterCommit)));
        services.conditions()
                .ask(() -> IngestConditions.spool(ingest, services.conditions().board()));
        sockets = new DeviceSocketContext(
                registry,
                history,
                ingest,
                services.clock(),
                settings.messageLimit(),
                messageTime,
                settings.rateLimitDevice(),
                services.metrics());
        remote = new RemoteSampleApplier(
                registry, new SampleWindows(database.jdbi()), hub, throughput, services.clock(), taken -> {
                    services.cache().remembered(tags(taken));
                    elsewhere.accept(taken);
                });
    }

    public Ingest ingest() {
        return ingest;
    }

    public SampleSpool spool() {
        return spool;
    }

    /** Sets who hears of each sample once it is committed and acknowledged; must return at once. */
    public void afterCommit(Consumer<GradedSample> told) {
        afterCommit.onStored(told);
    }

    /** Sets who hears of samples that other consoles stored and that are their stations' newest; must return at once. */
    public void onStoredElsewhere(Consumer<List<Sample>> told) {
        elsewhere = told;
    }

    public DeviceSocketContext sockets() {
        return sockets;
    }

    @Override
    public List<ConditionKind> conditions() {
        return IngestConditions.ALL;
    }

    /** Stations' rows first: a sample of a station that is not known here brings its row along. */
    @Override
    public List<ChangeReader<?>> changes() {
        return List.of(
                new ChangeReader<>(
                        DeviceRegistry.CHANGES, changed -> remote.rows(changed.keySet()), () -> remote.rows(null)),
                new ChangeReader<>(
                        SampleChanges.TOPIC,
                        heard -> touched.accept(tags(heard)),
                        changed -> remote.samples(windows(changed)),
                        () -> {
                            remote.everything();
                            throughput.recount();
                        }));
    }

    private static List<Window> windows(Map<String, Span> changed) {
        return changed.entrySet().stream()
                .map(each -> new Window(
                        each.getKey(), each.getValue().from(), each.getValue().to(), 0))
                .toList();
    }

    private static Set<String> tags(Map<String, Span> changed) {
        Set<String> tags = new HashSet<>();
        changed.forEach((device, span) -> Tags.touched(tags, device, span.site()));
        return tags;
    }

    private static Set<String> tags(List<Sample> samples) {
        Set<String> tags = new HashSet<>();
        samples.forEach(sample -> Tags.touched(tags, sample.deviceId(), sample.siteCode()));
        return tags;
    }
}
