package fr.gaveurs.console.backend.platform.backup;

import fr.gaveurs.console.api.Json;
import fr.gaveurs.console.backend.platform.files.FileErrors;
import fr.gaveurs.console.backend.platform.store.connection.ConnectionInfo;
import fr.gaveurs.console.backend.platform.store.connection.Connections;
import fr.gaveurs.console.files.AtomicFile;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyOut;

/**
 * Writes a backup while everything goes on: all tables as they were at one moment, in constant memory. The file gets its
 * name only when it is complete and on the disk.
 *
 * <p>The spool is copied before that moment. A sample that goes from it to the database meanwhile is then in both, and
 * is stored once; the other way round it could be in neither.
 */
public final class BackupWriter {
    /** Speed: a backup made while the hall works should cost it little. */
    private static final int COMPRESSION = 1;

    private final ConnectionInfo info;
    private final Path dataDir;
    private final String program;
    private final Clock clock;

    /** @param program version of this program */
    public BackupWriter(ConnectionInfo info, Path dataDir, String program, Clock clock) {
        this.info = info;
        this.dataDir = dataDir;
        this.program = program;
        this.clock = clock;
    }

    /**
     * What is wanted of a backup.
     *
     * @param reserve bytes of the target's disk that are left free; 0 where a person chose the place
     * @param cancelled asked at each row; once it says true the backup is given up
     */
    public record BackupRequest(
            Path target, boolean replace, long reserve, BackupProgress progress, BooleanSupplier cancelled) {}

    /** A backup that was written; {@code bytes} is the file's size. */
    public record Written(Path file, long bytes, Manifest manifest) {}

    /** @throws BackupException saying why there is none; nothing of it is left then, and an older file stays */
    public Written write(BackupRequest request) throws BackupException {
        Path target = request.target().toAbsolutePath();
        if (Files.isDirectory(target)) {
            throw new BackupException(target + " is a folder: name a file in it");
        }
        if (Files.exists(target) && !request.replace()) {
            throw new BackupException(target + " exists: name another file, or add --force to replace it");
        }
        // It holds what the database's password protects.
        try (AtomicFile file = AtomicFile.exclusive(target)) {
            Written written = fill(file, request, target);
            file.finish();
            return written;
        } catch (AtomicFile.InUseException e) {
            throw new BackupException("another backup is being written to " + e.getFile(), e);
        } catch (NoSuchFileException e) {
            throw new BackupException("the folder " + target.getParent() + " does not exist: make it first", e);
        } catch (IOException e) {
            throw new BackupException(
                    "the backup could not be written to " + target + " (" + FileErrors.reason(e)
                            + "): free some space there, or choose another place",
                    e);
        } catch (SQLException e) {
            throw new BackupException("the database " + info + " could not be read: " + e.getMessage(), e);
        }
    }

    private Written fill(AtomicFile file, BackupRequest request, Path target)
            throws IOException, SQLException, BackupException {
        BackupBudget room = new BackupBudget(request);
        Seal.Output sealed = new Seal.Output(new BufferedOutputStream(file.stream(), 1 << 16));
        try (ZipOutputStream zip = new ZipOutputStream(sealed);
                Connection connection = Connections.forMaintenance(info)) {
            zip.setLevel(COMPRESSION);
            Entries entries = new Entries(zip, room, clock.instant());
            Instant begun = clock.instant().truncatedTo(ChronoUnit.MILLIS);
            List<Manifest.StoredFile> files = new ArrayList<>(files(FolderFiles.spool(dataDir), entries));
            List<Catalog.Table> tables = snapshot(connection);
            String schema = Catalog.schema(connection);
            if (schema.isEmpty()) {
                throw new BackupException(
                        "the database " + info + " holds no tables of a console: is it the right one?");
            }
            room.expect(tables);
            List<Manifest.Table> copied = new ArrayList<>();
            for (Catalog.Table table : tables) {
                copied.add(copy(connection, table, entries, room));
            }
            List<Manifest.Sequence> sequences = Catalog.sequences(connection);
            files.addAll(files(FolderFiles.others(dataDir), entries));
            Manifest manifest = new Manifest(
                    Manifest.FORMAT,
                    program,
                    schema,
                    Catalog.serverVersion(connection),
                    begun,
                    copied,
                    sequences,
                    files);
            entries.begin(Manifest.ENTRY);
            byte[] json = Json.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsBytes(manifest);
            entries.write(json, json.length);
            entries.end();
            zip.setComment(Seal.BLANK);
            zip.finish();
            sealed.seal();
            return new Written(target, file.size(), manifest);
        }
    }

    /** Begins the one transaction in which everything is read. */
    private static List<Catalog.Table> snapshot(Connection connection) throws SQLException, BackupException {
        List<Catalog.Table> before = Catalog.tables(connection);
        connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
        connection.setReadOnly(true);
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            // Locks come before the snapshot, which the first query takes: a day that is dropped in between would be
            // missing. They only stand in the way of such a drop, which tries again later.
            if (!before.isEmpty()) {
                statement.execute("LOCK TABLE "
                        + before.stream().map(t -> Catalog.quote(t.name())).collect(Collectors.joining(", "))
                        + " IN ACCESS SHARE MODE");
            }
            statement.execute("SET LOCAL TimeZone = 'UTC'; SET LOCAL bytea_output = 'hex'");
        }
        List<Catalog.Table> tables = Catalog.tables(connection);
        if (!names(tables).equals(names(before))) {
            throw new BackupException("the tables were just being changed by another program: try again");
        }
        return tables;
    }

    private static List<List<String>> names(List<Catalog.Table> tables) {
        return tables.stream()
                .map(t -> List.of(t.name(), String.join(",", t.columns())))
                .toList();
    }

    private static Manifest.Table copy(Connection connection, Catalog.Table table, Entries entries, BackupBudget room)
            throws SQLException, IOException, BackupException {
        Manifest.Table plan = new Manifest.Table(table.name(), table.columns(), 0, 0, "", List.of());
        entries.begin(plan.entry());
        room.table(table.name());
        CopyOut copy = connection.unwrap(PGConnection.class).getCopyAPI().copyOut(table.copyOut());
        long rows = 0;
        try {
            for (byte[] row = read(copy); row != null; row = read(copy)) {
                room.row();
                entries.write(row, row.length);
                rows++;
            }
        } finally {
            if (copy.isActive()) {
                copy.cancelCopy();
            }
        }
        Entries.Sum sum = entries.end();
        return new Manifest.Table(
                table.name(), table.columns(), rows, sum.bytes(), sum.sha256(), Catalog.days(connection, table.name()));
    }

    /** The server sends each row as a message of its own. */
    private static byte @Nullable [] read(CopyOut copy) throws SQLException {
        return copy.readFromCopy();
    }

    private List<Manifest.StoredFile> files(List<String> names, Entries entries) throws IOException {
        List<Manifest.StoredFile> stored = new ArrayList<>();
        byte[] buffer = new byte[1 << 16];
        for (String name : names) {
            try (InputStream in = FolderFiles.open(dataDir, name)) {
                entries.begin(new Manifest.StoredFile(name, 0, "").entry());
                for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                    entries.write(buffer, read);
                }
                Entries.Sum sum = entries.end();
                stored.add(new Manifest.StoredFile(name, sum.bytes(), sum.sha256()));
            } catch (NoSuchFileException e) {
                // Sent, stored or taken away since it was listed: there is nothing left to be saved of it.
            }
        }
        return stored;
    }
}
