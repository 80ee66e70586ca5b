package fr.gaveurs.console.backend.platform.relay;

import fr.gaveurs.console.backend.platform.lifecycle.Supervised;
import java.util.List;

/** A way to every console on the same database, this one included. What is sent may be lost without a word. */
interface Transport {
    /** The longest message, characters: PostgreSQL takes 7,999 bytes. */
    int LIMIT = 7_500;

    /** Hears, on a thread of the transport's own; must return at once. */
    interface Listener {
        void heard(String message);

        /** From now on, or since some moments, nothing is heard. */
        void lost(String why);
    }

    /** What carries it, as in health and metrics. */
    String name();

    /** Begins to connect and returns at once. */
    void start(Listener listener);

    /**
     * Sends a message of ASCII characters. Called by one thread; takes 5 s at most.
     *
     * @throws Exception when it was not sent, or perhaps not
     */
    void send(String message) throws Exception;

    /** Nothing comes back, though perhaps no connection ended: make new ones. */
    void reconnect();

    void close();

    /** Whether a failure to send says that it is forbidden, so that a try a moment later is of no use. */
    default boolean forbids(Exception failure) {
        return false;
    }

    /** What a failure says, for a person. */
    default String explain(Exception failure) {
        return String.valueOf(failure.getMessage());
    }

    /** Its threads. */
    default List<Supervised> supervised() {
        return List.of();
    }
}
