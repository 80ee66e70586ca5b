package fr.gaveurs.console.backend.features.firmware;

import fr.gaveurs.console.api.conditions.Conditions.Severity;
import fr.gaveurs.console.api.firmware.Firmware.Image;
import fr.gaveurs.console.api.firmware.FirmwareReport;
import fr.gaveurs.console.api.firmware.Rollouts.InstallState;
import fr.gaveurs.console.backend.platform.conditions.ConditionBoard;
import fr.gaveurs.console.backend.platform.conditions.ConditionKind;
import fr.gaveurs.console.backend.platform.conditions.Observation;
import fr.gaveurs.console.backend.platform.lifecycle.Deadline;
import fr.gaveurs.console.backend.platform.lifecycle.Part;
import fr.gaveurs.console.backend.platform.lifecycle.Supervised;
import fr.gaveurs.console.backend.platform.lifecycle.SupervisedTimer;
import fr.gaveurs.console.backend.platform.metrics.Metrics;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks at what became of firmware every few seconds: conditions and meters are made of it. */
final class FirmwareWatch implements Part {
    /** Source of {@link #STOPPED}: a rollout's number follows. */
    static final String ROLLOUT = "rollout ";

    /** A station fell back to its old firmware by itself. Details: {@code version}, {@code reason}. */
    static final ConditionKind ROLLED_BACK =
            ConditionKind.ofStation("firmware_rolled_back", Severity.WARNING, Duration.ZERO, Duration.ZERO);
    /** A station did not come back from an update. Details: {@code version}, {@code reason}. */
    static final ConditionKind LOST =
            ConditionKind.ofStation("firmware_lost", Severity.CRITICAL, Duration.ZERO, Duration.ZERO);
    /** A rollout was stopped by itself. Details: {@code rollout}, {@code version}, {@code reason}. */
    static final ConditionKind STOPPED =
            ConditionKind.ofDatabase("rollout_stopped", Severity.WARNING, Duration.ZERO, Duration.ZERO);
    /** Unsigned images are admitted. */
    static final ConditionKind UNSIGNED =
            ConditionKind.ofConsole("firmware_unsigned", Severity.NOTE, Duration.ZERO, Duration.ZERO);

    /** A station says another version than that of the build that it runs. Details: {@code version}, {@code said}. */
    static final ConditionKind FALSE_VERSION =
            ConditionKind.ofStation("firmware_version_false", Severity.WARNING, Duration.ZERO, Duration.ZERO);

    /** A station runs what a key signed that counts no more. Details: {@code version}, {@code key}. */
    static final ConditionKind KEY_REVOKED =
            ConditionKind.ofStation("firmware_key_revoked", Severity.WARNING, Duration.ZERO, Duration.ZERO);

    static final List<ConditionKind> ALL = List.of(ROLLED_BACK, LOST, STOPPED, UNSIGNED, FALSE_VERSION, KEY_REVOKED);

    private static final Logger LOG = LoggerFactory.getLogger(FirmwareWatch.class);
    private static final Duration LOOK = Duration.ofSeconds(3);
    /** Versions with a series of their own; the others count together. */
    private static final int VERSIONS = 20;

    /** Conditions of one kind that are looked after. */
    private static final int MOST = 1_000;

    private static final String OTHERS = "other";
    private static final String NEWEST = "NOT EXISTS (SELECT 1 FROM firmware_installs later"
            + " WHERE later.device_id = i.device_id AND later.rollout_id > i.rollout_id)";

    private final Jdbi reads;
    private final StationReports reports;
    private final Predicate<String> ofTheHall;
    private final Supplier<List<Image>> images;
    private final ConditionBoard board;
    private final Metrics metrics;
    private final boolean unsignedAdmitted;
    private final SupervisedTimer timer = new SupervisedTimer("firmware-watch");
    private final Set<String> versions = new HashSet<>();
    private volatile Map<InstallState, Integer> installs = Map.of();
    private volatile Map<String, Integer> devices = Map.of();

    /** @param ofTheHall whether a station counts, by its id: one that was forgotten or blocked runs nothing here */
    FirmwareWatch(
            Jdbi reads,
            StationReports reports,
            Predicate<String> ofTheHall,
            Supplier<List<Image>> images,
            ConditionBoard board,
            Metrics metrics,
            boolean unsignedAdmitted) {
        this.reads = reads;
        this.reports = reports;
        this.ofTheHall = ofTheHall;
        this.images = images;
        this.board = board;
        this.metrics = metrics;
        this.unsignedAdmitted = unsignedAdmitted;
    }

