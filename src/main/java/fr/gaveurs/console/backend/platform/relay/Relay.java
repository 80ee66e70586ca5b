package fr.gaveurs.console.backend.platform.relay;

import fr.gaveurs.console.api.health.Health.ComponentStatus;
import fr.gaveurs.console.backend.platform.cache.RedisServer;
import fr.gaveurs.console.backend.platform.health.HealthCheck;
import fr.gaveurs.console.backend.platform.health.HealthCheck.Result;
import fr.gaveurs.console.backend.platform.lifecycle.Deadline;
import fr.gaveurs.console.backend.platform.lifecycle.Part;
import fr.gaveurs.console.backend.platform.lifecycle.Supervised;
import fr.gaveurs.console.backend.platform.lifecycle.SupervisedThread;
import fr.gaveurs.console.backend.platform.metrics.Metrics;
import fr.gaveurs.console.backend.platform.settings.RedisAddress;
import fr.gaveurs.console.backend.platform.store.Database;
import io.micrometer.core.instrument.Counter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the other consoles on the same database what changed here. What is told is gathered for some milliseconds and
 * sent by a thread of its own: who tells waits for nothing. What could not be sent is sent later.
 *
 * <p>Each console says something every half second and hears itself: so it knows, whatever carries the messages, that
 * it hears the others. {@link #hearsAll} says so.
 */
public final class Relay implements Part {
    private static final Logger LOG = LoggerFactory.getLogger(Relay.class);
    private static final long BEAT_NANOS = Duration.ofMillis(500).toNanos();
    /** Between two rounds of messages: what comes meanwhile goes together. */
    private static final long GATHER_NANOS = Duration.ofMillis(20).toNanos();

    private static final long WAIT_MILLIS = 100;
    /** Until what is forbidden is tried again. */
    private static final long FORBIDDEN_NANOS = Duration.ofSeconds(10).toNanos();

    /** A connection takes its time to be made. */
    private static final long RECONNECT_NANOS = Duration.ofSeconds(3).toNanos();

    /** A connection that is lost and made again at once is no trouble. */
    private static final Duration TOLERATED = Duration.ofSeconds(2);

    private static final String HERE = "here";
    private static final String BYE = "bye";

    /** Hears what other consoles tell; must return at once. */
    public interface Listener {
        /** Something changed, by another console. */
        void heard(ChangeNotice notice);

        /** From now on, or up to now, something may have been missed. */
        void missed();
    }

    private final String console;
    private final Transport transport;
    private final Peers peers;
    private final Counter sent;
    private final Counter received;
    private final Semaphore wake = new Semaphore(0);
    private final SupervisedThread thread = new SupervisedThread("relay", this::run);
    private volatile Listener listener = new Listener() {
        @Override
        public void heard(ChangeNotice notice) {}

        @Override
        public void missed() {}
    };
    private volatile List<ChangeTopic<?>> topics = List.of();
    private ChangeNotice waiting = new ChangeNotice();
    private volatile boolean closed;
    private volatile boolean hearsAll;
    private volatile @Nullable String lastError;
    private long beatAt = System.nanoTime() - BEAT_NANOS;
    private long sendAt = System.nanoTime();
    private long reconnectedAt = System.nanoTime();

    /** Over Redis where there is one, else over the database itself. */
    public static Relay over(@Nullable RedisAddress redis, Database database, String console, Metrics metrics) {
        return new Relay(
                redis == null
                        ? new NotifyTransport(database)
                        : new RedisTransport(new RedisServer(redis), database::identity),
                console,
                metrics);
    }

    Relay(Transport transport, String console, Metrics metrics) {
        this.console = console;
        this.transport = transport;
        this.peers = new Peers(console, System::nanoTime);
        String help = "Words of what changed, told to other consoles and heard of them";
        this.sent = metrics.counter("relay.hints", help, "direction", "out");
        this.received = metrics.counter("relay.hints", help, "direction", "in");
        metrics.gauge(
                "relay.connected",
                "1 while this console hears the others on its database, else 0",
                () -> hearsAll ? 1 : 0);
        metrics.gauge("relay.consoles", "Other consoles on the same database that are heard", peers::others);
    }

    @Override
    public String name() {
        return "relay";
    }

    /** Returns at once: what carries the messages may be away. */
    @Override
    public void start() {
        LOG.info(
                "other consoles on this database are told of changes over {}; this one is {}",
                transport.name(),
                console);
        transport.start(new Transport.Listener() {
            @Override
            public void heard(String message) {
                hear(message);
            }

            @Override
            public void lost(String why) {
                lastError = why;
                deaf();
            }
        });
        thread.start();
    }

    /** Says who hears of which topics; what was told before is as good as missed. */
    public void listen(Collection<ChangeTopic<?>> heard, Listener hearing) {
        topics = List.copyOf(heard);
        listener = hearing;
        hearing.missed();
    }

    /**
     * Whether everything that other consoles tell arrives here: this one hears itself, and none of those that it heard
     * fell silent. False, then {@link Listener#missed}, as soon as that is not so; the other way round when it is again.
     */
    public boolean hearsAll() {
        return hearsAll;
    }

    /** Something about a subject changed; empty for a topic without subjects. Returns at once. */
    public <V> void tell(ChangeTopic<V> topic, String subject, V value) {
        synchronized (this) {
            waiting.add(topic, subject, value);
        }
        if (wake.availablePermits() == 0) {
            wake.release();
        }
    }

    private void run() {
        while (!closed) {
            try {
                if (wake.tryAcquire(WAIT_MILLIS, TimeUnit.MILLISECONDS)) {
                    LockSupport.parkNanos(GATHER_NANOS);
                    wake.drainPermits();
                }
                send();
                look();
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException e) {
                thread.failed(e); // and must go on
            }
        }
    }

    private void send() {
        if (System.nanoTime() - sendAt < 0) {
            return; // what is to be told is gathered meanwhile
        }
        ChangeNotice now;
        synchronized (this) {
            now = waiting;
            waiting = new ChangeNotice();
        }
        List<String> texts = now.texts(Transport.LIMIT - console.length() - HERE.length() - 2);
        if (texts.isEmpty() && System.nanoTime() - beatAt < BEAT_NANOS) {
            return;
        }
        try {
            for (String text : texts.isEmpty() ? List.of("") : texts) {
                transport.send(console + " " + HERE + " " + text);
                sent.increment(words(text).size());
            }
            beatAt = System.nanoTime();
        } catch (Exception e) {
            lastError = transport.explain(e);
            LOG.debug("not sent: {}", lastError);
            if (transport.forbids(e)) {
                sendAt = System.nanoTime() + FORBIDDEN_NANOS;
            }
            // Some of it may have arrived: to be told twice does no harm.
            synchronized (this) {
                waiting.addAll(now);
            }
        }
    }

    private static List<String> words(String text) {
        return text.isEmpty() ? List.of() : Arrays.asList(text.split(" "));
    }

    private void hear(String message) {
        String[] words = message.split(" ");
        if (words.length < 2) {
            return;
        }
        if (words[1].equals(BYE)) {
            peers.left(words[0]);
            return;
        }
        peers.heard(words[0]);
        List<String> said = Arrays.asList(words).subList(2, words.length);
        if (!words[0].equals(console) && !said.isEmpty()) {
            received.increment(said.size());
            listener.heard(ChangeNotice.parse(said, topics));
        }
    }

    private synchronized void deaf() {
        peers.deaf();
        become(false);
    }

    private void look() {
        synchronized (this) {
            boolean itself = peers.hearsItself();
            become(itself && !peers.someFellSilent());
            if (itself || System.nanoTime() - reconnectedAt < RECONNECT_NANOS) {
                return;
            }
            peers.deaf();
        }
        reconnectedAt = System.nanoTime();
        transport.reconnect();
    }

    private void become(boolean now) {
        if (now == hearsAll) {
            return;
        }
        if (now) {
            LOG.info("other consoles are heard over {}", transport.name());
            // First, so that nothing that was not heard of is relied upon.
            listener.missed();
            hearsAll = true;
        } else {
            hearsAll = false;
            listener.missed();
            if (!closed) {
                LOG.warn("other consoles are not heard over {}: the database is asked instead", transport.name());
            }
        }
    }

    /** Degraded while others are not heard for more than a moment. */
    public HealthCheck check() {
        return () -> {
            Map<String, Object> figures = new LinkedHashMap<>();
            figures.put("console", console);
            figures.put("transport", transport.name());
            figures.put("connected", hearsAll);
            figures.put("consoles", peers.others());
            figures.put("hints_out", (long) sent.count());
            figures.put("hints_in", (long) received.count());
            String error = lastError;
            return hearsAll
                    ? Result.up(figures)
                    : Result.degraded(
                                    "other consoles are not heard: what they store is looked for in the database"
                                            + (error == null ? "" : " (" + error + ")"),
                                    figures)
                            .tolerated(TOLERATED, ComponentStatus.UP, null);
        };
    }

    @Override
    public List<Supervised> supervised() {
        List<Supervised> all = new ArrayList<>(transport.supervised());
        all.add(thread);
        return all;
    }

    /** Says what is still to be said, and goodbye. */
    @Override
    public void stop(Deadline deadline) throws InterruptedException {
        closed = true;
        wake.release();
        if (thread.join(deadline.leftAtMost(Duration.ofSeconds(2)))) {
            Thread last = Thread.ofVirtual().name("relay-goodbye").start(() -> {
                send();
                try {
                    transport.send(console + " " + BYE);
                } catch (Exception e) {
                    LOG.debug("no goodbye: {}", e.getMessage());
                }
            });
            last.join(deadline.leftAtMost(Duration.ofSeconds(1)).plusMillis(1));
        }
        transport.close();
    }
}
