package fr.gaveurs.console.backend.platform.backup;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What of the data folder belongs into a backup beside the database. */
final class FolderFiles {
    static final String SETTINGS = "settings.properties";
    private static final Set<String> SINGLE = Set.of(SETTINGS, "stations.json", "window.json", "product-key");
    private static final Pattern ALLOWED =
            Pattern.compile("settings\\.properties|stations\\.json|window\\.json|product-key|spool/[^/\\\\]+\\.spool"
                    + "|reports/(?!.*\\.\\.)[^\\\\:]+");

    private FolderFiles() {}

    /** Samples that the database has not taken yet. */
    static List<String> spool(Path data) throws IOException {
        return under(data, "spool").stream().filter(n -> n.endsWith(".spool")).toList();
    }

    /**
     * Settings, the copy of the stations, the window's settings, the key of product codes, without which no label that was
     * ever printed is known again, and reports that wait.
     */
    static List<String> others(Path data) throws IOException {
        List<String> names = new ArrayList<>();
        for (String name : SINGLE.stream().sorted().toList()) {
            if (Files.isRegularFile(data.resolve(name))) {
                names.add(name);
            }
        }
        names.addAll(under(data, "reports"));
        return names;
    }

    private static List<String> under(Path data, String folder) throws IOException {
        try (Stream<Path> files = Files.walk(data.resolve(folder))) {
            return files.filter(Files::isRegularFile)
                    .map(file -> data.relativize(file).toString().replace('\\', '/'))
                    .filter(FolderFiles::isAllowed)
                    .sorted()
                    .toList();
        } catch (NoSuchFileException e) {
            return List.of();
        }
    }

    /** Whether a backup may put a file of this name into a data folder. */
    static boolean isAllowed(String name) {
        return ALLOWED.matcher(name).matches();
    }

    /** The file's bytes as they go into a backup. */
    static InputStream open(Path data, String name) throws IOException {
        if (!name.equals(SETTINGS)) {
            return Files.newInputStream(data.resolve(name));
        }
        String text = Files.readString(data.resolve(name));
        return new ByteArrayInputStream(SettingsText.withoutPrivate(text).getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Writes a file of a backup.
     *
     * @param data the folder that will be in place
     * @param staged where it is prepared
     */
    static void store(Path data, Path staged, String name, InputStream in) throws IOException {
        Path file = staged.resolve(name);
        Files.createDirectories(file.getParent());
        if (!name.equals(SETTINGS)) {
            Files.copy(in, file);
            return;
        }
        Path present = data.resolve(SETTINGS);
        String own = Files.exists(present) ? SettingsText.privateOnly(Files.readString(present)) : "";
        Files.writeString(file, new String(in.readAllBytes(), StandardCharsets.UTF_8) + own);
    }
}
