package fr.gaveurs.console.backend.devices;

import fr.gaveurs.console.api.Devices.Device;
import fr.gaveurs.console.api.Devices.DeviceLive;
import fr.gaveurs.console.api.Devices.DeviceState;
import fr.gaveurs.console.api.Devices.Enrollment;
import fr.gaveurs.console.api.Samples.Sample;
import fr.gaveurs.console.backend.lifecycle.Deadline;
import fr.gaveurs.console.backend.lifecycle.Part;
import fr.gaveurs.console.backend.lifecycle.Supervised;
import fr.gaveurs.console.backend.lifecycle.SupervisedTimer;
import fr.gaveurs.console.backend.quality.Lane;
import fr.gaveurs.console.backend.quality.SampleQueries;
import fr.gaveurs.console.backend.quality.SampleQueries.Memory;
import fr.gaveurs.console.backend.security.Secrets;
import fr.gaveurs.console.backend.store.Database;
import io.github.bucket4j.Bucket;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Every station that is known: read from the database at the start, kept in memory, its changes written back every two
 * seconds. Watches their states.
 */
public final class StationBook implements Part {
    private static final Logger LOG = LoggerFactory.getLogger(StationBook.class);

    /** Stations' clocks may be ahead by so much. */
    private static final Duration AHEAD = Duration.ofMinutes(5);

    private final Map<String, Station> stations = new ConcurrentHashMap<>();
    private final DeviceStore store;
    private final SampleQueries samples;
    private final Clock clock;
    private final LongSupplier nanos;
    private final Duration retention;
    private final int capacity;
    private final boolean enrollOpen;
    private final int samplesPerMinute;
    private final Consumer<Station> onEnrolled;
    private final StationFile file;
    /** The database was away at the start, and what it knows of stations is still to be read. */
    private volatile boolean behind;

    private final SupervisedTimer timer = new SupervisedTimer("stations");
    /** Of its own: a database that takes its time must not keep a silent station looking live. */
    private final SupervisedTimer states = new SupervisedTimer("station-states");

    private volatile Runnable onRead = () -> {};
    private volatile Consumer<Device> onChange = device -> {};
    private volatile Consumer<List<String>> onWritten = ids -> {};
    private final AtomicBoolean writingSoon = new AtomicBoolean();
    /** Held while rows are taken and written, so that an older row never follows a newer one into the database. */
    private final ReentrantLock writing = new ReentrantLock();

    /**
     * @param nanos the monotonic clock, by which everything is aged
     * @param retention how long samples are kept
     * @param capacity stations that may be known at once
     * @param enrollOpen whether unknown stations of other machines are let in without approval
     * @param samplesPerMinute each device's allowance, with as many in a burst; 0 is no limit
     * @param file a copy of the stations, for a start without the database
     * @param onEnrolled hears of each station once, when it is let in; of one that only asked to be, never
     */
    public StationBook(
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
        this.store = new DeviceStore(database);
        this.samples = samples;
        this.clock = clock;
        this.nanos = nanos;
        this.retention = retention;
        this.capacity = capacity;
        this.enrollOpen = enrollOpen;
        this.samplesPerMinute = samplesPerMinute;
        this.file = file;
        this.onEnrolled = onEnrolled;
    }

    @Override
    public String name() {
        return "stations";
    }

    @Override
    public void start() throws SQLException {
        try {
            readDatabase();
        } catch (SQLException | RuntimeException e) {
            if (!Database.isUnavailable(e)) {
                throw e;
            }
            for (StoredDevice row : file.load()) {
                if (stations.containsKey(row.deviceId())) {
                    continue; // read before the database went away
                }
                Station station = newStation(row.deviceId(), row.siteCode(), row.enrollment());
                station.restore(row, null, List.of(), clock.instant());
                stations.put(row.deviceId(), station);
            }
            behind = true;
        }
        LOG.info("{} stations are known{}", stations.size(), behind ? " from the last run, the database is away" : "");
        states.every(Duration.ofSeconds(1), Duration.ofSeconds(1), this::watchStates);
        states.start();
        timer.every(Duration.ofSeconds(2), Duration.ofSeconds(2), this::flush);
        timer.start();
    }

