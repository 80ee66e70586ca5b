package fr.gaveurs.console.backend.platform.http;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.jetty.io.ManagedSelector;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.jspecify.annotations.Nullable;

/**
 * The listening socket and the threads that serve it, which can be asked whether they still do. One of them that ended by
 * an Error leaves a process that runs and connections that nobody answers; a free thread of the pool says nothing of it.
 * A request to its own port would ask the same, but take one of the places for connections, and find none when all are
 * taken.
 */
final class WatchedConnector extends ServerConnector {
    private static final Duration STEP = Duration.ofMillis(10);

    private volatile boolean inAccept;
    private final List<Turn> turns = new ArrayList<>();

    WatchedConnector(Server server, HttpConnectionFactory factory) {
        super(server, 1, 2, factory);
    }

    /** One selector's answer that is awaited: one at a time, for one that is stuck would gather them. */
    private static final class Turn {
        private final ManagedSelector selector;
        private final AtomicBoolean asked = new AtomicBoolean();

        Turn(ManagedSelector selector) {
            this.selector = selector;
        }

        void ask() {
            if (asked.compareAndSet(false, true)) {
                selector.submit(ready -> asked.set(false));
            }
        }

        boolean answered() {
            return !asked.get();
        }
    }

    @Override
    public void accept(int acceptorId) throws IOException {
        inAccept = true;
        try {
            super.accept(acceptorId);
        } finally {
            inAccept = false;
        }
    }

    /**
     * What of it does not serve any more; null while all does, and before its start and from the beginning of its end on.
     *
     * @param limit how long it may take to answer
     */
    synchronized @Nullable String fault(Duration limit) throws InterruptedException {
        if (turns.isEmpty()) {
            getSelectorManager().getBeans(ManagedSelector.class).forEach(selector -> turns.add(new Turn(selector)));
        }
        turns.forEach(Turn::ask);
        long begin = System.nanoTime();
        while (true) {
            if (!isRunning() || isShutdown()) {
                return null;
            }
            boolean accepts = inAccept || !isAccepting();
            long stuck = turns.stream().filter(turn -> !turn.answered()).count();
            if (isOpen() && accepts && stuck == 0) {
                return null;
            }
            if (System.nanoTime() - begin > limit.toNanos()) {
                return !isOpen() || !accepts
                        ? "no new connection is accepted"
                        : stuck + " of " + turns.size() + " selectors do not read their connections";
            }
            Thread.sleep(STEP);
        }
    }
}
