package fr.gaveurs.console.backend;

import fr.gaveurs.console.backend.platform.http.Bounds;
import fr.gaveurs.console.backend.platform.http.Endpoint;
import fr.gaveurs.console.backend.platform.http.HttpServer;
import fr.gaveurs.console.backend.platform.lifecycle.Deadline;
import fr.gaveurs.console.backend.platform.lifecycle.Lifecycle;
import fr.gaveurs.console.backend.platform.lifecycle.Part;
import fr.gaveurs.console.backend.platform.lifecycle.StartException;
import fr.gaveurs.console.backend.platform.lifecycle.Supervised;
import fr.gaveurs.console.backend.platform.metrics.Metrics;
import fr.gaveurs.console.backend.platform.security.Access;
import fr.gaveurs.console.backend.platform.security.ConsumerDoor;
import fr.gaveurs.console.backend.platform.security.Limits;
import fr.gaveurs.console.backend.platform.security.Secrets;
import fr.gaveurs.console.backend.platform.settings.ProductPlan;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** A port of their own for consumers, who find their pages there and nothing else. */
final class ConsumerGate implements Part {
    private final HttpServer server;
    private final List<Endpoint> endpoints;
    private final Access access;

    /** @param endpoints what is answered there */
    private ConsumerGate(
            ProductPlan.Door door,
            ProductPlan plan,
            List<Endpoint> endpoints,
            Metrics metrics,
            BooleanSupplier stopping) {
        this.server = HttpServer.ofConsumers(door.bind(), door.port(), Bounds.CONSUMERS, metrics, stopping);
        this.endpoints = endpoints;
        this.access = new Access(
                token -> null,
                new Limits(plan.limitDoor(), metrics),
                Secrets.newToken(),
                ConsumerDoor.behind(plan.proxies()));
    }

    /** Opens the port that the settings name; null where they name none. */
    static @Nullable ConsumerGate open(Lifecycle lifecycle, ProductPlan plan, List<Endpoint> endpoints, Metrics metrics)
            throws StartException {
        ProductPlan.Door door = plan.door();
        return door == null
                ? null
                : lifecycle.start(new ConsumerGate(
                        door, plan, endpoints, metrics, () -> lifecycle.phase() == Lifecycle.Phase.STOPPING));
    }

    @Override
    public String name() {
        return server.name();
    }

    @Override
    public void start() throws Exception {
        server.start();
        server.openAlone(endpoints, access);
    }

    int port() {
        return server.port();
    }

    @Override
    public void stop(Deadline deadline) throws Exception {
        server.stop(deadline);
    }

    @Override
    public List<Supervised> supervised() {
        return server.supervised();
    }
}
