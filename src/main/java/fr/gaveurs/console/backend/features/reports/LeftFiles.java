package fr.gaveurs.console.backend.features.reports;

import fr.gaveurs.console.api.reports.Reports.ReportFormat;
import fr.gaveurs.console.backend.platform.backup.AfterRestore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Files of reports of which the database knows nothing: they were made after the backup that is in it now, or for another
 * database. Nobody but a person says whether they are wanted, so none is ever deleted.
 */
final class LeftFiles {
    private static final Pattern MADE = Pattern.compile(".+-\\d+-[0-9a-f]{8}\\.(?:"
            + Arrays.stream(ReportFormat.values())
                    .map(ReportFormat::ending)
                    .map(Pattern::quote)
                    .collect(Collectors.joining("|"))
            + ")");

    private LeftFiles() {}

    /** Names of files that look like those of reports, and of their checksums, in order. */
    static List<String> here(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> MADE.matcher(report(name)).matches())
                    .sorted()
                    .toList();
        } catch (NoSuchFileException | NotDirectoryException e) {
            return List.of();
        }
    }

    /** Those of them of which the database knows nothing. */
    static List<String> unknown(List<String> here, Connection connection) throws SQLException {
        Set<String> unknown = new HashSet<>();
        try (PreparedStatement select = connection.prepareStatement(
                "SELECT name FROM unnest(?) AS name WHERE name NOT IN (SELECT file_name FROM report_files)")) {
            select.setArray(
                    1,
                    connection.createArrayOf(
                            "text",
                            here.stream().map(LeftFiles::report).distinct().toArray()));
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    unknown.add(row.getString(1));
                }
            }
        }
        return here.stream().filter(name -> unknown.contains(report(name))).toList();
    }

    /** What a restore leaves over. */
    static AfterRestore.Left afterRestore(Path dataDir, Connection connection) throws SQLException, IOException {
        List<String> left = unknown(here(ReportFolder.in(dataDir)), connection);
        if (left.isEmpty()) {
            return AfterRestore.NONE;
        }
        String folder = ReportFolder.in(dataDir).getFileName().toString();
        return new AfterRestore.Left(
                left.stream().map(name -> folder + "/" + name).toList(),
                "Files of reports that the backup does not have are there, too, in " + folder + ": " + reports(left));
    }

    /** How many of them are no checksums. */
    static long reports(List<String> names) {
        return names.stream().filter(name -> name.equals(report(name))).count();
    }

    /** The file that a checksum is of; of a report's own the same. */
    private static String report(String name) {
        return name.endsWith(ReportFolder.CHECKSUM)
                ? name.substring(0, name.length() - ReportFolder.CHECKSUM.length())
                : name;
    }
}
