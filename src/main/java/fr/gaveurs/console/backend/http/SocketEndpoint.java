package fr.gaveurs.console.backend.http;

import java.util.function.Supplier;
import org.eclipse.jetty.websocket.core.FrameHandler;

/** A WebSocket address and what makes the handler of each of its connections. */
public record SocketEndpoint(String path, Supplier<? extends FrameHandler> handler) {}
