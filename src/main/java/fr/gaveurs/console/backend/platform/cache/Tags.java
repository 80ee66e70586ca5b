package fr.gaveurs.console.backend.platform.cache;

import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What an answer depends on. A commit names the tags of the samples in it; every answer with one of these tags is old
 * from then on. No tag holds a space.
 */
public final class Tags {
    /** Depends on the samples of all stations. */
    public static final String ALL = "all";

    /** Depends on nothing that anybody tells of: the answer is as old as its kind lets it be. */
    public static final String TIME = "time";

    private static final String LIVE = "live:";

    private Tags() {}

    /** The narrowest tag of a question about samples: a station, a site, or all. */
    public static String of(@Nullable String deviceId, @Nullable String siteCode) {
        return deviceId != null ? "device:" + deviceId : siteCode != null ? "site:" + siteCode : ALL;
    }

    /** As {@link #of}, for what the stations' newest samples in this program's memory answer. */
    public static String live(@Nullable String deviceId, @Nullable String siteCode) {
        return LIVE + of(deviceId, siteCode);
    }

    /** Adds the tags that a sample of a station touches. */
    public static void touched(Collection<String> tags, String deviceId, String siteCode) {
        tags.add(of(deviceId, null));
        tags.add(of(null, siteCode));
        tags.add(ALL);
    }

    /** Tags of {@link #touched} as those of {@link #live}. */
    static Set<String> live(Set<String> touched) {
        Set<String> live = new HashSet<>();
        touched.forEach(tag -> live.add(LIVE + tag));
        return live;
    }
}
