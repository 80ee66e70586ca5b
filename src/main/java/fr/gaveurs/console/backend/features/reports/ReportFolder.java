package fr.gaveurs.console.backend.features.reports;

import fr.gaveurs.console.api.Sha256;
import fr.gaveurs.console.backend.platform.files.FileErrors;
import fr.gaveurs.console.backend.platform.store.Database;
import fr.gaveurs.console.files.AtomicFile;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The folder {@code report-files} of the data folder. A file is deleted when its report is: by a person, by the retention, which
 * asks more than one clock, or because there are too many; the oldest give way then, by their numbers and no clock.
 */
final class ReportFolder {
    /** What stands behind a file's name for the one that holds its SHA-256. */
    static final String CHECKSUM = ".sha256";
    /** Reports that are kept at most, whatever their files take. */
    private static final long MOST_REPORTS = 20_000;

    private static final int AT_ONCE = 500;
    private static final Logger LOG = LoggerFactory.getLogger(ReportFolder.class);

    private final Path folder;
    private final Database database;
    private final String console;
    private final long limit;

    /** @param limit bytes that the files of this console may take */
    ReportFolder(Path dataDir, Database database, String console, long limit) {
        this.folder = in(dataDir);
        this.database = database;
        this.console = console;
        this.limit = limit;
    }

    /** Where a data folder has them. */
    static Path in(Path dataDir) {
        return dataDir.resolve("report-files");
    }

    Path folder() {
        return folder;
    }

    Path file(String name) {
        return folder.resolve(name);
    }

    /** Makes the folder where it is missing. */
    void make() throws IOException {
        Files.createDirectories(folder);
    }

    /** After a start: what a console that was killed left half-written goes. */
    void tidy() throws IOException {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (DirectoryStream<Path> unfinished = Files.newDirectoryStream(folder, "*" + AtomicFile.UNFINISHED)) {
            for (Path file : unfinished) {
                Files.deleteIfExists(file);
            }
        }
    }

    /**
     * Names of files, and of their checksums, that are of reports of which this database knows nothing, as after a restore on
     * another console. They stay: the folder may belong to another database as well.
     */
    List<String> unknown() throws SQLException, IOException {
        List<String> here = LeftFiles.here(folder);
        return here.isEmpty() ? here : database.read(connection -> LeftFiles.unknown(here, connection));
    }

    /** False where it could not be, or not its checksum; the log says why. */
    boolean delete(String name) {
        try {
            Files.deleteIfExists(file(name));
            Files.deleteIfExists(file(name + CHECKSUM));
            return true;
        } catch (IOException e) {
            LOG.warn("the file {} of a report that is gone cannot be deleted: {}", file(name), FileErrors.reason(e));
            return false;
        }
    }

    /** How a file of a report stands on this console's disk. */
    enum FileState {
        /** As it was made. */
        WHOLE,
        /** Other bytes than were made. */
        CHANGED,
        /** This console made it, and it is gone. */
        MISSING,
        /** Another console made it. */
        ELSEWHERE
    }

    private record Known(long bytes, String sha256) {}

    /** Reads the whole file: its SHA-256 is compared with that of the file that was made. */
    FileState state(long report, String name) throws IOException {
        Known made = database.jdbi()
                .withHandle(handle -> handle.createQuery("SELECT bytes, sha256 FROM report_files WHERE run_id = :report"
                                + " AND file_name = :name AND console = :console")
                        .bind("report", report)
                        .bind("name", name)
                        .bind("console", console)
                        .map((row, context) -> new Known(row.getLong("bytes"), row.getString("sha256")))
                        .findFirst()
                        .orElse(null));
        if (made == null) {
            return FileState.ELSEWHERE;
        }
        Path file = file(name);
        if (!Files.isRegularFile(file)) {
            return FileState.MISSING;
        }
        return Files.size(file) == made.bytes() && Sha256.hex(file).equals(made.sha256())
                ? FileState.WHOLE
                : FileState.CHANGED;
    }

    /** A file of this console whose report is gone. */
    private record Orphan(long id, String name) {}

    /** Deletes reports that are too many, and the files of all that are gone; one that cannot be is tried again by the next. */
    void sweep() {
        database.changes().useTransaction(this::bound);
        List<Orphan> some = orphans(0);
        while (!some.isEmpty()) {
            List<Long> gone = some.stream()
                    .filter(orphan -> delete(orphan.name()))
                    .map(Orphan::id)
                    .toList();
            database.changes().useHandle(handle -> handle.createUpdate("DELETE FROM report_files WHERE id = ANY (:ids)")
                    .bindArray("ids", Long.class, gone)
                    .execute());
            some = some.size() < AT_ONCE ? List.of() : orphans(some.getLast().id());
        }
    }

    /** Some, by their numbers: those that cannot be deleted keep no other one waiting. */
    private List<Orphan> orphans(long after) {
        return database.jdbi().withHandle(handle -> handle.createQuery("SELECT id, file_name FROM report_files"
                        + " WHERE run_id IS NULL AND console = :console AND id > :after ORDER BY id LIMIT "
                        + AT_ONCE)
                .bind("console", console)
                .bind("after", after)
                .map((row, context) -> new Orphan(row.getLong("id"), row.getString("file_name")))
                .list());
    }

    /** The newest file stays, however large it is. */
    private void bound(Handle handle) {
        handle.createUpdate("DELETE FROM report_runs WHERE state NOT IN ('queued', 'running') AND id IN ("
                        + "SELECT run_id FROM (SELECT run_id, id, sum(bytes) OVER (ORDER BY id DESC) AS total,"
                        + " max(id) OVER () AS newest FROM report_files WHERE console = :console"
                        + " AND run_id IS NOT NULL) AS files WHERE total > :limit AND id < newest)")
                .bind("console", console)
                .bind("limit", limit)
                .execute();
        handle.createUpdate("DELETE FROM report_runs WHERE state NOT IN ('queued', 'running')"
                        + " AND id <= (SELECT max(id) - :most FROM report_runs)")
                .bind("most", MOST_REPORTS)
                .execute();
    }
}
