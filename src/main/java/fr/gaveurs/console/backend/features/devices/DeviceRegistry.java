package fr.gaveurs.console.backend.features.devices;

import fr.gaveurs.console.api.devices.Devices.Device;
import fr.gaveurs.console.api.devices.Devices.DeviceLive;
import fr.gaveurs.console.api.devices.Devices.DeviceState;
import fr.gaveurs.console.api.devices.Devices.Enrollment;
import fr.gaveurs.console.backend.features.quality.GradedSample;
import fr.gaveurs.console.backend.features.quality.SampleQueries;
import fr.gaveurs.console.backend.platform.lifecycle.Deadline;
import fr.gaveurs.console.backend.platform.lifecycle.Part;
import fr.gaveurs.console.backend.platform.lifecycle.Supervised;
import fr.gaveurs.console.backend.platform.lifecycle.SupervisedTimer;
import fr.gaveurs.console.backend.platform.relay.ChangeTopic;
import fr.gaveurs.console.backend.platform.store.Database;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Every station that is known: read from the database at the start, kept in memory, its changes written back every two
 * seconds. Watches their states.
 */
public final class DeviceRegistry implements Part {
    /** Tells other consoles that rows of stations were written; by the station's id. */
    public static final ChangeTopic<Boolean> CHANGES = ChangeTopic.ofSubjects("d");

    private static final Logger LOG = LoggerFactory.getLogger(DeviceRegistry.class);

    private final Map<String, Station> stations = new ConcurrentHashMap<>();
    private final Clock clock;
    private final LongSupplier nanos;
    private final int samplesPerMinute;
    private final StationFactory factory;
    private final Consumer<Station> onEnrolled;
    private final EnrollmentLimits limits;
    private final Admission admission;
    private final DeviceSync sync;
    private final DeviceActs acts;
    private final ForgottenSamples forgottenSamples;
    /** Of its own: a database that takes its time must not keep a silent station looking live. */
    private final SupervisedTimer states = new SupervisedTimer("station-states");

    private volatile Consumer<Station> onForgotten = station -> {};
    private volatile Consumer<Device> onChange = device -> {};
    private volatile Consumer<List<String>> onWritten = ids -> {};

    /**
     * @param nanos the monotonic clock, by which everything is aged
     * @param retention how long samples are kept
     * @param capacity stations that may be known at once
     * @param enrollOpen whether unknown stations of other machines are let in without approval
     * @param samplesPerMinute each device's allowance, with as many in a burst; 0 is no limit
     * @param file a copy of the stations, for a start without the database
     * @param onEnrolled hears of each station once, when it is let in; of one that only asked to be, never
     */
    public DeviceRegistry(
            Database database,
            SampleQueries samples,
            Clock clock,
            LongSupplier nanos,
            Duration retention,
            int capacity,
            boolean enrollOpen,
            int samplesPerMinute,
            StationFile file,
            Consumer<Station> onEnrolled) {
        this.clock = clock;
        this.nanos = nanos;
        this.samplesPerMinute = samplesPerMinute;
        this.factory = new StationFactory(clock, nanos, retention, enrollOpen, samplesPerMinute);
        this.onEnrolled = onEnrolled;
        this.limits = new EnrollmentLimits(stations.values(), capacity, this::expire);
        this.sync = new DeviceSync(this, new DeviceStore(database), samples, clock, file);
        this.admission = new Admission(this, limits, enrollOpen, clock, sync);
        this.acts = new DeviceActs(this, new DeviceActStore(database), limits, clock, sync.writing());
        this.forgottenSamples = new ForgottenSamples(database);
    }

    @Override
    public String name() {
        return "stations";
    }

    @Override
    public void start() throws SQLException {
        sync.read();
        LOG.info(
                "{} stations are known{}",
                stations.size(),
                sync.complete() ? "" : " from the last run, the database is away");
        states.every(Duration.ofSeconds(1), Duration.ofSeconds(1), this::watchStates);
        states.start();
        sync.start();
    }

    /** What a person decides of a station. */
    public DeviceActs acts() {
        return acts;
    }

    /** One that is let in is told of. */
    void welcome(Station station) {
        if (station.approved()) {
            enrolled(station);
        }
    }

    void enrolled(Station station) {
        onEnrolled.accept(station);
    }

    /** All that are known, as they are at any time. */
    Collection<Station> all() {
        return stations.values();
    }

    /** False if one of its id is known. */
    boolean add(Station station) {
        return stations.putIfAbsent(station.deviceId(), station) == null;
    }

    /**
     * Takes in what other consoles wrote of stations.
     *
     * @param ids null for all
     * @return the stations that were not known here
     * @throws SQLException when the database is away
     */
    public List<Station> readOthers(@Nullable Collection<String> ids) throws SQLException {
        return sync.readOthers(ids);
    }

    Station newStation(String deviceId, String siteCode, Enrollment enrollment) {
        return factory.make(deviceId, siteCode, enrollment);
    }

    /**
     * The station of an id, made if it is new.
     *
     * @param voice who speaks under it: from this machine it is let in; from another one a person decides. Null for a
     *     sample that was taken in by an earlier run: then it was let in before
     * @return null when as many stations as the console takes are known, or as many as may wait do
     */
    public @Nullable Station meet(String deviceId, String siteCode, @Nullable Voice voice) {
        return admission.meet(deviceId, siteCode, voice);
    }

