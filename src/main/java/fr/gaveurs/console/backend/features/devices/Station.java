package fr.gaveurs.console.backend.features.devices;

import fr.gaveurs.console.api.devices.DeviceDetails.RefusalReason;
import fr.gaveurs.console.api.devices.DeviceSettings.Maintenance;
import fr.gaveurs.console.api.devices.Devices.Board;
import fr.gaveurs.console.api.devices.Devices.Device;
import fr.gaveurs.console.api.devices.Devices.DeviceLive;
import fr.gaveurs.console.api.devices.Devices.DeviceState;
import fr.gaveurs.console.api.devices.Devices.Enrollment;
import fr.gaveurs.console.api.devices.Devices.TokenState;
import fr.gaveurs.console.api.devices.Freshness;
import fr.gaveurs.console.api.quality.Samples.Sample;
import fr.gaveurs.console.backend.features.quality.DeviceGradingState;
import fr.gaveurs.console.backend.features.quality.RecentGrades;
import fr.gaveurs.console.backend.features.quality.SampleQueries.Memory;
import fr.gaveurs.console.backend.features.quality.TofCalibration;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** One station: who it is, how fresh it is, what its tile shows. Safe for use by several threads. */
public final class Station {
    /** Scores that a tile's line shows. */
    public static final int RECENT = 50;

    /** A sample that waited no longer is of now. */
    private static final Duration FRESH = Duration.ofSeconds((long) Freshness.LEAST_STALE_SECONDS);

    private static final Duration NO_TEXT_SHOWN = Duration.ofHours(1);
    /** Older is not told apart. */
    private static final Duration LONG_AGO = Duration.ofDays(3_650);

    private static final Duration FIRST_INTERVAL_MAX = Duration.ofMinutes(10);
    private static final double INTERVAL_WEIGHT = 0.1;
    /** A pause this many times longer than usual is a pause, not the new pace. */
    private static final double PAUSE_FACTOR = 5;

    /** A station without samples is heard of by its heartbeats, every 30 s. */
    private static final double HEARD_AGAIN_SECONDS = 10;

    private final String deviceId;
    private final DeviceGradingState grading;
    private final @Nullable Bucket allowance;
    /** What people mean by a time that they set. */
    private final Clock clock;
    /** The monotonic clock: how old something is must not depend on what the console's clock is set to. */
    private final LongSupplier nanos;

    private volatile String siteCode;
    private DeviceSetup setup = DeviceSetup.NONE;
    private long setupVersion;
    private @Nullable String location;
    private @Nullable String firmwareVersion;
    private @Nullable String macAddress;
    private @Nullable String ipAddress;
    private @Nullable String address;
    private final Identity identity;
    /** When it last said anything: by elapsed time, since a wrong clock must not forget a station. */
    private long wordNanos = System.nanoTime();

    private int silentBefore;
    private int silentNoted;
    private boolean inDatabase;
    private volatile boolean forgotten;
    private @Nullable Instant notUtf8At;
    private long notUtf8Nanos;
    private List<String> oddFigures = List.of();
    private @Nullable Instant firstSeen;
    private @Nullable Instant lastSeen;
    private @Nullable Instant lastSampleAt;
    /** When it last said something, when its newest sample was measured, and when its last fresh one came, monotonic. */
    private long heardNanos;

    private long measuredNanos;
    private @Nullable Long freshNanos;
    private @Nullable Double intervalSeconds;
    private @Nullable Integer bufferSize;
    private @Nullable Long uptimeSeconds;
    private volatile @Nullable Duration clockOffset;
    private @Nullable Instant rateLimitedAt;
    private final SteadyRefusals refusals = new SteadyRefusals();
    /** Whether it was heard since the start, and whether another console heard it last. */
    private boolean heard;

    private boolean elsewhere;
    private final RefusedAhead ahead = new RefusedAhead();
    private int connections;
    private @Nullable Sample latest;
    private final Deque<Score> recent = new ArrayDeque<>();
    private Judgement announced = new Judgement(DeviceState.NEVER_SEEN, false, false, false);
    private boolean dirty;

    /** A score that may be missing: deques hold no nulls. */
    private record Score(@Nullable Double value, @Nullable Boolean compliant) {}

