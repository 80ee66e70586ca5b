package fr.gaveurs.console.client;

import fr.gaveurs.console.files.AtomicFile;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * An answer on its way into a file. Of its bytes only some are held at a time, and the file is there only once it is
 * whole.
 */
public final class Download {
    /** Without a byte for so long the backend counts as gone. */
    private static final Duration SILENCE = Duration.ofSeconds(30);

    private static final int PIECE = 64 << 10;

    private final URI uri;
    private final Duration silence;
    private final CompletableFuture<Long> done = new CompletableFuture<>();
    private @Nullable InputStream in;
    private final AtomicLong bytes = new AtomicLong();
    private volatile boolean silent;

    Download(URI uri) {
        this(uri, SILENCE);
    }

    Download(URI uri, Duration silence) {
        this.uri = uri;
        this.silence = silence;
    }

    /**
     * Completes with the file's bytes; or with an {@link ApiException} where the backend is at fault, an
     * {@link IOException} where this machine's disk is, a {@link CancellationException} after {@link #cancel}.
     */
    public CompletableFuture<Long> done() {
        return done;
    }

    /** Ends it; nothing stays behind. From any thread. */
    public void cancel() {
        done.completeExceptionally(new CancellationException("the download was cancelled"));
        closeInput();
    }

    void fail(ApiException failure) {
        done.completeExceptionally(failure);
    }

    /** Reads to the end; blocks. */
    void take(InputStream answer, Path target, LongConsumer progress) {
        synchronized (this) {
            in = answer;
        }
        Thread watch = Thread.ofVirtual().name("download-watch").start(this::watch);
        try (answer;
                AtomicFile file = new AtomicFile(target)) {
            byte[] piece = new byte[PIECE];
            for (int size = read(answer, piece); size >= 0; size = read(answer, piece)) {
                file.append(piece, size);
                progress.accept(bytes.addAndGet(size));
            }
            if (!done.isDone()) {
                file.finish();
                done.complete(bytes.get());
            }
        } catch (IOException | RuntimeException e) {
            done.completeExceptionally(e);
        } finally {
            watch.interrupt();
        }
    }

    private int read(InputStream answer, byte[] piece) {
        IOException broken = null;
        int size = -1;
        try {
            size = answer.read(piece);
        } catch (IOException e) {
            broken = e;
        }
        if (silent) {
            // A stream that is closed may also look as if it had come to its end.
            throw ApiException.unreachable(uri, new TimeoutException("nothing came for " + silence.toSeconds() + " s"));
        }
        if (broken != null) {
            throw ApiException.unreachable(uri, broken);
        }
        return size;
    }

    /** A stream of HTTP waits for ever. */
    private void watch() {
        long before = -1;
        while (bytes.get() != before) {
            before = bytes.get();
            if (endsWithin(silence)) {
                return;
            }
        }
        silent = true;
        closeInput();
    }

    private boolean endsWithin(Duration limit) {
        try {
            done.get(limit.toNanos(), TimeUnit.NANOSECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException | CancellationException e) {
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    private void closeInput() {
        InputStream open;
        synchronized (this) {
            open = in;
        }
        if (open != null) {
            try {
                open.close();
            } catch (IOException e) {
                // Whoever reads it finds it closed all the same.
                done.completeExceptionally(ApiException.unreachable(uri, e));
            }
        }
    }
}
