package fr.gaveurs.console.backend.platform.postgres;

import fr.gaveurs.console.backend.platform.lifecycle.Supervised;
import fr.gaveurs.console.backend.platform.lifecycle.SupervisedThread;
import fr.gaveurs.console.backend.platform.postgres.EmbeddedPostgres.Status;
import fr.gaveurs.console.backend.platform.store.connection.ConnectionInfo;
import fr.gaveurs.console.backend.platform.store.connection.Connections;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Watches one server process and starts it again on the same port whenever it dies, for as long as it takes; and when it
 * lives but lets nobody in any more, whatever the connections that it already has say.
 */
final class Supervisor {
    private static final Logger log = LoggerFactory.getLogger(Supervisor.class);
    private static final long POLL_MS = 50;
    private static final int POLLS_PER_LOG_CHECK = 40;
    private static final int POLLS_PER_LOGIN = 60;
    private static final Duration STABLE_AFTER = Duration.ofSeconds(5);
    private static final Duration MAX_BACK_OFF = Duration.ofSeconds(30);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(5);
    /** A start is given up at once, and a stop takes less. */
    private static final Duration END_LIMIT = Duration.ofSeconds(7);

    private static final int FAILED_AFTER = 5;

    /** Told of each change, on the supervisor's thread. */
    interface Listener {
        void changed(Status status, int restarts, @Nullable String error);
    }

    private final PostgresServer server;
    private final int port;
    private final LoginWatch logins;
    private final Listener listener;
    private final CountDownLatch ended = new CountDownLatch(1);
    private final SupervisedThread thread;
    private volatile ProcessHandle process;
    private int restarts;
    private int failures;
    private long readyAt = System.nanoTime();
    private long logStart;

    Supervisor(PostgresServer server, ProcessHandle process, ConnectionInfo info, Listener listener) {
        this.server = server;
        this.process = process;
        this.port = info.port();
        this.logins = new LoginWatch(
                () -> Connections.open(info, Connections.Kind.PROBE).close(), System::nanoTime);
        this.listener = listener;
        logStart = server.serverLog().size();
        thread = new SupervisedThread("postgres-supervisor", true, this::run);
    }

    void start() {
        thread.start();
    }

    /** The server's newest process; it may be dead. */
    ProcessHandle process() {
        return process;
    }

    /** Stops watching; afterwards the server is started no more. */
    void end() throws InterruptedException {
        ended.countDown();
        thread.stopAfterRun();
        if (!thread.join(END_LIMIT)) {
            thread.stop();
            if (!thread.join(END_LIMIT)) {
                log.error("The database's supervision did not end and was left behind");
            }
        }
    }

    Supervised supervised() {
        return thread;
    }

    /** Whatever it throws, it is run again, and finds by itself whether the server lives. */
    private void run() throws InterruptedException {
        for (long poll = 1; !ended.await(POLL_MS, TimeUnit.MILLISECONDS); poll++) {
            thread.beat();
            if (!process.isAlive()) {
                recover(server.serverLog()
                        .failureOf(process.pid(), logStart)
                        .orElse("the server's process " + process.pid() + " was killed or crashed"));
            } else if (poll % (logins.suspects() ? POLLS_PER_LOGIN / 6 : POLLS_PER_LOGIN) == 0) {
                lookForLogins();
            } else if (poll % POLLS_PER_LOG_CHECK == 0) {
                server.serverLog().bound();
            }
        }
    }

    /** Asked while a server starts, which may take longer than any other step. */
    private boolean cancelled() {
        thread.beat();
        return ended.getCount() == 0;
    }

    private void lookForLogins() throws InterruptedException {
        String closed = logins.look();
        if (closed != null) {
            log.error("The database lets nobody in any more ({}): it is stopped and started again", closed);
            listener.changed(Status.RESTARTING, restarts, closed);
            server.stop(process, STOP_LIMIT);
            recover("it let nobody in any more: " + closed);
        }
    }

    private void recover(String cause) throws InterruptedException {
        boolean wasStable = System.nanoTime() - readyAt > STABLE_AFTER.toNanos();
        failures = wasStable ? 0 : failures + 1;
        log.error("The database died: {}. Starting it again", cause);
        listener.changed(Status.RESTARTING, restarts, cause);
        // A server that dies right after each start gets longer and longer pauses too.
        while (!ended.await(backOff().toMillis(), TimeUnit.MILLISECONDS)) {
            try {
                restart();
                return;
            } catch (IOException | RuntimeException e) {
                failures++;
                log.error("Couldn't start the database again (attempt {}): {}", failures, e.getMessage());
                log.debug("Attempt {}", failures, e);
                listener.changed(
                        failures >= FAILED_AFTER ? Status.FAILED : Status.RESTARTING, restarts, e.getMessage());
            }
        }
    }

    private void restart() throws IOException, InterruptedException {
        long start = System.nanoTime();
        server.stopLeftovers();
        logStart = server.serverLog().size();
        process = server.start(port, this::cancelled);
        readyAt = System.nanoTime();
        restarts++;
        listener.changed(Status.RUNNING, restarts, null);
        log.info("The database is back on port {} after {} ms", port, (readyAt - start) / 1_000_000);
    }

    /** None for the first failure of a server that ran well, then 250 ms, doubling. */
    private Duration backOff() {
        if (failures <= 1) {
            return Duration.ZERO;
        }
        Duration doubled = Duration.ofMillis(250L << Math.min(failures - 2, 10));
        return doubled.compareTo(MAX_BACK_OFF) > 0 ? MAX_BACK_OFF : doubled;
    }
}
