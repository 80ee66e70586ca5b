package fr.gaveurs.console.backend.features.devices;

import fr.gaveurs.console.api.conditions.Conditions.Scope;
import fr.gaveurs.console.api.conditions.Conditions.Severity;
import fr.gaveurs.console.api.devices.Devices.Claimant;
import fr.gaveurs.console.api.devices.Devices.Device;
import fr.gaveurs.console.api.devices.Devices.DeviceState;
import fr.gaveurs.console.api.devices.Devices.Enrollment;
import fr.gaveurs.console.api.quality.SpectralChannel;
import fr.gaveurs.console.backend.features.quality.DeviceGradingState;
import fr.gaveurs.console.backend.features.quality.StuckChannels;
import fr.gaveurs.console.backend.platform.conditions.ConditionBoard;
import fr.gaveurs.console.backend.platform.conditions.ConditionKind;
import fr.gaveurs.console.backend.platform.conditions.Observation;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What can be wrong with a station. One that another console hears is that console's to speak of, and one that was not
 * heard since the start nobody's: then nothing is known.
 */
public final class StationConditions {
    private static final Duration AT_ONCE = Duration.ZERO;

    /** Details: {@code channels}, such as {@code F3, NIR}. */
    public static final ConditionKind STUCK_CHANNEL =
            ConditionKind.ofStation("stuck_channel", Severity.WARNING, AT_ONCE, Duration.ofSeconds(15));

    public static final ConditionKind STUCK_DISTANCE =
            ConditionKind.ofStation("stuck_distance", Severity.WARNING, AT_ONCE, Duration.ofSeconds(15));

    /** Details: {@code mac_address} and {@code address} of the other board, {@code claim} to choose it by. */
    public static final ConditionKind DUPLICATE_ID =
            ConditionKind.ofStation("duplicate_id", Severity.WARNING, AT_ONCE, Duration.ofMinutes(1));

    /** Details: {@code percent} of the last claims. It has its own way back, at another share. */
    public static final ConditionKind CLAIMS_DIFFER =
            ConditionKind.ofStation("claims_differ", Severity.WARNING, AT_ONCE, AT_ONCE);

    /** Details: {@code ahead_seconds} where its samples are refused for it; else they are stored as of their arrival. */
    public static final ConditionKind CLOCK_WRONG = ConditionKind.ofStation(
            "station_clock_wrong", Severity.WARNING, Duration.ofSeconds(5), Duration.ofSeconds(30));

    /** Back again it may be for a moment only. */
    public static final ConditionKind OFFLINE =
            ConditionKind.ofStation("station_offline", Severity.CRITICAL, AT_ONCE, Duration.ofSeconds(15));

    /** Its samples come in a burst, and are refused again with the next one. */
    public static final ConditionKind SAMPLES_REFUSED =
            ConditionKind.ofStation("samples_refused", Severity.WARNING, AT_ONCE, Duration.ofMinutes(2));

    public static final List<ConditionKind> ALL =
            List.of(STUCK_CHANNEL, STUCK_DISTANCE, DUPLICATE_ID, CLAIMS_DIFFER, CLOCK_WRONG, OFFLINE, SAMPLES_REFUSED);

    private final DeviceRegistry registry;
    private final ConditionBoard board;

    StationConditions(DeviceRegistry registry, ConditionBoard board) {
        this.registry = registry;
        this.board = board;
    }

    /** Says of every station how it stands. */
    void look() {
        for (Station station : registry.stations()) {
            look(station);
        }
        // Of one that was forgotten while no console ran nobody would ever speak again.
        if (registry.complete()) {
            for (String source : board.sources(Scope.STATION)) {
                if (registry.find(source) == null) {
                    board.withdraw(Scope.STATION, source);
                }
            }
        }
    }

