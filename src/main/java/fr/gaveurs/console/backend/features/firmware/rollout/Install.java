package fr.gaveurs.console.backend.features.firmware.rollout;

import fr.gaveurs.console.api.Keyed;
import fr.gaveurs.console.api.firmware.Rollouts.InstallState;
import org.jspecify.annotations.Nullable;

/**
 * How an image stands with one station. Durations are what is left of them, ms: a console that was away has let none of
 * them pass.
 *
 * @param wave in which it was taken; 0: not yet
 * @param left of the state's deadline
 * @param retry until a waiting one may be taken again
 * @param quiet how long it has had no connection, in the state that it is in
 * @param attempts that were begun
 * @param bytes that the station has
 * @param reason why it is in this state, a word such as {@code no_answer}
 * @param elfBefore what it ran when it was taken; null before
 * @param elfRuns what its last hello said that it runs
 * @param stays whether that stays after a restart
 * @param proven whether its samples were found good: it may mark the image valid
 * @param asked whether it goes back since somebody wants it, not since it failed
 * @param tell what it is told until it answers
 * @param baseline what its samples were like before, null until it proves itself
 */
public record Install(
        long rolloutId,
        String deviceId,
        InstallState state,
        int wave,
        long left,
        long retry,
        long quiet,
        int attempts,
        String offerId,
        long bytes,
        @Nullable String reason,
        @Nullable String elfBefore,
        @Nullable String elfRuns,
        boolean stays,
        boolean proven,
        boolean asked,
        Tell tell,
        @Nullable Baseline baseline) {
    /** What a station is told. */
    public enum Tell implements Keyed {
        NOTHING,
        OFFER,
        CONFIRM,
        REVERT
    }

    /** One that waits for its turn. */
    public static Install waiting(long rolloutId, String deviceId, String offerId, Policy policy) {
        return new Install(
                rolloutId,
                deviceId,
                InstallState.WAITING,
                0,
                policy.waiting().toMillis(),
                0,
                0,
                0,
                offerId,
                0,
                null,
                null,
                null,
                false,
                false,
                false,
                Tell.NOTHING,
                null);
    }

    /** Whether it counts as a failure of the image. */
    public boolean failed() {
        return switch (state) {
            case FAILED, LOST -> true;
            case ROLLED_BACK, REVERTING -> !asked;
            default -> false;
        };
    }

    /** Whether the station was ever offered it. */
    public boolean begun() {
        return attempts > 0;
    }

    Edit edit() {
        return new Edit(this);
    }

    /** Makes another one of it. */
    static final class Edit {
        private final Install from;
        InstallState state;
        int wave;
        long left;
        long retry;
        long quiet;
        int attempts;
        String offerId;
        long bytes;

        @Nullable
        String reason;

        @Nullable
        String elfBefore;

        @Nullable
        String elfRuns;

        boolean stays;
        boolean proven;
        boolean asked;
        Tell tell;

        @Nullable
        Baseline baseline;

        private Edit(Install from) {
            this.from = from;
            state = from.state;
            wave = from.wave;
            left = from.left;
            retry = from.retry;
            quiet = from.quiet;
            attempts = from.attempts;
            offerId = from.offerId;
            bytes = from.bytes;
            reason = from.reason;
            elfBefore = from.elfBefore;
            elfRuns = from.elfRuns;
            stays = from.stays;
            proven = from.proven;
            asked = from.asked;
            tell = from.tell;
            baseline = from.baseline;
        }

        Install done() {
            return new Install(
                    from.rolloutId,
                    from.deviceId,
                    state,
                    wave,
                    left,
                    retry,
                    quiet,
                    attempts,
                    offerId,
                    bytes,
                    reason,
                    elfBefore,
                    elfRuns,
                    stays,
                    proven,
                    asked,
                    tell,
                    baseline);
        }
    }
}
