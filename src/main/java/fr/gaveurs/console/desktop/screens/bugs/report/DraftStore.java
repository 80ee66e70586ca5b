package fr.gaveurs.console.desktop.screens.bugs.report;

import fr.gaveurs.console.api.Json;
import fr.gaveurs.console.client.TaskThread;
import fr.gaveurs.console.files.AtomicFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;

/**
 * Reports that were typed and not sent, a file each, with their screenshots beside them. All methods return at once; the
 * files are written and read one after the other by a thread of its own.
 */
final class DraftStore {
    /** More are not kept: the one goes that was not written to for longest. */
    static final int MOST = 50;

    private static final Logger LOG = LoggerFactory.getLogger(DraftStore.class);
    private static final String TEXT = ".json";
    private static final String PICTURE = ".png";
    private static final String ORDER = "order";

    /** A draft with its screenshot, PNG. */
    record Kept(Draft draft, byte @Nullable [] screenshot) {}

    private final Path folder;
    private final TaskThread thread = new TaskThread("report-drafts");

    DraftStore(Path folder) {
        this.folder = folder;
    }

    void save(Draft draft) {
        run(() -> {
            AtomicFile.write(file(draft.id(), TEXT), Json.MAPPER.writeValueAsBytes(draft));
            List<Kept> all = readAll(false);
            List<String> order = order(draft, all);
            AtomicFile.write(folder.resolve(ORDER), String.join("\n", order).getBytes(StandardCharsets.UTF_8));
            List<Kept> oldest = all.stream()
                    .sorted(Comparator.comparingInt((Kept kept) ->
                                    order.indexOf(kept.draft().id().toString()))
                            .thenComparing(kept -> kept.draft().at()))
                    .limit(Math.max(0, all.size() - MOST))
                    .toList();
            for (Kept old : oldest) {
                delete(old.draft().id());
            }
        });
    }

    /** Those that are there in the order in which they were written last, which no clock has a say in. */
    private List<String> order(Draft last, List<Kept> all) {
        List<String> order = new ArrayList<>();
        try {
            order.addAll(Files.readAllLines(folder.resolve(ORDER)));
        } catch (IOException e) {
            LOG.debug("the order of the drafts is not known: {}", e.getMessage());
        }
        order.retainAll(all.stream().map(kept -> kept.draft().id().toString()).toList());
        order.remove(last.id().toString());
        order.add(last.id().toString());
        return order;
    }

    /** The whole screenshot of a draft, whatever part of it is chosen. */
    void screenshot(UUID id, Screenshot picture) {
        run(() -> AtomicFile.write(file(id, PICTURE), picture.png(Screenshot.MOST_BYTES)));
    }

    /** As it is, PNG. */
    void screenshot(UUID id, byte[] picture) {
        run(() -> AtomicFile.write(file(id, PICTURE), picture));
    }

    void remove(UUID id) {
        run(() -> delete(id));
    }

    /** Newest first. */
    CompletableFuture<List<Kept>> all() {
        try {
            return CompletableFuture.supplyAsync(() -> readAll(true), thread);
        } catch (RejectedExecutionException e) {
            return CompletableFuture.completedFuture(List.of());
        }
    }

    /** What was handed over is still written; returns when it is, or after a moment. */
    void close() {
        thread.finish(Duration.ofSeconds(3));
    }

    private List<Kept> readAll(boolean pictures) {
        List<Kept> found = new ArrayList<>();
        try {
            for (Path path : SafeFiles.list(folder)) {
                if (path.toString().endsWith(TEXT)) {
                    Kept kept = read(path, pictures);
                    if (kept != null) {
                        found.add(kept);
                    }
                }
            }
        } catch (IOException e) {
            LOG.warn("drafts of reports in {} cannot be read: {}", folder, e.getMessage());
        }
        found.sort(Comparator.comparing((Kept kept) -> kept.draft().at()).reversed());
        return found;
    }

    private @Nullable Kept read(Path path, boolean pictures) throws IOException {
        try {
            Draft draft = Json.MAPPER.readValue(Files.readAllBytes(path), Draft.class);
            if (draft == null) {
                throw new IOException("it holds nothing");
            }
            Path picture = file(draft.id(), PICTURE);
            return new Kept(draft, pictures && Files.exists(picture) ? Files.readAllBytes(picture) : null);
        } catch (JacksonException | IOException e) {
            SafeFiles.setAside(path, e);
            return null;
        }
    }

    private void delete(UUID id) throws IOException {
        SafeFiles.delete(file(id, TEXT));
        SafeFiles.delete(file(id, PICTURE));
    }

    private Path file(UUID id, String ending) {
        return folder.resolve(id + ending);
    }

    private interface Work {
        void run() throws IOException;
    }

    private void run(Work work) {
        try {
            thread.execute(() -> {
                try {
                    work.run();
                } catch (IOException e) {
                    LOG.warn("a draft of a report could not be kept in {}: {}", folder, e.getMessage());
                }
            });
        } catch (RejectedExecutionException e) {
            LOG.debug("the window is closed", e);
        }
    }
}
