package fr.gaveurs.console.api.firmware;

import fr.gaveurs.console.api.Keyed;
import org.jspecify.annotations.Nullable;

/**
 * What a station says in its hello of the firmware that it runs.
 *
 * @param elfSha256 of the running program, 64 small hexadecimal digits: what the console believes, whatever the version
 *     says
 * @param chipRevision major × 100 + minor
 * @param flashSize bytes; 0 if it did not say
 * @param slotSize bytes that an image may have
 * @param rollbackCapable whether its bootloader goes back by itself to the other slot
 * @param resetReason why it last started, in its own word
 * @param offerId of the offer that it is at work on, or that it was started by; null for none
 */
public record FirmwareReport(
        String project,
        String version,
        String elfSha256,
        int chipId,
        int chipRevision,
        long flashSize,
        long slotSize,
        OtaState otaState,
        long secureVersion,
        boolean rollbackCapable,
        @Nullable String resetReason,
        @Nullable String offerId) {
    /** What the bootloader knows of the slot that runs. */
    public enum OtaState implements Keyed {
        /** Started for the first time: the next restart goes back, unless it is marked valid before. */
        PENDING_VERIFY,
        /** Marked valid. */
        VALID,
        /** Anything else, such as firmware that came by cable. */
        UNDEFINED
    }

    /** Whether the running program stays after a restart. */
    public boolean stays() {
        return otaState != OtaState.PENDING_VERIFY;
    }
}
