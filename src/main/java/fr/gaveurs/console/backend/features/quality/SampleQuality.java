package fr.gaveurs.console.backend.features.quality;

import fr.gaveurs.console.backend.platform.store.Database;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/** How good a station's samples are, counted in the order in which they came. */
public final class SampleQuality {
    /** As many as a station measures in a day, at most. */
    private static final int DAY = 5_000;

    private final Database database;

    public SampleQuality(Database database) {
        this.database = database;
    }

    /**
     * What some samples are like.
     *
     * @param newest seq of the newest; 0 where there is none
     * @param samples how many
     * @param ungraded of those, whose measurement allows no grade
     * @param differing of those, whose claimed letter is not ours
     */
    public record Counts(long newest, long samples, long ungraded, long differing) {}

    /** Those that a station sent before: its last ones, of a day at most. */
    public Counts before(String deviceId) throws SQLException {
        return count(deviceId, 0, null, " AND received_at > now() - interval '1 day'");
    }

    /**
     * Those that came after one.
     *
     * @param measured from then on, by the station's clock where that is right: what it held back until now is older;
     *     null for all
     */
    public Counts after(String deviceId, long seq, @Nullable Instant measured) throws SQLException {
        return count(deviceId, seq, measured, measured == null ? "" : " AND time >= ?");
    }

    private Counts count(String deviceId, long seq, @Nullable Instant measured, String more) throws SQLException {
        return database.read(connection -> {
            try (PreparedStatement select = connection.prepareStatement("SELECT coalesce(max(seq), 0), count(*),"
                    + " count(*) FILTER (WHERE grade = 'UNGRADED'), count(*) FILTER (WHERE claim_differs) FROM"
                    + " (SELECT seq, grade, claim_differs FROM sensor_samples WHERE device_id = ? AND seq > ?"
                    + " AND seq > 0 AND NOT late" + more + " ORDER BY seq DESC LIMIT " + DAY + ") newest")) {
                select.setString(1, deviceId);
                select.setLong(2, seq);
                if (measured != null) {
                    select.setObject(3, measured.atOffset(ZoneOffset.UTC));
                }
                try (ResultSet row = select.executeQuery()) {
                    row.next();
                    return new Counts(row.getLong(1), row.getLong(2), row.getLong(3), row.getLong(4));
                }
            }
        });
    }
}
