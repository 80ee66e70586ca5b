package fr.gaveurs.console.backend.features.quality;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** From when to when lots were measured. */
public final class LotTimes {
    /** Lots that are told at once. */
    private static final int MOST = 5_000;

    private static final String OF_LOT = " FROM sensor_samples x WHERE x.lot = names.lot AND x.time >= :from)";

    // From name to name in the index, since there are few lots and many samples of each.
    private static final String ASK = "WITH RECURSIVE names AS ((SELECT lot FROM sensor_samples WHERE lot IS NOT NULL"
            + " AND time >= :from ORDER BY lot LIMIT 1) UNION ALL SELECT (SELECT s.lot FROM sensor_samples s"
            + " WHERE s.lot > n.lot AND s.time >= :from ORDER BY s.lot LIMIT 1) FROM names n WHERE n.lot IS NOT NULL)"
            + " SELECT lot, first, last FROM (SELECT lot, (SELECT min(x.time)" + OF_LOT + " AS first,"
            + " (SELECT max(x.time)" + OF_LOT + " AS last FROM (SELECT lot FROM names WHERE lot IS NOT NULL"
            + " LIMIT " + MOST + ") AS names) AS found ORDER BY last, lot";

    private static final String ASK_ONE =
            "SELECT min(time) AS first, max(time) AS last FROM sensor_samples WHERE lot = :lot AND time >= :from";

    private LotTimes() {}

    /**
     * A lot.
     *
     * @param first when its first sample was measured
     * @param last when its newest one was
     */
    public record LotTime(String lot, Instant first, Instant last) {}

    /** Lots of which something was measured since a time, by their newest sample, the oldest first. */
    public static List<LotTime> since(Handle handle, Instant from) {
        return handle.createQuery(ASK)
                .bind("from", from.atOffset(ZoneOffset.UTC))
                .map((row, context) -> new LotTime(
                        row.getString("lot"),
                        row.getObject("first", OffsetDateTime.class).toInstant(),
                        row.getObject("last", OffsetDateTime.class).toInstant()))
                .list();
    }

    /** One of them, of its samples since a time; null where there is none. */
    public static @Nullable LotTime of(Handle handle, String lot, Instant from) {
        return handle.createQuery(ASK_ONE)
                .bind("lot", lot)
                .bind("from", from.atOffset(ZoneOffset.UTC))
                .map((row, context) -> {
                    OffsetDateTime first = row.getObject("first", OffsetDateTime.class);
                    return first == null
                            ? null
                            : new LotTime(
                                    lot,
                                    first.toInstant(),
                                    row.getObject("last", OffsetDateTime.class).toInstant());
                })
                .one();
    }
}
