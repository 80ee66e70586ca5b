package fr.gaveurs.console.backend.features.firmware.rollout;

import fr.gaveurs.console.api.Keyed;
import fr.gaveurs.console.api.firmware.Rollouts.RolloutState;
import fr.gaveurs.console.backend.platform.tlog.LogEntries;
import fr.gaveurs.console.backend.platform.tlog.LogSource;
import fr.gaveurs.console.backend.platform.tlog.LogSource.Column;
import java.sql.SQLException;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;
import org.jspecify.annotations.Nullable;

/**
 * What was decided about firmware, by a person or by the console itself: the table {@code firmware_decisions}, which is
 * only added to, in the transaction of what was decided. Each row has an entry of the log of proofs; who decided it the
 * journal says.
 */
public final class FirmwareDecisions {
    /** Entries of the log; nothing in them is of a person. */
    public static final LogSource LOGGED = LogSource.of("firmware", "firmware_decisions", Column.whole("id"))
            .showing(
                    Column.time("at"),
                    Column.text("decision"),
                    Column.text("project"),
                    Column.text("version"),
                    Column.text("sha256"),
                    Column.text("key_id"),
                    Column.whole("rollout_id"),
                    Column.whole("stations"),
                    Column.text("reason"));

    private static final String INTO = "INSERT INTO firmware_decisions (decision, project, version, sha256, key_id,"
            + " rollout_id, stations, reason) ";

    /** What may be decided. */
    public enum Decision implements Keyed {
        IMAGE_ADDED,
        /** The same image, with a signature that counts. */
        IMAGE_SIGNED,
        IMAGE_DELETED,
        KEY_ADDED,
        KEY_REVOKED,
        ROLLOUT_APPROVED,
        ROLLOUT_STARTED,
        ROLLOUT_PAUSED,
        ROLLOUT_RESUMED,
        ROLLOUT_CANCELED,
        /** Its stations are sent back; the reason says whether somebody wanted it. */
        ROLLOUT_STOPPED,
        ROLLOUT_REVERTED,
        ROLLOUT_DONE;

        /** What a change of a rollout's state stands for; null for none. */
        static @Nullable Decision of(RolloutState before, RolloutState after) {
            if (before == after) {
                return null;
            }
            return switch (after) {
                case APPROVED -> before == RolloutState.DRAFT ? ROLLOUT_APPROVED : ROLLOUT_RESUMED;
                case RUNNING ->
                    switch (before) {
                        case APPROVED -> ROLLOUT_STARTED;
                        case PAUSED -> ROLLOUT_RESUMED;
                        default -> null; // the next wave
                    };
                case PAUSED -> ROLLOUT_PAUSED;
                case REVERTING -> ROLLOUT_STOPPED;
                case DONE -> ROLLOUT_DONE;
                case REVERTED -> ROLLOUT_REVERTED;
                case CANCELED -> ROLLOUT_CANCELED;
                case DRAFT, SOAKING -> null;
            };
        }
    }

    /** A row could not be written; its cause is what the database said. */
    private static final class DecisionException extends JdbiException {
        private static final long serialVersionUID = 1L;

        DecisionException(SQLException cause) {
            super(cause);
        }
    }

    private FirmwareDecisions() {}

    /** A key was added or revoked. */
    public static void key(Handle handle, Decision decision, String keyId) {
        written(
                handle,
                handle.createQuery(INTO + "VALUES (:decision, NULL, NULL, NULL, :key, NULL, NULL, NULL) RETURNING id")
                        .bind("decision", decision.key())
                        .bind("key", keyId)
                        .mapTo(Long.class)
                        .one());
    }

    /** An image was taken in, or is about to be deleted. */
    public static void image(Handle handle, Decision decision, long imageId) {
        written(
                handle,
                handle.createQuery(INTO + "SELECT :decision, project, version, sha256, key_id, NULL, NULL, NULL"
                                + " FROM firmware_images WHERE id = :image RETURNING id")
                        .bind("decision", decision.key())
                        .bind("image", imageId)
                        .mapTo(Long.class)
                        .one());
    }

    /** A rollout is in another state, and saved; what is no decision writes nothing. */
    public static void rollout(Handle handle, long rolloutId, RolloutState before, RolloutState after) {
        Decision decision = Decision.of(before, after);
        if (decision != null) {
            written(
                    handle,
                    handle.createQuery(INTO + "SELECT :decision, m.project, m.version, m.sha256, m.key_id, r.id,"
                                    + " (SELECT count(*) FROM firmware_installs i WHERE i.rollout_id = r.id),"
                                    + " r.state_reason FROM firmware_rollouts r JOIN firmware_images m"
                                    + " ON m.id = r.image_id WHERE r.id = :rollout RETURNING id")
                            .bind("decision", decision.key())
                            .bind("rollout", rolloutId)
                            .mapTo(Long.class)
                            .one());
        }
    }

    private static void written(Handle handle, long id) {
        try {
            LogEntries.add(handle.getConnection(), LOGGED, List.of(LOGGED.key(id)));
        } catch (SQLException e) {
            throw new DecisionException(e);
        }
    }
}