    private void readDatabase() throws SQLException {
        for (StoredDevice row : store.rows(null)) {
            Station known = stations.get(row.deviceId());
            if (known != null) {
                Sample newest = samples.newest(row.deviceId()).orElse(null);
                List<Memory> memories = samples.memories(row.deviceId(), newest, Station.RECENT);
                if (known.catchUp(row, newest, memories, clock.instant())) {
                    onEnrolled.accept(known);
                }
                changed(known);
                continue;
            }
            if (admit(row) == null) {
                throw new IllegalStateException(row.deviceId() + " came just now: read again");
            }
        }
        onRead.run();
        behind = false;
    }

    /** A station that the database knows, with what it remembers of it; null if it said hello just now. */
    private @Nullable Station admit(StoredDevice row) {
        // Others may store more of it meanwhile: what is remembered ends with the newest one.
        Sample newest = samples.newest(row.deviceId()).orElse(null);
        List<Memory> memories = samples.memories(row.deviceId(), newest, Station.RECENT);
        Station station = newStation(row.deviceId(), row.siteCode(), row.enrollment());
        station.lane().prime(newest, memories);
        station.restore(row, newest, memories, clock.instant());
        return stations.putIfAbsent(row.deviceId(), station) == null ? station : null;
    }

    /**
     * Takes in what other consoles wrote of stations.
     *
     * @param ids null for all
     * @return the stations that were not known here
     * @throws SQLException when the database is away
     */
    public List<Station> readOthers(@Nullable Collection<String> ids) throws SQLException {
        List<Station> fresh = new ArrayList<>();
        if (behind) {
            return fresh; // everything is read soon
        }
        for (StoredDevice row : store.rows(ids)) {
            Station known = stations.get(row.deviceId());
            if (known == null) {
                Station admitted = admit(row);
                if (admitted != null) {
                    LOG.info("station {} is known by another console", row.deviceId());
                    changed(admitted);
                    fresh.add(admitted);
                }
                continue;
            }
            Station.Adopted adopted = known.adopt(row);
            if (adopted.letIn()) {
                onEnrolled.accept(known);
                LOG.info("station {} was approved on another console", row.deviceId());
            }
            if (adopted.shown()) {
                changed(known);
            }
        }
        return fresh;
    }

    private Station newStation(String deviceId, String siteCode, Enrollment enrollment) {
        Bucket allowance = samplesPerMinute == 0
                ? null
                : Bucket.builder()
                        .addLimit(limit ->
                                limit.capacity(samplesPerMinute).refillGreedy(samplesPerMinute, Duration.ofMinutes(1)))
                        // By elapsed time: a clock that is set back would fill nothing up until it has caught up.
                        .withNanosecondPrecision()
                        .build();
        Station station = new Station(deviceId, siteCode, enrollment, new Lane(retention), allowance, nanos);
        if (enrollment == Enrollment.APPROVED) {
            onEnrolled.accept(station);
        }
        return station;
    }

    /**
     * The station of an id, made if it is new.
     *
     * @param local whether it speaks from this machine: then it is let in; from another one a person decides
     * @return null when as many stations as the console takes are known already
     */
    public @Nullable Station meet(String deviceId, String siteCode, boolean local) {
        Station known = stations.get(deviceId);
        if (known != null) {
            return known;
        }
        if (stations.size() >= capacity) {
            return null;
        }
        Enrollment enrollment = local || enrollOpen ? Enrollment.APPROVED : Enrollment.PENDING;
        Station met = stations.computeIfAbsent(deviceId, id -> {
            LOG.info("station {} is new: {}", id, enrollment.key());
            return newStation(id, siteCode, enrollment);
        });
        met.seen(clock.instant());
        changed(met);
        writeSoon();
        return met;
    }

    public @Nullable Station find(String deviceId) {
        return stations.get(deviceId);
    }

    /**
     * Lets a station deliver samples, and remembers it before it returns.
     *
     * @throws SQLException when the database is away: the approval did not happen
     */
    public @Nullable Device approve(String deviceId) throws SQLException {
        Station station = stations.get(deviceId);
        if (station == null) {
            return null;
        }
        // Written first, and not beside a flush, which may have taken this station's changes and not written them yet.
        writing.lock();
        try {
            store.upsert(List.of(station.row().approved()));
        } finally {
            writing.unlock();
        }
        boolean waited = station.approve();
        onWritten.accept(List.of(deviceId));
        if (waited) {
            onEnrolled.accept(station);
        }
        LOG.info("station {} was approved", deviceId);
        return changed(station);
    }

