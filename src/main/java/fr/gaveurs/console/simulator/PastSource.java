package fr.gaveurs.console.simulator;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Samples of another source, measured at times of the past that end with the first moment at which one is asked for. */
final class PastSource implements Outgoing.Source {
    private final Outgoing.Source source;
    private final Past past;
    private @Nullable Instant end;
    private int taken;

    PastSource(Outgoing.Source source, Past past) {
        this.source = source;
        this.past = past;
    }

    @Override
    public @Nullable Outgoing next(Instant now) {
        if (taken == past.samples()) {
            return null;
        }
        Instant last = end == null ? now : end;
        end = last;
        taken++;
        Duration ago = past.reach().multipliedBy(past.samples() - taken).dividedBy(past.samples());
        return source.next(last.minus(ago));
    }
}
