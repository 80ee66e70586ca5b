package fr.gaveurs.console.backend.platform.http;

import fr.gaveurs.console.backend.platform.security.Access;
import java.time.Duration;
import java.util.List;
import org.eclipse.jetty.websocket.core.Configuration;
import org.eclipse.jetty.websocket.core.FrameHandler;
import org.eclipse.jetty.websocket.core.WebSocketComponents;
import org.eclipse.jetty.websocket.core.server.WebSocketNegotiator;
import org.eclipse.jetty.websocket.core.server.WebSocketUpgradeHandler;

/** How requests become sockets. */
final class SocketUpgrades {
    /** Frames are cut into pieces of this size both ways; a message is bounded by its own socket, with 1009. */
    private static final int PIECE = 64 << 10;

    private SocketUpgrades() {}

    /**
     * Upgrades requests to these, with and without the trailing slash; what comes next answers the others.
     *
     * @param idle silence after which a socket is closed
     */
    static WebSocketUpgradeHandler of(List<SocketEndpoint> sockets, Access access, Duration idle) {
        WebSocketComponents components = new WebSocketComponents();
        // A sample does not shrink enough to pay for a deflate context of 300 KB a socket.
        components.getExtensionRegistry().unregister("permessage-deflate");
        WebSocketUpgradeHandler upgrade = new WebSocketUpgradeHandler(components);
        Configuration.ConfigurationCustomizer customizer = new Configuration.ConfigurationCustomizer();
        customizer.setMaxFrameSize(PIECE);
        customizer.setAutoFragment(true);
        customizer.setInputBufferSize(PIECE);
        customizer.setOutputBufferSize(8 << 10);
        customizer.setIdleTimeout(idle);
        for (SocketEndpoint socket : sockets) {
            WebSocketNegotiator negotiator = WebSocketNegotiator.from(
                    (request, response, callback) -> {
                        Access.Caller caller = Callers.of(request);
                        return socket.handler().apply(() -> access.isStillIn(caller));
                    },
                    (handler, request, response) -> (FrameHandler) handler,
                    customizer);
            upgrade.addMapping(socket.path(), negotiator);
            upgrade.addMapping(socket.path().substring(0, socket.path().length() - 1), negotiator);
        }
        return upgrade;
    }
}
