package fr.gaveurs.console.backend.platform.cache;

import java.lang.reflect.Type;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the keys of entries in Redis begin with: what answers look like, and which database they were read from. Known once
 * both are; nothing is shared before. {@link #look} is for one thread, the rest for all.
 */
final class EntryPrefix {
    private static final Logger LOG = LoggerFactory.getLogger(EntryPrefix.class);
    private static final long PAUSE_NANOS = TimeUnit.SECONDS.toNanos(2);

    private final String version;
    private final Callable<String> database;
    private volatile @Nullable String shape;
    private volatile @Nullable String known;
    private volatile @Nullable String failure;
    private long due = System.nanoTime();

    /**
     * @param version the program's
     * @param database what tells the database from every other one; asked until it answers
     */
    EntryPrefix(String version, Callable<String> database) {
        this.version = version;
        this.database = database;
    }

    /** Says every type that is cached: bytes of other shapes are not read. */
    void answers(List<Type> types) {
        shape = Shape.of(version, types);
    }

    /** Asks the database for what is missing, every two seconds at most. */
    void look() {
        String ours = shape;
        if (known != null || ours == null || System.nanoTime() - due < 0) {
            return;
        }
        due = System.nanoTime() + PAUSE_NANOS;
        try {
            known = "gvc:" + ours + ":" + database.call() + ":";
        } catch (Exception e) {
            LOG.debug("the database does not say which one it is", e);
            failure = e.getMessage();
        }
    }

    /** Null while it is not known. */
    @Nullable
    String get() {
        return known;
    }

    /** Why the database did not say which one it is, when it was asked last. */
    @Nullable
    String failure() {
        return failure;
    }
}
