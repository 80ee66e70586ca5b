package fr.gaveurs.console.simulator;

import java.security.SecureRandom;
import java.util.List;
import java.util.Locale;

/** Who a simulated station says it is. */
public record StationIdentity(
        String deviceId, String macAddress, String location, String ipAddress, String firmwareVersion) {
    private static final List<String> SITES = List.of("LL", "LS", "MT");
    /** Two runs are two boards, also where they say the same id. */
    private static final int RUN = new SecureRandom().nextInt();

    /** The {@code index}-th station (from 0) of a hall: the three sites by turns, ESP32_LL_01, ESP32_LS_01, … */
    public static StationIdentity numbered(int index) {
        int line = index / SITES.size() + 1;
        return of(String.format(Locale.ROOT, "ESP32_%s_%02d", SITES.get(index % SITES.size()), line), "Ligne " + line);
    }

    /** A station of a given id; its addresses follow from it and from the run. */
    public static StationIdentity of(String deviceId, String location) {
        int hash = deviceId.hashCode() ^ RUN;
        String mac =
                String.format(Locale.ROOT, "24:0A:C4:%02X:%02X:%02X", hash >> 16 & 0xFF, hash >> 8 & 0xFF, hash & 0xFF);
        return new StationIdentity(deviceId, mac, location, "192.168.1." + (100 + Math.floorMod(hash, 150)), "1.0.0");
    }
}
