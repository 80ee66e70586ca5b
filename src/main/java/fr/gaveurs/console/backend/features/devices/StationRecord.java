package fr.gaveurs.console.backend.features.devices;

import fr.gaveurs.console.api.devices.Devices.Enrollment;
import fr.gaveurs.console.api.quality.Samples.Sample;
import fr.gaveurs.console.backend.features.quality.DeviceGradingState;
import fr.gaveurs.console.backend.features.quality.SampleQueries.Memory;
import fr.gaveurs.console.backend.features.quality.TofCalibration;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What is stored of a station: takes in what the database and other consoles know, and says what is to be written.
 * Guarded by its station.
 */
final class StationRecord {
    /** Older is not told apart. */
    private static final Duration LONG_AGO = Duration.ofDays(3_650);

    /** A station without samples is heard of by its heartbeats, every 30 s. */
    private static final double HEARD_AGAIN_SECONDS = 10;

    private final String deviceId;
    private final Identity identity;
    private final DeviceGradingState grading;
    /** The monotonic clock: how old something is must not depend on what the console's clock is set to. */
    private final LongSupplier nanos;

    final StationProfile profile = new StationProfile();
    final StationSamples samples = new StationSamples();
    final Silence silence = new Silence();

    private volatile String siteCode;
    private DeviceSetup setup = DeviceSetup.NONE;
    /** Counts up with each change of what people set. */
    private long setupVersion;

    private @Nullable Instant firstSeen;
    private @Nullable Instant lastSeen;
    /** When it last said something, monotonic. */
    private long heardNanos;

    /** Whether it was heard since the start, and whether another console heard it last. */
    private boolean heard;

    private boolean elsewhere;
    private boolean inDatabase;
    private boolean dirty;

    StationRecord(String deviceId, String siteCode, Identity identity, DeviceGradingState grading, LongSupplier nanos) {
        this.deviceId = deviceId;
        this.siteCode = siteCode;
        this.identity = identity;
        this.grading = grading;
        this.nanos = nanos;
        this.heardNanos = nanos.getAsLong();
    }

    /** Also without its station's guard. */
    String siteCode() {
        return siteCode;
    }

    DeviceSetup setup() {
        return setup;
    }

    @Nullable
    Instant firstSeen() {
        return firstSeen;
    }

    @Nullable
    Instant lastSeen() {
        return lastSeen;
    }

    long heardNanos() {
        return heardNanos;
    }

    /** Whether it was heard since the start, here last. */
    boolean heardHere() {
        return heard && !elsewhere;
    }

    /** Something of it is to be written. */
    void touch() {
        dirty = true;
    }

    void set(String site, DeviceSetup changed) {
        siteCode = site;
        setup = changed;
        setupVersion++;
        grading.calibrate(TofCalibration.of(changed.calibration()));
    }

    /** It said something. */
    void seen(Instant now) {
        if (firstSeen == null) {
            firstSeen = now;
        }
        lastSeen = now;
        heardNanos = nanos.getAsLong();
        heard = true;
        elsewhere = false;
        silence.broken();
        dirty = true;
    }

    /** See {@link Station#stored}. */
    boolean stored(Sample sample, long measured) {
        dirty = true;
        boolean newest = samples.stored(sample, measured, nanos.getAsLong());
        if (newest) {
            profile.sample(sample.location(), sample.firmwareVersion());
        }
        return newest;
    }

    /**
     * See {@link Station#storedElsewhere}.
     *
     * @param connected whether it holds a connection here
     */
    void storedElsewhere(Sample sample, Instant now, boolean connected) {
        boolean ours = dirty;
        long measured = grading.storedElsewhere(sample, now, nanos.getAsLong());
        if (sample.sequence() == 0) {
            samples.forgetLatest();
        }
        stored(sample, measured);
        seen(now);
        elsewhere = !connected;
        dirty = ours;
    }

    /**
     * What the database remembers of it, before any message.
     *
     * @param memories oldest first
     * @param now the console's clock, the only one that tells how long it was away
     */
    void restore(StoredDevice stored, @Nullable Sample newest, List<Memory> memories, Instant now) {
        profile.take(stored);
        set(stored.siteCode(), stored.setup());
        identity.set(stored.kept());
        identity.remember(profile.address, profile.macAddress, stored.lastSeen(), System.nanoTime());
        inDatabase = true;
        silence.restore(stored.silentSeconds() == null ? 0 : stored.silentSeconds());
        firstSeen = stored.firstSeen();
        lastSeen = stored.lastSeen();
        samples.intervalSeconds(stored.intervalSeconds());
        heardNanos = ago(lastSeen, now);
        remember(stored, newest, memories, now);
        dirty = false;
    }

    private void remember(StoredDevice stored, @Nullable Sample newest, List<Memory> memories, Instant now) {
        long measured = newest == null
                ? ago(stored.lastSampleAt(), now)
                : ago(newest.receivedAt(), now) - grading.waited(newest).toNanos();
        samples.remember(newest, stored.lastSampleAt(), measured, memories);
    }

    /** An instant of an earlier run, by the monotonic clock. One that lies ahead is as far away as one behind. */
    private long ago(@Nullable Instant instant, Instant now) {
        Duration since =
                instant == null ? Duration.ZERO : Duration.between(instant, now).abs();
        return nanos.getAsLong() - (since.compareTo(LONG_AGO) < 0 ? since : LONG_AGO).toNanos();
    }

