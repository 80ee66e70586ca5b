package fr.gaveurs.console.api;

import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The stations: one ESP32 each. */
public final class Devices {
    public static final String ID_PATTERN = "[A-Za-z0-9_-]{1,100}";
    public static final String ID_MESSAGE = "must be 1 to 100 letters, digits, '_' or '-'";

    private Devices() {}

    /** How fresh what a station last said is. */
    public enum DeviceState {
        /** A sample within the last 2 intervals. */
        LIVE("live"),
        /** No sample for more than 2 intervals: its values are old. */
        STALE("stale"),
        /** Nothing at all for more than 3 intervals, at least 90 s. */
        OFFLINE("offline"),
        /** Known, but no sample came since it was enrolled. */
        NEVER_SEEN("never_seen");

        private final String key;

        DeviceState(String key) {
            this.key = key;
        }

        @JsonValue
        public String key() {
            return key;
        }
    }

    /** Whether a station may deliver samples. */
    public enum Enrollment {
        APPROVED("approved"),
        /** Came from another machine and waits for a person. */
        PENDING("pending");

        private final String key;

        Enrollment(String key) {
            this.key = key;
        }

        @JsonValue
        public String key() {
            return key;
        }
    }

    /**
     * A station now.
     *
     * @param siteCode two letters, XX when the id names none
     * @param connected whether it holds a socket to the backend at this moment
     * @param intervalSeconds usual time between two samples, s; null before the second one
     * @param ageSeconds time since its newest sample was measured, s, by elapsed time; null if it has none
     * @param bufferSize samples that it holds back, as it last said
     * @param claimDifferRate share (0–1) of its last 50 samples whose claimed letter is not ours
     * @param stuckChannels channels that carried one value for 20 samples
     * @param distanceStuck whether 20 samples carried one and the same distance matrix
     * @param clockWrong whether its last sample came with a wrong clock
     * @param rateLimitedAt when it was last refused for sending too much
     * @param clockAheadSeconds by how much its samples lie ahead of the console's clock while they are refused for it, s;
     *     null while they are not
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
            @Nullable Double clockAheadSeconds) {
        /** One whose samples are not refused for their time. */
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
                    null);
        }
    }

    /**
     * A station with what its tile shows.
     *
     * @param latest its newest sample, null if it has none
     * @param recentScores final scores of its last samples, at most 50, oldest first; null stands for UNGRADED
     */
    public record DeviceLive(Device device, Samples.@Nullable Sample latest, List<@Nullable Double> recentScores) {}
}
