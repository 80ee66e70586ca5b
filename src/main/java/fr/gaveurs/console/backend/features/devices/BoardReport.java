package fr.gaveurs.console.backend.features.devices;

import fr.gaveurs.console.api.devices.Devices.Board;
import fr.gaveurs.console.api.devices.Devices.Enrollment;
import fr.gaveurs.console.api.devices.Devices.TokenState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a station's board last reported of itself, and what was odd about it. Guarded by its station. */
final class BoardReport {
    private static final Duration NO_TEXT_SHOWN = Duration.ofHours(1);

    private @Nullable Integer bufferSize;
    private @Nullable Long uptimeSeconds;
    private List<String> oddFigures = List.of();
    private @Nullable Instant notUtf8At;
    private long notUtf8Nanos;

    /** @param uptime s since the board started */
    void heartbeat(@Nullable Integer buffered, @Nullable Long uptime) {
        bufferSize = buffered;
        uptimeSeconds = uptime;
    }

    /** Fields of the last heartbeat that were left out, since they cannot be right. */
    void leftOut(List<String> fields) {
        oddFigures = fields;
    }

    /** It sent bytes that are no UTF-8. */
    void sentNoText(Instant now) {
        notUtf8At = now;
        notUtf8Nanos = System.nanoTime();
    }

    /** Samples that it holds back. */
    @Nullable
    Integer bufferSize() {
        return bufferSize;
    }

    @Nullable
    Long uptimeSeconds() {
        return uptimeSeconds;
    }

    /** When it last sent bytes that are no UTF-8; null if it did not within an hour. */
    private @Nullable Instant notUtf8At() {
        return System.nanoTime() - notUtf8Nanos < NO_TEXT_SHOWN.toNanos() ? notUtf8At : null;
    }

    /**
     * The board behind a station.
     *
     * @param known where its messages came from, as far as that is known; null if it is not
     */
    Board board(Identity identity, @Nullable String known) {
        Claim seen = identity.primary();
        boolean waits = identity.enrollment() != Enrollment.APPROVED;
        TokenState token =
                identity.tokenSeen() ? TokenState.SHOWN : identity.tokenGiven() ? TokenState.GIVEN : TokenState.NONE;
        return new Board(
                seen == null || (waits && !seen.greeted) ? null : seen.id(),
                seen == null ? known : seen.address,
                token,
                identity.others(System.nanoTime()),
                notUtf8At(),
                oddFigures,
                seen != null && seen.greeted && !seen.namesMac());
    }
}
