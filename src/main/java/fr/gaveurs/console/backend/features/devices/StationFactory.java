package fr.gaveurs.console.backend.features.devices;

import fr.gaveurs.console.api.devices.Devices.Enrollment;
import fr.gaveurs.console.backend.features.quality.DeviceGradingState;
import io.github.bucket4j.Bucket;
import java.time.Clock;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Makes stations.
 *
 * @param nanos the monotonic clock, by which everything is aged
 * @param retention how long samples are kept
 * @param enrollOpen whether unknown stations of other machines are let in without approval
 * @param samplesPerMinute each device's allowance, with as many in a burst; 0 is no limit
 */
record StationFactory(Clock clock, LongSupplier nanos, Duration retention, boolean enrollOpen, int samplesPerMinute) {
    Station make(String deviceId, String siteCode, Enrollment enrollment) {
        return new Station(
                deviceId,
                siteCode,
                new Identity(enrollment, enrollOpen),
                new DeviceGradingState(retention),
                allowance(),
                clock,
                nanos);
    }

    private @Nullable Bucket allowance() {
        return samplesPerMinute == 0
                ? null
                : Bucket.builder()
                        .addLimit(limit ->
                                limit.capacity(samplesPerMinute).refillGreedy(samplesPerMinute, Duration.ofMinutes(1)))
                        // By elapsed time: a clock that is set back would fill nothing up until it has caught up.
                        .withNanosecondPrecision()
                        .build();
    }
}