    Station(
            String deviceId,
            String siteCode,
            Identity identity,
            DeviceGradingState grading,
            @Nullable Bucket allowance,
            Clock clock,
            LongSupplier nanos) {
        this.clock = clock;
        this.nanos = nanos;
        this.heardNanos = nanos.getAsLong();
        this.allowance = allowance;
        this.deviceId = deviceId;
        this.siteCode = siteCode;
        this.identity = identity;
        this.grading = grading;
    }

    public String deviceId() {
        return deviceId;
    }

    /** Two letters: the site for which its samples count. */
    public String siteCode() {
        return siteCode;
    }

    synchronized DeviceSetup setup() {
        return setup;
    }

    /** Counts up with each change of what people set. */
    synchronized long setupVersion() {
        return setupVersion;
    }

    /** What people set of it, as it is stored: its samples are graded by it, and it is aged by it, from now on. */
    synchronized void set(String site, DeviceSetup changed) {
        siteCode = site;
        setup = changed;
        setupVersion++;
        grading.calibrate(TofCalibration.of(changed.calibration()));
    }

    /** Whether it is being worked at. */
    private @Nullable Maintenance maintenance() {
        return setup.maintenanceAt(clock.instant());
    }

    private @Nullable Double usualInterval() {
        Double calibrated = setup.intervalSeconds();
        return calibrated == null ? intervalSeconds : calibrated;
    }

    /** What grading remembers of this device. */
    public DeviceGradingState grading() {
        return grading;
    }

    public boolean approved() {
        return identity.enrollment() == Enrollment.APPROVED;
    }

    Identity identity() {
        return identity;
    }

    /** A person made the console forget it: whoever holds it asks the book again. */
    public boolean forgotten() {
        return forgotten;
    }

    void forget() {
        forgotten = true;
    }

    /**
     * A connection said hello under its id. What it says of itself is remembered for people to choose by; only if it
     * counts may {@link #hello} follow.
     *
     * @param token null if it showed none
     */
    public synchronized Verdict greet(
            Voice voice,
            @Nullable String location,
            @Nullable String firmwareVersion,
            @Nullable String macAddress,
            @Nullable String ipAddress,
            @Nullable String token,
            Instant now) {
        Verdict verdict = identity.hello(voice, macAddress, token, now, System.nanoTime());
        identity.told(voice, ipAddress, location, firmwareVersion);
        if (verdict.counts()) {
            address = voice.address();
        }
        return verdict;
    }

    /** Takes what a hello said; null leaves what was known. */
    public synchronized void hello(
            @Nullable String location,
            @Nullable String firmwareVersion,
            @Nullable String macAddress,
            @Nullable String ipAddress,
            Instant now) {
        this.location = location == null ? this.location : location;
        this.firmwareVersion = firmwareVersion == null ? this.firmwareVersion : firmwareVersion;
        this.macAddress = macAddress == null ? this.macAddress : macAddress;
        this.ipAddress = ipAddress == null ? this.ipAddress : ipAddress;
        seen(now);
    }

    /** It is new. */
    synchronized void met(@Nullable String from, Instant now) {
        address = from;
        ipAddress = from;
        seen(now);
    }

    synchronized @Nullable String address() {
        return address;
    }

    synchronized boolean isConnected() {
        return connections > 0;
    }

    /** Whether the hello of a connection that speaks under its id was heard. */
    public boolean saidHello(Voice voice) {
        return identity.saidHello(voice);
    }

    /**
     * Why what a connection sent does not count, with both boards' addresses, for the log.
     *
     * @param did such as {@code said hello as ESP32_LL_01}
     */
    public String refusal(Voice voice, Verdict verdict, String did) {
        return identity.refusal(voice, verdict, did);
    }

    /** Whether anything else that a connection sends is the station's word. */
    public Verdict word(Voice voice, Instant now) {
        return identity.word(voice, now, System.nanoTime());
    }

    /** A connection that spoke under its id is closed. */
    public synchronized void left(Voice voice) {
        identity.closed(voice);
        if (identity.enrollment() == Enrollment.PENDING) {
            showBoard();
        }
    }

    /** Its record shows the board that is the station, or that would be. */
    synchronized void showBoard() {
        Claim seen = identity.primary();
        if (seen != null && seen.greeted && !seen.remembered) {
            macAddress = seen.mac;
            ipAddress = seen.saidAddress == null ? seen.address : seen.saidAddress;
            address = seen.address;
            location = seen.location == null ? location : seen.location;
            firmwareVersion = seen.firmware == null ? firmwareVersion : seen.firmware;
            dirty = true;
        }
    }

