package fr.gaveurs.console.backend.platform.relay;

import java.util.Map;
import java.util.function.Consumer;

/**
 * Follows what other consoles changed of one topic.
 *
 * @param topic what they tell
 * @param heard hears of changes at once, on the thread that hears of them, and must return at once: what is remembered of
 *     these subjects is old
 * @param changed reads from the database what these subjects say; called by one thread
 * @param everything reads all that others may have changed, since some of what they told may have been missed; called by
 *     the same thread
 */
public record ChangeReader<V>(
        ChangeTopic<V> topic, Consumer<Map<String, V>> heard, Changed<V> changed, Everything everything) {
    /** Reads some subjects; they are told again until it returns. */
    @FunctionalInterface
    public interface Changed<V> {
        void read(Map<String, V> subjects) throws Exception;
    }

    /** Reads all subjects; called again until it returns. */
    @FunctionalInterface
    public interface Everything {
        void read() throws Exception;
    }

    /** Remembers nothing that would be old before it is read again. */
    public ChangeReader(ChangeTopic<V> topic, Changed<V> changed, Everything everything) {
        this(topic, subjects -> {}, changed, everything);
    }

    /** Something was told. */
    public void hear(ChangeNotice notice) {
        Map<String, V> subjects = notice.of(topic);
        if (!subjects.isEmpty()) {
            heard.accept(subjects);
        }
    }

    void read(ChangeNotice notice) throws Exception {
        Map<String, V> subjects = notice.of(topic);
        if (!subjects.isEmpty()) {
            changed.read(subjects);
        }
    }
}
