package fr.gaveurs.console.backend.platform.relay;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The consoles that are heard, this one among them, and which of them fell silent without a goodbye. Thread-safe. */
final class Peers {
    private static final Logger LOG = LoggerFactory.getLogger(Peers.class);
    /** Every console says something each half second. */
    static final Duration SILENCE = Duration.ofMillis(1_500);
    /** One that was killed says nothing any more. */
    static final Duration LOST_PEER_TTL = Duration.ofSeconds(60);

    private final String own;
    private final LongSupplier nanos;
    /** When each was last heard. */
    private final Map<String, Long> heard = new ConcurrentHashMap<>();

    private final Map<String, Long> silent = new ConcurrentHashMap<>();

    /** @param nanos monotonic */
    Peers(String own, LongSupplier nanos) {
        this.own = own;
        this.nanos = nanos;
    }

    void heard(String console) {
        boolean isNew = heard.put(console, nanos.getAsLong()) == null;
        silent.remove(console);
        if (isNew && !console.equals(own)) {
            LOG.info("console {} is heard", console);
        }
    }

    void left(String console) {
        heard.remove(console);
        silent.remove(console);
        LOG.info("console {} has ended", console);
    }

    /** Nothing is heard of anybody: that they are silent says nothing about them. */
    void deaf() {
        heard.clear();
    }

    /** Whether this console hears what itself says. */
    boolean hearsItself() {
        Long last = heard.get(own);
        return last != null && nanos.getAsLong() - last < SILENCE.toNanos();
    }

    /** Whether some console fell silent lately: what it stored last it may not have told. */
    boolean someFellSilent() {
        long now = nanos.getAsLong();
        heard.forEach((console, last) -> {
            if (!console.equals(own) && now - last > 2 * SILENCE.toNanos() && heard.remove(console, last)) {
                silent.put(console, now);
                LOG.warn("console {} is not heard any more", console);
            }
        });
        silent.values().removeIf(since -> now - since > LOST_PEER_TTL.toNanos());
        return !silent.isEmpty();
    }

    /** How many others are heard. */
    int others() {
        return (int) heard.keySet().stream().filter(c -> !c.equals(own)).count();
    }
}
