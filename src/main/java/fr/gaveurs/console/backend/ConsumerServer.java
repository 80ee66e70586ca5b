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
import fr.gaveurs.console.backend.platform.security.ConsumerAccess;
import fr.gaveurs.console.backend.platform.security.Limits;
import fr.gaveurs.console.backend.platform.security.Secrets;
import fr.gaveurs.console.backend.platform.settings.ProductPlan;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** A port of their own for consumers, who find their pages there and nothing else. */
final class ConsumerServer implements Part {
    private final HttpServer server;
    private final List<Endpoint> endpoints;
    private final Access access;

    /** @param endpoints what is answered there */
    private ConsumerServer(
            ProductPlan.ConsumerPort address,
            ProductPlan plan,
            List<Endpoint> endpoints,
            Metrics metrics,
            BooleanSupplier stopping) {
        ConsumerAccess consumers = ConsumerAccess.onOwnPort(plan.proxies());
        this.server = HttpServer.ofConsumers(
                address.bind(), address.port(), consumers.proxies(), Bounds.CONSUMERS, metrics, stopping);
        this.endpoints = endpoints;
        this.access =
                new Access(token -> null, new Limits(plan.limitConsumerPort(), metrics), Secrets.newToken(), consumers);
    }

    /** Opens the port that the settings name; null where they name none. */
    static @Nullable ConsumerServer open(
            Lifecycle lifecycle, ProductPlan plan, List<Endpoint> endpoints, Metrics metrics) throws StartException {
        ProductPlan.ConsumerPort address = plan.consumerPort();
        return address == null
                ? null
                : lifecycle.start(new ConsumerServer(
                        address, plan, endpoints, metrics, () -> lifecycle.phase() == Lifecycle.Phase.STOPPING));
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