    /** It said something. */
    public synchronized void seen(Instant now) {
        if (firstSeen == null) {
            firstSeen = now;
        }
        lastSeen = now;
        heardNanos = nanos.getAsLong();
        heard = true;
        elsewhere = false;
        spoke();
        dirty = true;
    }

    /** Silence counts from here; over restarts by what was noted, never by a clock. */
    private void spoke() {
        wordNanos = System.nanoTime();
        silentBefore = 0;
        silentNoted = 0;
    }

    /** How long it has been silent, s: by elapsed time, as long as a console ran. */
    synchronized int silentSeconds(long nanos) {
        long since = TimeUnit.NANOSECONDS.toSeconds(Math.max(0, nanos - wordNanos));
        return (int) Math.min(Integer.MAX_VALUE, silentBefore + since);
    }

    /**
     * Its silence is written from time to time and at the end, so that it goes on counting over restarts.
     *
     * @param step not before it has grown by so much, s
     */
    synchronized void noteSilence(long nanos, int step) {
        int silent = silentSeconds(nanos);
        if (identity.enrollment() == Enrollment.PENDING && silent - silentNoted >= step) {
            silentNoted = silent;
            dirty = true;
        }
    }

    /** It sent bytes that are no UTF-8. */
    public synchronized void sentNoText(Instant now) {
        notUtf8At = now;
        notUtf8Nanos = System.nanoTime();
    }

    /** @param uptime s since its board started */
    public synchronized void heartbeat(@Nullable Integer buffered, @Nullable Long uptime, Instant now) {
        bufferSize = buffered;
        uptimeSeconds = uptime;
        seen(now);
    }

    /**
     * What its board's clock said with a sample; of one that had waited it says nothing of that clock now.
     *
     * @param measured when the sample was measured, by the monotonic clock
     */
    public void clockSaid(Instant said, Instant now, long measured) {
        if (nanos.getAsLong() - measured < FRESH.toNanos()) {
            clockOffset = Duration.between(now, said);
        }
    }

    /** By how much its board's clock is ahead of the console's, s; null where that is not known. */
    @Nullable
    Double clockOffsetSeconds() {
        Duration offset = clockOffset;
        return offset == null ? null : (Double) (offset.toMillis() / 1e3);
    }

    synchronized @Nullable Long uptimeSeconds() {
        return uptimeSeconds;
    }

    /** Fields of its last heartbeat that were left out, since they cannot be right. */
    public synchronized void leftOut(List<String> fields) {
        oddFigures = fields;
    }

    /**
     * Takes one sample of the device's allowance.
     *
     * @return how long to wait when there is none left, else zero
     */
    public Duration takeAllowance(Instant now) {
        if (allowance == null) {
            return Duration.ZERO;
        }
        ConsumptionProbe probe = allowance.tryConsumeAndReturnRemaining(1);
        if (probe.isConsumed()) {
            return Duration.ZERO;
        }
        synchronized (this) {
            rateLimitedAt = now;
            refusals.refused(RefusalReason.RATE_LIMIT, nanos.getAsLong());
        }
        return Duration.ofNanos(probe.getNanosToWaitForRefill());
    }

    /** Something that it sent was refused; of its allowance {@link #takeAllowance} knows by itself. */
    synchronized void refused(RefusalReason reason) {
        if (reason != RefusalReason.RATE_LIMIT) {
            refusals.refused(reason, nanos.getAsLong());
        }
    }

    /** A connection whose word counts was opened. */
    public synchronized void connected() {
        connections++;
    }

    public synchronized void disconnected() {
        connections--;
    }

    /** Whether a connection showed the station's token. */
    public boolean hasProven(Voice voice) {
        return identity.hasProven(voice);
    }

    /**
     * A sample of it was refused, since it lay so far ahead of the console's clock: some of them, and its clock is taken
     * to be ahead.
     */
    public synchronized void refusedAhead(Duration by, Instant now) {
        seen(now);
        ahead.refused(by, System.nanoTime());
    }

    private @Nullable Double clockAhead() {
        Duration by = ahead.of(System.nanoTime());
        return by == null ? null : (Double) (by.toMillis() / 1e3);
    }

