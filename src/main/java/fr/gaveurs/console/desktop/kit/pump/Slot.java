package fr.gaveurs.console.desktop.kit.pump;

import fr.gaveurs.console.api.devices.Devices;
import fr.gaveurs.console.api.models.Versions.LiveFigures;
import fr.gaveurs.console.api.quality.Samples;
import fr.gaveurs.console.desktop.kit.StationState;
import fr.gaveurs.console.desktop.kit.StationView;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is known of one station. Written by client threads, read by the FX thread, under its own lock. */
final class Slot {
    private static final int SCORES = 50;

    private Devices.Device device;
    private Samples.@Nullable Sample latest;
    private final @Nullable Double[] scores = new Double[SCORES];
    private @Nullable LiveFigures figures;
    private int count;
    private int next;
    /** When its newest sample was measured, and when anything of it reached the backend, by the monotonic clock. */
    private long sampleAt;

    private long heardAt;

    /** Time between its samples as seen here, s, smoothed; stands in until the backend says it. */
    private @Nullable Double seenInterval;

    Slot(Devices.Device device) {
        this.device = device;
    }

    synchronized void snapshot(Devices.DeviceLive live, Instant serverTime, long nanos) {
        status(live.device(), serverTime, nanos);
        latest = live.latest();
        figures = live.model();
        count = 0;
        next = 0;
        live.recentScores().forEach(this::add);
    }

    synchronized void status(Devices.Device now, Instant serverTime, long nanos) {
        device = now;
        if (now.ageSeconds() != null) {
            sampleAt = nanos - (long) (now.ageSeconds() * 1e9);
        }
        long silence = now.lastSeen() == null
                ? 0
                : Duration.between(now.lastSeen(), serverTime).toNanos();
        heardAt = now.connected() || now.lastSeen() == null ? nanos : nanos - Math.max(0, silence);
    }

    /**
     * A new sample makes its station live, if it is of now: the backend only says what is not to be seen from samples.
     *
     * @param ageSeconds time since it was measured, s
     */
    synchronized void sample(Samples.Sample sample, double ageSeconds, long nanos) {
        boolean again = latest != null
                && latest.sampleId().equals(sample.sampleId())
                && latest.timestamp().equals(sample.timestamp());
        // By the backend's count, never by a clock: that may have been set back meanwhile.
        if (sample.late() || (latest != null && latest.sequence() > sample.sequence())) {
            return;
        }
        long measuredAt = nanos - (long) (ageSeconds * 1e9);
        if (!again) {
            if (latest != null) {
                seenInterval = smoothed((measuredAt - sampleAt) / 1e9);
            }
            add(sample.fusion().finalScore());
        }
        latest = sample;
        sampleAt = measuredAt;
        heardAt = nanos;
        device = seen(device, sample);
    }

    /** What the active model says of its newest sample; null: nothing any more. */
    synchronized void figures(@Nullable LiveFigures said) {
        figures = said;
    }

    synchronized StationView view(long nanos, boolean silent) {
        Double age = latest == null && device.lastSampleAt() == null ? null : Math.max(0, (nanos - sampleAt) / 1e9);
        return new StationView(
                device,
                latest,
                recentScores(),
                silent ? StationState.UNKNOWN : state(age, nanos),
                age,
                List.of(),
                figures);
    }

    private StationState state(@Nullable Double age, long nanos) {
        Double interval = device.intervalSeconds() == null ? seenInterval : device.intervalSeconds();
        return Ageing.state(device.state(), device.connected(), age, (nanos - heardAt) / 1e9, interval);
    }

    private Double smoothed(double gap) {
        return seenInterval == null ? gap : seenInterval + 0.2 * (gap - seenInterval);
    }

    private void add(@Nullable Double score) {
        scores[next] = score;
        next = (next + 1) % SCORES;
        count = Math.min(SCORES, count + 1);
    }

    private List<@Nullable Double> recentScores() {
        @Nullable Double[] copy = new Double[count];
        int start = Math.floorMod(next - count, SCORES);
        for (int i = 0; i < count; i++) {
            copy[i] = scores[(start + i) % SCORES];
        }
        return Collections.unmodifiableList(Arrays.asList(copy));
    }

    /** A station whose sample came before its status did. */
    static Devices.Device unannounced(Samples.Sample s) {
        return new Devices.Device(
                s.deviceId(),
                s.siteCode(),
                s.location(),
                s.firmwareVersion(),
                null,
                null,
                Devices.Enrollment.APPROVED,
                Devices.DeviceState.LIVE,
                true,
                null,
                s.receivedAt(),
                s.receivedAt(),
                null,
                0.0,
                null,
                0,
                List.of(),
                false,
                s.clockWrong(),
                null);
    }

    private static Devices.Device seen(Devices.Device d, Samples.Sample s) {
        return new Devices.Device(
                d.deviceId(),
                d.siteCode(),
                s.location() == null ? d.location() : s.location(),
                s.firmwareVersion() == null ? d.firmwareVersion() : s.firmwareVersion(),
                d.macAddress(),
                d.ipAddress(),
                d.enrollment(),
                Devices.DeviceState.LIVE,
                d.connected(),
                d.firstSeen(),
                s.receivedAt(),
                s.receivedAt(),
                d.intervalSeconds(),
                0.0,
                d.bufferSize(),
                d.claimDifferRate(),
                d.stuckChannels(),
                d.distanceStuck(),
                s.clockWrong(),
                d.rateLimitedAt(),
                null, // a sample was taken
                d.board(),
                d.claimsDiffer(),
                d.name(),
                d.line(),
                d.maintenance(),
                d.calibration());
    }
}
