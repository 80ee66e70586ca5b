package fr.gaveurs.console.api.devices;

import com.fasterxml.jackson.annotation.JsonInclude;
import fr.gaveurs.console.api.Keyed;
import fr.gaveurs.console.api.devices.DeviceSettings.Calibration;
import fr.gaveurs.console.api.devices.DeviceSettings.Maintenance;
import fr.gaveurs.console.api.models.Versions.LiveFigures;
import fr.gaveurs.console.api.quality.Samples;
import fr.gaveurs.console.api.quality.SpectralChannel;
import jakarta.validation.constraints.Pattern;
import java.net.InetAddress;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The stations: one ESP32 each. */
public final class Devices {
    private Devices() {}

    /** How fresh what a station last said is. */
    public enum DeviceState implements Keyed {
        /** A sample within the last 2 intervals. */
        LIVE,
        /** No sample for more than 2 intervals: its values are old. */
        STALE,
        /** Nothing at all for more than 3 intervals, at least 90 s. */
        OFFLINE,
        /** Known, but no sample came since it was enrolled. */
        NEVER_SEEN
    }

    /** Whether a station may deliver samples. */
    public enum Enrollment implements Keyed {
        APPROVED,
        /** Came from another machine and waits for a person. */
        PENDING,
        /** A person does not want it: whatever it sends is refused. */
        BLOCKED
    }

    /** How far a station is with the token that it is given after its approval. */
    public enum TokenState implements Keyed {
        /** It has none: on this machine it needs none, elsewhere its board is known by its addresses. */
        NONE,
        /** It was told one and has not shown it: firmware that keeps none never does. */
        GIVEN,
        /** It has shown it, and must on each connection. */
        SHOWN
    }

    /**
     * A board that says a station's id.
     *
     * @param claim names it to approve and reset-token; the same as long as its two addresses are
     * @param macAddress as it says; null if it said none
     * @param address where its messages come from
     * @param ipAddress which address it says that it has
     * @param connected whether it holds a connection now
     * @param refused how many of its messages did not count
     */
    public record Claimant(
            String claim,
            @Nullable String macAddress,
            String address,
            @Nullable String ipAddress,
            @Nullable String firmwareVersion,
            boolean connected,
            Instant lastSeen,
            long refused) {}

    /**
     * The board behind a station.
     *
     * @param claim names it to approve and reset-token; null if it was not heard since the console's start, or waits and
     *     said no hello, so that it cannot be approved
     * @param address where its messages come from; null if that is not known
     * @param others boards that say the same id and do not count, heard within 15 minutes; at most 8
     * @param notUtf8At when it last sent bytes that are no UTF-8; null if it did not within an hour
     * @param oddFigures fields of its last heartbeat that were left out, since they cannot be right
     * @param macMissing whether its hello names no MAC address, or one that is none: then an approval is bound to its
     *     address and its connection alone
     */
    public record Board(
            @Nullable String claim,
            @Nullable String address,
            TokenState token,
            List<Claimant> others,
            @Nullable Instant notUtf8At,
            List<String> oddFigures,
            boolean macMissing) {
        /** Of a station that is not known otherwise. */
        public static final Board UNKNOWN = new Board(null, null, TokenState.NONE, List.of(), null, List.of(), false);

        /** Whether messages from an address come from the console's own machine, whose stations wait for nobody. */
        public static boolean isLocal(@Nullable String address) {
            try {
                return address != null && InetAddress.ofLiteral(address).isLoopbackAddress();
            } catch (IllegalArgumentException e) {
                return false;
            }
        }
    }

    /** Which of the boards that say one id is meant; needed where there are several. */
    public record BoardChoice(
            @Nullable
            @Pattern(regexp = "[0-9a-f]{8}", message = "must be one of the station's record, such as 0badc1a1")
            String claim) {}

