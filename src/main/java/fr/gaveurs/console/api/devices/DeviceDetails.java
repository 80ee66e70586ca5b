package fr.gaveurs.console.api.devices;

import fr.gaveurs.console.api.Keyed;
import fr.gaveurs.console.api.devices.Devices.Device;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Everything that a station's page shows beside its samples.
 *
 * @param uptimeSeconds s since the board started, as its last heartbeat said; null if none was heard by this console
 * @param clockOffsetSeconds by how much the board's clock is ahead of the console's, s, by the last sample that did not
 *     wait; negative where it is behind, null where no sample came since the console's start
 * @param samplesToday stored since midnight in the console's time zone
 * @param refusals what was refused of it today, by reason, the most frequent first
 * @param errors what it said to be wrong with it, newest first; at most 20
 * @param openBugs bugs about it that are not resolved
 * @param connections newest first; at most 100
 */
public record DeviceDetails(
        Device device,
        @Nullable Long uptimeSeconds,
        @Nullable Double clockOffsetSeconds,
        long samplesToday,
        List<Refusals> refusals,
        List<ReportedError> errors,
        long openBugs,
        List<Connection> connections) {
    /** Why a message of a station did not count. */
    public enum RefusalReason implements Keyed {
        /** It breaks a rule: a figure out of range, a missing field. */
        INVALID,
        /** It lay more than 5 min ahead of the console's clock. */
        CLOCK_AHEAD,
        /** More than the station's allowance. */
        RATE_LIMIT,
        /** The station waits for a person's approval. */
        NOT_APPROVED,
        /** A person blocked the station. */
        BLOCKED,
        /** Another board speaks for the station. */
        ANOTHER_BOARD,
        /** No token of the station's was shown, or a wrong one. */
        TOKEN,
        /** The database refuses it for good; it is in quarantine. */
        QUARANTINED,
        /** Neither database nor spool could take it. */
        NO_ROOM
    }

    /**
     * @param count today, in all consoles on the database
     * @param lastWords the newest one's reason in words; never what the station sent
     */
    public record Refusals(RefusalReason reason, long count, Instant lastAt, String lastWords) {}

    /** @param message in the board's own words */
    public record ReportedError(Instant at, String message) {}

    /** Why a connection was one of the station's no more. */
    public enum ConnectionEnd implements Keyed {
        /** Closed in good order. */
        CLOSED,
        /** Closed without a code. */
        NO_CODE,
        /** It broke off. */
        BROKEN,
        /** The station waits for a person's approval, and its board is not the one that is seen. */
        NOT_APPROVED,
        /** A person blocked the station. */
        BLOCKED,
        /** Another board speaks for the station. */
        ANOTHER_BOARD,
        /** No token of the station's was shown, or a wrong one. */
        TOKEN,
        /** Too many messages came over it. */
        TOO_MANY_MESSAGES,
        /** The station was forgotten. */
        FORGOTTEN,
        /** The console ended without a word. */
        CONSOLE_LOST,
        /** The console was stopped. */
        CONSOLE_STOPPED,
        /** A restore put data in place in which the connection was still open. */
        RESTORED,
        /** Something that is no text came over it. */
        NO_TEXT,
        /** A message was too large. */
        TOO_LARGE,
        /** A message took too long to come. */
        TOO_SLOW,
        /** The console failed to handle a message. */
        FAULT,
        /** What one of the two sides said when it closed it, in {@link Connection#reason}. */
        SAID
    }

    /**
     * A connection in which a board spoke for the station.
     *
     * @param disconnectedAt null while it is open; of a console that ended without a word, and after a restore, when it was
     *     last known open
     * @param durationSeconds s, by elapsed time; null while it is open, and where nobody saw its end
     * @param closeCode of the WebSocket, such as 1001; null where there was none
     * @param reason why it ended, in words; null while it is open
     * @param end the same as a code; null while it is open
     */
    public record Connection(
            String address,
            @Nullable String macAddress,
            Instant connectedAt,
            @Nullable Instant disconnectedAt,
            @Nullable Double durationSeconds,
            @Nullable Integer closeCode,
            @Nullable String reason,
            @Nullable ConnectionEnd end) {}

    /**
     * What to put into a board so that it finds this console.
     *
     * @param urls such as {@code ws://192.168.1.20:8000/ws/sensors/}, private networks first; of a console that listens
     *     on its own machine alone, that machine's
     * @param reachable whether boards on other machines can reach it
     * @param service the name under which it is announced on the network as {@code _gaveurs._tcp}; null while it is not
     */
    public record Addresses(
            List<String> urls, boolean reachable, @Nullable String service) {}

    /** @param confirm the station's id once more: what follows cannot be undone */
    public record EraseConfirmation(@Nullable String confirm) {}

    /**
     * A station that was forgotten with its samples.
     *
     * @param deletedSamples so far
     * @param finishedAt null while samples are being deleted, a piece at a time
     */
    public record Erasure(
            String deviceId,
            Instant requestedAt,
            long deletedSamples,
            @Nullable Instant finishedAt) {}
}
