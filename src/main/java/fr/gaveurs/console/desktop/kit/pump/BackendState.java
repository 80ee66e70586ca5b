package fr.gaveurs.console.desktop.kit.pump;

import fr.gaveurs.console.api.realtime.Realtime;
import fr.gaveurs.console.client.RealtimeListener.Link;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The backend as the window sees it.
 *
 * @param link the way to it
 * @param httpStatus of a refused connection (401, 403, 503…), else 0
 * @param reason why the connection was lost, for a technician
 * @param stopping what it said when it announced that it goes down; null otherwise
 * @param lastHeard when its last message came, by its own clock; null if none ever did
 * @param quietSeconds time since its last message, or since the first try if none ever came, s
 * @param pulse its last pulse
 */
public record BackendState(
        Link link,
        int httpStatus,
        @Nullable String reason,
        @Nullable String stopping,
        @Nullable Instant lastHeard,
        double quietSeconds,
        Realtime.@Nullable HealthPulse pulse) {
    /** How long the absence of an open connection is normal: a reconnect within it worries nobody. */
    private static final double PATIENCE_SECONDS = 5;

    /** Whether what is shown may no longer be of now. */
    public boolean silent() {
        return link == Link.SILENT || (link != Link.OPEN && quietSeconds > PATIENCE_SECONDS);
    }
}
