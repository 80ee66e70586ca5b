package fr.gaveurs.console.backend.features.reports;

import fr.gaveurs.console.api.log.Log.FindingKind;
import fr.gaveurs.console.backend.platform.conditions.ConsoleId;
import fr.gaveurs.console.backend.platform.files.FileErrors;
import fr.gaveurs.console.backend.platform.tlog.LoggedFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Compares the files of reports in a data folder with the rows that have entries of the log. */
final class ReportFilesCheck implements LoggedFiles {
    private final Path dataDir;

    ReportFilesCheck(Path dataDir) {
        this.dataDir = dataDir;
    }

    /** A file as it was made; {@code file} is its row of {@code report_files}. */
    private record Made(long file, long digest, String name, long bytes, String sha256) {}

    @Override
    public long compare(Connection connection, Runnable piece, Consumer<Difference> found) throws SQLException {
        String console = console();
        if (console == null) {
            return 0; // no console made any here
        }
        Path folder = ReportFolder.in(dataDir);
        long compared = 0;
        Made made = next(connection, console, 0);
        while (made != null) {
            compared++;
            Difference difference = difference(folder, made, piece);
            // One that was deleted with its report meanwhile is as it should be.
            if (difference != null && isThere(connection, made.file())) {
                found.accept(difference);
            }
            piece.run();
            made = next(connection, console, made.file());
        }
        return compared;
    }

    private @Nullable String console() {
        try {
            return ConsoleId.find(dataDir);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One after the other, so that no list of all is held; what the log has counts, and not what the other table says. */
    private static @Nullable Made next(Connection connection, String console, long after) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(
                "SELECT f.id, d.id, d.file_name, d.bytes, d.sha256 FROM report_files f CROSS JOIN LATERAL (SELECT *"
                        + " FROM report_digests WHERE report_id = f.run_id AND format = f.format ORDER BY id DESC"
                        + " LIMIT 1) d WHERE f.console = ? AND f.id > ? ORDER BY f.id LIMIT 1")) {
            select.setString(1, console);
            select.setLong(2, after);
            try (ResultSet row = select.executeQuery()) {
                return row.next()
                        ? new Made(row.getLong(1), row.getLong(2), row.getString(3), row.getLong(4), row.getString(5))
                        : null;
            }
        }
    }

    private static boolean isThere(Connection connection, long file) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(
                "SELECT EXISTS (SELECT FROM report_files WHERE id = ? AND run_id IS NOT NULL)")) {
            select.setLong(1, file);
            try (ResultSet row = select.executeQuery()) {
                row.next();
                return row.getBoolean(1);
            }
        }
    }

    private static @Nullable Difference difference(Path folder, Made made, Runnable piece) {
        Path file = folder.resolve(made.name());
        try {
            if (!Files.isRegularFile(file)) {
                return difference(FindingKind.FILE_DELETED, made, "the file " + file + " of a report is gone");
            }
            String now = ReportFolder.sha256(file, piece);
            return Files.size(file) == made.bytes() && now.equals(made.sha256())
                    ? null
                    : difference(
                            FindingKind.FILE_ALTERED,
                            made,
                            "the file " + file + " was changed since it was made: its SHA-256 was " + made.sha256()
                                    + " and is " + now);
        } catch (IOException e) {
            return difference(
                    FindingKind.FILE_DELETED,
                    made,
                    "the file " + file + " of a report cannot be read: " + FileErrors.reason(e));
        }
    }

    private static Difference difference(FindingKind kind, Made made, String detail) {
        return new Difference(kind, ReportLog.SOURCE.kind(), ReportLog.SOURCE.key(made.digest()), made.name(), detail);
    }
}
