package fr.gaveurs.console.backend.platform.store.partitions;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The tables that are divided by UTC day of their column {@code time}: those whose script in {@code db/migration} says so
 * with {@code ${partitioning}} behind the definition, and no later one drops them. Nobody else has to name them.
 */
final class DividedTables {
    private static final String FOLDER = "db/migration/";
    private static final Pattern BEGIN = Pattern.compile("CREATE TABLE (\\w+) \\(.*");
    private static final String END = ") ${partitioning};";
    private static final Pattern DROP = Pattern.compile("DROP TABLE (\\w+);");

    /** By the order of the scripts. */
    static final List<String> NAMES = read();

    private DividedTables() {}

    private static List<String> read() {
        URL folder = DividedTables.class.getClassLoader().getResource(FOLDER);
        if (folder == null) {
            throw new IllegalStateException("the program holds no " + FOLDER);
        }
        try {
            return folder.openConnection() instanceof JarURLConnection connection
                    ? inJar(connection)
                    : inFolder(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(FOLDER + " cannot be read", e);
        }
    }

    private static List<String> inFolder(URL folder) throws IOException {
        try (Stream<Path> scripts = Files.list(Path.of(folder.toURI()))) {
            List<String> names = new ArrayList<>();
            for (Path script : scripts.sorted().toList()) {
                try (Stream<String> lines = Files.lines(script)) {
                    read(lines, names);
                }
            }
            return List.copyOf(names);
        } catch (URISyntaxException e) {
            throw new IOException(folder + " is no folder", e);
        }
    }

    private static List<String> inJar(JarURLConnection connection) throws IOException {
        // A jar of its own: the one that is shared by all would be closed for them, too.
        connection.setUseCaches(false);
        try (JarFile jar = connection.getJarFile()) {
            List<String> scripts = new ArrayList<>();
            for (Enumeration<JarEntry> entries = jar.entries(); entries.hasMoreElements(); ) {
                String name = entries.nextElement().getName();
                if (name.startsWith(FOLDER) && !name.endsWith("/")) {
                    scripts.add(name);
                }
            }
            scripts.sort(null);
            List<String> names = new ArrayList<>();
            for (String script : scripts) {
                try (BufferedReader reader = new BufferedReader(
                        new InputStreamReader(jar.getInputStream(jar.getJarEntry(script)), StandardCharsets.UTF_8))) {
                    read(reader.lines(), names);
                }
            }
            return List.copyOf(names);
        }
    }

    /** Changes the names by the lines of one script. */
    static void read(Stream<String> lines, List<String> names) {
        String last = "";
        for (String line : lines.toList()) {
            Matcher begin = BEGIN.matcher(line);
            Matcher drop = DROP.matcher(line);
            if (begin.matches()) {
                last = begin.group(1);
            } else if (line.equals(END) && !last.isEmpty()) {
                names.add(last);
            } else if (drop.matches()) {
                names.remove(drop.group(1));
            }
        }
    }
}
