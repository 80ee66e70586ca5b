package fr.gaveurs.console.backend.platform.http;

import fr.gaveurs.console.backend.platform.lifecycle.Deadline;
import fr.gaveurs.console.backend.platform.lifecycle.Part;
import fr.gaveurs.console.backend.platform.lifecycle.Supervised;
import fr.gaveurs.console.backend.platform.lifecycle.SupervisedThread;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Writes the OpenAPI document once, on a thread of its own, as soon as somebody asks for it: it costs more than a second
 * of processor, and most consoles are never asked. Whoever asks waits for it as long as programs usually do, and no
 * longer.
 */
public final class OpenApiPart implements Part {
    private static final Duration PATIENCE = Duration.ofSeconds(8);
    private static final int RETRY_SECONDS = 3;

    private final Supplier<String> writer;
    private final Duration patience;
    private final CountDownLatch wanted = new CountDownLatch(1);
    private final CountDownLatch written = new CountDownLatch(1);
    private final AtomicReference<@Nullable String> document = new AtomicReference<>();
    private final SupervisedThread thread = new SupervisedThread("openapi", this::write);

    public OpenApiPart(String version) {
        this(() -> OpenApi.write(version), PATIENCE);
    }

    /** @param patience how long one who asks waits */
    OpenApiPart(Supplier<String> writer, Duration patience) {
        this.writer = writer;
        this.patience = patience;
    }

    @Override
    public String name() {
        return "openapi";
    }

    @Override
    public void start() {
        thread.start();
    }

    private void write() throws InterruptedException {
        wanted.await();
        document.set(writer.get());
        written.countDown();
    }

    /**
     * The document as JSON.
     *
     * @throws ProblemException 503 if it is still being written
     */
    public String document() throws InterruptedException {
        wanted.countDown();
        boolean there = written.await(patience.toMillis(), TimeUnit.MILLISECONDS);
        String text = document.get();
        if (!there || text == null) {
            throw ProblemException.unavailable(
                    "the document is still being written: ask again in " + RETRY_SECONDS + " s", RETRY_SECONDS);
        }
        return text;
    }

    @Override
    public void stop(Deadline deadline) throws InterruptedException {
        thread.stop();
        // What it writes cannot be interrupted, and nobody waits for it: the thread is a daemon.
        thread.join(deadline.leftAtMost(Duration.ofMillis(100)));
    }

    @Override
    public List<Supervised> supervised() {
        return List.of(thread);
    }
}
