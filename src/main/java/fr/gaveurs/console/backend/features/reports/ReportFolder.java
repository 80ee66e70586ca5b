package fr.gaveurs.console.backend.features.reports;

import fr.gaveurs.console.backend.platform.store.Database;
import fr.gaveurs.console.files.AtomicFile;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
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
        this.folder = dataDir.resolve("report-files");
        this.database = database;
        this.console = console;
        this.limit = limit;
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

    void delete(String name) {
        try {
            Files.deleteIfExists(file(name));
            Files.deleteIfExists(file(name + CHECKSUM));
        } catch (IOException e) {
            LOG.warn("the file {} of a report that is gone cannot be deleted: {}", file(name), e.getMessage());
        }
    }

    /** A file of this console whose report is gone. */
    private record Orphan(long id, String name) {}

    /** Deletes reports that are too many, and the files of all that are gone. */
    void sweep() {
        database.changes().useTransaction(this::bound);
        List<Orphan> gone = database.jdbi()
                .withHandle(handle -> handle.createQuery("SELECT id, file_name FROM report_files"
                                + " WHERE run_id IS NULL AND console = :console ORDER BY id LIMIT " + AT_ONCE)
                        .bind("console", console)
                        .map((row, context) -> new Orphan(row.getLong("id"), row.getString("file_name")))
                        .list());
        gone.forEach(orphan -> delete(orphan.name()));
        if (!gone.isEmpty()) {
            database.changes().useHandle(handle -> handle.createUpdate("DELETE FROM report_files WHERE id = ANY (:ids)")
                    .bindArray("ids", Long.class, gone.stream().map(Orphan::id).toList())
                    .execute());
        }
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