    private void look(Station station) {
        Station.Evidence seen = station.takeEvidence();
        DeviceGradingState.Known known = seen.graded();
        Device device = seen.device();
        if (device.enrollment() == Enrollment.BLOCKED) {
            board.withdraw(Scope.STATION, device.deviceId());
            return;
        }
        say(STUCK_CHANNEL, device, stuck(device), known.channels());
        say(STUCK_DISTANCE, device, stuckDistance(device), known.distance());
        say(CLAIMS_DIFFER, device, claims(device), known.claims());
        say(
                CLOCK_WRONG,
                device,
                clock(device),
                known.sampled() || (seen.heard() && device.clockAheadSeconds() != null));
        say(DUPLICATE_ID, device, otherBoard(device), seen.heard());
        say(SAMPLES_REFUSED, device, seen.limited() ? refused(registry.samplesPerMinute()) : null, seen.heard());
        // Silence is what every console hears.
        Observation offline = offline(device);
        board.observe(
                OFFLINE,
                device.deviceId(),
                offline != null ? offline : seen.heard() ? Observation.INACTIVE : Observation.UNKNOWN);
    }

    private void say(ConditionKind kind, Device device, @Nullable Observation wrong, boolean known) {
        board.observe(
                kind,
                device.deviceId(),
                known && wrong != null ? wrong : known ? Observation.INACTIVE : Observation.UNKNOWN);
    }

    private static @Nullable Observation stuck(Device device) {
        if (device.stuckChannels().isEmpty()) {
            return null;
        }
        String channels =
                device.stuckChannels().stream().map(SpectralChannel::label).collect(Collectors.joining(", "));
        return new Observation.Active(
                StuckChannels.SAMPLES + " samples carried one and the same value of " + channels
                        + ": the grade is made without",
                "clean the spectral sensor and look at its cable; replace the sensor if it stays so",
                Map.of("channels", channels));
    }

    private static @Nullable Observation stuckDistance(Device device) {
        return device.distanceStuck()
                ? new Observation.Active(
                        StuckChannels.SAMPLES + " samples carried one and the same distances: they are not measured any"
                                + " more",
                        "start the board again and look at the distance sensor's cable; replace the sensor if it stays"
                                + " so",
                        Map.of())
                : null;
    }

    private static @Nullable Observation otherBoard(Device device) {
        if (device.board().others().isEmpty()) {
            return null;
        }
        Claimant other = device.board().others().getLast();
        String mac = other.macAddress() == null ? "without MAC address" : other.macAddress();
        return new Observation.Active(
                "another board says this station's id: " + mac + " at " + other.address(),
                "give one of the two boards an id of its own, or choose the right one on the console",
                Map.of("mac_address", mac, "address", other.address(), "claim", other.claim()));
    }

    private static @Nullable Observation claims(Device device) {
        if (!device.claimsDiffer()) {
            return null;
        }
        String percent = Long.toString(Math.round(device.claimDifferRate() * 100));
        return new Observation.Active(
                percent + " % of the letters that the station claims are not the console's",
                "compare its firmware and its calibration with those of a station that agrees",
                Map.of("percent", percent));
    }

    private static @Nullable Observation clock(Device device) {
        String mend = "let the station reach its time server, and look at its clock's battery";
        Double ahead = device.clockAheadSeconds();
        if (ahead != null) {
            return new Observation.Active(
                    "its clock is ahead: samples are refused for it",
                    mend,
                    Map.of("ahead_seconds", String.format(Locale.ROOT, "%.0f", ahead)));
        }
        return device.clockWrong()
                ? new Observation.Active("its clock is wrong: samples are stored as of their arrival", mend, Map.of())
                : null;
    }

    private static @Nullable Observation offline(Device device) {
        return device.state() == DeviceState.OFFLINE
                ? new Observation.Active(
                        "nothing is heard of the station",
                        "look at its power and its network, and whether it is pointed to this console",
                        Map.of())
                : null;
    }

    private static Observation refused(int perMinute) {
        String limit = Integer.toString(perMinute);
        return new Observation.Active(
                "samples are refused: more come than " + limit + " a minute",
                "let the station send less often, or raise GAVEURS_RATE_LIMIT_DEVICE",
                Map.of("per_minute", limit));
    }
}
