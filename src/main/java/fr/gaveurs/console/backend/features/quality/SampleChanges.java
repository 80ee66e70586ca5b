package fr.gaveurs.console.backend.features.quality;

import fr.gaveurs.console.backend.platform.relay.ChangeTopic;
import java.util.List;

/** What consoles on one database tell each other of stored samples: of each station the times from and to. */
public final class SampleChanges {
    private static final int RADIX = Character.MAX_RADIX;

    /**
     * Samples of a station that were stored.
     *
     * @param site its two letters
     * @param from the earliest sample's time, µs since 1970
     * @param to the latest sample's time, µs since 1970
     */
    public record Span(String site, long from, long to) {
        Span plus(Span other) {
            return new Span(other.site, Math.min(from, other.from), Math.max(to, other.to));
        }
    }

    /** By station; {@code s:FROM:TO:SITE:STATION} on the wire, the times in base 36. */
    public static final ChangeTopic<Span> TOPIC = new ChangeTopic<>(
            "s",
            true,
            3,
            span -> List.of(Long.toString(span.from, RADIX), Long.toString(span.to, RADIX), span.site),
            parts -> new Span(
                    parts.get(2), Long.parseLong(parts.getFirst(), RADIX), Long.parseLong(parts.get(1), RADIX)),
            Span::plus);

    private SampleChanges() {}
}
