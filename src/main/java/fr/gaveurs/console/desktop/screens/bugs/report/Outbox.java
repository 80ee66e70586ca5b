package fr.gaveurs.console.desktop.screens.bugs.report;

import fr.gaveurs.console.api.Json;
import fr.gaveurs.console.api.Problem;
import fr.gaveurs.console.client.ApiException;
import fr.gaveurs.console.client.TaskThread;
import fr.gaveurs.console.files.AtomicFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;

/**
 * Reports on their way to the backend: each is a folder on this PC before it is sent, and goes when the backend has it
 * and its files. While the backend or its database is away they wait, over restarts too, and are tried again in the
 * order in which they were written.
 *
 * <p>Everything happens on one thread of its own, which also waits for the answers.
 */
final class Outbox {
    /** So many may wait. */
    static final int MOST = 200;

    private static final Logger LOG = LoggerFactory.getLogger(Outbox.class);
    private static final String REPORT = "report.json";

    /** Hears what becomes of reports that nobody waits for any more. On the outbox's thread. */
    interface Listener {
        /** Reports of before were sent, or came back. */
        void outcome(OutboxItem item, SendResult outcome);

        /** Before a report leaves the outbox for having been refused: what was typed must be kept elsewhere. */
        void returned(Draft draft, byte @Nullable [] screenshot);

        /** The report is filed, one of its files was not taken. */
        void fileRefused(OutboxItem item, long bugId, String file, Problem why);
    }

    private final Path folder;
    private final Duration pause;
    private final Listener listener;
    private final TaskThread thread = new TaskThread("report-outbox");
    private final Map<Path, CompletableFuture<SendResult>> awaited = new HashMap<>();
    private @Nullable Courier courier;
    private @Nullable Future<?> next;
    private long lastName;

    Outbox(Path folder, Duration pause, Listener listener) {
        this.folder = folder;
        this.pause = pause;
        this.listener = listener;
        run(() -> {
            try {
                SafeFiles.sweep(folder);
            } catch (IOException e) {
                LOG.warn("the reports in {} cannot be read: {}", folder, e.getMessage());
            }
        });
    }

    /** From now on there is a backend: what waits is sent. */
    void connect(Courier to) {
        run(() -> {
            courier = to;
            round();
        });
    }

    /**
     * Writes a report and its files, then sends it.
     *
     * @param files bytes of {@code item.files()}
     * @return what the first attempt brought; completes on the outbox's thread, never with a failure
     */
    CompletableFuture<SendResult> put(OutboxItem item, List<byte[]> files) {
        CompletableFuture<SendResult> result = new CompletableFuture<>();
        boolean taken = run(() -> {
            try {
                int waiting = SafeFiles.list(folder).size();
                if (waiting >= MOST) {
                    result.complete(new SendResult.Full(waiting));
                    return;
                }
                awaited.put(write(item, files), result);
            } catch (IOException e) {
                LOG.warn("a report could not be written to {}", folder, e);
                result.complete(new SendResult.NotWritten(e.getMessage() == null ? e.toString() : e.getMessage()));
                return;
            } catch (RuntimeException | Error e) {
                result.complete(new SendResult.NotWritten(e.toString())); // the form still waits for its answer
                throw e;
            }
            round();
        });
        if (!taken) {
            result.complete(new SendResult.NotWritten("the window is being closed"));
        }
        return result;
    }

    /** Nothing is sent after this; returns when the thread rests, or after a moment. */
    void close() {
        thread.finish(Duration.ofSeconds(3));
    }

    private Path write(OutboxItem item, List<byte[]> files) throws IOException {
        // Names sort by time, also when two fall into one millisecond or the clock was set back.
        lastName = Math.max(lastName + 1, System.currentTimeMillis());
        String name =
                String.format(Locale.ROOT, "%015d-%s", lastName, item.draft().id());
        Path temporary = folder.resolve(name + SafeFiles.TEMPORARY);
        Files.createDirectories(temporary);
        for (int i = 0; i < files.size(); i++) {
            AtomicFile.write(temporary.resolve(file(i)), files.get(i));
        }
        AtomicFile.write(temporary.resolve(REPORT), Json.MAPPER.writeValueAsBytes(item));
        Path entry = folder.resolve(name);
        Files.move(temporary, entry, StandardCopyOption.ATOMIC_MOVE);
        AtomicFile.sync(folder);
        return entry;
    }

    private static String file(int index) {
        return "file-" + index;
    }

    private List<Path> entries() {
        try {
            return SafeFiles.list(folder);
        } catch (IOException e) {
            LOG.warn("the reports in {} cannot be read: {}", folder, e.getMessage());
            return List.of();
        }
    }

