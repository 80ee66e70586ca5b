package fr.gaveurs.console.backend.platform.relay;

import java.util.Map;

/**
 * Reads from the database what other consoles changed of one topic. Called by one thread.
 *
 * @param topic what they tell
 * @param changed reads what these subjects say
 * @param everything reads all that others may have changed: some of what they told was missed
 */
public record ChangeReader<V>(ChangeTopic<V> topic, Changed<V> changed, Everything everything) {
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

    void read(ChangeNotice notice) throws Exception {
        Map<String, V> subjects = notice.of(topic);
        if (!subjects.isEmpty()) {
            changed.read(subjects);
        }
    }
}
