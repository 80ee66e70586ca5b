package fr.gaveurs.console.backend.platform.conditions;

import fr.gaveurs.console.files.AtomicFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The name by which a console knows its own rows again after a restart: a file of its data folder. */
public final class ConsoleId {
    private static final String FILE = "console-id";
    private static final Pattern NAME = Pattern.compile("[0-9a-f]{8}");

    private ConsoleId() {}

    /** The name in the folder; a new one where there is none, or none that is one. */
    public static String of(Path folder) throws IOException {
        String known = find(folder);
        if (known != null) {
            return known;
        }
        String made = UUID.randomUUID().toString().substring(0, 8);
        AtomicFile.write(folder.resolve(FILE), (made + "\n").getBytes(StandardCharsets.UTF_8));
        return made;
    }

    /** The name in the folder; null where no console ever ran on it. */
    public static @Nullable String find(Path folder) throws IOException {
        try {
            byte[] bytes = Files.readAllBytes(folder.resolve(FILE));
            String known = new String(bytes, 0, Math.min(bytes.length, 64), StandardCharsets.UTF_8).strip();
            return NAME.matcher(known).matches() ? known : null;
        } catch (NoSuchFileException e) {
            return null;
        }
    }
}