    /** @param since when it came to this */
    private record Trouble(String source, String version, InstallState state, String reason, Instant since) {}

    @Override
    public String name() {
        return "firmware watch";
    }

    @Override
    public void start() {
        for (InstallState state : InstallState.values()) {
            metrics.gauge(
                    "firmware.installs",
                    "Stations by how their newest update stands",
                    () -> installs.getOrDefault(state, 0),
                    "state",
                    state.key());
        }
        timer.every(Duration.ZERO, LOOK, this::look);
        timer.start();
    }

    private void look() {
        try {
            reports.read();
            Map<String, FirmwareReport> stations = reports.byStation();
            stations.keySet().removeIf(ofTheHall.negate());
            List<Image> known = images.get();
            Builds builds = new Builds(stations.values(), known);
            count(stations, builds);
            conditions();
            falseVersions(stations, builds);
            revokedKeys(stations, known);
        } catch (JdbiException e) {
            LOG.debug("what became of firmware stays as it was: {}", e.getMessage());
        }
    }

    private void count(Map<String, FirmwareReport> stations, Builds builds) {
        Map<InstallState, Integer> states = new HashMap<>();
        Map<String, Integer> running = new HashMap<>();
        reads.useHandle(handle -> handle.createQuery("SELECT i.state, count(*) FROM firmware_installs i WHERE " + NEWEST
                        // Who was lost and is given up for good is blocked.
                        + " AND NOT EXISTS (SELECT 1 FROM devices d WHERE d.device_id = i.device_id"
                        + " AND d.enrollment = 'blocked') GROUP BY 1")
                .map((row, context) -> states.put(state(row.getString(1)), row.getInt(2)))
                .list());
        stations.values().forEach(report -> running.merge(series(builds.version(report)), 1, Integer::sum));
        installs = states;
        devices = running;
    }

    /** The label of a version, with a gauge of its own as long as there is room. */
    private String series(String version) {
        String label = versions.contains(version) || versions.size() < VERSIONS ? version : OTHERS;
        if (versions.add(label)) {
            metrics.gauge(
                    "firmware.devices",
                    "Stations by the version that they run",
                    () -> devices.getOrDefault(label, 0),
                    "version",
                    label);
        }
        return label;
    }

    private void conditions() {
        List<Trouble> troubles = reads.withHandle(handle -> handle.createQuery(
                        "SELECT i.device_id, m.version, i.state, coalesce(i.reason, ''), i.changed_at"
                                + " FROM firmware_installs i"
                                + " JOIN firmware_rollouts r ON r.id = i.rollout_id"
                                + " JOIN firmware_images m ON m.id = r.image_id"
                                + " WHERE (i.state = 'lost' OR (i.state = 'rolled_back' AND NOT i.asked"
                                // Whoever deleted it has dealt with it; a station that is lost is so all the same.
                                + " AND m.deleted_at IS NULL)) AND " + NEWEST + " ORDER BY i.device_id LIMIT 1000")
                .map((row, context) -> new Trouble(
                        row.getString(1), row.getString(2), state(row.getString(3)), row.getString(4), time(row, 5)))
                .list());
        tell(ROLLED_BACK, troubles, InstallState.ROLLED_BACK);
        tell(LOST, troubles, InstallState.LOST);
        List<Trouble> stopped = reads.withHandle(handle -> handle.createQuery("SELECT r.id, m.version, r.state_reason,"
                        + " coalesce((SELECT max(d.at) FROM firmware_decisions d WHERE d.rollout_id = r.id"
                        + " AND d.decision = 'rollout_stopped'), r.created_at) FROM firmware_rollouts r"
                        + " JOIN firmware_images m ON m.id = r.image_id"
                        + " WHERE r.state IN ('reverting', 'reverted') AND r.state_reason <> 'by_person'"
                        + " AND m.deleted_at IS NULL"
                        // A later one says that somebody has dealt with it.
                        + " AND NOT EXISTS (SELECT 1 FROM firmware_rollouts later WHERE later.id > r.id"
                        + " AND later.state <> 'draft') ORDER BY r.id DESC LIMIT 10")
                .map((row, context) -> new Trouble(
                        ROLLOUT + row.getLong(1),
                        row.getString(2),
                        InstallState.REVERTING,
                        row.getString(3),
                        time(row, 4)))
                .list());
        tell(STOPPED, stopped, InstallState.REVERTING);
        board.observe(
                UNSIGNED,
                "firmware",
                unsignedAdmitted
                        ? new Observation.Active(
                                "firmware that nobody signed may be given to stations",
                                "set firmware.unsigned=false once every image is signed",
                                Map.of())
                        : Observation.INACTIVE);
    }