    /**
     * A sample of this station was stored. One that came late, or that another one overtook, is history.
     *
     * @param measured when it was measured, by the monotonic clock
     * @return whether it is the newest now
     */
    public synchronized boolean stored(Sample sample, long measured) {
        lastSampleAt = sample.receivedAt();
        dirty = true;
        ahead.taken(System.nanoTime());
        if (latest != null && (sample.late() || sample.sequence() < latest.sequence())) {
            return false;
        }
        pace(measured);
        latest = sample;
        measuredNanos = measured;
        // A station that never says hello tells with its samples where it is.
        location = sample.location() == null ? location : sample.location();
        firmwareVersion = sample.firmwareVersion() == null ? firmwareVersion : sample.firmwareVersion();
        addScore(sample.fusion().finalScore(), sample.fusion().isCompliant());
        return true;
    }

    /** The usual interval, by samples that did not wait: a buffer that is flushed has another pace. */
    private void pace(long measured) {
        if (nanos.getAsLong() - measured > FRESH.toNanos()) {
            freshNanos = null;
            return;
        }
        double gap = freshNanos == null ? 0 : (measured - freshNanos) / 1e9;
        freshNanos = measured;
        Double usual = intervalSeconds;
        if (gap > 0 && usual == null) {
            // Longer is a pause.
            intervalSeconds = gap <= FIRST_INTERVAL_MAX.toSeconds() ? (Double) gap : null;
        } else if (usual != null && gap > 0 && gap <= PAUSE_FACTOR * Math.max(1, usual)) {
            intervalSeconds = usual + INTERVAL_WEIGHT * (gap - usual);
        }
    }

    /**
     * A sample of this station, the newest there, was stored by another console, which also writes its row.
     *
     * @param now the console's clock
     * @return whether it was not known here yet
     */
    public synchronized boolean storedElsewhere(Sample sample, Instant now) {
        if (latest != null
                && (sample.sequence() == 0
                        ? !sample.timestamp().isAfter(latest.timestamp()) // of a console before there were sequences
                        : sample.sequence() <= latest.sequence())) {
            return false;
        }
        boolean ours = dirty;
        long measured = grading.storedElsewhere(sample, now, nanos.getAsLong());
        latest = sample.sequence() == 0 ? null : latest;
        stored(sample, measured);
        seen(now);
        elsewhere = connections == 0;
        dirty = ours;
        return true;
    }

    private void addScore(@Nullable Double score, @Nullable Boolean compliant) {
        recent.addLast(new Score(score, compliant));
        if (recent.size() > RECENT) {
            recent.removeFirst();
        }
    }

    /**
     * What the database remembers of it, before any message.
     *
     * @param memories oldest first
     * @param now the console's clock, the only one that tells how long it was away
     */
    synchronized void restore(StoredDevice stored, @Nullable Sample newest, List<Memory> memories, Instant now) {
        location = stored.location();
        firmwareVersion = stored.firmwareVersion();
        macAddress = stored.macAddress();
        ipAddress = stored.ipAddress();
        address = stored.address();
        set(stored.siteCode(), stored.setup());
        identity.set(stored.kept());
        identity.remember(address, macAddress, stored.lastSeen(), System.nanoTime());
        inDatabase = true;
        silentBefore = stored.silentSeconds() == null ? 0 : stored.silentSeconds();
        silentNoted = silentBefore;
        firstSeen = stored.firstSeen();
        lastSeen = stored.lastSeen();
        lastSampleAt = stored.lastSampleAt();
        intervalSeconds = stored.intervalSeconds();
        heardNanos = ago(lastSeen, now);
        remember(newest, memories, now);
        dirty = false;
    }

