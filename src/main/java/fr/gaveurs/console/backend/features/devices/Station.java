package fr.gaveurs.console.backend.features.devices;

import fr.gaveurs.console.api.devices.DeviceDetails.RefusalReason;
import fr.gaveurs.console.api.devices.Devices.Device;
import fr.gaveurs.console.api.devices.Devices.DeviceLive;
import fr.gaveurs.console.api.devices.Devices.DeviceState;
import fr.gaveurs.console.api.devices.Devices.Enrollment;
import fr.gaveurs.console.api.models.Versions.LiveFigures;
import fr.gaveurs.console.api.quality.Samples.Sample;
import fr.gaveurs.console.backend.features.devices.StationRecord.Adopted;
import fr.gaveurs.console.backend.features.devices.StationRecord.Changes;
import fr.gaveurs.console.backend.features.devices.StationRecord.Versions;
import fr.gaveurs.console.backend.features.quality.DeviceGradingState;
import fr.gaveurs.console.backend.features.quality.SampleQueries.Memory;
import io.github.bucket4j.Bucket;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** One station: who it is, how fresh it is, what its tile shows. Safe for use by several threads. */
public final class Station {
    /** Scores that a tile's line shows. */
    public static final int RECENT = 50;

    private final String deviceId;
    private final DeviceGradingState grading;
    private final Identity identity;
    private final StationRecord record;
    private final BoardReport report;
    private final StationAllowance refusals;
    private final StationStatus status;
    private volatile boolean forgotten;
    private int connections;
    private @Nullable LiveFigures figures;

    Station(
            String deviceId,
            String siteCode,
            Identity identity,
            DeviceGradingState grading,
            @Nullable Bucket allowance,
            Clock clock,
            LongSupplier nanos) {
        this.deviceId = deviceId;
        this.identity = identity;
        this.grading = grading;
        this.report = new BoardReport(nanos);
        this.refusals = new StationAllowance(allowance, nanos);
        this.record = new StationRecord(deviceId, siteCode, identity, grading, nanos);
        this.status = new StationStatus(deviceId, identity, grading, record, report, refusals, clock, nanos);
    }

    public String deviceId() {
        return deviceId;
    }

    /** Two letters: the site for which its samples count. */
    public String siteCode() {
        return record.siteCode();
    }

    /** What people set of it, as it is stored: its samples are graded by it, and it is aged by it, from now on. */
    synchronized void set(String site, DeviceSetup changed) {
        record.set(site, changed);
    }

    /** What grading remembers of this device. */
    public DeviceGradingState grading() {
        return grading;
    }

    public boolean approved() {
        return identity.enrollment() == Enrollment.APPROVED;
    }

    /** Who may speak under its id. */
    public Identity identity() {
        return identity;
    }

    /** What its board says of itself. */
    public BoardReport report() {
        return report;
    }

