package fr.gaveurs.console.simulator;

import fr.gaveurs.console.api.firmware.Chip;
import fr.gaveurs.console.simulator.firmware.FirmwareAgent;
import fr.gaveurs.console.simulator.firmware.FirmwareBoard;
import fr.gaveurs.console.simulator.firmware.FirmwareProfile;
import fr.gaveurs.console.simulator.firmware.Program;
import java.net.URI;
import java.net.http.HttpClient;
import java.security.PublicKey;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Boards that take updates.
 *
 * @param profiles of the stations, by turns
 * @param keys that are built into them, by their ids; empty: they take what comes
 * @param slotSize bytes that an image may have
 * @param version of the firmware that they have at first
 * @param late how long after its confirmation a board that falls back does, and how long one that returns late is away
 */
public record FirmwareFleet(
        List<FirmwareProfile> profiles, Map<String, PublicKey> keys, int slotSize, String version, Duration late) {
    private static final int USUAL_SLOT = 0x1F0000;

    /** Every kind of trouble by turns, with more good boards than others. */
    public static List<FirmwareProfile> mixed() {
        return List.of(
                FirmwareProfile.GOOD,
                FirmwareProfile.DEFERS,
                FirmwareProfile.GOOD,
                FirmwareProfile.POWER_CUT,
                FirmwareProfile.GOOD,
                FirmwareProfile.NO_RANGE,
                FirmwareProfile.GOOD,
                FirmwareProfile.FLASH_WORN,
                FirmwareProfile.GOOD,
                FirmwareProfile.LIES,
                FirmwareProfile.GOOD,
                FirmwareProfile.CRASHES,
                FirmwareProfile.GOOD,
                FirmwareProfile.BAD_SENSOR,
                FirmwareProfile.GOOD,
                FirmwareProfile.NO_SPACE,
                FirmwareProfile.GOOD,
                FirmwareProfile.FALLS_BACK,
                FirmwareProfile.RETURNS_LATE,
                FirmwareProfile.NEVER_RETURNS);
    }

    /** Boards of these profiles, which take what comes. */
    public static FirmwareFleet of(List<FirmwareProfile> profiles, Map<String, PublicKey> keys) {
        return new FirmwareFleet(profiles, keys, USUAL_SLOT, "1.0.0", Duration.ofHours(1));
    }

    FirmwareAgent agent(int index, URI socket, HttpClient http, Supplier<@Nullable String> token) {
        FirmwareBoard board = new FirmwareBoard(Chip.ESP32.id(), slotSize, Program.factory(version), keys);
        String scheme = "wss".equals(socket.getScheme()) ? "https" : "http";
        URI console = URI.create(scheme + "://" + socket.getAuthority() + "/");
        return new FirmwareAgent(board, profiles.get(index % profiles.size()), http, console, token, index, late);
    }
}