    private void remember(@Nullable Sample newest, List<Memory> memories, Instant now) {
        latest = newest;
        measuredNanos = newest == null
                ? ago(lastSampleAt, now)
                : ago(newest.receivedAt(), now) - grading.waited(newest).toNanos();
        memories.forEach(memory -> addScore(memory.finalScore(), memory.compliant()));
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
    synchronized boolean catchUp(StoredDevice stored, @Nullable Sample newest, List<Memory> memories, Instant now) {
        boolean was = approved();
        if (!(was && stored.enrollment() == Enrollment.PENDING)) {
            identity.set(stored.kept());
        }
        boolean letIn = !was && approved();
        set(stored.siteCode(), stored.setup());
        inDatabase = true;
        firstSeen = stored.firstSeen() == null ? firstSeen : stored.firstSeen();
        intervalSeconds = intervalSeconds == null ? stored.intervalSeconds() : intervalSeconds;
        grading.known(newest);
        if (latest == null) {
            lastSampleAt = stored.lastSampleAt();
            recent.clear();
            remember(newest, memories, now);
        }
        dirty = true;
        return letIn;
    }

    /**
     * What another console wrote of it. What changed here and is not written yet stays.
     *
     * @param versions of it, taken before the row was read: what changed since is newer
     * @return what it changes here
     */
    synchronized Adopted adopt(StoredDevice row, Versions versions) {
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
        boolean alive = connections == 0
                && row.lastSeen() != null
                && (lastSeen == null || seconds(lastSeen, row.lastSeen()) > HEARD_AGAIN_SECONDS);
        firstSeen = row.firstSeen() == null ? firstSeen : row.firstSeen();
        if (row.lastSeen() != null && (lastSeen == null || row.lastSeen().isAfter(lastSeen))) {
            // The database rounds to microseconds.
            elsewhere |= connections == 0 && (lastSeen == null || row.lastSeen().isAfter(lastSeen.plusMillis(1)));
            lastSeen = row.lastSeen();
            heardNanos = connections == 0 ? nanos.getAsLong() : heardNanos;
            spoke();
        }
        if (dirty) {
            return new Adopted(letIn, before != after || alive || reset);
        }
        boolean moved = !(Objects.equals(location, row.location())
                && Objects.equals(firmwareVersion, row.firmwareVersion())
                && Objects.equals(macAddress, row.macAddress())
                && Objects.equals(ipAddress, row.ipAddress()));
        location = row.location();
        firmwareVersion = row.firmwareVersion();
        macAddress = row.macAddress();
        ipAddress = row.ipAddress();
        address = row.address();
        identity.remember(address, macAddress, row.lastSeen(), System.nanoTime());
        intervalSeconds = row.intervalSeconds() == null ? intervalSeconds : row.intervalSeconds();
        return new Adopted(letIn, before != after || alive || moved || reset);
    }

    /** Of who may speak for a station, and of what people set of it. */
    record Versions(long identity, long setup) {
        /** Of a station that came since. */
        static final Versions NONE = new Versions(-1, -1);
    }

    synchronized Versions versions() {
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
     * What can be said of it here.
     *
     * @param heard whether it was heard since the start, here last
     * @param refused why what it sends is refused steadily; null while it is not
     * @param graded what its samples told since the start; nothing where another console hears it
     * @param grades what its last samples came to
     */
    record Evidence(
            Device device,
            boolean heard,
            @Nullable RefusalReason refused,
            DeviceGradingState.Known graded,
            RecentGrades.Counts grades) {}

    synchronized Evidence evidence() {
        boolean here = heard && !elsewhere;
        return new Evidence(
                device(),
                here,
                refusals.steady(nanos.getAsLong()),
                here ? grading.known() : DeviceGradingState.Known.NOTHING,
                grading.recentGrades());
    }

    /** The state now: by age of its newest sample, and for OFFLINE by its silence. */
    public synchronized DeviceState state() {
        double age = ageSeconds();
        if (lastSampleAt == null) {
            return DeviceState.NEVER_SEEN;
        }
        Double usual = usualInterval();
        if (Freshness.offline(seconds(heardNanos), usual)) {
            return DeviceState.OFFLINE;
        }
        return Freshness.stale(age, usual) ? DeviceState.STALE : DeviceState.LIVE;
    }

    private double seconds(long since) {
        return Math.max(0, nanos.getAsLong() - since) / 1e9;
    }

    /** What dashboards hear of when it changes, without a message of the station. */
    private record Judgement(DeviceState state, boolean claimsDiffer, boolean clockAhead, boolean maintenance) {}

    /** Whether the state, or what is judged of the station, changed since this was last asked. */
    synchronized boolean stateChanged() {
        Judgement judged = new Judgement(state(), grading.claimsDiffer(), clockAhead() != null, maintenance() != null);
        boolean changed = !judged.equals(announced);
        announced = judged;
        return changed;
    }

    /**
     * What is to be written.
     *
     * @param fresh whether there was no row of it yet
     * @param identityChanged whether who may speak for it changed here, and not only what it said
     */
    record Changes(StoredDevice row, boolean fresh, boolean identityChanged) {}

    /** What changed since this was last asked, or null. */
    synchronized @Nullable Changes takeChanges() {
        boolean identityChanged = identity.takeDirty();
        if (!dirty && !identityChanged) {
            return null;
        }
        dirty = false;
        StoredDevice row = row();
        return new Changes(row, !inDatabase, identityChanged);
    }

    /** Its row is in the database, or, as it turns out, is not. */
    synchronized void inDatabase(boolean now) {
        inDatabase = now;
    }

    synchronized boolean inDatabase() {
        return inDatabase;
    }

    /** The row as it is to be stored. */
    synchronized StoredDevice row() {
        Identity.Kept kept = identity.kept();
        return new StoredDevice(
                deviceId,
                siteCode,
                location,
                macAddress,
                ipAddress,
                firmwareVersion,
                kept.enrollment(),
                kept.tokenHash(),
                kept.tokenSeen(),
                firstSeen,
                lastSeen,
                lastSampleAt,
                intervalSeconds,
                address,
                kept.boundMac(),
                kept.boundAddress(),
                silentNoted,
                setup);
    }

    /** The row could not be written: try again. */
    synchronized void keepChanges(Changes changes) {
        dirty = true;
        if (changes.identityChanged()) {
            identity.markDirty();
        }
    }

    private Board board() {
        Claim seen = identity.primary();
        boolean waits = identity.enrollment() != Enrollment.APPROVED;
        TokenState token =
                identity.tokenSeen() ? TokenState.SHOWN : identity.tokenGiven() ? TokenState.GIVEN : TokenState.NONE;
        return new Board(
                seen == null || (waits && !seen.greeted) ? null : seen.id(),
                seen == null ? address : seen.address,
                token,
                identity.others(System.nanoTime()),
                System.nanoTime() - notUtf8Nanos < NO_TEXT_SHOWN.toNanos() ? notUtf8At : null,
                oddFigures,
                seen != null && seen.greeted && !seen.namesMac());
    }

    /** The firmware version that it said last. */
    public synchronized @Nullable String firmware() {
        return firmwareVersion;
    }

    public synchronized Device device() {
        return new Device(
                deviceId,
                siteCode,
                location,
                firmwareVersion,
                macAddress,
                ipAddress,
                identity.enrollment(),
                state(),
                connections > 0,
                firstSeen,
                lastSeen,
                lastSampleAt,
                usualInterval(),
                lastSampleAt == null ? null : (Double) ageSeconds(),
                bufferSize,
                grading.claimDifferRate(),
                grading.stuckChannels(),
                grading.distanceStuck(),
                latest != null && latest.clockWrong(),
                rateLimitedAt,
                clockAhead(),
                board(),
                grading.claimsDiffer(),
                setup.name(),
                setup.line(),
                maintenance(),
                setup.calibration());
    }

    public synchronized DeviceLive live() {
        List<@Nullable Double> scores = new ArrayList<>(recent.size());
        recent.forEach(score -> scores.add(score.value()));
        return new DeviceLive(device(), latest, scores);
    }

    public synchronized @Nullable Sample latest() {
        return latest;
    }

    /** Time since its newest sample was measured, s; 0 if it has none. */
    public synchronized double ageSeconds() {
        return lastSampleAt == null ? 0 : seconds(measuredNanos);
    }

    /** Mean of the recent scores (0–1); null if none has one. */
    public synchronized @Nullable Double meanScore() {
        return share(Score::value);
    }

    /** Share (0–1) of the recent graded samples that are compliant; null if none is graded. */
    public synchronized @Nullable Double compliance() {
        return share(score -> score.compliant() == null ? null : score.compliant() ? 1.0 : 0.0);
    }

    private @Nullable Double share(Function<Score, @Nullable Double> figure) {
        double sum = 0;
        int n = 0;
        for (Score score : recent) {
            Double value = figure.apply(score);
            if (value != null) {
                sum += value;
                n++;
            }
        }
        return n == 0 ? null : (Double) (sum / n);
    }

    private static double seconds(Instant from, Instant to) {
        return Duration.between(from, to).toNanos() / 1e9;
    }
}
