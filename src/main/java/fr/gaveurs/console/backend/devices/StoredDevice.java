package fr.gaveurs.console.backend.devices;

import fr.gaveurs.console.api.Devices.Enrollment;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A row of the table {@code devices}. */
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
        @Nullable Double intervalSeconds) {
    /** One that is read from a damaged file may lack anything. */
    StoredDevice {
        Objects.requireNonNull(deviceId);
        Objects.requireNonNull(siteCode);
        Objects.requireNonNull(enrollment);
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
                null);
    }

    /** The same, let in. */
    StoredDevice approved() {
        return new StoredDevice(
                deviceId,
                siteCode,
                location,
                macAddress,
                ipAddress,
                firmwareVersion,
                Enrollment.APPROVED,
                tokenHash,
                tokenSeen,
                firstSeen,
                lastSeen,
                lastSampleAt,
                intervalSeconds);
    }
}
