package fr.gaveurs.console.backend.features.devices;

import fr.gaveurs.console.api.conditions.Conditions.Scope;
import fr.gaveurs.console.api.conditions.Conditions.Severity;
import fr.gaveurs.console.api.devices.DeviceDetails.RefusalReason;
import fr.gaveurs.console.api.devices.Devices.Claimant;
import fr.gaveurs.console.api.devices.Devices.Device;
import fr.gaveurs.console.api.devices.Devices.DeviceState;
import fr.gaveurs.console.api.devices.Devices.Enrollment;
import fr.gaveurs.console.api.devices.Freshness;
import fr.gaveurs.console.api.quality.SpectralChannel;
import fr.gaveurs.console.backend.features.quality.DeviceGradingState;
import fr.gaveurs.console.backend.features.quality.GradeConditions;
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

    /** Its samples are old, for so long that somebody must act; back again it may be for one sample only. */
    public static final ConditionKind LATE =
            ConditionKind.ofStation("station_late", Severity.CRITICAL, AT_ONCE, Duration.ofSeconds(15));

    private static final double LATE_INTERVALS = 3;
    private static final double LEAST_LATE_SECONDS = 15;

    /**
     * Its samples come in a burst, and are refused again with the next one. Details: {@code reason}, a
     * {@link RefusalReason}'s key, and {@code per_minute}, its allowance, where that is the reason.
     */
    public static final ConditionKind SAMPLES_REFUSED =
            ConditionKind.ofStation("samples_refused", Severity.WARNING, AT_ONCE, Duration.ofMinutes(2));

    /** Details: {@code count} of the samples that it holds back. */
    public static final ConditionKind SAMPLES_HELD =
            ConditionKind.ofStation("samples_held", Severity.NOTE, AT_ONCE, Duration.ofSeconds(5));

    /** One sample is always under way: that many may wait without anybody being told. */
    private static final int MAY_WAIT = 5;

    private static final int MAY_WAIT_OVER = 2;
    private static final double MAY_WAIT_SECONDS = 10;

    /** The console remembers it for an hour. */
    public static final ConditionKind NOT_UTF8 =
            ConditionKind.ofStation("bytes_not_utf8", Severity.WARNING, AT_ONCE, AT_ONCE);

    public static final List<ConditionKind> ALL = List.of(
            STUCK_CHANNEL,
            STUCK_DISTANCE,
            DUPLICATE_ID,
            CLAIMS_DIFFER,
            CLOCK_WRONG,
            OFFLINE,
            LATE,
            SAMPLES_REFUSED,
            SAMPLES_HELD,
            NOT_UTF8);

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
        say(board, station.evidence(), registry.samplesPerMinute());
    }

    /**
     * Says how a station stands. One that waits for approval, that is blocked or that somebody works at has nothing
     * wrong with it that anybody should be called to.
     */
    static void say(ConditionBoard board, StationEvidence seen, int samplesPerMinute) {
        Device device = seen.device();
        if (device.enrollment() != Enrollment.APPROVED || device.maintenance() != null) {
            board.withdraw(Scope.STATION, device.deviceId());
            return;
        }
        DeviceGradingState.Known known = seen.graded();
        boolean heard = seen.heard();
        say(board, STUCK_CHANNEL, device, stuck(device), known.channels());
        say(board, STUCK_DISTANCE, device, stuckDistance(device), known.distance());
        say(board, CLAIMS_DIFFER, device, claims(device), known.claims());
        say(
                board,
                CLOCK_WRONG,
                device,
                clock(device),
                known.sampled() || (heard && device.clockAheadSeconds() != null));
        say(board, DUPLICATE_ID, device, otherBoard(device), heard);
        // Of a station that does not show its token nothing else is heard.
        Observation refused = refused(device, seen.refused(), samplesPerMinute);
        say(board, SAMPLES_REFUSED, device, refused, heard || refused != null);
        say(board, NOT_UTF8, device, notUtf8(device), heard);
        board.observe(SAMPLES_HELD, device.deviceId(), heard ? held(device) : Observation.UNKNOWN);
        // Silence is what every console hears.
        Observation offline = offline(device);
        boolean silent = heard || offline != null;
        say(board, OFFLINE, device, offline, silent);
        // Also of one that was late before the start and has been silent since.
        say(board, LATE, device, late(device), silent);
        if (known.sampled() && device.state() == DeviceState.LIVE) {
            GradeConditions.say(board, device.deviceId(), seen.grades());
        } else {
            // Nobody is called to old livers, and nobody says that they are well again.
            GradeConditions.unknown(board, device.deviceId());
        }
    }

    private static void say(
            ConditionBoard board, ConditionKind kind, Device device, @Nullable Observation wrong, boolean known) {
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

    private static @Nullable Observation late(Device device) {
        Double age = device.ageSeconds();
        Double interval = device.intervalSeconds();
        double limit = Math.max(LEAST_LATE_SECONDS, interval == null ? 0 : LATE_INTERVALS * interval);
        // One that is offline is more than late.
        return device.state() == DeviceState.STALE && age != null && age > limit
                ? new Observation.Active(
                        "no sample came for more than three of its intervals",
                        "see whether livers pass, and whether the board and its network are well",
                        Map.of())
                : null;
    }

    private static Observation held(Device device) {
        int held = device.bufferSize() == null ? 0 : device.bufferSize();
        Observation.Active words = new Observation.Active(
                "it holds " + held + " samples back",
                "wait until it has delivered them; if they stay, look at its network",
                Map.of("count", Integer.toString(held)));
        Double age = device.ageSeconds();
        Double interval = device.intervalSeconds();
        boolean nothingComes = held > 0
                && age != null
                && age >= Math.max(MAY_WAIT_SECONDS, interval == null ? 0 : Freshness.STALE_INTERVALS * interval);
        return nothingComes ? words : Observation.of(held, MAY_WAIT + 1, MAY_WAIT_OVER, words);
    }

    private static @Nullable Observation notUtf8(Device device) {
        return device.board().notUtf8At() == null
                ? null
                : new Observation.Active(
                        "it sent bytes that are no UTF-8, and its connection was closed for it",
                        "start the board again and look at its firmware",
                        Map.of());
    }

    private static @Nullable Observation refused(Device device, @Nullable RefusalReason reason, int perMinute) {
        // What the condition of its clock says already is not said twice.
        if (reason == RefusalReason.CLOCK_AHEAD && device.clockAheadSeconds() != null) {
            return null;
        }
        return switch (reason) {
            case null -> null;
            case INVALID ->
                refusal(
                        reason,
                        "what it sends is refused: it breaks the protocol's rules",
                        "see on the station's page what was refused today and why; update its firmware");
            case CLOCK_AHEAD ->
                refusal(
                        reason,
                        "its samples are refused: their time lies ahead of this console's clock",
                        "set the station's clock, or this computer's");
            case TOKEN ->
                refusal(
                        reason,
                        "what it sends is refused: it does not show the station's token",
                        "give the station a new token if its board lost it");
            case QUARANTINED ->
                refusal(
                        reason,
                        "the database refuses its samples for good: they are in quarantine",
                        "see the bug report, which says what the database refuses");
            case NO_ROOM ->
                refusal(
                        reason,
                        "its samples are refused: neither the database nor the spool takes them",
                        "see what the component database of /health says, and free space on the disk");
            case RATE_LIMIT -> {
                String limit = Integer.toString(perMinute);
                yield new Observation.Active(
                        "samples are refused: more come than " + limit + " a minute",
                        "let the station send less often, or raise GAVEURS_RATE_LIMIT_DEVICE",
                        Map.of("reason", reason.key(), "per_minute", limit));
            }
            case NOT_APPROVED, BLOCKED, ANOTHER_BOARD -> null;
        };
    }

    private static Observation refusal(RefusalReason reason, String text, String remedy) {
        return new Observation.Active(text, remedy, Map.of("reason", reason.key()));
    }
}
