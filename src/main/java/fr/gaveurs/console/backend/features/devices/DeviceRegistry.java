package fr.gaveurs.console.backend.features.devices;

import fr.gaveurs.console.api.devices.DeviceDetails.Erasure;
import fr.gaveurs.console.api.devices.Devices.Device;
import fr.gaveurs.console.api.devices.Devices.DeviceLive;
import fr.gaveurs.console.api.devices.Devices.DeviceState;
import fr.gaveurs.console.api.devices.Devices.Enrollment;
import fr.gaveurs.console.api.quality.Samples.Sample;
import fr.gaveurs.console.backend.features.quality.DeviceGradingState;
import fr.gaveurs.console.backend.features.quality.SampleQueries;
import fr.gaveurs.console.backend.features.quality.SampleQueries.Memory;
import fr.gaveurs.console.backend.platform.audit.Act;
import fr.gaveurs.console.backend.platform.http.ProblemException;
import fr.gaveurs.console.backend.platform.lifecycle.Deadline;
import fr.gaveurs.console.backend.platform.lifecycle.Part;
import fr.gaveurs.console.backend.platform.lifecycle.Supervised;
import fr.gaveurs.console.backend.platform.lifecycle.SupervisedTimer;
import fr.gaveurs.console.backend.platform.relay.ChangeTopic;
import fr.gaveurs.console.backend.platform.security.Secrets;
import fr.gaveurs.console.backend.platform.store.Database;
import fr.gaveurs.console.backend.platform.store.errors.DatabaseErrors;
import io.github.bucket4j.Bucket;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
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

    /** Stations' clocks may be ahead by so much. */
    private static final Duration AHEAD = Duration.ofMinutes(5);

    /** Stations that may wait for approval, all together and of one address. */
    static final int WAITING = 200;

    static final int WAITING_OF_ADDRESS = 20;
    /** Stations that may be blocked. */
    static final int BLOCKED = 1_000;

    private static final int WAITING_SECONDS = 24 * 3_600;
    private static final int GIVES_WAY_SECONDS = 600;
    private static final int SILENCE_NOTED_SECONDS = 3_600;
    private static final String FULL =
            "the console knows as many stations as it takes: forget some of them, or raise stations.max";

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
    /** Ids of stations that waited too long, whose rows are still to be taken away. */
    private final Set<String> expiring = ConcurrentHashMap.newKeySet();

    private volatile Consumer<Station> onForgotten = station -> {};
    private volatile Consumer<Device> onChange = device -> {};
    private volatile Consumer<List<String>> onWritten = ids -> {};
    private final AtomicBoolean writingSoon = new AtomicBoolean();
    /** Held while rows are taken and written, so that an older row never follows a newer one into the database. */
    private final ReentrantLock writing = new ReentrantLock();
    /** The last try failed, which is said once; by who holds {@link #writing}. */
    private boolean unwritten;

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
            if (!DatabaseErrors.isUnavailable(e)) {
                throw e;
            }
            for (StoredDevice row : file.load()) {
                if (stations.containsKey(row.deviceId())) {
                    continue; // read before the database went away
                }
                Station station = newStation(row.deviceId(), row.siteCode(), row.enrollment());
                station.restore(row, null, List.of(), clock.instant());
                stations.put(row.deviceId(), station);
                welcome(station);
            }
            behind = true;
        }
        LOG.info("{} stations are known{}", stations.size(), behind ? " from the last run, the database is away" : "");
        states.every(Duration.ofSeconds(1), Duration.ofSeconds(1), this::watchStates);
        states.start();
        timer.every(Duration.ofSeconds(2), Duration.ofSeconds(2), this::flush);
        timer.every(Duration.ofMinutes(1), Duration.ofMinutes(1), () -> expire(System.nanoTime()));
        timer.start();
    }

    private void readDatabase() throws SQLException {
        List<StoredDevice> rows = store.rows(null);
        Set<String> written = rows.stream().map(StoredDevice::deviceId).collect(Collectors.toSet());
        stations.values().forEach(station -> station.inDatabase(written.contains(station.deviceId())));
        for (StoredDevice row : rows) {
            Station known = stations.get(row.deviceId());
            if (known != null) {
                Sample newest = newest(row);
                List<Memory> memories = memories(row, newest);
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
        Sample newest = newest(row);
        List<Memory> memories = memories(row, newest);
        Station station = newStation(row.deviceId(), row.siteCode(), row.enrollment());
        station.grading().prime(newest, memories);
        station.restore(row, newest, memories, clock.instant());
        if (stations.putIfAbsent(row.deviceId(), station) != null) {
            return null;
        }
        welcome(station);
        return station;
    }

    private @Nullable Sample newest(StoredDevice row) {
        return samples.newest(row.deviceId())
                .filter(sample -> row.delivered(sample.sequence(), sample.receivedAt()))
                .orElse(null);
    }

    private List<Memory> memories(StoredDevice row, @Nullable Sample newest) {
        return samples.memories(row.deviceId(), newest, Station.RECENT).stream()
                .filter(memory -> row.delivered(memory.sequence(), memory.receivedAt()))
                .toList();
    }

    private void welcome(Station station) {
        if (station.approved()) {
            onEnrolled.accept(station);
        }
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
        Map<String, Station> asked = new HashMap<>();
        Map<String, Station.Versions> versions = new HashMap<>();
        for (Station station : stations.values()) {
            if (ids == null || ids.contains(station.deviceId())) {
                versions.put(station.deviceId(), station.versions());
                if (station.inDatabase()) {
                    asked.put(station.deviceId(), station);
                }
            }
        }
        for (StoredDevice row : store.rows(ids)) {
            asked.remove(row.deviceId());
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
            Station.Adopted adopted = known.adopt(row, versions.getOrDefault(row.deviceId(), Station.Versions.NONE));
            if (adopted.letIn()) {
                onEnrolled.accept(known);
                LOG.info("station {} was approved on another console", row.deviceId());
            }
            if (adopted.shown()) {
                changed(known);
            }
        }
        asked.values().forEach(station -> drop(station, "forgotten by another console"));
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
        return new Station(
                deviceId,
                siteCode,
                new Identity(enrollment, enrollOpen),
                new DeviceGradingState(retention),
                allowance,
                clock,
                nanos);
    }

    /**
     * The station of an id, made if it is new.
     *
     * @param voice who speaks under it: from this machine it is let in; from another one a person decides. Null for a
     *     sample that was taken in by an earlier run: then it was let in before
     * @return null when as many stations as the console takes are known, or as many as may wait do
     */
    public @Nullable Station meet(String deviceId, String siteCode, @Nullable Voice voice) {
        Station known = stations.get(deviceId);
        if (known != null) {
            if (voice != null && voice.local() && known.identity().letIn(voice)) {
                welcome(known);
                changed(known);
                writeSoon();
            }
            return known;
        }
        boolean in = voice == null || voice.local() || enrollOpen;
        String address = voice == null ? "" : voice.address();
        if (in ? !room() : !roomToWait(address)) {
            return null;
        }
        Station made = newStation(deviceId, siteCode, in ? Enrollment.APPROVED : Enrollment.PENDING);
        Station other = stations.putIfAbsent(deviceId, made);
        if (other != null) {
            return other;
        }
        if (voice != null && voice.local()) {
            made.identity().bindHere(voice);
        }
        welcome(made);
        LOG.info(
                "station {} is new: {}",
                deviceId,
                in ? "approved" : "it waits for approval" + (address.isEmpty() ? "" : ", from " + address));
        made.met(voice == null ? null : address, clock.instant());
        changed(made);
        writeSoon();
        return made;
    }

    /** Stations that wait take no room from those that a person let in. */
    private boolean room() {
        return stations.values().stream().filter(Station::approved).count() < capacity;
    }

    private boolean roomToWait(String address) {
        List<Station> waiting = new ArrayList<>(stations.values().stream()
                .filter(station -> station.identity().enrollment() == Enrollment.PENDING)
                .toList());
        List<Station> same = waiting.stream()
                .filter(station -> address.equals(station.address()))
                .toList();
        return (same.size() < WAITING_OF_ADDRESS || makeRoom(same)) && (waiting.size() < WAITING || makeRoom(waiting));
    }

    /** Of stations that wait, one that hung up and fell silent gives way to one that is there. */
    private boolean makeRoom(List<Station> waiting) {
        long now = System.nanoTime();
        Station silent = waiting.stream()
                .filter(station -> !station.isConnected() && station.silentSeconds(now) > GIVES_WAY_SECONDS)
                .max(Comparator.comparingInt(station -> station.silentSeconds(now)))
                .orElse(null);
        return silent != null && expiring.add(silent.deviceId()) && drop(silent, "others wait in its place");
    }

    /**
     * Takes stations that wait for approval and have been silent for a day from memory and from the database.
     *
     * @param nanos now, by {@link System#nanoTime()}
     */
    void expire(long nanos) {
        for (Station station : stations.values()) {
            if (station.identity().enrollment() == Enrollment.PENDING) {
                if (!station.isConnected() && station.silentSeconds(nanos) >= WAITING_SECONDS) {
                    expiring.add(station.deviceId());
                    drop(station, "it waited for approval and was silent for a day");
                } else {
                    station.noteSilence(nanos, SILENCE_NOTED_SECONDS);
                }
            }
        }
    }

    /** Nobody knows it here any more; what holds it asks again. */
    private boolean drop(Station station, String why) {
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

    /** What a person's decision comes to for a station; nothing is changed yet. */
    private interface Decision {
        /** Null where it stands already. */
        Identity.@Nullable Plan of(Station station) throws Identity.NoSuchClaim;
    }

    /**
     * Lets the board that a person saw deliver samples, and remembers it before it returns.
     *
     * @param claim which board; null where only one said the station's id
     * @return null if the station is not known
     * @throws ProblemException 409 when several boards said the id and none is chosen, or none said hello
     * @throws SQLException when the database is away: the approval did not happen
     */
    public @Nullable Device approve(String deviceId, @Nullable String claim, Act act) throws SQLException {
        Station station = stations.get(deviceId);
        if (station != null && !station.approved() && !room()) {
            throw ProblemException.conflict(FULL);
        }
        return decide(deviceId, "approved", act, known -> known.identity().planApproval(claim, System.nanoTime()));
    }

    /** Refuses from now on whatever the station sends; as {@link #approve} otherwise. */
    public @Nullable Device block(String deviceId, Act act) throws SQLException {
        long blocked = stations.values().stream()
                .filter(station -> station.identity().enrollment() == Enrollment.BLOCKED)
                .count();
        if (blocked >= BLOCKED) {
            throw ProblemException.conflict("as many as " + BLOCKED + " stations are blocked: forget some of them");
        }
        return decide(deviceId, "blocked", act, known -> known.identity().plan(Enrollment.BLOCKED));
    }

    /** Puts a blocked station among those that wait; as {@link #approve} otherwise. */
    public @Nullable Device unblock(String deviceId, Act act) throws SQLException {
        return decide(deviceId, "unblocked", act, known -> {
            if (known.identity().enrollment() != Enrollment.BLOCKED) {
                throw new Identity.NoSuchClaim("this station is not blocked");
            }
            known.seen(clock.instant());
            return known.identity().plan(Enrollment.PENDING);
        });
    }

    /**
     * Makes the station's token void; the chosen board gets another one at its next hello.
     *
     * @param claim which board; null where only one can be meant
     */
    public @Nullable Device resetToken(String deviceId, @Nullable String claim, Act act) throws SQLException {
        return decide(
                deviceId, "given a new token", act, known -> known.identity().planReset(claim, System.nanoTime()));
    }

    private @Nullable Device decide(String deviceId, String what, Act act, Decision decision) throws SQLException {
        Station station = stations.get(deviceId);
        if (station == null) {
            return null;
        }
        boolean was = station.approved();
        String board = "";
        // Written first, always, and not beside a flush, which may have taken this station's changes and not written
        // them yet.
        writing.lock();
        try {
            Identity.@Nullable Plan plan = decision.of(station);
            StoredDevice row = station.row();
            store.enroll(plan == null ? row : row.with(plan.kept()), row.kept(), act);
            if (plan != null) {
                station.identity().apply(plan);
                if (station.approved()) {
                    station.showBoard();
                    board = board(plan.kept());
                }
            }
            station.inDatabase(true);
        } catch (Identity.NoSuchClaim e) {
            throw ProblemException.conflict(String.valueOf(e.getMessage()));
        } finally {
            writing.unlock();
        }
        onWritten.accept(List.of(deviceId));
        if (station.approved() && !was) {
            onEnrolled.accept(station);
        }
        LOG.info("station {} was {}{}", deviceId, what, board);
        return changed(station);
    }

    /** Which board a decision is bound to. */
    private static String board(Identity.Kept kept) {
        Claim bound =
                new Claim(kept.boundAddress() == null ? "" : kept.boundAddress(), kept.boundMac(), Instant.EPOCH, 0);
        return ": the board with " + Claim.named(kept.boundMac(), kept.boundAddress())
                + (bound.namesMac()
                        ? ""
                        : "; its hello names no MAC address that is one, so this is bound to its address and its"
                                + " connection alone");
    }

    /**
     * Forgets a station and its token; its samples stay.
     *
     * @return whether it was known
     * @throws SQLException when the database is away: it is not forgotten
     */
    public boolean forget(String deviceId, Act act) throws SQLException {
        Station station = stations.get(deviceId);
        if (station == null) {
            return false;
        }
        writing.lock();
        try {
            store.forget(deviceId, station.row().kept(), act);
            drop(station, "a person said so");
        } finally {
            writing.unlock();
        }
        onWritten.accept(List.of(deviceId));
        return true;
    }

    /**
     * Forgets a station, or one that was forgotten before, and has its samples and statistics deleted, a piece at a time.
     *
     * @return null if neither the station nor a sample of it is known
     * @throws SQLException when the database is away: nothing is forgotten or deleted
     */
    public @Nullable Erasure erase(String deviceId, Act act) throws SQLException {
        Station station = stations.get(deviceId);
        Erasure asked;
        writing.lock();
        try {
            asked = store.erase(
                    deviceId, station == null ? 0 : station.grading().sequence(), act);
            if (station != null && asked != null) {
                drop(station, "a person said so, and its samples go with it");
            }
        } finally {
            writing.unlock();
        }
        onWritten.accept(List.of(deviceId));
        return asked;
    }

    /** As {@link #erase}, while no console runs: the next one deletes. */
    public static @Nullable Erasure eraseStored(Database database, String deviceId, Act act) throws SQLException {
        return new DeviceStore(database).erase(deviceId, 0, act);
    }

    /**
     * Lets the board in that said a station's id first, while no console runs.
     *
     * @return which board that is, in words; null if the station is not known, is blocked, or no board with a MAC address
     *     said hello as it
     * @throws SQLException when the database is away: the approval did not happen
     */
    public static @Nullable String approveStored(Database database, String deviceId, Act act) throws SQLException {
        return new DeviceStore(database).approve(deviceId, act);
    }

    /** As {@link #block}, while no console runs; false if it is not known. */
    public static boolean blockStored(Database database, String deviceId, Act act) throws SQLException {
        return new DeviceStore(database).block(deviceId, act);
    }

    /** As {@link #unblock}, while no console runs; false if it is not known or not blocked. */
    public static boolean unblockStored(Database database, String deviceId, Act act) throws SQLException {
        return new DeviceStore(database).unblock(deviceId, act);
    }

    /** As {@link #forget}, while no console runs; false if it is not known. */
    public static boolean forgetStored(Database database, String deviceId, Act act) throws SQLException {
        return new DeviceStore(database).forget(deviceId, null, act);
    }

    /**
     * As {@link #resetToken} for the board that was heard last, while no console runs.
     *
     * @return which board that is, in words; null if the station is not known
     */
    public static @Nullable String resetTokenStored(Database database, String deviceId, Act act) throws SQLException {
        return new DeviceStore(database).resetToken(deviceId, act);
    }

    /**
     * The token of an approved station that has none yet, to be told once; null if it has one, or if another
     * connection is meant to get it. A station that lost its token gets another after {@link #resetToken}.
     */
    public @Nullable String issueToken(Station station, Voice voice) {
        String token = Secrets.newToken();
        if (!station.identity().takeToken(voice, Secrets.sha256(token))) {
            return null;
        }
        writeSoon();
        return token;
    }

    /**
     * Changes what people set of a station, and remembers it before it returns.
     *
     * @return null if the station is not known
     * @throws ProblemException when the change makes no sense of this station
     * @throws SQLException when the database is away: it did not happen
     */
    public @Nullable Device set(String deviceId, DeviceChange change, Act act) throws SQLException {
        Station station = stations.get(deviceId);
        if (station == null) {
            return null;
        }
        writing.lock();
        try {
            DeviceStore.Placed placed = store.set(station.row(), change, act);
            station.inDatabase(true);
            station.set(placed.siteCode(), placed.setup());
        } finally {
            writing.unlock();
        }
        onWritten.accept(List.of(deviceId));
        LOG.info("station {} was {}", deviceId, change.words());
        return changed(station);
    }

    /** As {@link #set}, while no console runs; false if it is not known. */
    public static boolean setStored(Database database, String deviceId, DeviceChange change, Act act)
            throws SQLException {
        return new DeviceStore(database).set(deviceId, change, act);
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

    /** Those that a dashboard shows: all but the blocked ones. */
    public List<DeviceLive> live() {
        return stations().stream()
                .filter(DeviceRegistry::counts)
                .map(Station::live)
                .toList();
    }

    /** The newest time that a station whose clock is right gave a stored sample; null if there is none. */
    public @Nullable Instant newestMeasured() {
        Instant newest = null;
        for (Station station : stations.values()) {
            Sample sample = station.latest();
            if (sample != null
                    && !sample.clockWrong()
                    && counts(station)
                    && (newest == null || sample.timestamp().isAfter(newest))) {
                newest = sample.timestamp();
            }
        }
        return newest;
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
        return !behind;
    }

    /** Samples that each station may send a minute; 0 is no limit. */
    int samplesPerMinute() {
        return samplesPerMinute;
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
        Map<Station, Station.Changes> changed = new LinkedHashMap<>();
        for (Station station : stations.values()) {
            Station.Changes changes = station.takeChanges();
            if (changes != null) {
                changed.put(station, changes);
            }
        }
        List<String> told =
                new ArrayList<>(changed.keySet().stream().map(Station::deviceId).toList());
        try {
            for (String id : List.copyOf(expiring)) {
                if (!stations.containsKey(id) && store.expire(id)) {
                    told.add(id);
                }
                expiring.remove(id);
            }
            if (!changed.isEmpty()) {
                List<String> gone = store.write(changed.values());
                changed.keySet().forEach(station -> {
                    if (gone.contains(station.deviceId())) {
                        drop(station, "its row was taken from the database");
                    } else {
                        station.inDatabase(true);
                    }
                });
            }
            unwritten = false;
            if (!told.isEmpty()) {
                onWritten.accept(told);
            }
        } catch (SQLException | RuntimeException e) {
            changed.forEach(Station::keepChanges);
            if (!unwritten) {
                unwritten = true;
                LOG.warn("stations could not be written, will try again: {}", e.getMessage());
            }
        }
    }

    @Override
    public void stop(Deadline deadline) throws InterruptedException {
        states.stop();
        long now = System.nanoTime();
        stations.values().forEach(station -> station.noteSilence(now, 60));
        var unused = timer.finish(deadline.leftAtMost(Duration.ofSeconds(5)));
        flush();
    }

    @Override
    public List<Supervised> supervised() {
        return List.of(timer, states);
    }
}
