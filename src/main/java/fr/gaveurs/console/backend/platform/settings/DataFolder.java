package fr.gaveurs.console.backend.platform.settings;

import fr.gaveurs.console.api.Json;
import fr.gaveurs.console.backend.platform.files.DiskSpace;
import fr.gaveurs.console.backend.platform.files.FileErrors;
import fr.gaveurs.console.backend.platform.postgres.FolderSwap;
import fr.gaveurs.console.files.AtomicFile;
import fr.gaveurs.console.files.OperatingSystem;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/** The folder that holds everything the console keeps, held by one console at a time. */
public final class DataFolder implements AutoCloseable {
    private static final String INSTANCE = "instance.json";
    private static final String RUN = "run.json";

    /** The console that runs on a folder: its process and where it answers on this machine. */
    public record Instance(long pid, String url) {}

    /**
     * A console's run on a folder, written down when it begins and taken away when it ends in order.
     *
     * @param cause why it is to be ended, or was, before its time; null while nothing is wrong
     */
    public record Run(
            long pid,
            Instant started,
            String version,
            @Nullable String cause) {
        public Run(long pid, Instant started, String version) {
            this(pid, started, version, null);
        }

        Run because(String reason) {
            return new Run(pid, started, version, reason);
        }
    }

    private final Path path;
    private final FileChannel channel;
    private final FileLock lock;
    private @Nullable Run run;

    private DataFolder(Path path, FileChannel channel, FileLock lock) {
        this.path = path;
        this.channel = channel;
        this.lock = lock;
    }

    /**
     * The platform's own place for a program's data, by its environment and system properties.
     *
     * @throws SettingsException where there is none, since the user has no home folder
     */
    public static Path defaultPath(Map<String, String> environment) throws SettingsException {
        String chosen = environment.get("GAVEURS_DATA_DIR");
        if (chosen != null && !chosen.isBlank()) {
            return Path.of(chosen).toAbsolutePath().normalize();
        }
        if (OperatingSystem.WINDOWS) {
            String local = environment.getOrDefault("LOCALAPPDATA", "");
            Path base = local.isBlank() ? needHome().resolve("AppData").resolve("Local") : Path.of(local);
            return base.resolve("Gaveurs Console");
        }
        if (OperatingSystem.MAC) {
            return needHome().resolve("Library").resolve("Application Support").resolve("Gaveurs Console");
        }
        String xdg = environment.getOrDefault("XDG_DATA_HOME", "");
        Path base = xdg.isBlank() ? needHome().resolve(".local").resolve("share") : Path.of(xdg);
        return base.resolve("gaveurs-console");
    }

    /** The user's home folder; null for one without, such as a user id that no list of users names. */
    public static @Nullable Path home() {
        // Java says "?" for none; any path that is not absolute would lie wherever the program was started.
        String home = System.getProperty("user.home", "");
        return home.isBlank() || !Path.of(home).isAbsolute() ? null : Path.of(home);
    }

    private static Path needHome() throws SettingsException {
        Path home = home();
        if (home == null) {
            throw new SettingsException(
                    SettingsException.Fault.HOME, SettingFault.of("home", System.getProperty("user.name", "?")));
        }
        return home;
    }

    /**
     * Makes the folder where it is missing and takes its lock.
     *
     * @return null when another console holds it
     * @throws SettingsException when it cannot be made or written, or its disk is full
     */
    public static @Nullable DataFolder open(Path path) throws SettingsException {
        return take(path, true);
    }

    /** As {@link #open}, also when its disk is full: to save what is there. */
    public static @Nullable DataFolder openFull(Path path) throws SettingsException {
        return take(path, false);
    }

    private static @Nullable DataFolder take(Path path, boolean withSpace) throws SettingsException {
        refuseFile(path);
        try {
            Files.createDirectories(path);
            FileChannel channel =
                    FileChannel.open(path.resolve("console.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            FileLock lock = tryLock(channel);
            if (lock == null) {
                channel.close();
                return null;
            }
            DataFolder folder = new DataFolder(path, channel, lock);
            if (withSpace) {
                folder.checkSpace();
            }
            // A restore that was killed on its way is finished, or its beginnings are removed.
            FolderSwap.settle(path);
            return folder;
        } catch (IOException e) {
            throw new SettingsException(
                    SettingsException.Fault.FOLDER, SettingFault.of("data.unwritten", path, FileErrors.reason(e)), e);
        }
    }

    private static void refuseFile(Path path) throws SettingsException {
        for (Path part = path; part != null; part = part.getParent()) {
            if (Files.exists(part)) {
                if (!Files.isDirectory(part)) {
                    throw new SettingsException(
                            SettingsException.Fault.FOLDER, SettingFault.of("data.file", path, part));
                }
                return;
            }
        }
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null; // held within this very process
        }
    }

    private void checkSpace() throws SettingsException, IOException {
        long free = Files.getFileStore(path).getUsableSpace();
        if (free < DiskSpace.NEEDED_BYTES) {
            close();
            throw new SettingsException(
                    SettingsException.Fault.DISK, SettingFault.of("data.disk", path, free >> 20, DiskSpace.NEEDED_MIB));
        }
    }

    /**
     * Writes down that a console runs here from now on.
     *
     * @return the run before this one if it never came to its end; null when all is well
     */
    public @Nullable Run begin(String version) throws IOException {
        Run before = read(path.resolve(RUN), Run.class);
        Run begun = new Run(ProcessHandle.current().pid(), Instant.now(), version);
        write(RUN, begun);
        run = begun;
        return before == null || before.started() == null || before.version() == null ? null : before;
    }

    /** Writes down why this run has to end before its time: the next one reports it, however orderly the end is. */
    public void fell(String cause) throws IOException {
        Run falling = run;
        if (falling != null) {
            write(RUN, falling.because(cause));
            run = null;
        }
    }

    /** The run under way on a folder, or the last one if that did not end in order; null if there is none. */
    public static @Nullable Run underWay(Path path) {
        return read(path.resolve(RUN), Run.class);
    }

    /**
     * Writes down, from another process, why a run was ended that is over now; not where another console runs by now.
     *
     * @param ended as it was under way
     */
    public static void fell(Path path, Run ended, String cause) throws IOException, SettingsException {
        try (DataFolder folder = openFull(path)) {
            if (folder != null) {
                folder.write(RUN, ended.because(cause));
            }
        }
    }

    /** Tells other programs of this machine where this console answers. */
    public void announce(Instance instance) throws IOException {
        write(INSTANCE, instance);
    }

    private void write(String name, Object value) throws IOException {
        AtomicFile.writePrivate(path.resolve(name), Json.MAPPER.writeValueAsBytes(value));
    }

    private static <T> @Nullable T read(Path file, Class<T> type) {
        try {
            return Json.MAPPER.readValue(Files.readAllBytes(file), type);
        } catch (IOException | JacksonException e) {
            return null;
        }
    }

    /** The console that last announced itself on a folder; null if none did or what it wrote is no longer readable. */
    public static @Nullable Instance announced(Path path) {
        Instance instance = read(path.resolve(INSTANCE), Instance.class);
        return instance == null || instance.url() == null ? null : instance;
    }

    @Override
    public void close() throws IOException {
        if (channel.isOpen()) {
            Files.deleteIfExists(path.resolve(INSTANCE));
            if (run != null) {
                Files.deleteIfExists(path.resolve(RUN));
            }
            lock.release();
            channel.close();
        }
    }
}
