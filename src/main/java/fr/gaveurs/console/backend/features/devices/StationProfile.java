package fr.gaveurs.console.backend.features.devices;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What a station says of itself, and where its messages come from; null where that is not known. Guarded by its station. */
final class StationProfile {
    @Nullable
    String location;

    @Nullable
    String firmwareVersion;

    @Nullable
    String macAddress;

    @Nullable
    String ipAddress;
    /** Where its messages come from. */
    @Nullable
    String address;

    /** Takes what a hello said; null leaves what was known. */
    void hello(
            @Nullable String saidLocation,
            @Nullable String saidFirmware,
            @Nullable String saidMac,
            @Nullable String saidIp) {
        location = saidLocation == null ? location : saidLocation;
        firmwareVersion = saidFirmware == null ? firmwareVersion : saidFirmware;
        macAddress = saidMac == null ? macAddress : saidMac;
        ipAddress = saidIp == null ? ipAddress : saidIp;
    }

    /** A station that never says hello tells with its samples where it is. */
    void sample(@Nullable String saidLocation, @Nullable String saidFirmware) {
        location = saidLocation == null ? location : saidLocation;
        firmwareVersion = saidFirmware == null ? firmwareVersion : saidFirmware;
    }

    /** It is the board that is seen; false if that one said nothing since the start. */
    boolean show(@Nullable Claim seen) {
        if (seen == null || !seen.greeted || seen.remembered) {
            return false;
        }
        macAddress = seen.mac;
        ipAddress = seen.saidAddress == null ? seen.address : seen.saidAddress;
        address = seen.address;
        location = seen.location == null ? location : seen.location;
        firmwareVersion = seen.firmware == null ? firmwareVersion : seen.firmware;
        return true;
    }

    /** As it is stored; whether it said something else before. */
    boolean take(StoredDevice row) {
        boolean moved = !(Objects.equals(location, row.location())
                && Objects.equals(firmwareVersion, row.firmwareVersion())
                && Objects.equals(macAddress, row.macAddress())
                && Objects.equals(ipAddress, row.ipAddress()));
        location = row.location();
        firmwareVersion = row.firmwareVersion();
        macAddress = row.macAddress();
        ipAddress = row.ipAddress();
        address = row.address();
        return moved;
    }
}
