package fr.gaveurs.console.backend.platform.http;

import fr.gaveurs.console.api.Role;
import fr.gaveurs.console.api.Routes;
import fr.gaveurs.console.backend.platform.security.Access;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/** Decides who may open a socket, before the upgrade. */
final class SocketGate extends Handler.Wrapper {
    private final Access access;
    private final BooleanSupplier stopping;

    SocketGate(Handler next, Access access, BooleanSupplier stopping) {
        super(next);
        this.access = access;
        this.stopping = stopping;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        String path = Request.getPathInContext(request);
        boolean sensors = is(path, Routes.WS_SENSORS);
        if (!sensors && !is(path, Routes.WS_REALTIME)) {
            return super.handle(request, response, callback);
        }
        if (!"websocket".equalsIgnoreCase(request.getHeaders().get(HttpHeader.UPGRADE))) {
            Answers.problem(
                    request,
                    response,
                    callback,
                    426,
                    "upgrade-needed",
                    "open this address as a WebSocket",
                    Map.of("Upgrade", "websocket", "Connection", "Upgrade"));
            return true;
        }
        if (!"13".equals(request.getHeaders().get("Sec-WebSocket-Version"))) {
            Answers.problem(
                    request,
                    response,
                    callback,
                    426,
                    "upgrade-needed",
                    "only version 13 of WebSocket is spoken here",
                    Map.of("Upgrade", "websocket", "Connection", "Upgrade", "Sec-WebSocket-Version", "13"));
            return true;
        }
        ProblemException problem =
                stopping.getAsBoolean() ? ProblemException.shuttingDown() : refusal(Callers.of(request), sensors);
        if (problem != null) {
            AnswerWriter.problem(request, response, callback, problem);
            return true;
        }
        return super.handle(request, response, callback);
    }

    private @Nullable ProblemException refusal(Access.Caller caller, boolean sensors) {
        try {
            Access.Denied denied = sensors
                    ? access.checkDevice(caller)
                    : access.check(caller, Role.VIEWER) instanceof Access.Denied refused ? refused : null;
            return denied == null ? null : RequestProblems.denied(denied);
        } catch (RuntimeException e) {
            // Tokens are in the database.
            if (RequestProblems.isDatabaseAway(e)) {
                return RequestProblems.databaseAway(e);
            }
            throw e;
        }
    }

    private static boolean is(String path, String endpoint) {
        return path.equals(endpoint) || path.concat("/").equals(endpoint);
    }
}
