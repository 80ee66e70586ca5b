package fr.gaveurs.console.backend.platform.jobs;

import com.github.kagkarlsson.scheduler.Clock;
import fr.gaveurs.console.backend.platform.store.Database;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.OffsetDateTime;

/**
 * The database's time: consoles whose clocks differ by minutes must not take each other for dead. Asked from time to
 * time; in between it goes on by the time that passes.
 */
final class DatabaseClock implements Clock {
    private record Reading(Instant time, long nanos) {}

    private volatile Reading last = new Reading(Instant.now(), System.nanoTime());

    /** @throws SQLException when the database is away: the clock goes on as before */
    void read(Database database) throws SQLException {
        last = database.read(connection -> {
            try (Statement statement = connection.createStatement();
                    ResultSet row = statement.executeQuery("SELECT clock_timestamp()")) {
                row.next();
                return new Reading(row.getObject(1, OffsetDateTime.class).toInstant(), System.nanoTime());
            }
        });
    }

    @Override
    public Instant now() {
        Reading from = last;
        return from.time().plusNanos(System.nanoTime() - from.nanos());
    }
}
