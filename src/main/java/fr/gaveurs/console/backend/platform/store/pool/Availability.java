package fr.gaveurs.console.backend.platform.store.pool;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Whether the database answers.
 *
 * @param since when {@code state} began
 * @param lastError why it last didn't answer, in one line without the password; null if it always did
 */
public record Availability(
        State state, Instant since, @Nullable String lastError) {
    /** Up or down. */
    public enum State {
        /** The last probe was answered. */
        UP,
        /** The last probe failed, or none was answered yet. */
        DOWN
    }

    public boolean isUp() {
        return state == State.UP;
    }
}
