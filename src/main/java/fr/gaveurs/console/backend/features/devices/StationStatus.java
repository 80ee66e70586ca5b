package fr.gaveurs.console.backend.features.devices;

import fr.gaveurs.console.api.devices.DeviceSettings.Maintenance;
import fr.gaveurs.console.api.devices.Devices.Device;
import fr.gaveurs.console.api.devices.Devices.DeviceState;
import fr.gaveurs.console.api.devices.Freshness;
import fr.gaveurs.console.api.quality.Samples.Sample;
import fr.gaveurs.console.backend.features.quality.DeviceGradingState;
import java.time.Clock;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** How a station is now, for people: its state by its age, and its record. Guarded by its station. */
final class StationStatus {
    private final String deviceId;
    private final Identity identity;
    private final DeviceGradingState grading;
    private final StationRecord record;
    private final BoardReport report;
    private final StationAllowance refusals;
    /** What people mean by a time that they set. */
    private final Clock clock;
    /** The monotonic clock: how old something is must not depend on what the console's clock is set to. */
    private final LongSupplier nanos;

    private Judgement announced = new Judgement(DeviceState.NEVER_SEEN, false, false, false);

    StationStatus(
            String deviceId,
            Identity identity,
            DeviceGradingState grading,
            StationRecord record,
            BoardReport report,
            StationAllowance refusals,
            Clock clock,
            LongSupplier nanos) {
        this.deviceId = deviceId;
        this.identity = identity;
        this.grading = grading;
        this.record = record;
        this.report = report;
        this.refusals = refusals;
        this.clock = clock;
        this.nanos = nanos;
    }

    /** Whether it is being worked at. */
    private @Nullable Maintenance maintenance() {
        return record.setup().maintenanceAt(clock.instant());
    }

    private @Nullable Double usualInterval() {
        Double calibrated = record.setup().intervalSeconds();
        return calibrated == null ? record.samples.intervalSeconds() : calibrated;
    }

    /** The state now: by age of its newest sample, and for OFFLINE by its silence. */
    DeviceState state() {
        double age = ageSeconds();
        if (record.samples.lastAt() == null) {
            return DeviceState.NEVER_SEEN;
        }
        Double usual = usualInterval();
        if (Freshness.offline(seconds(record.heardNanos()), usual)) {
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
    boolean stateChanged() {
        Judgement judged = new Judgement(
                state(), grading.claimsDiffer(), refusals.clockAheadSeconds() != null, maintenance() != null);
        boolean changed = !judged.equals(announced);
        announced = judged;
        return changed;
    }

    /** Time since its newest sample was measured, s; 0 if it has none. */
    double ageSeconds() {
        return record.samples.lastAt() == null ? 0 : seconds(record.samples.measuredNanos());
    }

    /** @param connected whether it holds a connection here */
    Device device(boolean connected) {
        Sample latest = record.samples.latest();
        return new Device(
                deviceId,
                record.siteCode(),
                record.profile.location,
                record.profile.firmwareVersion,
                record.profile.macAddress,
                record.profile.ipAddress,
                identity.enrollment(),
                state(),
                connected,
                record.firstSeen(),
                record.lastSeen(),
                record.samples.lastAt(),
                usualInterval(),
                record.samples.lastAt() == null ? null : (Double) ageSeconds(),
                report.bufferSize(),
                grading.claimDifferRate(),
                grading.stuckChannels(),
                grading.distanceStuck(),
                latest != null && latest.clockWrong(),
                refusals.rateLimitedAt(),
                refusals.clockAheadSeconds(),
                report.board(identity, record.profile.address),
                grading.claimsDiffer(),
                record.setup().name(),
                record.setup().line(),
                maintenance(),
                record.setup().calibration());
    }
}
