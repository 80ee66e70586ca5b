package fr.gaveurs.console.backend.platform.files;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at the free space of a folder's disk, twice a second at most, whoever asks. Each change is logged once.
 * Thread-safe.
 */
public final class DiskWatch {
    private static final Logger log = LoggerFactory.getLogger(DiskWatch.class);
    private static final long MIB = 1 << 20;
    private static final long FRESH_NANOS = 500_000_000;

    /** How it stands. */
    public enum Level {
        WELL,
        /** Less than {@link DiskSpace#LOW_SHARE} is free: a person should do something. */
        LOW,
        /** Less than {@link DiskSpace#STOP_BYTES} is free: a database on this disk is given no samples. */
        FULL
    }

    /** Bytes free for this user, bytes in all, and what follows from them. */
    public record Space(long free, long size, Level level) {
        static final Space UNKNOWN = new Space(0, 0, Level.WELL);
    }

    private final Path folder;
    private final boolean holdsDatabase;
    private Space space = Space.UNKNOWN;
    private long lookedAt = System.nanoTime() - 2 * FRESH_NANOS;

    /** @param holdsDatabase whether the database's files lie there, so that its samples need that space */
    public DiskWatch(Path folder, boolean holdsDatabase) {
        this.folder = folder;
        this.holdsDatabase = holdsDatabase;
    }

    /** @throws IOException when the disk does not answer */
    public synchronized Space space() throws IOException {
        if (System.nanoTime() - lookedAt >= FRESH_NANOS) {
            FileStore store = Files.getFileStore(folder);
            long free = store.getUsableSpace();
            long size = store.getTotalSpace();
            Space now = new Space(free, size, level(free, size, space.level()));
            lookedAt = System.nanoTime();
            if (now.level() != space.level()) {
                tell(now);
            }
            space = now;
        }
        return space;
    }

    /** Worse at one threshold, better at a higher one. */
    static Level level(long free, long size, Level before) {
        if (free < (before == Level.FULL ? DiskSpace.RESUME_BYTES : DiskSpace.STOP_BYTES)) {
            return Level.FULL;
        }
        return free < (before == Level.WELL ? DiskSpace.LOW_SHARE : DiskSpace.WELL_SHARE) * size
                ? Level.LOW
                : Level.WELL;
    }

    private void tell(Space now) {
        String has = now.free() / MIB + " of " + now.size() / MIB + " MiB";
        switch (now.level()) {
            case WELL -> log.info("The disk of {} has enough space again: {} are free", folder, has);
            case LOW -> log.warn("The disk of {} is nearly full: {} are free. Free some space", folder, has);
            case FULL -> {
                String follows = holdsDatabase ? ": no samples are taken until there is more" : "";
                log.error("The disk of {} is full: {} are free{}. Free some space", folder, has, follows);
            }
        }
    }

    /** A figure of {@link #space}; null when the disk does not answer. */
    public @Nullable Long measured(ToLongFunction<Space> figure) {
        try {
            return figure.applyAsLong(space());
        } catch (IOException e) {
            return null;
        }
    }

    /** Why the database should be given no samples: they would take the space it needs to live; null if it should. */
    public @Nullable String obstacle() {
        if (!holdsDatabase) {
            return null;
        }
        try {
            Space now = space();
            return now.level() != Level.FULL
                    ? null
                    : "the disk of " + folder + " is full: " + now.free() / MIB + " MiB are free, and samples are"
                            + " taken again from " + DiskSpace.RESUME_BYTES / MIB + " on";
        } catch (IOException e) {
            return null; // the database will say what is wrong with its disk
        }
    }
}