    /**
     * A station now.
     *
     * @param siteCode two letters: as people said, else as its id names; XX when that names none
     * @param connected whether it holds a socket to the backend at this moment
     * @param intervalSeconds usual time between two samples, s: as it was calibrated, else as it is observed; null before
     *     the second one
     * @param ageSeconds time since its newest sample was measured, s, by elapsed time; null if it has none
     * @param bufferSize samples that it holds back, as it last said
     * @param claimDifferRate share (0–1) of its last 50 samples whose claimed letter is not ours
     * @param stuckChannels channels that carried one value for 20 samples
     * @param distanceStuck whether 20 samples carried one and the same distance matrix
     * @param clockWrong whether its last sample came with a wrong clock
     * @param rateLimitedAt when it was last refused for sending too much
     * @param clockAheadSeconds by how much its samples lie ahead of the console's clock while they are refused for it, s;
     *     null while they are not
     * @param board who speaks for it, and who else would
     * @param claimsDiffer whether its claims differ so often that its grading is not to be trusted: over 20% of its last
     *     50, then until 15%; never before 50 came. False of a console that does not say it yet
     * @param name what people call it; null: its id
     * @param line the line at which it stands, as people said; null where nobody did. {@code location} is its own word
     * @param maintenance null while it is not in maintenance
     * @param calibration null where it was never calibrated
     */
    public record Device(
            String deviceId,
            String siteCode,
            @Nullable String location,
            @Nullable String firmwareVersion,
            @Nullable String macAddress,
            @Nullable String ipAddress,
            Enrollment enrollment,
            DeviceState state,
            boolean connected,
            @Nullable Instant firstSeen,
            @Nullable Instant lastSeen,
            @Nullable Instant lastSampleAt,
            @Nullable Double intervalSeconds,
            @Nullable Double ageSeconds,
            @Nullable Integer bufferSize,
            double claimDifferRate,
            List<SpectralChannel> stuckChannels,
            boolean distanceStuck,
            boolean clockWrong,
            @Nullable Instant rateLimitedAt,
            @Nullable Double clockAheadSeconds,
            Board board,
            boolean claimsDiffer,
            @Nullable String name,
            @Nullable String line,
            @Nullable Maintenance maintenance,
            @Nullable Calibration calibration) {
        /**
         * One whose samples are not refused for their time, of whose board nothing is known, whose claims are not judged and of
         * which people set nothing.
         */
        public Device(
                String deviceId,
                String siteCode,
                @Nullable String location,
                @Nullable String firmwareVersion,
                @Nullable String macAddress,
                @Nullable String ipAddress,
                Enrollment enrollment,
                DeviceState state,
                boolean connected,
                @Nullable Instant firstSeen,
                @Nullable Instant lastSeen,
                @Nullable Instant lastSampleAt,
                @Nullable Double intervalSeconds,
                @Nullable Double ageSeconds,
                @Nullable Integer bufferSize,
                double claimDifferRate,
                List<SpectralChannel> stuckChannels,
                boolean distanceStuck,
                boolean clockWrong,
                @Nullable Instant rateLimitedAt) {
            this(
                    deviceId,
                    siteCode,
                    location,
                    firmwareVersion,
                    macAddress,
                    ipAddress,
                    enrollment,
                    state,
                    connected,
                    firstSeen,
                    lastSeen,
                    lastSampleAt,
                    intervalSeconds,
                    ageSeconds,
                    bufferSize,
                    claimDifferRate,
                    stuckChannels,
                    distanceStuck,
                    clockWrong,
                    rateLimitedAt,
                    null,
                    Board.UNKNOWN,
                    false,
                    null,
                    null,
                    null,
                    null);
        }
    }

    /**
     * What came of a station since midnight in the console's time zone.
     *
     * @param samples that were measured in that time and are stored
     * @param refused messages that did not count
     */
    public record DeviceDay(long samples, long refused) {
        public static final DeviceDay NOTHING = new DeviceDay(0, 0);
    }

    /**
     * All stations.
     *
     * @param today of each station, by its id, in all consoles on the database; at most ten seconds old. Null while the
     *     database is away, and from an older console
     */
    public record DeviceList(List<Device> items, @Nullable Map<String, DeviceDay> today) {}

    /**
     * A station with what its tile shows.
     *
     * @param latest its newest sample, null if it has none
     * @param recentScores final scores of its last samples, at most 50, oldest first; null stands for UNGRADED
     * @param model what the active model says of its newest sample, once it has; left out where no model is active
     */
    public record DeviceLive(
            Device device,
            Samples.@Nullable Sample latest,
            List<@Nullable Double> recentScores,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            LiveFigures model) {
        /** One of which no model says anything. */
        public DeviceLive(Device device, Samples.@Nullable Sample latest, List<@Nullable Double> recentScores) {
            this(device, latest, recentScores, null);
        }
    }
}
