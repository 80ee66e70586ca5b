package fr.gaveurs.console.backend.features.reports;

import fr.gaveurs.console.api.reports.ReportReason;
import fr.gaveurs.console.api.reports.ReportReason.Code;
import fr.gaveurs.console.files.AtomicFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Copies files into folders, which may be network drives: one that hangs answers after minutes, or never, and nothing can
 * interrupt who asked it. Each copy therefore has a thread of its own, which is given up when no byte moved for a while.
 * A folder that hangs is not asked again until that thread came back, and only so many may hang at once. One caller at a time.
 */
final class FolderCopies {
    /** So long no byte may move. */
    static final Duration PATIENCE = Duration.ofSeconds(60);
    /** Folders that may hang at once, with a thread each. */
    static final int MOST_HANGING = 8;

    private static final int PIECE = 1 << 16;

    private final Duration patience;
    private final Map<String, Copy> hanging = new HashMap<>();

    /** @param patience how long no byte may move */
    FolderCopies(Duration patience) {
        this.patience = patience;
    }

    /**
     * Copies files, each under its own name, whole or not at all.
     *
     * @throws IOException saying why the folder did not take them; {@link Code#FOLDER_HANGS} at once where it still hangs
     * @throws InterruptedException when the program ends; what hangs then holds up nothing
     */
    void copy(String folder, List<Path> files) throws IOException, InterruptedException {
        hanging.values().removeIf(Copy::isOver);
        if (hanging.containsKey(folder) || hanging.size() >= MOST_HANGING) {
            throw hangs(folder);
        }
        Copy copy = new Copy(folder, files);
        Thread.ofPlatform().daemon().name("copy of a report").start(copy);
        try {
            copy.await(patience);
        } catch (TimeoutException e) {
            hanging.put(folder, copy);
            throw hangs(folder);
        } catch (InterruptedException e) {
            copy.givenUp = true;
            throw e;
        }
    }

    private ReasonException hangs(String folder) {
        return new ReasonException(
                ReportReason.of(Code.FOLDER_HANGS, folder, Long.toString(Math.max(1, patience.toSeconds()))));
    }

    private static final class Copy implements Runnable {
        private final String folder;
        private final List<Path> files;
        private final CompletableFuture<Void> done = new CompletableFuture<>();
        private volatile long movedNanos = System.nanoTime();
        private volatile boolean givenUp;

        Copy(String folder, List<Path> files) {
            this.folder = folder;
            this.files = files;
        }

        boolean isOver() {
            return done.isDone();
        }

        private boolean isOverWithin(long nanos) throws ExecutionException, InterruptedException {
            try {
                done.get(nanos, TimeUnit.NANOSECONDS);
                return true;
            } catch (TimeoutException e) {
                return false; // bytes may have moved meanwhile
            }
        }

        void await(Duration patience) throws IOException, InterruptedException, TimeoutException {
            try {
                long left = patience.toNanos();
                while (!isOverWithin(left)) {
                    left = patience.toNanos() - (System.nanoTime() - movedNanos);
                    if (left <= 0) {
                        givenUp = true;
                        throw new TimeoutException();
                    }
                }
            } catch (ExecutionException e) {
                if (e.getCause() instanceof IOException io) {
                    throw io;
                }
                throw new IOException(String.valueOf(e.getCause()), e.getCause());
            }
        }

        @Override
        public void run() {
            try {
                write();
                done.complete(null);
            } catch (IOException | RuntimeException | Error e) {
                // Also for want of memory: a folder of which this was never said would be taken to hang for ever.
                done.completeExceptionally(e);
            }
        }

        private void write() throws IOException {
            Path target = Path.of(folder);
            if (Files.isRegularFile(target)) {
                throw new NotDirectoryException(folder);
            }
            if (!Files.isDirectory(target)) {
                // Not made here: a network drive that is away would become a folder of this disk.
                throw new NoSuchFileException(folder);
            }
            for (Path file : files) {
                try (InputStream in = Files.newInputStream(file);
                        AtomicFile copy = new AtomicFile(target.resolve(file.getFileName()));
                        OutputStream out = copy.stream()) {
                    byte[] piece = new byte[PIECE];
                    for (int read = in.read(piece); read >= 0; read = in.read(piece)) {
                        out.write(piece, 0, read);
                        moved();
                    }
                    copy.finish();
                    moved();
                }
            }
        }

        /** Who was given up leaves nothing behind: it is tried again by another one. */
        private void moved() throws IOException {
            movedNanos = System.nanoTime();
            if (givenUp) {
                throw new IOException("it came too late");
            }
        }
    }
}
