package fr.gaveurs.console.backend.platform.http;

import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.eclipse.jetty.websocket.core.FrameHandler;

/**
 * A WebSocket address and what makes the handler of each of its connections.
 *
 * @param handler is given what tells whether the connection would still be let in; asking may block
 */
public record SocketEndpoint(String path, Function<BooleanSupplier, ? extends FrameHandler> handler) {}