    private void falseVersions(Map<String, FirmwareReport> stations, Builds builds) {
        Set<String> now = new HashSet<>();
        stations.forEach((id, report) -> {
            if (builds.isFalse(report) && now.size() < MOST) {
                String version = builds.version(report);
                now.add(id);
                board.observe(
                        FALSE_VERSION,
                        id,
                        new Observation.Active(
                                        "the station says that it runs " + report.version()
                                                + ", and its program is that of " + version,
                                        "believe the program: update the station again, or ask its maker",
                                        Map.of("version", version, "said", report.version()))
                                .since(heardAt(id)));
            }
        });
        board.over(FALSE_VERSION, now);
    }

    private void revokedKeys(Map<String, FirmwareReport> stations, List<Image> images) {
        Map<String, Image> byElf = new HashMap<>();
        // As everywhere the newest counts, of two images of one build.
        images.forEach(image -> byElf.putIfAbsent(image.elfSha256(), image));
        Map<String, Instant> revoked = MakerKeys.revoked(reads);
        Set<String> now = new HashSet<>();
        stations.forEach((id, report) -> {
            Image image = byElf.get(report.elfSha256());
            if (image != null && image.keyRevoked() && now.size() < MOST) {
                String key = String.valueOf(image.keyName());
                now.add(id);
                board.observe(
                        KEY_REVOKED,
                        id,
                        new Observation.Active(
                                        "the station runs " + image.version() + ", which the revoked key " + key
                                                + " signed",
                                        "give it an image that a key in force signed, or send it back",
                                        Map.of("version", image.version(), "key", key))
                                .since(later(revoked.get(String.valueOf(image.keyId())), heardAt(id))));
            }
        });
        board.over(KEY_REVOKED, now);
    }

    private @Nullable Instant heardAt(String deviceId) {
        StationReports.Heard heard = reports.find(deviceId);
        return heard == null ? null : heard.at();
    }

    /** The later of two; null where one of them is not known. */
    private static @Nullable Instant later(@Nullable Instant one, @Nullable Instant other) {
        return one == null || other == null ? null : one.isAfter(other) ? one : other;
    }

    private void tell(ConditionKind kind, List<Trouble> troubles, InstallState state) {
        Set<String> now = new HashSet<>();
        for (Trouble trouble : troubles) {
            if (trouble.state() == state) {
                now.add(trouble.source());
                board.observe(kind, trouble.source(), words(kind, trouble).since(trouble.since()));
            }
        }
        board.over(kind, now);
    }

    private static Observation.Active words(ConditionKind kind, Trouble trouble) {
        String why = trouble.reason().replace('_', ' ');
        Map<String, String> details = Map.of("version", trouble.version(), "reason", trouble.reason());
        return switch (kind.key()) {
            case "firmware_lost" ->
                new Observation.Active(
                        "the station did not come back from the update to " + trouble.version() + " (" + why + ")",
                        "go to the station: look at its power and network, and restart it",
                        details);
            case "firmware_rolled_back" ->
                new Observation.Active(
                        "the station went back to its old firmware from " + trouble.version() + " (" + why + ")",
                        "mend the image before it is given out again",
                        details);
            default ->
                new Observation.Active(
                        "the rollout of " + trouble.version() + " was stopped (" + why
                                + "): stations that took it go back",
                        "see on the Firmware screen which stations failed, and why",
                        Map.of(
                                "version",
                                trouble.version(),
                                "reason",
                                trouble.reason(),
                                "rollout",
                                trouble.source().substring(ROLLOUT.length())));
        };
    }

    private static Instant time(ResultSet row, int column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    private static InstallState state(String key) {
        return InstallState.valueOf(key.toUpperCase(Locale.ROOT));
    }

    @Override
    public void stop(Deadline deadline) {
        timer.stop();
    }

    @Override
    public List<Supervised> supervised() {
        return List.of(timer);
    }
}