    /** A person made the console forget it: whoever holds it asks the registry again. */
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
            record.profile.address = voice.address();
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
        record.profile.hello(location, firmwareVersion, macAddress, ipAddress);
        seen(now);
    }

    /** It is new. */
    synchronized void met(@Nullable String from, Instant now) {
        record.profile.address = from;
        record.profile.ipAddress = from;
        seen(now);
    }

    synchronized @Nullable String address() {
        return record.profile.address;
    }

    synchronized boolean isConnected() {
        return connections > 0;
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
        if (record.profile.show(identity.primary())) {
            record.touch();
        }
    }

    /** It said something. */
    public synchronized void seen(Instant now) {
        record.seen(now);
    }

    /** How long it has been silent, s: by elapsed time, as long as a console ran. */
    synchronized int silentSeconds(long nanos) {
        return record.silence.seconds(nanos);
    }

    /**
     * Its silence is written from time to time and at the end, so that it goes on counting over restarts.
     *
     * @param step not before it has grown by so much, s
     */
    synchronized void noteSilence(long nanos, int step) {
        if (identity.enrollment() == Enrollment.PENDING && record.silence.note(nanos, step)) {
            record.touch();
        }
    }

    /** @param uptime s since its board started */
    public synchronized void heartbeat(@Nullable Integer buffered, @Nullable Long uptime, Instant now) {
        report.heartbeat(buffered, uptime);
        seen(now);
    }

    /**
     * Takes one sample of the device's allowance.
     *
     * @return how long to wait when there is none left, else zero
     */
    public Duration takeAllowance(Instant now) {
        return refusals.takeAllowance(now);
    }

    /** Something that it sent was refused; of its allowance {@link #takeAllowance} knows by itself. */
    void refused(RefusalReason reason) {
        refusals.refused(reason);
    }

    /** A connection whose word counts was opened. */
    public synchronized void connected() {
        connections++;
    }

    public synchronized void disconnected() {
        connections--;
    }

    /**
     * A sample of it was refused, since it lay so far ahead of the console's clock: some of them, and its clock is taken
     * to be ahead.
     */
    public synchronized void refusedAhead(Duration by, Instant now) {
        seen(now);
        refusals.ahead(by);
    }

    /**
     * A sample of this station was stored. One that came late, or that another one overtook, is history.
     *
     * @param measured when it was measured, by the monotonic clock
     * @return whether it is the newest now
     */
    public synchronized boolean stored(Sample sample, long measured) {
        refusals.taken();
        return record.stored(sample, measured);
    }

    /**
     * A sample of this station, the newest there, was stored by another console, which also writes its row.
     *
     * @param now the console's clock
     * @return whether it was not known here yet
     */
    public synchronized boolean storedElsewhere(Sample sample, Instant now) {
        if (record.samples.knows(sample)) {
            return false;
        }
        refusals.taken();
        record.storedElsewhere(sample, now, connections > 0);
        return true;
    }

    /** See {@link StationRecord#restore}. */
    synchronized void restore(StoredDevice stored, @Nullable Sample newest, List<Memory> memories, Instant now) {
        record.restore(stored, newest, memories, now);
    }

    /** See {@link StationRecord#catchUp}. */
    synchronized boolean catchUp(StoredDevice stored, @Nullable Sample newest, List<Memory> memories, Instant now) {
        return record.catchUp(stored, newest, memories, now);
    }

    /** See {@link StationRecord#adopt}. */
    synchronized Adopted adopt(StoredDevice row, Versions versions) {
        return record.adopt(row, versions, connections > 0);
    }

    synchronized Versions versions() {
        return record.versions();
    }

    /** By what it is judged whether something is wrong with it. */
    synchronized StationEvidence evidence() {
        boolean here = record.heardHere();
        return new StationEvidence(
                device(),
                here,
                refusals.steady(),
                here ? grading.known() : DeviceGradingState.Known.NOTHING,
                grading.recentGrades());
    }

    /** The state now: by age of its newest sample, and for OFFLINE by its silence. */
    public synchronized DeviceState state() {
        return status.state();
    }

    /** Whether the state, or what is judged of the station, changed since this was last asked. */
    synchronized boolean stateChanged() {
        return status.stateChanged();
    }

    /** What changed since this was last asked, or null. */
    synchronized @Nullable Changes takeChanges() {
        return record.takeChanges();
    }

    /** The row could not be written: try again. */
    synchronized void keepChanges(Changes changes) {
        record.keepChanges(changes);
    }

    /** Its row is in the database, or, as it turns out, is not. */
    synchronized void inDatabase(boolean now) {
        record.inDatabase(now);
    }

    synchronized boolean inDatabase() {
        return record.inDatabase();
    }

    /** The row as it is to be stored. */
    synchronized StoredDevice row() {
        return record.row();
    }

    /** The firmware version that it said last. */
    public synchronized @Nullable String firmware() {
        return record.profile.firmwareVersion;
    }

    public synchronized Device device() {
        return status.device(connections > 0);
    }

    public synchronized DeviceLive live() {
        return new DeviceLive(device(), record.samples.latest(), record.samples.scores(), figures);
    }

    /**
     * Sets what the active model says of its newest sample; null: nothing.
     *
     * @return whether it said something else before
     */
    public synchronized boolean figures(@Nullable LiveFigures said) {
        boolean changed = !Objects.equals(figures, said);
        figures = said;
        return changed;
    }

    public synchronized @Nullable Sample latest() {
        return record.samples.latest();
    }

    /** Time since its newest sample was measured, s; 0 if it has none. */
    public synchronized double ageSeconds() {
        return status.ageSeconds();
    }

    /** Mean of the recent scores (0–1); null if none has one. */
    public synchronized @Nullable Double meanScore() {
        return record.samples.meanScore();
    }

    /** Share (0–1) of the recent graded samples that are compliant; null if none is graded. */
    public synchronized @Nullable Double compliance() {
        return record.samples.compliance();
    }
}
