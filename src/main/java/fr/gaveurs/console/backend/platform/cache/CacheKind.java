package fr.gaveurs.console.backend.platform.cache;

import java.time.Duration;
import java.util.Locale;

/** What is cached, and for how long at most. A commit makes an entry invalid long before. */
public enum CacheKind {
    /** The newest samples of the hall or of a site. */
    LATEST(Duration.ofSeconds(10)),
    /** The hall's figures of today. */
    OVERVIEW(Duration.ofSeconds(10)),
    /** Pages of one station's samples. */
    DEVICE(Duration.ofMinutes(15)),
    /** Figures by hour. */
    HOURLY(Duration.ofMinutes(10)),
    /** Figures by calendar day. */
    DAILY(Duration.ofMinutes(30)),
    /** Sums over many days: sites, shares of the letters. */
    TRENDS(Duration.ofMinutes(5));

    private final Duration ttl;

    CacheKind(Duration ttl) {
        this.ttl = ttl;
    }

    /** How long an entry lives at most. */
    public Duration ttl() {
        return ttl;
    }

    /** Its name in keys and as the metrics' label {@code cache}. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}
