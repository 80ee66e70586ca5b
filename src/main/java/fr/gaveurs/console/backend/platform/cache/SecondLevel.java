package fr.gaveurs.console.backend.platform.cache;

import fr.gaveurs.console.backend.platform.lifecycle.Supervised;
import java.lang.reflect.Type;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What several consoles share of a cache. Nothing here throws or waits for long: without it answers are computed. */
public interface SecondLevel {
    /** Hears what other consoles did; called on threads of the second level's own. */
    interface Listener {
        /** Another console stored samples with these tags. */
        void touched(Set<String> tags);

        /** From now on, or up to now, touches of others may have been missed. */
        void blind();
    }

    /** What it knows of a key. */
    sealed interface Found {
        /** It cannot be asked now, or must not be written. */
        record Nothing() implements Found {}

        /**
         * A valid answer.
         *
         * @param left how long it may be kept
         */
        record Bytes(byte[] bytes, Duration left) implements Found {}

        /**
         * No answer.
         *
         * @param header what an answer that is computed from now on has to be stored under
         */
        record Gap(String header) implements Found {}
    }

    Found NOTHING = new Found.Nothing();

    void start(Listener listener);

    /** Says every type that is cached: where bytes of others may lie, nothing is shared before. */
    default void answers(List<Type> types) {}

    /** Whether every touch of others arrives, so that a first level can be relied upon. */
    boolean listening();

    Found find(CacheKey key);

    /** Stores an answer some time later, or not at all. */
    void store(CacheKey key, Found.Gap gap, byte[] bytes, Duration ttl);

    /**
     * Samples with these tags were stored here. Returns at once; answers with these tags are not used any more by this
     * console from now on, and by others within moments.
     */
    void touch(Set<String> tags);

    /** What is wrong, for a technician; null while all is well. */
    @Nullable
    String trouble();

    void close();

    /** Its threads. */
    default List<Supervised> supervised() {
        return List.of();
    }
}
