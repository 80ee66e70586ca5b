package fr.gaveurs.console.backend.platform.security;

import fr.gaveurs.console.backend.platform.metrics.Metrics;
import io.micrometer.core.instrument.Counter;
import java.util.Locale;

/** What is refused because it comes too often: the kinds of {@code rate_limit_rejections_total}. */
public enum Rejections {
    /** Samples over a device's allowance. */
    DEVICE,
    /** REST requests over the allowance of their token or address. */
    REST,
    /** Requests with a token from an address that showed too many wrong ones. */
    TOKEN,
    /** Hellos, heartbeats, pings and other messages on the stations' sockets over their allowance. */
    MESSAGE;

    /** The counter of this kind; the same one each time. */
    public Counter counter(Metrics metrics) {
        return metrics.counter(
                "rate.limit.rejections",
                "Samples and requests refused because there were too many",
                "kind",
                name().toLowerCase(Locale.ROOT));
    }
}
