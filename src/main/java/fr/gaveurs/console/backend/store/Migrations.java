package fr.gaveurs.console.backend.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationState;
import org.flywaydb.core.api.exception.FlywayValidateException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings the database's tables to what this program needs, by the scripts in {@code db/migration}. */
public final class Migrations {
    private static final Logger log = LoggerFactory.getLogger(Migrations.class);

    private final ConnectionInfo info;

    public Migrations(ConnectionInfo info) {
        this.info = info;
    }

    /**
     * Runs the scripts that the database lacks, each in a transaction; none if it has them all. Two programs at once
     * wait for each other.
     *
     * @return how the tables of samples are partitioned
     * @throws StoreException if the database was migrated by a newer program, if a script was changed since it ran, or
     *     if one fails; what ran before it stays, the failed one leaves nothing
     */
    public Partitioning migrate() {
        ConnectionSource source = new ConnectionSource(info, Connections.Kind.ADMIN);
        try {
            Partitioning partitioning;
            try (Connection connection = source.getConnection()) {
                partitioning = Partitioning.detect(connection);
            }
            Flyway flyway = Flyway.configure(Migrations.class.getClassLoader())
                    .dataSource(source)
                    .locations("classpath:db/migration")
                    .placeholders(Map.of("partitioning", partitioning.clause()))
                    .cleanDisabled(true)
                    .validateMigrationNaming(true)
                    // By default scripts that only a newer program knows are passed over.
                    .ignoreMigrationPatterns(new String[0])
                    .load();
            int count = migrate(flyway);
            if (count > 0) {
                log.info("Brought the database up to date by {} scripts", count);
            }
            if (partitioning == Partitioning.TIMESCALE) {
                try (Connection connection = source.getConnection()) {
                    TimescaleHypertables.create(connection);
                }
            }
            return partitioning;
        } catch (SQLException e) {
            throw new StoreException("The database " + info + " couldn't be prepared: " + e.getMessage(), e);
        } catch (FlywayException e) {
            throw new StoreException(
                    "The tables of the database " + info
                            + " couldn't be brought up to date, and were left as they were: " + reason(e),
                    e);
        }
    }

    private int migrate(Flyway flyway) {
        try {
            return flyway.migrate().migrationsExecuted;
        } catch (FlywayValidateException e) {
            // Looked up only now: it would double the time of every start.
            Optional<MigrationInfo> newer = Arrays.stream(flyway.info().all())
                    .filter(migration -> migration.getState() == MigrationState.FUTURE_SUCCESS
                            || migration.getState() == MigrationState.FUTURE_FAILED)
                    .reduce((first, second) -> second);
            if (newer.isEmpty()) {
                throw e;
            }
            throw new StoreException(
                    "The database " + info + " was migrated by a newer program (its version is "
                            + newer.get().getVersion() + ", " + newer.get().getDescription()
                            + "). Nothing was changed. Install the newer program again, or use another database.",
                    e);
        }
    }

    /** In one line: what the database said, or else Flyway, without its advice on its own settings. */
    private static String reason(FlywayException e) {
        SQLException cause = sqlCause(e);
        Stream<String> lines = String.valueOf(e.getMessage())
                .lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty() && !line.startsWith("Need more") && !line.startsWith("Either revert"));
        return cause == null
                ? lines.collect(Collectors.joining(" "))
                : lines.findFirst().orElse("") + " (" + cause.getMessage() + ")";
    }

    private static @Nullable SQLException sqlCause(Throwable e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql) {
                return sql;
            }
        }
        return null;
    }
}
