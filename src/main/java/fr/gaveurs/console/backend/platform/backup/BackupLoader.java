package fr.gaveurs.console.backend.platform.backup;

import fr.gaveurs.console.backend.platform.store.connection.ConnectionInfo;
import fr.gaveurs.console.backend.platform.store.connection.Connections;
import fr.gaveurs.console.backend.platform.store.errors.StoreException;
import fr.gaveurs.console.backend.platform.store.migrations.Migrations;
import fr.gaveurs.console.backend.platform.store.partitions.Partitioning;
import fr.gaveurs.console.backend.platform.store.partitions.Partitions;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.postgresql.PGConnection;

/** Fills an empty database from a backup: the tables of the backup's version, its rows, and then the newer scripts. */
final class BackupLoader {
    private final ConnectionInfo info;
    private final BackupFile file;
    private final BackupProgress progress;
    private final BooleanSupplier cancelled;
    private final long total;
    private long done;

    BackupLoader(ConnectionInfo info, BackupFile file, BackupProgress progress, BooleanSupplier cancelled) {
        this.info = info;
        this.file = file;
        this.progress = progress;
        this.cancelled = cancelled;
        this.total = Math.max(1, file.manifest().bytes());
    }

    /** @throws BackupException and no row was stored */
    void load() throws BackupException {
        loadAsItWas();
        try {
            new Migrations(info).migrate();
        } catch (StoreException e) {
            throw new BackupException(String.valueOf(e.getMessage()), e);
        }
    }

    /** Leaves the tables in the version that the backup has. */
    void loadAsItWas() throws BackupException {
        Manifest manifest = file.manifest();
        Partitioning partitioning;
        try {
            partitioning = new Migrations(info).migrateTo(manifest.schema());
        } catch (StoreException e) {
            throw new BackupException(file.path() + " cannot be restored here: " + e.getMessage(), e);
        }
        try (Connection connection = Connections.forMaintenance(info)) {
            Partitions partitions = Partitions.of(partitioning);
            List<Instant> days = manifest.tables().stream()
                    .flatMap(t -> t.days().stream())
                    .map(day -> day.atStartOfDay(ZoneOffset.UTC).toInstant())
                    .distinct()
                    .toList();
            partitions.ensure(connection, days);
            connection.setAutoCommit(false);
            fill(connection, manifest);
            connection.commit();
            connection.setAutoCommit(true);
            try (Statement statement = connection.createStatement()) {
                statement.execute("ANALYZE");
            }
        } catch (SQLException | IOException e) {
            throw new BackupException("the tables could not be filled from " + file.path() + ": " + e.getMessage(), e);
        }
    }

    private void fill(Connection connection, Manifest manifest) throws SQLException, IOException, BackupException {
        Map<String, Catalog.Table> known = new HashMap<>();
        Catalog.tables(connection).forEach(t -> known.put(t.name(), t));
        for (Manifest.Table table : manifest.tables()) {
            Catalog.Table here = known.get(table.name());
            if (here == null || !here.columns().containsAll(table.columns())) {
                throw new BackupException(file.path() + " has a table or column that version " + manifest.schema()
                        + " of the tables has not: " + table.name() + ". Was it changed by another program?");
            }
        }
        List<String> triggered = Catalog.tablesWithTriggers(connection);
        try (Statement statement = connection.createStatement()) {
            switchTriggers(statement, triggered, "DISABLE");
            if (!known.isEmpty()) {
                // The scripts themselves may have put rows there.
                statement.execute("TRUNCATE "
                        + known.keySet().stream().map(Catalog::quote).collect(Collectors.joining(", ")));
            }
            for (Manifest.Table table : manifest.tables()) {
                copy(connection, table);
            }
            switchTriggers(statement, triggered, "ENABLE");
        }
        try (PreparedStatement set = connection.prepareStatement("SELECT setval(?::regclass, ?, ?)")) {
            for (Manifest.Sequence sequence : manifest.sequences()) {
                set.setString(1, Catalog.quote(sequence.name()));
                set.setLong(2, sequence.value());
                set.setBoolean(3, sequence.called());
                set.execute();
            }
        }
    }

    /** Not by session_replication_role, which only a superuser may set. */
    private static void switchTriggers(Statement statement, List<String> tables, String how) throws SQLException {
        for (String table : tables) {
            statement.execute("ALTER TABLE " + Catalog.quote(table) + " " + how + " TRIGGER USER");
        }
    }

    private void copy(Connection connection, Manifest.Table table) throws SQLException, IOException, BackupException {
        progress.at(step(table, 0));
        Catalog.Table target = new Catalog.Table(table.name(), table.columns(), 0);
        try (BackupFile.Checked in = file.read(table)) {
            long rows = connection
                    .unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyIn(target.copyIn(), new Watched(in, table), 1 << 16);
            in.finish();
            if (rows != table.rows()) {
                throw new BackupException(
                        "of " + table.rows() + " rows of " + table.name() + " only " + rows + " could be stored");
            }
        }
        done += table.bytes();
    }

    private BackupProgress.Step step(Manifest.Table table, long bytes) {
        long rows = table.bytes() == 0 ? 0 : table.rows() * bytes / table.bytes();
        return new BackupProgress.Step(
                table.name(), rows, done + bytes, (int) Math.min(99, 100 * (done + bytes) / total));
    }

    /** Tells the progress of what goes through it. */
    private final class Watched extends FilterInputStream {
        private final BackupFile.Checked checked;
        private final Manifest.Table table;

        Watched(BackupFile.Checked in, Manifest.Table table) {
            super((InputStream) in);
            this.checked = in;
            this.table = table;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            if (cancelled.getAsBoolean()) {
                throw new IOException("it was ended before it was done");
            }
            long before = checked.bytes();
            int read = in.read(into, offset, length);
            if (before >> 20 != checked.bytes() >> 20) {
                progress.at(step(table, checked.bytes()));
            }
            return read;
        }
    }
}