    /**
     * Lets a station in while no console runs; false if it is not known.
     *
     * @throws SQLException when the database is away: the approval did not happen
     */
    public static boolean approveStored(Database database, String deviceId) throws SQLException {
        return new DeviceStore(database).approve(deviceId);
    }

    /**
     * The token of an approved station that has none yet, to be told once; null if it has one. A station that lost
     * its token gets another when its row's token_hash and token_seen are emptied.
     */
    public @Nullable String issueToken(Station station) {
        String token = Secrets.newToken();
        if (!station.takeToken(Secrets.sha256(token))) {
            return null;
        }
        writeSoon();
        return token;
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
        onRead = reading;
    }

    /** Sets who hears which stations' rows were written; must return at once. */
    public void onWritten(Consumer<List<String>> listener) {
        onWritten = listener;
    }

    /** What another console must know before the station comes to it: new stations and their tokens. */
    private void writeSoon() {
        if (writingSoon.compareAndSet(false, true)) {
            try {
                timer.after(Duration.ofMillis(20), this::flush);
            } catch (RejectedExecutionException e) {
                LOG.debug("written at the end", e);
            }
        }
    }

    public List<Station> stations() {
        return stations.values().stream()
                .sorted(Comparator.comparing(Station::deviceId))
                .toList();
    }

    public List<Device> devices() {
        return stations().stream().map(Station::device).toList();
    }

    public List<DeviceLive> live() {
        return stations().stream().map(Station::live).toList();
    }

    /** The newest time that a station whose clock is right gave a stored sample; null if there is none. */
    public @Nullable Instant newestMeasured() {
        Instant newest = null;
        for (Station station : stations.values()) {
            Sample sample = station.latest();
            if (sample != null
                    && !sample.clockWrong()
                    && (newest == null || sample.timestamp().isAfter(newest))) {
                newest = sample.timestamp();
            }
        }
        return newest;
    }

    /** How many stations are in a state now. */
    public int count(DeviceState state) {
        return (int) stations.values().stream().filter(s -> s.state() == state).count();
    }

    /** The monotonic clock. */
    public long nanos() {
        return nanos.getAsLong();
    }

    /**
     * The latest time that a sample may have been measured at: a little ahead of the console's clock, or of the newest
     * samples of the stations that are live, should that clock be behind. What lies beyond was stored while some clock
     * was ahead.
     */
    public Instant horizon() {
        Instant latest = clock.instant();
        for (Station station : stations.values()) {
            Sample newest = station.latest();
            if (newest != null && newest.timestamp().isAfter(latest) && station.state() == DeviceState.LIVE) {
                latest = newest.timestamp();
            }
        }
        return latest.plus(AHEAD);
    }

    public int size() {
        return stations.size();
    }

    private void watchStates() {
        for (Station station : stations.values()) {
            if (station.stateChanged()) {
                onChange.accept(station.device());
            }
        }
    }

    private void flush() {
        writingSoon.set(false);
        if (behind) {
            try {
                readDatabase();
                LOG.info("{} stations are known, now by the database", stations.size());
            } catch (SQLException | RuntimeException e) {
                LOG.debug("the stations cannot be read yet: {}", e.getMessage());
                // Written now, a station that only seems new would lose its approval.
                return;
            }
        }
        file.save(stations().stream().map(Station::row).toList());
        writing.lock();
        try {
            writeChanges();
        } finally {
            writing.unlock();
        }
    }

    private void writeChanges() {
        List<Station> written = new ArrayList<>();
        List<StoredDevice> rows = new ArrayList<>();
        for (Station station : stations.values()) {
            StoredDevice row = station.takeChanges();
            if (row != null) {
                written.add(station);
                rows.add(row);
            }
        }
        if (rows.isEmpty()) {
            return;
        }
        try {
            store.upsert(rows);
            onWritten.accept(rows.stream().map(StoredDevice::deviceId).toList());
        } catch (SQLException | RuntimeException e) {
            written.forEach(Station::keepChanges);
            LOG.warn("stations could not be written, will try again: {}", e.getMessage());
        }
    }

    @Override
    public void stop(Deadline deadline) throws InterruptedException {
        states.stop();
        var unused = timer.finish(deadline.leftAtMost(Duration.ofSeconds(5)));
        flush();
    }

    @Override
    public List<Supervised> supervised() {
        return List.of(timer, states);
    }
}
