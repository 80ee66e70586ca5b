package fr.gaveurs.console.backend.platform.conditions;

import fr.gaveurs.console.files.AtomicFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.UUID;
import java.util.regex.Pattern;

/** The name by which a console knows its own rows again after a restart: a file of its data folder. */
public final class ConsoleId {
    private static final Pattern NAME = Pattern.compile("[0-9a-f]{8}");

    private ConsoleId() {}

    /** The name in the folder; a new one where there is none, or none that is one. */
    public static String of(Path folder) throws IOException {
        Path file = folder.resolve("console-id");
        try {
            byte[] bytes = Files.readAllBytes(file);
            String known = new String(bytes, 0, Math.min(bytes.length, 64), StandardCharsets.UTF_8).strip();
            if (NAME.matcher(known).matches()) {
                return known;
            }
        } catch (NoSuchFileException e) {
            // The first start on this folder.
        }
        String made = UUID.randomUUID().toString().substring(0, 8);
        AtomicFile.write(file, (made + "\n").getBytes(StandardCharsets.UTF_8));
        return made;
    }
}
