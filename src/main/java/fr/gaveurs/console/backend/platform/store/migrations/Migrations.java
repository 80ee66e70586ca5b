package fr.gaveurs.console.backend.platform.store.migrations;

import fr.gaveurs.console.backend.platform.store.connection.ConnectionInfo;
import fr.gaveurs.console.backend.platform.store.connection.ConnectionSource;
import fr.gaveurs.console.backend.platform.store.connection.Connections;
import fr.gaveurs.console.backend.platform.store.errors.Damage;
import fr.gaveurs.console.backend.platform.store.errors.StoreException;
import fr.gaveurs.console.backend.platform.store.partitions.Partitioning;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationState;
import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.flywaydb.core.api.exception.FlywayValidateException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings the database's tables to what this program needs, by the scripts in {@code db/migration}. */
public final class Migrations {
    private static final Logger log = LoggerFactory.getLogger(Migrations.class);
    static final String SCRIPTS = "classpath:db/migration";
    private static final List<String> OWN = List.of(SCRIPTS);
    private static final String LATEST = "latest";

    private final ConnectionInfo info;
    private final PreMigrationHook preMigrationHook;
    private final String[] scripts;

    /** What is done before the tables of a database that holds some are changed. */
    @FunctionalInterface
    public interface PreMigrationHook {
        PreMigrationHook NONE = (info, version) -> {};

        /**
         * Runs once, before the first script; its exception prevents the migration. Of several programs that start at
         * once, the one that migrates runs it.
         *
         * @param version what the database is about to become, such as {@code 003}
         */
        void before(ConnectionInfo info, String version);
    }

    public Migrations(ConnectionInfo info) {
        this(info, PreMigrationHook.NONE);
    }

    public Migrations(ConnectionInfo info, PreMigrationHook preMigrationHook) {
        this(info, preMigrationHook, SCRIPTS);
    }

    /** @param scripts folders of scripts on the class path */
    Migrations(ConnectionInfo info, PreMigrationHook preMigrationHook, String... scripts) {
        this.info = info;
        this.preMigrationHook = preMigrationHook;
        this.scripts = scripts.clone();
    }

    /**
     * Runs the scripts that the database lacks, each in a transaction, or, where it has no table yet, all in one; none if
     * it has them all. Two programs at once wait for each other.
     *
     * @return how the tables that are divided by time are
     * @throws StoreException if the database was migrated by a newer program, if a script was changed since it ran, or
     *     if one fails; what ran before it stays, the failed one leaves nothing
     */
    public Partitioning migrate() {
        return migrate(LATEST);
    }

    /**
     * As {@link #migrate()}, no further than a version such as {@code 002}.
     *
     * @throws StoreException also if this program does not know that version: a newer one does
     */
    public Partitioning migrateTo(String version) {
        ConnectionSource source = new ConnectionSource(info, Connections.Kind.ADMIN);
        MigrationVersion wanted = MigrationVersion.fromVersion(version);
        String newest = "none";
        for (MigrationInfo script :
                configuration(source, Partitioning.NATIVE, LATEST).load().info().all()) {
            if (wanted.equals(script.getVersion())) {
                return migrate(version);
            }
            newest = String.valueOf(script.getVersion());
        }
        throw new StoreException("its tables have version " + version + ", and this program knows them up to version "
                + newest + ": use the program that wrote it, or a newer one");
    }

    private Partitioning migrate(String target) {
        ConnectionSource source = new ConnectionSource(info, Connections.Kind.ADMIN);
        BeforeMigration before = new BeforeMigration(info, preMigrationHook);
        try {
            Partitioning partitioning;
            boolean empty;
            try (Connection connection = source.getConnection()) {
                partitioning = Partitioning.detect(connection);
                empty = hasNoTables(connection);
                if (!empty
                        && target.equals(LATEST)
                        && List.of(scripts).equals(OWN)
                        && KnownScripts.allRun(connection)) {
                    partitioning.complete(connection);
                    return partitioning;
                }
            }
            FluentConfiguration configuration = configuration(source, partitioning, target);
            // An empty database gets all or nothing: one flush to the disk instead of two for each script.
            Flyway flyway = (empty ? configuration.group(true) : configuration.callbacks(before)).load();
            int count = migrate(flyway);
            if (count > 0) {
                log.info("Brought the database up to date by {} scripts", count);
            }
            try (Connection connection = source.getConnection()) {
                partitioning.complete(connection);
            }
            return partitioning;
        } catch (SQLException e) {
            throw Damage.explain("The database " + info + " couldn't be prepared: " + e.getMessage(), e);
        } catch (FlywayException e) {
            StoreException prevented = before.failure();
            if (prevented != null) {
                throw prevented;
            }
            throw Damage.explain(
                    "The tables of the database " + info
                            + " couldn't be brought up to date, and were left as they were: " + reason(e),
                    e);
        }
    }

    private FluentConfiguration configuration(ConnectionSource source, Partitioning partitioning, String target) {
        return Flyway.configure(Migrations.class.getClassLoader())
                .dataSource(source)
                .locations(scripts)
                .target(target)
                .placeholders(Map.of("partitioning", partitioning.clause()))
                .cleanDisabled(true)
                .validateMigrationNaming(true)
                // By default scripts that only a newer program knows are passed over.
                .ignoreMigrationPatterns(new String[0]);
    }

    private static boolean hasNoTables(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet none = statement.executeQuery("SELECT to_regclass('flyway_schema_history') IS NULL")) {
            return none.next() && none.getBoolean(1);
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
                            + "). Nothing was changed. Install the newer program again; or, to go back to this one, restore a"
                            + " backup that it can read, such as backups/before-V… in the data folder; or use another"
                            + " database.",
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
