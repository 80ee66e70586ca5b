package fr.gaveurs.console.backend.platform.store.migrations;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.JarURLConnection;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/**
 * The scripts of this program by name, each with the checksum that Flyway writes beside it. Whether a database has run
 * exactly these is one query; Flyway takes ten times as long to find that nothing is to be done.
 */
final class KnownScripts {
    private static final String FOLDER = "db/migration";

    private KnownScripts() {}

    /** Read once: they are part of the program. */
    private static final class Checksums {
        /** Null where they cannot be listed: then Flyway is asked. */
        static final @Nullable Map<String, Integer> BY_NAME = read();

        private Checksums() {}
    }

    /**
     * Whether the database has run every script of this program as it is now, each with success, and no other; false also
     * where that cannot be told.
     *
     * @param connection to a database that has Flyway's table
     */
    static boolean allRun(Connection connection) throws SQLException {
        Map<String, Integer> known = Checksums.BY_NAME;
        if (known == null) {
            return false;
        }
        Set<String> run = new HashSet<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows =
                        statement.executeQuery("SELECT script, type, checksum, success FROM flyway_schema_history")) {
            while (rows.next()) {
                String script = rows.getString(1);
                boolean same = Objects.equals(rows.getString(2), "SQL")
                        && Objects.equals(rows.getObject(3), known.get(script))
                        && rows.getBoolean(4);
                if (!same || !run.add(script)) {
                    return false;
                }
            }
        }
        return run.equals(known.keySet());
    }

    private static @Nullable Map<String, Integer> read() {
        URL folder = KnownScripts.class.getClassLoader().getResource(FOLDER);
        if (folder == null) {
            return null;
        }
        try {
            Map<String, Integer> read =
                    switch (folder.getProtocol()) {
                        case "jar" -> ofJar((JarURLConnection) folder.openConnection());
                        case "file" -> ofFolder(Path.of(folder.toURI()));
                        default -> Map.of();
                    };
            return read.isEmpty() ? null : read;
        } catch (IOException | URISyntaxException e) {
            return null;
        }
    }

    private static Map<String, Integer> ofFolder(Path folder) throws IOException {
        Map<String, Integer> checksums = new HashMap<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                try (InputStream in = Files.newInputStream(file)) {
                    checksums.put(file.getFileName().toString(), checksum(in));
                }
            }
        }
        return checksums;
    }

    private static Map<String, Integer> ofJar(JarURLConnection connection) throws IOException {
        // Else the file would stay open, and be closed here for whoever else reads it.
        connection.setUseCaches(false);
        Map<String, Integer> checksums = new HashMap<>();
        try (JarFile jar = connection.getJarFile()) {
            for (JarEntry entry : (Iterable<JarEntry>) jar.stream()::iterator) {
                if (entry.getName().startsWith(FOLDER + "/") && !entry.isDirectory()) {
                    try (InputStream in = jar.getInputStream(entry)) {
                        checksums.put(entry.getName().substring(FOLDER.length() + 1), checksum(in));
                    }
                }
            }
        }
        return checksums;
    }

    /** As Flyway does it: of the lines without their ends. */
    private static int checksum(InputStream script) throws IOException {
        CRC32 sum = new CRC32();
        BufferedReader reader = new BufferedReader(new InputStreamReader(script, StandardCharsets.UTF_8));
        for (String line = reader.readLine(); line != null; line = reader.readLine()) {
            sum.update(line.getBytes(StandardCharsets.UTF_8));
        }
        return (int) sum.getValue();
    }
}
