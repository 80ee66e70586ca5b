package fr.gaveurs.console.backend.features.log;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Parts of a verification that need not wait for each other: one at a time on each connection. */
final class CheckParts {
    /** One of them. */
    interface Part {
        void run(Connection connection) throws SQLException;
    }

    private CheckParts() {}

    /**
     * Does them all; on a single connection one after the other, on the thread that calls.
     *
     * @param stop told of the first failure, so that the others end with their next step
     * @throws CancellationException when the thread is interrupted; what runs ends once its connection is closed
     */
    static void run(List<Connection> connections, List<Part> parts, Runnable stop) throws SQLException {
        if (connections.size() == 1) {
            for (Part part : parts) {
                part.run(connections.getFirst());
            }
            return;
        }
        Queue<Part> left = new ConcurrentLinkedQueue<>(parts);
        AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
        List<Thread> threads = new ArrayList<>();
        for (Connection connection : connections) {
            threads.add(
                    Thread.ofPlatform().daemon().name("log verification part").start(() -> {
                        try {
                            for (Part part = left.poll(); part != null && failure.get() == null; part = left.poll()) {
                                part.run(connection);
                            }
                        } catch (SQLException | RuntimeException | Error e) {
                            if (failure.compareAndSet(null, e)) {
                                stop.run();
                            }
                        }
                    }));
        }
        try {
            for (Thread thread : threads) {
                thread.join();
            }
        } catch (InterruptedException e) {
            stop.run();
            Thread.currentThread().interrupt();
            throw new CancellationException("interrupted");
        }
        rethrow(failure.get());
    }

    private static void rethrow(@Nullable Throwable failure) throws SQLException {
        switch (failure) {
            case null -> {
                // All went well.
            }
            case SQLException e -> throw e;
            case RuntimeException e -> throw e;
            case Error e -> throw e;
            default -> throw new IllegalStateException(failure);
        }
    }
}
