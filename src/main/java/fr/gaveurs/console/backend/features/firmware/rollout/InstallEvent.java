package fr.gaveurs.console.backend.features.firmware.rollout;

import fr.gaveurs.console.api.Keyed;
import org.jspecify.annotations.Nullable;

/** Something that moves an install. */
public sealed interface InstallEvent {
    /** It is this station's turn. */
    record Take(int wave) implements InstallEvent {}

    /**
     * Time went by.
     *
     * @param elapsed ms by a monotonic clock; of a waiting one 0 where its rollout does not run
     * @param online whether some console has a connection of the station
     */
    record Tick(long elapsed, boolean online) implements InstallEvent {}

    /** What a station says of its work on an offer. */
    record Told(
            String offerId,
            Status status,
            long bytes,
            @Nullable String errorCode) implements InstallEvent {}

    /**
     * A station said what it runs.
     *
     * @param elf of its program
     * @param stays whether that stays after a restart
     * @param offerId that it is at work on; null for none
     */
    record Greeted(String elf, boolean stays, @Nullable String offerId) implements InstallEvent {}

    /** It runs the image: this is what its samples were like before. */
    record Compare(Baseline baseline) implements InstallEvent {}

    /** Its samples were judged. */
    record Judged(Proof.Finding finding) implements InstallEvent {}

    /** It is to go back, or not to begin: somebody wants it, or its wave failed. */
    record GoBack(String reason) implements InstallEvent {}

    /** It is not to begin; what is under way goes on. */
    record Cancel() implements InstallEvent {}

    /** States that a station tells. */
    enum Status implements Keyed {
        ACCEPTED,
        DEFERRED,
        DOWNLOADING,
        VERIFIED,
        REBOOTING,
        PROVING,
        CONFIRMED,
        FAILED,
        ROLLED_BACK
    }
}
