package fr.gaveurs.console.backend.platform.jobs;

import fr.gaveurs.console.backend.platform.store.Database;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes back the due times that a wrong clock of the database's machine left in the far future: by themselves they stay
 * there, and nobody would make a backup until then. Likewise the signs of life that a console seems to have given in the
 * future, by which a dead one would pass for alive. Used by one thread.
 */
final class DueTimes {
    private static final Logger LOG = LoggerFactory.getLogger(DueTimes.class);
    /** A machine without a battery is in 1970 until it has heard of the time: its first look is not believed. */
    private static final int LOOKS = 3;
    /** Clocks of machines that share a database's time by asking it each minute hardly differ. */
    private static final Duration SLACK = Duration.ofMinutes(1);

    private final Database database;
    private final List<Job> jobs;
    private final DatabaseClock clock;
    private final Duration silence;
    private final Map<String, Integer> seen = new HashMap<>();

    /** @param silence after which a console that works on a job is taken for dead */
    DueTimes(Database database, List<Job> jobs, DatabaseClock clock, Duration silence) {
        this.database = database;
        this.jobs = jobs;
        this.clock = clock;
        this.silence = silence;
    }

    /** Looks once; what is too far away for the third time in a row is due soon. */
    void check() throws SQLException {
        Instant now = clock.now();
        for (Job job : jobs) {
            Instant latest = now.plus(job.longest()).plus(SLACK);
            boolean far = database.read(connection -> isFar(connection, job, latest, now.plus(silence)));
            int looks = far ? seen.merge(job.name(), 1, Integer::sum) : 0;
            if (!far) {
                seen.remove(job.name());
            } else if (looks >= LOOKS) {
                seen.remove(job.name());
                takeBack(job, latest, now);
            }
        }
    }

    private static boolean isFar(Connection connection, Job job, Instant latest, Instant alive) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement("SELECT 1 FROM scheduled_tasks WHERE task_name = ?"
                + " AND ((NOT picked AND execution_time > ?) OR (picked AND last_heartbeat > ?))")) {
            query.setString(1, job.name());
            query.setObject(2, latest.atOffset(ZoneOffset.UTC));
            query.setObject(3, alive.atOffset(ZoneOffset.UTC));
            try (var rows = query.executeQuery()) {
                return rows.next();
            }
        }
    }

    private void takeBack(Job job, Instant latest, Instant now) throws SQLException {
        Instant due = job.schedule().getInitialExecutionTime(now);
        int changed = database.change(connection -> {
            try (PreparedStatement update = connection.prepareStatement(
                    "UPDATE scheduled_tasks SET"
                            + " execution_time = CASE WHEN picked THEN execution_time ELSE ? END,"
                            + " last_heartbeat = CASE WHEN picked THEN ? ELSE last_heartbeat END,"
                            + " version = CASE WHEN picked THEN version ELSE version + 1 END"
                            + " WHERE task_name = ? AND ((NOT picked AND execution_time > ?) OR (picked AND last_heartbeat > ?))")) {
                update.setObject(1, due.atOffset(ZoneOffset.UTC));
                update.setObject(2, now.atOffset(ZoneOffset.UTC));
                update.setString(3, job.name());
                update.setObject(4, latest.atOffset(ZoneOffset.UTC));
                update.setObject(5, now.plus(silence).atOffset(ZoneOffset.UTC));
                return update.executeUpdate();
            }
        });
        if (changed > 0) {
            LOG.warn(
                    "job {} was due by a clock that was ahead, later than {}; it is due at {} now",
                    job.name(),
                    latest,
                    due);
        }
    }
}
