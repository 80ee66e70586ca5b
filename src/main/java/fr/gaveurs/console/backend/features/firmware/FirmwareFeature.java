package fr.gaveurs.console.backend.features.firmware;

import fr.gaveurs.console.api.Json;
import fr.gaveurs.console.api.devices.DeviceWire;
import fr.gaveurs.console.api.firmware.Firmware.Image;
import fr.gaveurs.console.api.firmware.FirmwareApi;
import fr.gaveurs.console.api.firmware.Rollouts.Plan;
import fr.gaveurs.console.backend.features.devices.DeviceHistory;
import fr.gaveurs.console.backend.features.devices.DeviceRegistry;
import fr.gaveurs.console.backend.features.devices.Station;
import fr.gaveurs.console.backend.features.firmware.download.Downloads;
import fr.gaveurs.console.backend.features.firmware.download.ImageFiles;
import fr.gaveurs.console.backend.features.firmware.rollout.FirmwareDecisions;
import fr.gaveurs.console.backend.features.firmware.rollout.Install;
import fr.gaveurs.console.backend.features.firmware.rollout.RolloutActs;
import fr.gaveurs.console.backend.features.firmware.rollout.RolloutDriver;
import fr.gaveurs.console.backend.features.firmware.rollout.RolloutPace;
import fr.gaveurs.console.backend.features.firmware.rollout.RolloutRules;
import fr.gaveurs.console.backend.features.firmware.rollout.RolloutStore;
import fr.gaveurs.console.backend.features.firmware.rollout.StationReportQueue;
import fr.gaveurs.console.backend.features.quality.SampleQuality;
import fr.gaveurs.console.backend.platform.Feature;
import fr.gaveurs.console.backend.platform.Services;
import fr.gaveurs.console.backend.platform.conditions.ConditionKind;
import fr.gaveurs.console.backend.platform.http.Endpoint;
import fr.gaveurs.console.backend.platform.jobs.Job;
import fr.gaveurs.console.backend.platform.lifecycle.Lifecycle;
import fr.gaveurs.console.backend.platform.lifecycle.StartException;
import fr.gaveurs.console.backend.platform.settings.Settings;
import fr.gaveurs.console.backend.platform.store.Database;
import fr.gaveurs.console.backend.platform.store.retention.RetainedTable;
import fr.gaveurs.console.backend.platform.tlog.LogSource;
import java.time.Duration;
import java.time.LocalTime;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** Firmware over the air. */
public final class FirmwareFeature implements Feature {
    /** Entries of the log of proofs: what was decided about firmware. */
    public static final LogSource LOGGED = FirmwareDecisions.LOGGED;

    /** What a device gets for the download and its restart, beside the time for its proof. */
    private static final Duration INSTALL = Duration.ofMinutes(30);

    private final Services services;
    private final ImageStore images;
    private final FirmwareLinks links;
    private final List<Endpoint> endpoints;

