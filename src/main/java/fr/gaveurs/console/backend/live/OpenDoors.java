package fr.gaveurs.console.backend.live;

import fr.gaveurs.console.backend.http.Endpoint;
import fr.gaveurs.console.backend.http.HttpServer;
import fr.gaveurs.console.backend.lifecycle.Deadline;
import fr.gaveurs.console.backend.lifecycle.Part;
import fr.gaveurs.console.backend.security.Access;
import java.time.Duration;
import java.util.List;

/** The last part to start and the first to stop: lets requests and sockets in, and later sees them out. */
public final class OpenDoors implements Part {
    private final HttpServer server;
    private final List<Endpoint> endpoints;
    private final SensorDesk desk;
    private final Hub hub;
    private final Access access;

    /** @param endpoints one for each route of the contract */
    public OpenDoors(HttpServer server, List<Endpoint> endpoints, SensorDesk desk, Hub hub, Access access) {
        this.server = server;
        this.endpoints = endpoints;
        this.desk = desk;
        this.hub = hub;
        this.access = access;
    }

    @Override
    public String name() {
        return "doors";
    }

    @Override
    public void start() throws Exception {
        server.open(endpoints, List.of(desk.endpoint(), hub.endpoint()), access);
    }

    @Override
    public void stop(Deadline deadline) throws InterruptedException {
        desk.shutDown(deadline);
        hub.shutDown(deadline);
        Deadline requests = Deadline.in(deadline.leftAtMost(Duration.ofSeconds(10)));
        while (server.inFlight() > 0 && !requests.passed()) {
            Thread.sleep(5);
        }
    }
}