    /**
     * Takes stations that wait for approval and have been silent for a day from memory and from the database.
     *
     * @param nanos now, by {@link System#nanoTime()}
     */
    void expire(long nanos) {
        limits.expire(nanos);
    }

    private boolean expire(Station station, String why) {
        sync.expire(station.deviceId());
        return drop(station, why);
    }

    /**
     * Those of samples that an earlier run took in, and that are stored only now, whose station no person made the console
     * forget since: these stations are known, or come by {@link #meet}.
     */
    public List<GradedSample> notForgotten(List<GradedSample> stored) {
        return forgottenSamples.without(stored);
    }

    /** Nobody knows it here any more; what holds it asks again. */
    boolean drop(Station station, String why) {
        station.forget();
        if (!stations.remove(station.deviceId(), station)) {
            return false;
        }
        LOG.info("station {} is forgotten: {}", station.deviceId(), why);
        onForgotten.accept(station);
        return true;
    }

    /** Sets who hears of each station that is known no more; must return at once. */
    public void onForgotten(Consumer<Station> listener) {
        onForgotten = listener;
    }

    public @Nullable Station find(String deviceId) {
        return stations.get(deviceId);
    }

    /**
     * The token of an approved station that has none yet, to be told once; null if it has one, or if another
     * connection is meant to get it. A station that lost its token gets another after {@link DeviceActs#resetToken}.
     */
    public @Nullable String issueToken(Station station, Voice voice) {
        return admission.issueToken(station, voice);
    }

    /** Calls the listener with the station's present state; returns that state. */
    public Device changed(Station station) {
        Device device = station.device();
        onChange.accept(device);
        return device;
    }

    /** Sets who hears of each change of a station's state, enrolment or badge. */
    public void onChange(Consumer<Device> listener) {
        onChange = listener;
    }

    /**
     * Sets what else is read with the stations: at the start, or, if the database is away then, as soon as it answers.
     * It may fail as the database does, and is then done again.
     */
    public void onRead(Runnable reading) {
        sync.onRead(reading);
    }

    /** Sets who hears which stations' rows were written; must return at once. */
    public void onWritten(Consumer<List<String>> listener) {
        onWritten = listener;
    }

    void written(String deviceId) {
        written(List.of(deviceId));
    }

    void written(List<String> deviceIds) {
        onWritten.accept(deviceIds);
    }

    public List<Station> stations() {
        return stations.values().stream()
                .sorted(Comparator.comparing(Station::deviceId))
                .toList();
    }

    public List<Device> devices() {
        return stations().stream().map(Station::device).toList();
    }

    /** Those that a dashboard shows: all but the blocked ones. */
    public List<DeviceLive> live() {
        return stations().stream()
                .filter(DeviceRegistry::counts)
                .map(Station::live)
                .toList();
    }

    /** How many stations that count, as in {@link #size()}, are in a state now. */
    public int count(DeviceState state) {
        int count = 0;
        for (Station station : stations.values()) {
            count += counts(station) && station.state() == state ? 1 : 0;
        }
        return count;
    }

    public int count(Enrollment enrollment) {
        int count = 0;
        for (Station station : stations.values()) {
            count += station.identity().enrollment() == enrollment ? 1 : 0;
        }
        return count;
    }

    /** Whether a station is one of the hall: one that is blocked counts nowhere. */
    public static boolean counts(Station station) {
        return station.identity().enrollment() != Enrollment.BLOCKED;
    }

    /** Whether everything that the database knows of stations was read. */
    boolean complete() {
        return sync.complete();
    }

    /** Samples that each station may send a minute; 0 is no limit. */
    int samplesPerMinute() {
        return samplesPerMinute;
    }

    /** The monotonic clock. */
    public long nanos() {
        return nanos.getAsLong();
    }

    /** The newest time that a station whose clock is right gave a stored sample; null if there is none. */
    public @Nullable Instant newestMeasured() {
        return MeasuredTimes.newest(stations.values());
    }

    /**
     * The latest time that a sample may have been measured at: a little ahead of the console's clock, or of the newest
     * samples of the stations that are live, should that clock be behind. What lies beyond was stored while some clock
     * was ahead.
     */
    public Instant horizon() {
        return MeasuredTimes.horizon(stations.values(), clock);
    }

    /** How many stations there are, wherever stations are counted: all but the blocked ones. */
    public int size() {
        int count = 0;
        for (Station station : stations.values()) {
            count += counts(station) ? 1 : 0;
        }
        return count;
    }

    private void watchStates() {
        for (Station station : stations.values()) {
            if (station.stateChanged()) {
                onChange.accept(station.device());
            }
        }
    }

    @Override
    public void stop(Deadline deadline) throws InterruptedException {
        states.stop();
        long now = System.nanoTime();
        stations.values().forEach(station -> station.noteSilence(now, 60));
        sync.finish(deadline);
    }

    @Override
    public List<Supervised> supervised() {
        return List.of(sync.supervised(), states);
    }
}
