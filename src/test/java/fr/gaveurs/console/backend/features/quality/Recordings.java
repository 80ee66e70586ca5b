package fr.gaveurs.console.backend.features.quality;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/** Recordings of real traffic, which lie beside the project on machines that have them. */
public final class Recordings {
    public static final String COMPACT = "esp32-compact.ndjson.gz";
    public static final String FULL = "esp32-full.ndjson.gz";

    private Recordings() {}

    /** For {@code @EnabledIf}. */
    public static boolean exist() {
        return folder() != null;
    }

    /** {@code shared/data} beside the working folder or beside one of the folders that it lies in. */
    private static @Nullable Path folder() {
        for (Path dir = Path.of("").toAbsolutePath(); dir != null; dir = dir.getParent()) {
            Path data = dir.resolve("shared/data");
            if (Files.exists(data.resolve(COMPACT)) && Files.exists(data.resolve(FULL))) {
                return data;
            }
        }
        return null;
    }

    public static Path file(String name) {
        Path folder = folder();
        if (folder == null) {
            throw new IllegalStateException("there are no recordings here: guard the test with Recordings#exist");
        }
        return folder.resolve(name);
    }

    /** Every line of a recording, hellos and heartbeats included. */
    public static List<String> lines(String name) {
        try (BufferedReader lines = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(file(name))), StandardCharsets.UTF_8))) {
            return lines.lines().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The samples of a recording, in their order. */
    public static List<String> samples(String name) {
        return samples(lines(name));
    }

    private static List<String> samples(List<String> lines) {
        return lines.stream()
                .filter(line -> line.matches("\\{\"type\": ?\"sensor_data\".*"))
                .toList();
    }

    /** The lines of a file of this project's own beside {@code own-samples.ndjson}. */
    public static List<String> resource(String name) throws IOException {
        return Files.readAllLines(ownFile(name));
    }

    /** A short recording of two simulated stations that every machine has. */
    public static List<String> ownSamples() throws IOException {
        return samples(resource("own-samples.ndjson"));
    }

    /** A file of this project's own, such as {@code own-samples.ndjson}. */
    public static Path ownFile(String name) {
        return Path.of("src/test/resources/fr/gaveurs/console", name);
    }
}
