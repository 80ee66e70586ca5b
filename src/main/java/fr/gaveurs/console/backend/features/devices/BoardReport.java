package fr.gaveurs.console.backend.features.devices;

import fr.gaveurs.console.api.devices.Devices.Board;
import fr.gaveurs.console.api.devices.Devices.Enrollment;
import fr.gaveurs.console.api.devices.Devices.TokenState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** What a station's board last reported of itself, and what was odd about it. Thread-safe. */
public final class BoardReport {
    private static final Duration NO_TEXT_SHOWN = Duration.ofHours(1);

    /** The monotonic clock, by which samples are aged. */
    private final LongSupplier nanos;

    private @Nullable Integer bufferSize;
    private @Nullable Long uptimeSeconds;
    private List<String> oddFigures = List.of();
    private @Nullable Instant notUtf8At;
    private long notUtf8Nanos;
    private @Nullable Duration clockOffset;

    BoardReport(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /** @param uptime s since the board started */
    synchronized void heartbeat(@Nullable Integer buffered, @Nullable Long uptime) {
        bufferSize = buffered;
        uptimeSeconds = uptime;
    }

    /** Fields of the last heartbeat that were left out, since they cannot be right. */
    public synchronized void leftOut(List<String> fields) {
        oddFigures = fields;
    }

    /** It sent bytes that are no UTF-8. */
    public synchronized void sentNoText(Instant now) {
        notUtf8At = now;
        notUtf8Nanos = System.nanoTime();
    }

    /**
     * What the board's clock said with a sample; of one that had waited it says nothing of that clock now.
     *
     * @param measured when the sample was measured, by the monotonic clock
     */
    public synchronized void clockSaid(Instant said, Instant now, long measured) {
        if (nanos.getAsLong() - measured < StationSamples.FRESH.toNanos()) {
            clockOffset = Duration.between(now, said);
        }
    }

    /** By how much the board's clock is ahead of the console's, s; null where that is not known. */
    synchronized @Nullable Double clockOffsetSeconds() {
        return clockOffset == null ? null : (Double) (clockOffset.toMillis() / 1e3);
    }

    /** Samples that it holds back. */
    synchronized @Nullable Integer bufferSize() {
        return bufferSize;
    }

    /** Since the board started, s. */
    synchronized @Nullable Long uptimeSeconds() {
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
    synchronized Board board(Identity identity, @Nullable String known) {
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