    /**
     * @param console what other consoles on the database know this one by
     * @param administrators who holds a token of that role, by name
     * @param pace of rollouts
     */
    public FirmwareFeature(
            Services services,
            DeviceRegistry registry,
            DeviceHistory history,
            String console,
            Supplier<Set<String>> administrators,
            RolloutPace pace)
            throws StartException {
        this.services = services;
        Settings settings = services.settings();
        Database database = services.database();
        Jdbi reads = database.jdbi();
        Jdbi changes = database.changes();
        boolean unsigned = settings.firmware().unsignedAdmitted();
        ImageFiles files = new ImageFiles(settings.dataDir().resolve("firmware"));
        images = new ImageStore(reads, changes, files);
        StationReports reports = new StationReports(reads);
        RolloutStore store = new RolloutStore();
        RolloutRules rules = new RolloutRules(pace.policy());
        StationReportQueue queue = services.lifecycle().start(new StationReportQueue(database, store, rules));
        links = new FirmwareLinks(queue, reports, this::offer, services.nanos());
        KnownImages known = new KnownImages(images::findEvenDeleted);
        FirmwareStations stations = new FirmwareStations(
                registry, history, new SampleQuality(database), reports, known::find, services.clock());
        RolloutDriver driver = services.lifecycle()
                .start(new RolloutDriver(
                        database,
                        store,
                        rules,
                        stations,
                        links,
                        services.clock(),
                        settings.timeZone(),
                        services.nanos(),
                        console,
                        pace.step()));
        services.lifecycle()
                .start(new FirmwareWatch(
                        reads,
                        reports,
                        id -> {
                            Station station = registry.find(id);
                            return station != null && DeviceRegistry.counts(station);
                        },
                        images::list,
                        services.conditions().board(),
                        services.metrics(),
                        unsigned));
        MakerKeys keys = new MakerKeys(reads, changes);
        FleetView fleet = new FleetView(registry, reports, images::list, unsigned);
        RolloutDesk desk = new RolloutDesk(
                changes, new RolloutActs(store, rules, pace.policy()), images::find, fleet, administrators, unsigned);
        RolloutQueries rollouts = new RolloutQueries(
                reads,
                driver::places,
                () -> LocalTime.ofInstant(services.clock().instant(), settings.timeZone()),
                desk::needsAnother,
                () -> fleet.drafts(known::find));
        Downloads downloads = new Downloads(
                settings.firmware().downloadKib(),
                pace.policy().download(),
                () -> services.lifecycle().phase() == Lifecycle.Phase.STOPPING,
                services.metrics()
                        .counter("firmware.download.bytes", "Bytes of firmware that were given out to stations"));
        endpoints = new FirmwareRoutes(
                        images,
                        new ImageUploads(files, images, keys, unsigned),
                        downloads,
                        keys,
                        desk,
                        rollouts,
                        fleet,
                        this::isOffered)
                .endpoints();
    }

    /** The stations that speak the protocol of updates: the devices' sockets tell it who they are and what they say. */
    public FirmwareLinks links() {
        return links;
    }

    private DeviceWire.@Nullable FirmwareOffer offer(Install install) {
        return services.database().jdbi().withHandle(handle -> handle.createQuery(
                        "SELECT image_id, plan FROM firmware_rollouts WHERE id = :id")
                .bind("id", install.rolloutId())
                .map((row, context) -> offer(
                        install,
                        images.find(row.getLong(1)).orElse(null),
                        Json.MAPPER.readValue(row.getString(2), Plan.class)))
                .findOne()
                .orElse(null));
    }

    private DeviceWire.@Nullable FirmwareOffer offer(Install install, @Nullable Image image, Plan plan) {
        if (image == null || image.keyRevoked()) {
            return null;
        }
        return new DeviceWire.FirmwareOffer(
                install.offerId(),
                image.project(),
                image.version(),
                image.size(),
                image.sha256(),
                image.chipId(),
                image.secureVersion(),
                images.signature(image.id())
                        .map(signature -> new DeviceWire.OfferSignature(
                                signature.algorithm(),
                                signature.keyId(),
                                Base64.getEncoder().encodeToString(signature.value())))
                        .orElse(null),
                FirmwareApi.DOWNLOAD_IMAGE.template().replace("{sha256}", image.sha256()),
                INSTALL.plusMinutes(plan.proveMinutes()).toSeconds());
    }

    /** Whether a station is at work on an offer of this image. */
    private boolean isOffered(String deviceId, Image image) {
        return services.database().jdbi().withHandle(handle -> handle.createQuery(
                        "SELECT EXISTS (SELECT 1 FROM firmware_installs i JOIN firmware_rollouts r ON r.id ="
                                + " i.rollout_id WHERE i.device_id = :device AND r.image_id = :image AND i.state IN"
                                + " ('offered', 'accepted', 'downloading', 'verified'))")
                .bind("device", deviceId)
                .bind("image", image.id())
                .mapTo(Boolean.class)
                .one());
    }

    @Override
    public List<Endpoint> endpoints() {
        return endpoints;
    }

    @Override
    public List<ConditionKind> conditions() {
        return FirmwareWatch.ALL;
    }

    @Override
    public List<Job> jobs() {
        return List.of(Job.every("firmware copies", Duration.ofHours(6), images::clean));
    }

    /** What happened to firmware is kept as long as samples; as long after an image was deleted its rollouts are. */
    @Override
    public List<RetainedTable> retained() {
        return List.of(
                RetainedTable.byRow("firmware_events", "at", services.settings().sampleRetention()),
                RetainedTable.byRow(
                        "firmware_images", "deleted_at", services.settings().sampleRetention()));
    }
}
