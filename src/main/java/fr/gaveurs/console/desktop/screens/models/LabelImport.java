package fr.gaveurs.console.desktop.screens.models;

import fr.gaveurs.console.api.Route;
import fr.gaveurs.console.api.models.ModelsApi;
import fr.gaveurs.console.api.models.Truth.ImportResult;
import fr.gaveurs.console.desktop.kit.Messages;
import fr.gaveurs.console.desktop.kit.ProblemText;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import javafx.concurrent.Task;
import org.jspecify.annotations.Nullable;

/** Sends a file of labels, or a recording that knows them. */
final class LabelImport extends Task<ImportResult> {
    private final ModelsBackend backend;
    private final Messages messages;
    private final Route route;
    private final Path file;
    private final String name;
    private final Consumer<ImportResult> told;
    private volatile @Nullable CompletableFuture<ImportResult> sent;

    /**
     * @param route {@link ModelsApi#IMPORT_TRUTH} or {@link ModelsApi#IMPORT_RECORDING}
     * @param told what came of it, on the FX thread
     */
    LabelImport(ModelsBackend backend, Route route, Path file, Consumer<ImportResult> told) {
        this.backend = backend;
        this.messages = backend.messages();
        this.route = route;
        this.file = file;
        this.told = told;
        name = String.valueOf(file.getFileName());
        updateTitle(messages.get("models.labels.task", name));
        updateMessage("");
    }

    @Override
    protected ImportResult call() throws Exception {
        CompletableFuture<ImportResult> begun = backend.api().labels(route, file);
        sent = begun;
        if (isCancelled()) {
            begun.cancel(true);
        }
        try {
            return begun.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof Exception cause ? cause : e;
        }
    }

    @Override
    protected void cancelled() {
        CompletableFuture<ImportResult> begun = sent;
        if (begun != null) {
            begun.cancel(true);
        }
        backend.good(messages.get("models.labels.cancelled", name));
    }

    @Override
    protected void succeeded() {
        told.accept(getValue());
    }

    @Override
    protected void failed() {
        backend.warn(messages.get("models.import.failed", name, ProblemText.of(getException(), messages)));
    }
}
