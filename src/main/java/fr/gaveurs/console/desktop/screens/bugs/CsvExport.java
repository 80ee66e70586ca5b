package fr.gaveurs.console.desktop.screens.bugs;

import fr.gaveurs.console.api.CsvSeparator;
import fr.gaveurs.console.api.bugs.Bugs;
import fr.gaveurs.console.client.ApiException;
import fr.gaveurs.console.client.BugClient;
import fr.gaveurs.console.client.Download;
import fr.gaveurs.console.desktop.kit.Messages;
import fr.gaveurs.console.desktop.kit.Notifier;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/** The window's export of bugs, one at a time, into a file that is there only once it is whole. On the FX thread. */
final class CsvExport {
    /** With less than this a disk is full: what is left is used up by others. */
    private static final long FULL = 1 << 20;

    private final BugClient bugs;
    private final Messages messages;
    private final Executor fx;
    private final Notifier notice;
    private final Runnable changed;
    private @Nullable Download running;
    private long bytes;

    /**
     * @param fx runs its tasks on the FX thread
     * @param notice is told what became of an export
     * @param changed is run when an export begins, goes on or ends
     */
    CsvExport(BugClient bugs, Messages messages, Executor fx, Notifier notice, Runnable changed) {
        this.bugs = bugs;
        this.messages = messages;
        this.fx = fx;
        this.notice = notice;
        this.changed = changed;
    }

    boolean isRunning() {
        return running != null;
    }

    /** Bytes that were written so far. */
    long bytes() {
        return bytes;
    }

    void start(Bugs.BugQuery filters, File target) {
        // Spreadsheets of the window's language are what it is opened with.
        CsvSeparator separator =
                CsvSeparator.ofLanguage(messages.language().locale().getLanguage());
        Path path = target.toPath();
        bytes = 0;
        Download download = bugs.csv(Bugs.ExportQuery.of(filters, separator), path, progress());
        running = download;
        changed.run();
        var unused = download.done().handle((all, failure) -> {
            String words = words(path, failure);
            fx.execute(() -> {
                if (download.equals(running)) {
                    running = null;
                    changed.run();
                }
                // Whoever ended it got what they wanted.
                if (failure == null || cause(failure) instanceof CancellationException) {
                    notice.good(words);
                } else {
                    notice.warn(words);
                }
            });
            return null;
        });
    }

    void cancel() {
        Download now = running;
        if (now != null) {
            now.cancel();
        }
    }

    /** At most one word of progress waits for the FX thread, however fast the bytes come. */
    private LongConsumer progress() {
        AtomicBoolean waiting = new AtomicBoolean();
        return written -> {
            if (waiting.compareAndSet(false, true)) {
                fx.execute(() -> {
                    waiting.set(false);
                    bytes = written;
                    changed.run();
                });
            }
        };
    }

    private String unwritten(Path target, String name, IOException e) {
        return isFull(target)
                ? messages.get("bugs.export.disk_full", name)
                : messages.get("bugs.file.not_written", name, reason(e));
    }

    private static @Nullable Throwable cause(@Nullable Throwable failure) {
        return failure instanceof CompletionException e && e.getCause() != null ? e.getCause() : failure;
    }

    private String words(Path target, @Nullable Throwable failure) {
        Throwable cause = cause(failure);
        String name = String.valueOf(target.getFileName());
        return switch (cause) {
            case null -> messages.get("bugs.export.done", name);
            case CancellationException e -> messages.get("bugs.export.cancelled");
            case IOException e -> unwritten(target, name, e);
            default -> messages.get("bugs.export.failed", ApiException.of(cause).getMessage());
        };
    }

    private static String reason(IOException e) {
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }

    private static boolean isFull(Path target) {
        Path folder = target.toAbsolutePath().getParent();
        try {
            return folder != null && Files.getFileStore(folder).getUsableSpace() < FULL;
        } catch (IOException e) {
            return false;
        }
    }
}
