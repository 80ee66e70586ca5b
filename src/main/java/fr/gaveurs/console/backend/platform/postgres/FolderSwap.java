package fr.gaveurs.console.backend.platform.postgres;

import fr.gaveurs.console.backend.platform.files.FileTrees;
import fr.gaveurs.console.files.AtomicFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.UserPrincipal;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts what was prepared in {@code <data>/restoring} in the place of what a data folder held, which is kept in a folder
 * of its own. Once {@link #commit} has been called it happens, also when the program is killed in the midst of it: the
 * next one that opens the folder goes on. Before, nothing has happened.
 */
public final class FolderSwap {
    private static final Logger log = LoggerFactory.getLogger(FolderSwap.class);
    private static final String STAGED = "restoring";
    private static final String COMMITTED = "committed";
    /** Paths of files of the old that the new has no place for, a line each; beside the mark, and written before it. */
    private static final String LEFT = "left";

    /** What belongs together, by path in the data folder; PostgreSQL's programs and logs may stay. */
    private static final List<String> WITH_DATABASE = List.of("postgres/cluster", "postgres/password");

    private static final List<String> FILES =
            List.of("settings.properties", "stations.json", "window.json", "reports", "spool");

    /** What the names of checkpoints of logs end with, which the console keeps as its own witness. */
    public static final String CHECKPOINT = ".checkpoint";

    private FolderSwap() {}

    /** Where to prepare, as in a data folder of its own; empty. */
    public static Path stage(Path data) throws IOException {
        settle(data);
        Path staged = Files.createDirectory(data.resolve(STAGED));
        own(staged, Files.getOwner(data, LinkOption.NOFOLLOW_LINKS));
        return staged;
    }

    /**
     * Does it.
     *
     * @param database whether the database is replaced, too
     * @param aside name of the folder, in the data folder, that gets what was there before
     * @param left files that it gets beside, by their paths in the data folder, with slashes
     */
    public static void commit(Path data, boolean database, String aside, List<String> left) throws IOException {
        Path staged = data.resolve(STAGED);
        own(staged, Files.getOwner(data, LinkOption.NOFOLLOW_LINKS));
        AtomicFile.write(staged.resolve(LEFT), String.join("\n", left).getBytes(StandardCharsets.UTF_8));
        FileTrees.sync(staged);
        AtomicFile.writePrivate(staged.resolve(COMMITTED), aside + "\n" + database + "\n");
        settle(data);
    }

    /** Finishes what was committed, and removes what was not. Only while no console holds the folder but the caller. */
    public static void settle(Path data) throws IOException {
        Path staged = data.resolve(STAGED);
        if (!Files.isDirectory(staged)) {
            return;
        }
        Path committed = staged.resolve(COMMITTED);
        if (Files.exists(committed)) {
            List<String> lines = Files.readAllLines(committed);
            Path aside = data.resolve(lines.getFirst());
            List<String> names = new ArrayList<>(FILES);
            if (Boolean.parseBoolean(lines.get(1))) {
                names.addAll(WITH_DATABASE);
            }
            if (lines.size() == 2) {
                moveAll(names, data, aside);
                moveAll(checkpoints(data), data, aside);
                moveAll(left(staged), data, aside);
                // From here on what is in the folder is the new, and must not be moved aside for the old.
                AtomicFile.writePrivate(committed, lines.getFirst() + "\n" + lines.get(1) + "\nold is aside\n");
            }
            moveAll(names, staged, data);
            AtomicFile.sync(data);
            log.info("The restored data is in place; what was there before is in {}", aside);
        } else {
            killServer(staged);
        }
        // The mark goes last: without it, what is left here would be taken for unfinished and nothing more.
        try (Stream<Path> children = Files.list(staged)) {
            for (Path child : children.filter(c -> !c.equals(committed)).toList()) {
                FileTrees.delete(child);
            }
        }
        FileTrees.delete(staged);
    }

    /** Of the log as it was: an older one is restored, and would be taken for one that was cut off. */
    private static List<String> checkpoints(Path data) throws IOException {
        try (Stream<Path> children = Files.list(data)) {
            return children.map(child -> child.getFileName().toString())
                    .filter(name -> name.endsWith(CHECKPOINT))
                    .toList();
        }
    }

    /** None where an older version prepared it. */
    private static List<String> left(Path staged) throws IOException {
        Path left = staged.resolve(LEFT);
        return Files.exists(left)
                ? Files.readAllLines(left).stream()
                        .filter(line -> !line.isEmpty())
                        .toList()
                : List.of();
    }

    private static void moveAll(List<String> names, Path from, Path to) throws IOException {
        for (String name : names) {
            if (Files.exists(from.resolve(name))) {
                Files.createDirectories(to.resolve(name).getParent());
                Files.move(from.resolve(name), to.resolve(name), StandardCopyOption.ATOMIC_MOVE);
            }
        }
    }

    /** A restore that was killed leaves its server. */
    private static void killServer(Path staged) throws IOException {
        Path root = staged.resolve("postgres");
        if (Files.isDirectory(root)) {
            try {
                new ServerProcesses(root.toRealPath()).killAll();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException("interrupted while the server of an unfinished restore was ended", e);
            }
        }
    }

    /** What root restored belongs to whom the folder belongs to. */
    private static void own(Path tree, UserPrincipal owner) throws IOException {
        try (Stream<Path> paths = Files.walk(tree)) {
            for (Path path : paths.toList()) {
                if (!Files.getOwner(path, LinkOption.NOFOLLOW_LINKS).equals(owner)) {
                    Files.setOwner(path, owner);
                }
            }
        }
    }
}
