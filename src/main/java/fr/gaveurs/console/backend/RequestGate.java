package fr.gaveurs.console.backend;

import fr.gaveurs.console.backend.ingest.DeviceSocketContext;
import fr.gaveurs.console.backend.platform.http.Endpoint;
import fr.gaveurs.console.backend.platform.http.HttpServer;
import fr.gaveurs.console.backend.platform.lifecycle.Deadline;
import fr.gaveurs.console.backend.platform.lifecycle.Part;
import fr.gaveurs.console.backend.platform.lifecycle.Supervised;
import fr.gaveurs.console.backend.platform.lifecycle.SupervisedTimer;
import fr.gaveurs.console.backend.platform.security.Access;
import fr.gaveurs.console.backend.platform.websocket.SocketGroup;
import fr.gaveurs.console.backend.realtime.Hub;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The last part to start and the first to stop: lets requests and sockets in, and later sees them out. */
public final class RequestGate implements Part {
    private static final Logger LOG = LoggerFactory.getLogger(RequestGate.class);
    private static final Duration RESERVE = Duration.ofSeconds(8);

    private final HttpServer server;
    private final List<Endpoint> endpoints;
    private final DeviceSocketContext sockets;
    private final Hub hub;
    private final Access access;
    /** One for all sockets: their messages come in pieces by the thousand. */
    private final SupervisedTimer timer = new SupervisedTimer("socket-messages");

    /** @param endpoints one for each route of the contract */
    public RequestGate(
            HttpServer server, List<Endpoint> endpoints, DeviceSocketContext sockets, Hub hub, Access access) {
        this.server = server;
        this.endpoints = endpoints;
        this.sockets = sockets;
        this.hub = hub;
        this.access = access;
    }

    @Override
    public String name() {
        return "request gate";
    }

    @Override
    public void start() throws Exception {
        time(sockets.group());
        time(hub.group());
        timer.start();
        server.open(endpoints, List.of(sockets.endpoint(), hub.endpoint()), access);
    }

    private void time(SocketGroup sockets) {
        Duration every = Duration.ofMillis(Math.clamp(sockets.messageTime().toMillis() / 10, 10, 1_000));
        timer.every(every, every, sockets::endLateMessages);
    }

    @Override
    public List<Supervised> supervised() {
        return List.of(timer);
    }

    /** What has been begun and not finished. */
    public Unfinished unfinished() {
        return new Unfinished(
                server.inFlight(),
                sockets.connections() + hub.connections(),
                sockets.ingest().underWay());
    }

    @Override
    public void stop(Deadline deadline) throws InterruptedException {
        sockets.shutDown(deadline);
        hub.shutDown(deadline);
        timer.stop();
        // The rest of the time belongs to the parts that stop after this one.
        Deadline requests = Deadline.in(deadline.left().minus(RESERVE));
        int running = server.inFlight();
        while (running > 0 && !requests.passed()) {
            Thread.sleep(5);
            running = server.inFlight();
        }
        // Probes still come and go: those are not what is meant.
        Unfinished now = unfinished();
        Unfinished left = new Unfinished(running, now.sockets(), now.samples());
        if (!left.isNothing()) {
            LOG.warn("not finished in time and cut off: {}", left);
        }
    }
}
