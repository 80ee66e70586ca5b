package fr.gaveurs.console.backend.platform.store.retention;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the newest rows say of the time: a witness of the clock that old ones are deleted by. */
@FunctionalInterface
public interface NewestRows {
    /** There are none. */
    NewestRows NONE = (connection, limit) -> new Times(null, null, null);

    /** What the newest rows of them all say together. */
    static NewestRows of(List<NewestRows> witnesses) {
        return (connection, limit) -> {
            Times all = new Times(null, null, null);
            for (NewestRows witness : witnesses) {
                Times one = witness.times(connection, limit);
                all = new Times(
                        later(all.measured(), one.measured()),
                        later(all.received(), one.received()),
                        later(all.ahead(), one.ahead()));
            }
            return all;
        };
    }

    private static @Nullable Instant later(@Nullable Instant one, @Nullable Instant other) {
        return one == null || (other != null && other.isAfter(one)) ? other : one;
    }

    /**
     * @param limit rows after this lie ahead
     * @throws SQLException also while the database is away
     */
    Times times(Connection connection, Instant limit) throws SQLException;

    /**
     * @param measured the newest time by a device's own clock among the newest rows that do not lie ahead
     * @param received when the newest of those was received, by the console's clock of then
     * @param ahead the newest row's time that lies ahead; each null if there is none
     */
    record Times(
            @Nullable Instant measured,
            @Nullable Instant received,
            @Nullable Instant ahead) {}
}
