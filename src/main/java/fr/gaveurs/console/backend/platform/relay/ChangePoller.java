package fr.gaveurs.console.backend.platform.relay;

import fr.gaveurs.console.backend.platform.lifecycle.Deadline;
import fr.gaveurs.console.backend.platform.lifecycle.Part;
import fr.gaveurs.console.backend.platform.lifecycle.Supervised;
import fr.gaveurs.console.backend.platform.lifecycle.SupervisedThread;
import fr.gaveurs.console.backend.platform.store.errors.DatabaseErrors;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads what other consoles changed: what was told for some milliseconds in one round, and everything when something
 * may have been missed. Everything also every half minute, for a notice that nobody missed; every second while the others
 * are not heard.
 */
public final class ChangePoller implements Part, Relay.Listener {
    private static final Logger LOG = LoggerFactory.getLogger(ChangePoller.class);
    private static final long GATHER_NANOS = Duration.ofMillis(20).toNanos();

    /** @param heard between two readings of everything while others are heard
     *  @param deaf the same while they are not */
    record Pace(Duration heard, Duration deaf) {
        static final Pace USUAL = new Pace(Duration.ofSeconds(30), Duration.ofSeconds(1));
    }

    private final BooleanSupplier hearsAll;
    private final List<ChangeReader<?>> readers;
    private final Pace pace;
    private final Semaphore wake = new Semaphore(0);
    private final SupervisedThread thread = new SupervisedThread("relay-reader", this::run);
    private ChangeNotice inbox = new ChangeNotice();
    private boolean all;
    private boolean failing;
    private volatile boolean closed;

    /**
     * @param hearsAll whether everything that others tell arrives
     * @param readers in this order: one may need what another one reads
     */
    public ChangePoller(BooleanSupplier hearsAll, List<ChangeReader<?>> readers) {
        this(hearsAll, readers, Pace.USUAL);
    }

    ChangePoller(BooleanSupplier hearsAll, List<ChangeReader<?>> readers, Pace pace) {
        this.hearsAll = hearsAll;
        this.readers = List.copyOf(readers);
        this.pace = pace;
    }

    @Override
    public String name() {
        return "relay reader";
    }

    @Override
    public void start() {
        thread.start();
    }

    @Override
    public void heard(ChangeNotice notice) {
        synchronized (this) {
            inbox.addAll(notice);
        }
        wake.release();
    }

    @Override
    public void missed() {
        synchronized (this) {
            all = true;
        }
        wake.release();
    }

    private void run() {
        long readAt = System.nanoTime();
        while (!closed) {
            try {
                Duration pause = hearsAll.getAsBoolean() ? pace.heard() : pace.deaf();
                long left = pause.toNanos() - (System.nanoTime() - readAt);
                if (wake.tryAcquire(Math.max(0, left), TimeUnit.NANOSECONDS)) {
                    LockSupport.parkNanos(GATHER_NANOS);
                    wake.drainPermits();
                } else {
                    missed();
                }
                if (round()) {
                    readAt = System.nanoTime();
                }
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    /** Whether everything was asked for. */
    private boolean round() throws InterruptedException {
        ChangeNotice now;
        boolean everything;
        synchronized (this) {
            now = inbox;
            everything = all;
            inbox = new ChangeNotice();
            all = false;
        }
        try {
            if (everything) {
                for (ChangeReader<?> reader : readers) {
                    reader.everything().read();
                }
            }
            if (!now.isEmpty()) {
                for (ChangeReader<?> reader : readers) {
                    reader.read(now);
                }
            }
            if (failing) {
                failing = false;
                LOG.info("what other consoles store is read again");
            }
        } catch (Exception e) {
            if (!failing) {
                failing = true;
                if (DatabaseErrors.isUnavailable(e)) {
                    LOG.warn("what other consoles store is read once the database is back: {}", e.getMessage());
                } else {
                    LOG.error("what other consoles store could not be read, tried again each second", e);
                }
            }
            synchronized (this) {
                inbox.addAll(now);
                all = true;
            }
            Thread.sleep(pace.deaf());
            wake.release();
        }
        return everything;
    }

    @Override
    public void stop(Deadline deadline) throws InterruptedException {
        closed = true;
        wake.release();
        thread.stop();
        var unused = thread.join(deadline.leftAtMost(Duration.ofSeconds(2)));
    }

    @Override
    public List<Supervised> supervised() {
        return List.of(thread);
    }
}
