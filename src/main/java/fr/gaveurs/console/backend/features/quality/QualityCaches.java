package fr.gaveurs.console.backend.features.quality;

import fr.gaveurs.console.backend.platform.cache.CacheKind;
import java.time.Duration;
import java.util.List;

/** What is cached of samples and their statistics. */
public final class QualityCaches {
    /** The newest samples of the hall or of a site. */
    public static final CacheKind LATEST = new CacheKind("latest", Duration.ofSeconds(10));
    /** The hall's figures of today. */
    public static final CacheKind OVERVIEW = new CacheKind("overview", Duration.ofSeconds(10));
    /** Pages of one station's samples. */
    public static final CacheKind DEVICE = new CacheKind("device", Duration.ofMinutes(15));
    /** Figures by hour. */
    public static final CacheKind HOURLY = new CacheKind("hourly", Duration.ofMinutes(10));
    /** Figures by calendar day. */
    public static final CacheKind DAILY = new CacheKind("daily", Duration.ofMinutes(30));
    /** Sums over many days: sites, shares of the letters. */
    public static final CacheKind TRENDS = new CacheKind("trends", Duration.ofMinutes(5));

    public static final List<CacheKind> ALL = List.of(LATEST, OVERVIEW, DEVICE, HOURLY, DAILY, TRENDS);

    private QualityCaches() {}
}
