package fr.gaveurs.console.backend.platform.http;

import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.util.Callback;

/** Hands requests to what answers now: first the probes alone, later everything. */
final class SwitchableHandler extends Handler.Abstract.NonBlocking {
    private volatile Handler current;

    SwitchableHandler(Handler first) {
        current = first;
        addBean(first);
    }

    void open(Handler next) throws Exception {
        next.setServer(getServer());
        addManaged(next);
        current = next;
    }

    @Override
    public void setServer(Server server) {
        super.setServer(server);
        current.setServer(server);
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        return current.handle(request, response, callback);
    }
}
