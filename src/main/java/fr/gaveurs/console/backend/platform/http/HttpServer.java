package fr.gaveurs.console.backend.platform.http;

import fr.gaveurs.console.backend.platform.lifecycle.Deadline;
import fr.gaveurs.console.backend.platform.lifecycle.Part;
import fr.gaveurs.console.backend.platform.lifecycle.Supervised;
import fr.gaveurs.console.backend.platform.metrics.Metrics;
import fr.gaveurs.console.backend.platform.resilience.HeldBytes;
import fr.gaveurs.console.backend.platform.security.Access;
import fr.gaveurs.console.backend.platform.security.ClientNetwork;
import fr.gaveurs.console.backend.platform.security.Limits;
import fr.gaveurs.console.backend.platform.security.Secrets;
import io.micrometer.core.instrument.Counter;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.eclipse.jetty.websocket.core.server.WebSocketUpgradeHandler;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Jetty. It listens from the very start, so that a port in use is known before anything else is done, and answers the
 * probes until the rest of the program is ready, which it says with {@link #open}.
 */
public final class HttpServer implements Part {
    /** Name of this part. */
    public static final String NAME = "http server";

    private static final Logger LOG = LoggerFactory.getLogger(HttpServer.class);

    /** What a client in the same building reads in a millisecond at a gigabit a second, and some more. */
    private static final int SEND_BUFFER = 256 << 10;

    private final Place place;
    private final Counting counting;
    private final Duration socketIdle;
    private final Bounds bounds;
    private final Metrics metrics;
    private final BooleanSupplier stopping;
    private final QueuedThreadPool threads;
    private final ExecutorService operations = Executors.newVirtualThreadPerTaskExecutor();
    private final Server server;
    private final SwitchableHandler handler;
    private @Nullable Router router;
    private @Nullable WatchedConnector connector;
    private @Nullable SlowHeaders slowHeaders;
    private final HeldBytes held;
    private final SlowReaders slowReaders;

    /**
     * Where it listens.
     *
     * @param part its name
     * @param port 0 takes a free one
     * @param otherAddress how whoever runs the console chooses another address
     * @param otherPort the same for the port
     */
    private record Place(String part, String bind, int port, String otherAddress, String otherPort) {
        /** Why nothing can listen there, and what to do; another failure as it is. */
        Exception refusal(Exception failure) {
            Throwable cause = failure.getCause() == null ? failure : failure.getCause();
            boolean taken = failure instanceof BindException || cause instanceof BindException;
            if (cause instanceof UnresolvedAddressException
                    || (taken && String.valueOf(cause.getMessage()).contains("assign"))) {
                return new IOException(bind + " is no address of this machine: " + otherAddress, failure);
            }
            return taken
                    ? new IOException(
                            "address " + bind + ":" + port + " cannot be used (" + failure.getMessage()
                                    + "): another program has it, perhaps another console. End that one, or "
                                    + otherPort,
                            failure)
                    : failure;
        }
    }

    /**
     * Whose connections are counted together.
     *
     * @param proxies addresses that speak for many others
     * @param counted what is counted together
     */
    private record Counting(Set<InetAddress> proxies, Function<InetAddress, String> counted) {}

    /**
     * @param port 0 takes a free one
     * @param socketIdle silence after which a socket is closed
     * @param bounds what one connection may take
     * @param probes the endpoints that answer before the rest does
     * @param stopping whether new requests and sockets are turned away
     */
    public HttpServer(
            String bind,
            int port,
            Duration socketIdle,
            Bounds bounds,
            List<Endpoint> probes,
            Metrics metrics,
            BooleanSupplier stopping) {
        this(
                new Place(
                        NAME,
                        bind,
                        port,
                        "give one with --bind or GAVEURS_BIND, or 0.0.0.0 for all",
                        "choose another port with --port or GAVEURS_PORT"),
                64,
                new Counting(Set.of(), InetAddress::getHostAddress),
                socketIdle,
                bounds,
                probes,
                metrics,
                stopping);
        HttpMeters.held(metrics, held);
    }

    /**
     * A port for consumers, on which nothing answers before it is opened with {@link #openAlone}, and then nothing else.
     *
     * @param port 0 takes a free one
     * @param proxies addresses from which many consumers come
     */
    public static HttpServer ofConsumers(
            String bind, int port, Set<InetAddress> proxies, Bounds bounds, Metrics metrics, BooleanSupplier stopping) {
        String how = "choose another with public.bind or GAVEURS_PUBLIC_BIND";
        return new HttpServer(
                new Place("consumers' port", bind, port, how, how),
                16,
                new Counting(proxies, ClientNetwork::of),
                Duration.ofSeconds(30),
                bounds,
                List.of(),
                metrics,
                stopping);
    }

    private HttpServer(
            Place place,
            int mostThreads,
            Counting counting,
            Duration socketIdle,
            Bounds bounds,
            List<Endpoint> probes,
            Metrics metrics,
            BooleanSupplier stopping) {
        this.place = place;
        this.counting = counting;
        this.threads = new QueuedThreadPool(mostThreads, 4);
        this.server = new Server(threads, null, Buffers.pool());
        this.socketIdle = socketIdle;
        this.bounds = bounds;
        this.metrics = metrics;
        this.stopping = stopping;
        this.held = new HeldBytes(bounds.held());
        this.slowReaders = new SlowReaders(bounds, held, ended("slow_reader"));
        Access publicOnly = new Access(token -> null, new Limits(0, metrics), Secrets.newToken());
        this.handler = new SwitchableHandler(new Handler.Sequence(
                new Router(probes, publicOnly, bounds, held, metrics, operations, () -> false), new NotYet()));
    }

    @Override
    public String name() {
        return place.part();
    }

    @Override
    public void start() throws Exception {
        threads.setName("http");
        HttpConfiguration configuration = new HttpConfiguration();
        configuration.setSendServerVersion(false);
        // A message that comes whole is read where it lies, in an array: a direct buffer would have it copied first.
        configuration.setUseInputDirectByteBuffers(false);
        configuration.setRequestHeaderSize(ServerProblems.HEADER_KIB << 10);
        // A sample's id may hold a slash or a percent sign; routes match the path as it is encoded.
        configuration.setUriCompliance(UriCompliance.DEFAULT.with(
                "ids",
                UriCompliance.Violation.AMBIGUOUS_PATH_SEPARATOR,
                UriCompliance.Violation.AMBIGUOUS_PATH_ENCODING));
        WatchedConnector listening = new WatchedConnector(server, new HttpConnectionFactory(configuration));
        listening.setHost(place.bind());
        listening.setPort(place.port());
        listening.setIdleTimeout(30_000);
        listening.setAcceptQueueSize(256);
        // Else the system keeps up to 4 MiB for each client that does not read, and nobody sees that it does not.
        listening.setAcceptedSendBufferSize(SEND_BUFFER);
        listening.setShutdownIdleTimeout(200);
        server.addConnector(listening);
        server.addBean(new NetworkConnectionLimit(bounds.connections(), listening));
        listening.addBean(new AddressLimit(
                bounds.connectionsOfOneAddress(),
                bounds.connectionsOfThisMachine(),
                counting.proxies(),
                counting.counted(),
                ended("too_many_of_address")));
        server.addBean(slowReaders, false);
        server.setErrorHandler(new ServerProblems());
        server.setHandler(handler);
        server.setStopTimeout(5_000);
        connector = listening;
        slowHeaders = new SlowHeaders(listening, bounds.headers(), ended("slow_headers"));
        try {
            server.start();
            slowHeaders.start();
            slowReaders.start();
        } catch (Exception e) {
            server.stop();
            throw place.refusal(e);
        }
    }

    private Counter ended(String reason) {
        return HttpMeters.ended(metrics, reason);
    }

    /**
     * Lets everybody in.
     *
     * @throws IllegalStateException if the endpoints are not exactly those of the table of routes
     */
    public void open(List<Endpoint> endpoints, List<SocketEndpoint> sockets, Access access) throws Exception {
        Router all = Router.complete(endpoints, access, bounds, held, metrics, operations, stopping);
        WebSocketUpgradeHandler upgrade = SocketUpgrades.of(sockets, access, socketIdle);
        upgrade.setHandler(new Handler.Sequence(all, new Docs(), new Fallback(metrics)));
        router = all;
        handler.open(new SocketGate(upgrade, access, stopping));
    }

    /**
     * Lets everybody in to these alone.
     *
     * @throws IllegalStateException if an endpoint is not in the table of routes
     */
    public void openAlone(List<Endpoint> endpoints, Access access) throws Exception {
        Router some = new Router(endpoints, access, bounds, held, metrics, operations, stopping);
        router = some;
        handler.open(new Handler.Sequence(some, new NothingElse(metrics)));
    }

    /** Requests that are being answered now. */
    public int inFlight() {
        Router open = router;
        return open == null ? 0 : open.inFlight();
    }

    /** The port it listens on. */
    public int port() {
        if (connector == null) {
            throw new IllegalStateException("not started");
        }
        return connector.getLocalPort();
    }

    /** Connections open now. */
    public int connections() {
        return connector == null ? 0 : connector.getConnectedEndPoints().size();
    }

    /** Threads of the server: all, idle, and requests that wait for one. */
    public int threads() {
        return threads.getThreads();
    }

    public int idleThreads() {
        return threads.getIdleThreads();
    }

    /**
     * Why connections are not served, though there may be threads for them; null while they are.
     *
     * @param limit how long this may take to find out
     */
    public @Nullable String fault(Duration limit) throws InterruptedException {
        WatchedConnector listening = connector;
        return listening == null ? null : listening.fault(limit);
    }

    /** Runs a task on the server's own threads: when it runs, the server answers. */
    public void execute(Runnable task) {
        threads.execute(task);
    }

    @Override
    public void stop(Deadline deadline) throws Exception {
        if (slowHeaders != null) {
            slowHeaders.close();
        }
        closeConnections(Deadline.in(deadline.leftAtMost(Duration.ofSeconds(5))));
        server.setStopTimeout(
                Math.max(1, deadline.leftAtMost(Duration.ofSeconds(5)).toMillis()));
        try {
            server.stop();
        } catch (TimeoutException e) {
            LOG.warn("connections that did not end in time were cut off");
        }
        slowReaders.close();
        operations.shutdown();
        if (!operations.awaitTermination(
                deadline.leftAtMost(Duration.ofSeconds(5)).toMillis(), TimeUnit.MILLISECONDS)) {
            operations.shutdownNow();
        }
    }

    @Override
    public List<Supervised> supervised() {
        return slowHeaders == null ? List.of() : List.of(slowHeaders.supervised(), slowReaders.supervised());
    }

    /** Accepts no more and sees those out that are connected: until the last has gone, whoever asks is answered. */
    private void closeConnections(Deadline deadline) throws InterruptedException {
        if (connector == null) {
            return;
        }
        var unused = connector.shutdown();
        // One that was just being accepted is not among the connected yet; forgotten, it would wait for ever.
        int empty = 0;
        while (empty < 10 && !deadline.passed()) {
            empty = connections() == 0 ? empty + 1 : 0;
            Thread.sleep(5);
        }
        if (connections() > 0) {
            LOG.info("{} connections did not end by themselves", connections());
        }
    }
}
