package fr.gaveurs.console.backend.platform.cache;

import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** How often each tag was touched. An answer holds as long as the numbers from before its computation do. */
final class Generations {
    /** A tag's number, and that of everything. */
    record Mark(long everything, long tag) {}

    private final AtomicLong everything = new AtomicLong();
    private final Map<String, AtomicLong> tags = new ConcurrentHashMap<>();

    /** Where a tag stands now. A tag that was only asked for, such as an unknown station's, is not remembered. */
    Mark of(String tag) {
        AtomicLong count = tags.get(tag);
        return new Mark(everything.get(), count == null ? 0 : count.get());
    }

    void touch(Collection<String> touched) {
        for (String tag : touched) {
            tags.computeIfAbsent(tag, t -> new AtomicLong()).incrementAndGet();
        }
    }

    void touchEverything() {
        everything.incrementAndGet();
    }
}
