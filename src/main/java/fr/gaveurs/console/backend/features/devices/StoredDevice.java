package fr.gaveurs.console.backend.features.devices;

import fr.gaveurs.console.api.devices.Devices.Enrollment;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A row of the table {@code devices}.
 *
 * @param address where its board's messages came from
 * @param boundMac MAC address of the board that was let in; null: any, or none is known
 * @param boundAddress where that board's messages came from; null: no board was noted
 * @param silentSeconds how long it had been silent, by elapsed time while a console ran, s
 * @param setup what people set of it
 */
record StoredDevice(
        String deviceId,
        String siteCode,
        @Nullable String location,
        @Nullable String macAddress,
        @Nullable String ipAddress,
        @Nullable String firmwareVersion,
        Enrollment enrollment,
        byte @Nullable [] tokenHash,
        boolean tokenSeen,
        @Nullable Instant firstSeen,
        @Nullable Instant lastSeen,
        @Nullable Instant lastSampleAt,
        @Nullable Double intervalSeconds,
        @Nullable String address,
        @Nullable String boundMac,
        @Nullable String boundAddress,
        @Nullable Integer silentSeconds,
        DeviceSetup setup) {
    /** One that is read from a damaged file may lack anything. */
    StoredDevice {
        Objects.requireNonNull(deviceId);
        Objects.requireNonNull(siteCode);
        Objects.requireNonNull(enrollment);
        setup = Objects.requireNonNullElse(setup, DeviceSetup.NONE);
    }

    StoredDevice with(Identity.Kept kept) {
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
                silentSeconds,
                setup);
    }

    /**
     * Whether a sample is of this station, rather than of one that had its id and was forgotten: it came since the station
     * is known. By its place among the samples, which no clock that is set back turns round. Where its own samples seem
     * older than itself some clock was wrong, and all of them count.
     */
    boolean delivered(long sequence, Instant receivedAt) {
        return firstSeen == null
                || !receivedAt.isBefore(firstSeen)
                || (sequence > 0 && sequence >= ChronoUnit.MICROS.between(Instant.EPOCH, firstSeen))
                || (lastSampleAt != null && lastSampleAt.isBefore(firstSeen));
    }

    Identity.Kept kept() {
        return new Identity.Kept(enrollment, tokenHash, tokenSeen, boundMac, boundAddress);
    }

    /** Who it is, without what changes with every sample. */
    StoredDevice lasting() {
        return new StoredDevice(
                deviceId,
                siteCode,
                location,
                macAddress,
                ipAddress,
                firmwareVersion,
                enrollment,
                tokenHash,
                tokenSeen,
                null,
                null,
                null,
                null,
                address,
                boundMac,
                boundAddress,
                null,
                setup);
    }
}