    private void round() {
        if (next != null) {
            next.cancel(false);
            next = null;
        }
        Courier to = courier;
        if (to != null) {
            for (Path entry : entries()) {
                try {
                    deliver(entry, to);
                } catch (ApiException e) {
                    LOG.debug("a report waits: {}", e.getMessage());
                    if (Courier.stopsAll(e)) {
                        break;
                    }
                } catch (IOException e) {
                    LOG.warn("a report in {} cannot be read or changed: {}", entry, e.getMessage());
                }
            }
        }
        rest();
    }

    /** Whoever still waits is told that his report does too; what is left is tried again after the pause. */
    private void rest() {
        int left = entries().size();
        awaited.values().forEach(each -> each.complete(new SendResult.Kept(left)));
        awaited.clear();
        if (left > 0) {
            later();
        }
    }

    private void later() {
        try {
            next = thread.after(pause, this::guardedRound);
        } catch (RejectedExecutionException e) {
            LOG.debug("the window is closed", e);
        }
    }

    private void guardedRound() {
        guarded(this::round);
    }

    /** Ends with an {@link ApiException} where the entry has to wait. */
    private void deliver(Path entry, Courier to) throws IOException {
        OutboxItem item;
        try {
            item = Json.MAPPER.readValue(Files.readAllBytes(entry.resolve(REPORT)), OutboxItem.class);
            if (item == null) {
                throw new IOException("it holds nothing");
            }
        } catch (JacksonException | IOException e) {
            SafeFiles.setAside(entry, e);
            awaited.remove(entry);
            return;
        }
        Long bugId = item.bugId();
        if (bugId == null) {
            try {
                bugId = send(entry, item, to);
            } catch (ApiException e) {
                if (Courier.isAway(e)) {
                    throw e;
                }
                returned(entry, item, e.problem());
                return;
            }
            try {
                save(entry, item.arrived(bugId));
            } finally {
                // Should the disk refuse now, the report itself has arrived all the same.
                finish(entry, item, new SendResult.Sent(bugId, item.bug() == null));
            }
        }
        attach(entry, item, bugId, to);
        SafeFiles.delete(entry);
    }

    private long send(Path entry, OutboxItem item, Courier to) throws IOException {
        if (item.bug() != null) {
            return to.create(item.bug());
        }
        long bugId = item.commentOn() == null ? 0 : item.commentOn();
        if (item.comment() != null && !(item.attempted() && to.hasComment(bugId, item.comment()))) {
            // A comment has no number by which the backend could know it again.
            save(entry, item.tried());
            to.comment(bugId, item.comment());
        }
        return bugId;
    }

    private void attach(Path entry, OutboxItem item, long bugId, Courier to) throws IOException {
        for (int i = 0; i < item.files().size(); i++) {
            Path file = entry.resolve(file(i));
            if (!Files.exists(file)) {
                continue;
            }
            try {
                to.attach(bugId, item.files().get(i), item.draft().reporter(), Files.readAllBytes(file));
            } catch (ApiException e) {
                if (Courier.isAway(e)) {
                    throw e;
                }
                listener.fileRefused(item, bugId, item.files().get(i), e.problem());
            }
            SafeFiles.delete(file);
        }
    }

    private void returned(Path entry, OutboxItem item, Problem why) throws IOException {
        Path picture = entry.resolve(file(0));
        listener.returned(
                item.draft().refused(Draft.Refusal.of(why)),
                Files.exists(picture) ? Files.readAllBytes(picture) : null);
        SafeFiles.delete(entry);
        finish(entry, item, new SendResult.Refused(why));
    }

    private void finish(Path entry, OutboxItem item, SendResult outcome) {
        CompletableFuture<SendResult> waiter = awaited.remove(entry);
        if (waiter == null) {
            listener.outcome(item, outcome);
        } else {
            waiter.complete(outcome);
        }
    }

    private static void save(Path entry, OutboxItem item) throws IOException {
        AtomicFile.write(entry.resolve(REPORT), Json.MAPPER.writeValueAsBytes(item));
    }

    private boolean run(Runnable task) {
        try {
            thread.execute(() -> guarded(task));
            return true;
        } catch (RejectedExecutionException e) {
            LOG.debug("the window is closed", e);
            return false;
        }
    }

    /** A fault in one round must not end the next ones. */
    private void guarded(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException | Error e) {
            try {
                LOG.error("the outbox of reports met a fault", e);
                rest();
            } finally {
                if (next == null) {
                    later();
                }
            }
        }
    }
}
