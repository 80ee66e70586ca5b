package fr.gaveurs.console.client;

import fr.gaveurs.console.api.realtime.Realtime;
import org.jspecify.annotations.Nullable;

/** Hears a {@link RealtimeClient}. Called on its threads, one call at a time, in order; must not block. */
public interface RealtimeListener {
    /** What is known of the way to the backend. */
    enum Link {
        /** No connection yet, or the last one broke and the next try is under way. */
        CONNECTING,
        /** Messages arrive. */
        OPEN,
        /** Connected, but no message for longer than the backend's pulse allows. */
        SILENT,
        /** The last connection or try ended; another follows. */
        LOST
    }

    /**
     * @param httpStatus of a refused handshake (401, 403, 503…), else 0
     * @param reason why it was lost, for a technician
     */
    record LinkState(Link link, int httpStatus, @Nullable String reason) {}

    void link(LinkState state);

    void message(Realtime.ServerMessage message);
}
