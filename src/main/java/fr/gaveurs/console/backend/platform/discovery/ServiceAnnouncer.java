package fr.gaveurs.console.backend.platform.discovery;

import fr.gaveurs.console.api.health.Health.ComponentStatus;
import fr.gaveurs.console.backend.platform.health.HealthCheck;
import fr.gaveurs.console.backend.platform.lifecycle.Deadline;
import fr.gaveurs.console.backend.platform.lifecycle.Part;
import fr.gaveurs.console.backend.platform.lifecycle.Supervised;
import fr.gaveurs.console.backend.platform.lifecycle.SupervisedThread;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import javax.jmdns.JmDNS;
import javax.jmdns.ServiceInfo;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Announces the console by multicast DNS as {@code _gaveurs._tcp}, on the addresses on which it listens, so that boards
 * and people find it without knowing an address. Follows networks that come and go. Nothing waits for it, and nothing
 * fails with it.
 */
public final class ServiceAnnouncer implements Part {
    /** How it is looked for. */
    public static final String TYPE = "_gaveurs._tcp.local.";

    private static final Logger LOG = LoggerFactory.getLogger(ServiceAnnouncer.class);
    /** A start has better things to do. */
    private static final Duration LATE = Duration.ofSeconds(5);

    private static final Duration LOOK = Duration.ofMinutes(1);
    private static final Duration GOODBYE = Duration.ofMillis(1_500);

    private final Supplier<List<InetAddress>> addresses;
    private final IntSupplier port;
    private final String path;
    private final String version;
    private final Duration late;
    private final Map<InetAddress, Announced> announced = new ConcurrentHashMap<>();
    private final SupervisedThread thread = new SupervisedThread("mdns", this::run);
    private volatile @Nullable String problem;

    private record Announced(JmDNS responder, String name) {}

    /**
     * @param addresses on which it is announced, asked from time to time
     * @param path of the stations' WebSocket, which is told with it
     */
    public ServiceAnnouncer(Supplier<List<InetAddress>> addresses, IntSupplier port, String path, String version) {
        this(addresses, port, path, version, LATE);
    }

    ServiceAnnouncer(
            Supplier<List<InetAddress>> addresses, IntSupplier port, String path, String version, Duration late) {
        this.addresses = addresses;
        this.port = port;
        this.path = path;
        this.version = version;
        this.late = late;
    }

    @Override
    public String name() {
        return "mdns";
    }

    /** Returns at once. */
    @Override
    public void start() {
        thread.start();
    }

    private void run() throws InterruptedException {
        Thread.sleep(late);
        while (true) {
            follow(new HashSet<>(addresses.get()));
            Thread.sleep(LOOK);
        }
    }

    private void follow(Set<InetAddress> wanted) {
        for (InetAddress address : List.copyOf(announced.keySet())) {
            if (!wanted.contains(address)) {
                close(address);
            }
        }
        String failure = null;
        for (InetAddress address : wanted) {
            if (!announced.containsKey(address)) {
                String why = announce(address);
                failure = why == null ? failure : address.getHostAddress() + ": " + why;
            }
        }
        if (failure != null && !failure.equals(problem)) {
            LOG.warn("the console is not announced on the network, boards need its address: {}", failure);
        }
        problem = failure;
    }

    /** Why it could not be; null if it was. */
    private @Nullable String announce(InetAddress address) {
        JmDNS responder = null;
        try {
            String host = host();
            responder = JmDNS.create(address, "gaveurs-" + host);
            ServiceInfo service = ServiceInfo.create(
                    TYPE, "Gaveurs Console " + host, port.getAsInt(), 0, 0, Map.of("path", path, "version", version));
            responder.registerService(service);
            announced.put(address, new Announced(responder, service.getQualifiedName()));
            LOG.info("announced as {} on {}", service.getQualifiedName(), address.getHostAddress());
            return null;
        } catch (IOException | RuntimeException e) {
            close(responder);
            return String.valueOf(e.getMessage());
        }
    }

    private static String host() {
        try {
            String name = InetAddress.getLocalHost().getHostName();
            int dot = name.indexOf('.');
            return dot > 0 ? name.substring(0, dot) : name;
        } catch (UnknownHostException e) {
            return "localhost";
        }
    }

    /** The name under which it is announced; null while it is not. */
    public @Nullable String service() {
        return announced.values().stream().map(Announced::name).findFirst().orElse(null);
    }

    /** Says on which addresses it is announced; that it could not be is worth a note, and no trouble. */
    public HealthCheck check() {
        return () -> {
            Map<String, Object> figures = new TreeMap<>();
            figures.put(
                    "announced_on",
                    String.join(
                            ", ",
                            announced.keySet().stream()
                                    .map(InetAddress::getHostAddress)
                                    .sorted()
                                    .toList()));
            String note = problem;
            return new HealthCheck.Result(
                    ComponentStatus.UP, note == null ? null : "the console is not announced on " + note, figures);
        };
    }

    private void close(InetAddress address) {
        Announced gone = announced.remove(address);
        close(gone == null ? null : gone.responder());
    }

    private static void close(@Nullable JmDNS responder) {
        if (responder != null) {
            try {
                responder.close();
            } catch (IOException | RuntimeException e) {
                LOG.debug("an announcement could not be taken back", e);
            }
        }
    }

    /** Takes its announcements back; networks that do not take that in time are left alone. */
    @Override
    public void stop(Deadline deadline) throws InterruptedException {
        thread.stop();
        var unused = thread.join(deadline.leftAtMost(GOODBYE));
        List<Thread> goodbyes = new ArrayList<>();
        for (Announced each : announced.values()) {
            goodbyes.add(Thread.ofPlatform().daemon().name("mdns-goodbye").start(() -> close(each.responder())));
        }
        announced.clear();
        Deadline limit = Deadline.in(deadline.leftAtMost(GOODBYE));
        for (Thread goodbye : goodbyes) {
            goodbye.join(limit.leftAtMost(GOODBYE).plusMillis(1));
        }
    }

    @Override
    public List<Supervised> supervised() {
        return List.of(thread);
    }
}
