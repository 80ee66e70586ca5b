package fr.gaveurs.console.desktop.screens.bugs.report;

import fr.gaveurs.console.files.AtomicFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Folders of files of which a crash or a power cut may leave some unfinished or damaged. */
final class SafeFiles {
    static final String TEMPORARY = ".tmp";
    static final String DAMAGED = ".bad";
    private static final Logger LOG = LoggerFactory.getLogger(SafeFiles.class);

    private SafeFiles() {}

    /** What lies in a folder, by name; nothing where there is no folder. Temporary and damaged ones are left out. */
    static List<Path> list(Path folder) throws IOException {
        try (Stream<Path> found = Files.list(folder)) {
            return found.filter(path -> !isAside(path)).sorted().toList();
        } catch (NoSuchFileException e) {
            return List.of();
        }
    }

    private static boolean isUnfinished(Path path) {
        String name = path.getFileName().toString();
        return name.endsWith(TEMPORARY) || name.endsWith(AtomicFile.UNFINISHED);
    }

    private static boolean isAside(Path path) {
        String name = path.getFileName().toString();
        return isUnfinished(path) || name.endsWith(DAMAGED);
    }

    /** Removes what an interrupted writing left behind. */
    static void sweep(Path folder) throws IOException {
        try (Stream<Path> found = Files.list(folder)) {
            for (Path path : found.filter(SafeFiles::isUnfinished).toList()) {
                delete(path);
            }
        } catch (NoSuchFileException e) {
            LOG.trace("nothing was ever written", e);
        }
    }

    /** A damaged file or folder gets another name: it is out of the way, and still there for whoever wants to look. */
    static void setAside(Path path, Exception why) {
        Path aside = path.resolveSibling(path.getFileName() + DAMAGED);
        LOG.warn("{} is damaged ({}) and was set aside as {}", path, why.getMessage(), aside.getFileName());
        try {
            delete(aside);
            Files.move(path, aside);
        } catch (IOException e) {
            LOG.warn("{} could not be set aside: {}", path, e.getMessage());
        }
    }

    /** Deletes a file, or a folder with what is in it. */
    static void delete(Path path) throws IOException {
        if (Files.isDirectory(path)) {
            try (Stream<Path> within = Files.walk(path)) {
                for (Path each : within.sorted(Comparator.reverseOrder()).toList()) {
                    Files.deleteIfExists(each);
                }
            }
        } else {
            Files.deleteIfExists(path);
        }
    }
}