    /**
     * What the database remembers of it, read after messages of it came, since the database was away at the start.
     *
     * @return whether it is let in only by this
     */
    boolean catchUp(StoredDevice stored, @Nullable Sample newest, List<Memory> memories, Instant now) {
        boolean was = identity.enrollment() == Enrollment.APPROVED;
        if (!(was && stored.enrollment() == Enrollment.PENDING)) {
            identity.set(stored.kept());
        }
        boolean letIn = !was && identity.enrollment() == Enrollment.APPROVED;
        set(stored.siteCode(), stored.setup());
        inDatabase = true;
        firstSeen = stored.firstSeen() == null ? firstSeen : stored.firstSeen();
        if (samples.intervalSeconds() == null) {
            samples.intervalSeconds(stored.intervalSeconds());
        }
        grading.known(newest);
        if (samples.latest() == null) {
            remember(stored, newest, memories, now);
        }
        dirty = true;
        return letIn;
    }

    /**
     * What another console wrote of it. What changed here and is not written yet stays.
     *
     * @param versions of it, taken before the row was read: what changed since is newer
     * @param connected whether it holds a connection here
     * @return what it changes here
     */
    Adopted adopt(StoredDevice row, Versions versions, boolean connected) {
        Enrollment before = identity.enrollment();
        boolean pendingHereOnly = before == Enrollment.APPROVED && row.enrollment() == Enrollment.PENDING;
        if (!pendingHereOnly) {
            identity.adopt(row.kept(), versions.identity());
        }
        boolean reset =
                setupVersion == versions.setup() && !(setup.equals(row.setup()) && siteCode.equals(row.siteCode()));
        if (reset) {
            set(row.siteCode(), row.setup());
        }
        Enrollment after = identity.enrollment();
        boolean letIn = before != Enrollment.APPROVED && after == Enrollment.APPROVED;
        inDatabase = true;
        boolean alive = !connected
                && row.lastSeen() != null
                && (lastSeen == null || seconds(lastSeen, row.lastSeen()) > HEARD_AGAIN_SECONDS);
        firstSeen = row.firstSeen() == null ? firstSeen : row.firstSeen();
        if (row.lastSeen() != null && (lastSeen == null || row.lastSeen().isAfter(lastSeen))) {
            // The database rounds to microseconds.
            elsewhere |= !connected && (lastSeen == null || row.lastSeen().isAfter(lastSeen.plusMillis(1)));
            lastSeen = row.lastSeen();
            heardNanos = !connected ? nanos.getAsLong() : heardNanos;
            silence.broken();
        }
        if (dirty) {
            return new Adopted(letIn, before != after || alive || reset);
        }
        boolean moved = profile.take(row);
        identity.remember(profile.address, profile.macAddress, row.lastSeen(), System.nanoTime());
        if (row.intervalSeconds() != null) {
            samples.intervalSeconds(row.intervalSeconds());
        }
        return new Adopted(letIn, before != after || alive || moved || reset);
    }

    /** Of who may speak for a station, and of what people set of it. */
    record Versions(long identity, long setup) {
        /** Of a station that came since. */
        static final Versions NONE = new Versions(-1, -1);
    }

    Versions versions() {
        return new Versions(identity.version(), setupVersion);
    }

    /**
     * What a row of another console changed.
     *
     * @param letIn whether the station is let in only by this
     * @param shown whether a dashboard has to be told
     */
    record Adopted(boolean letIn, boolean shown) {}

    /**
     * What is to be written.
     *
     * @param fresh whether there was no row of it yet
     * @param identityChanged whether who may speak for it changed here, and not only what it said
     */
    record Changes(StoredDevice row, boolean fresh, boolean identityChanged) {}

    /** What changed since this was last asked, or null. */
    @Nullable
    Changes takeChanges() {
        boolean identityChanged = identity.takeDirty();
        if (!dirty && !identityChanged) {
            return null;
        }
        dirty = false;
        StoredDevice row = row();
        return new Changes(row, !inDatabase, identityChanged);
    }

    /** Its row is in the database, or, as it turns out, is not. */
    void inDatabase(boolean now) {
        inDatabase = now;
    }

    boolean inDatabase() {
        return inDatabase;
    }

    /** The row as it is to be stored. */
    StoredDevice row() {
        Identity.Kept kept = identity.kept();
        return new StoredDevice(
                deviceId,
                siteCode,
                profile.location,
                profile.macAddress,
                profile.ipAddress,
                profile.firmwareVersion,
                kept.enrollment(),
                kept.tokenHash(),
                kept.tokenSeen(),
                firstSeen,
                lastSeen,
                samples.lastAt(),
                samples.intervalSeconds(),
                profile.address,
                kept.boundMac(),
                kept.boundAddress(),
                silence.noted(),
                setup);
    }

    /** The row could not be written: try again. */
    void keepChanges(Changes changes) {
        dirty = true;
        if (changes.identityChanged()) {
            identity.markDirty();
        }
    }

    private static double seconds(Instant from, Instant to) {
        return Duration.between(from, to).toNanos() / 1e9;
    }
}
