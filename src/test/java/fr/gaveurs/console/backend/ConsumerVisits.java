package fr.gaveurs.console.backend;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;

/** Consumers who look at pages and rate, so many a second: each rates from an address of its own. */
final class ConsumerVisits implements AutoCloseable {
    /** Under way at once: a queue that only grows would measure itself. */
    private static final int UNDER_WAY = 200;

    private final int port;
    private final List<String> pages;
    private final Queue<KeptConnection> connections = new ConcurrentLinkedQueue<>();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final AtomicInteger visitors = new AtomicInteger();

    /**
     * What came of it.
     *
     * @param views pages that were shown; {@code ratings} that were taken
     * @param failed answers that were neither
     * @param dropped requests that were not sent, since too many were under way
     */
    record Counts(long views, long ratings, long failed, long dropped) {}

    /** @param port of the consumers; {@code pages} their paths */
    ConsumerVisits(int port, List<String> pages) {
        this.port = port;
        this.pages = List.copyOf(pages);
    }

    /** Each figure a second; a rating opens its page first, and that counts as a view. Returns once all are answered. */
    Counts run(int viewsPerSecond, int ratingsPerSecond, Duration time) throws InterruptedException {
        LongAdder views = new LongAdder();
        LongAdder ratings = new LongAdder();
        LongAdder failed = new LongAdder();
        LongAdder dropped = new LongAdder();
        Semaphore room = new Semaphore(UNDER_WAY);
        long end = System.nanoTime() + time.toNanos();
        Thread looking = Thread.ofPlatform()
                .start(() -> pace(
                        viewsPerSecond - ratingsPerSecond,
                        end,
                        n -> submit(room, dropped, failed, () -> {
                            get(page(n), visitor());
                            views.increment();
                        })));
        Thread rating = Thread.ofPlatform()
                .start(() -> pace(
                        ratingsPerSecond,
                        end,
                        n -> submit(room, dropped, failed, () -> {
                            String visitor = visitor();
                            String token = TestVisitor.tokenOf(get(page(n), visitor));
                            views.increment();
                            post(page(n), visitor, "overall=" + (1 + n % 5) + "&form=" + token);
                            ratings.increment();
                        })));
        looking.join();
        rating.join();
        if (!room.tryAcquire(UNDER_WAY, RawWebSocket.PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            throw new IllegalStateException("requests have no end");
        }
        return new Counts(views.sum(), ratings.sum(), failed.sum(), dropped.sum());
    }

    private interface Task {
        void run() throws Exception;
    }

    interface Turn {
        void take(int n);
    }

    static void pace(int perSecond, long end, Turn turn) {
        if (perSecond <= 0) {
            return;
        }
        long next = System.nanoTime();
        for (int n = 0; System.nanoTime() < end; n++) {
            turn.take(n);
            next += 1_000_000_000L / perSecond;
            long left = next - System.nanoTime();
            if (left > 0) {
                LockSupport.parkNanos(left);
            }
        }
    }

    private void submit(Semaphore room, LongAdder dropped, LongAdder failed, Task task) {
        if (!room.tryAcquire()) {
            dropped.increment();
            return;
        }
        threads.execute(() -> {
            try {
                task.run();
            } catch (Exception e) {
                failed.increment();
            } finally {
                room.release();
            }
        });
    }

    private String page(int n) {
        return pages.get(n % pages.size());
    }

    private String visitor() {
        int n = visitors.incrementAndGet();
        return "10." + (n >> 16 & 255) + "." + (n >> 8 & 255) + "." + (n & 255);
    }

    /** Of as little processor time as can be: consumers do not sit on the console's machine. */
    private String exchange(int wanted, String head, String body) throws IOException {
        KeptConnection connection = connections.poll();
        if (connection == null) {
            connection = new KeptConnection(port);
        }
        try {
            String answer = connection.exchange(wanted, head, body);
            connections.add(connection);
            return answer;
        } catch (IOException e) {
            connection.close();
            throw e;
        }
    }

    private String get(String page, String visitor) throws IOException {
        return exchange(200, "GET " + page + " HTTP/1.1\r\nX-Forwarded-For: " + visitor, "");
    }

    private void post(String page, String visitor, String form) throws IOException {
        var unused = exchange(201, "POST " + page + " HTTP/1.1\r\nX-Forwarded-For: " + visitor, form);
    }

    @Override
    public void close() {
        threads.close();
        connections.forEach(KeptConnection::close);
    }
}
