package fr.gaveurs.console.desktop.screens.models;

import fr.gaveurs.console.api.Route;
import fr.gaveurs.console.api.models.ModelsApi;
import fr.gaveurs.console.api.models.Truth.ImportResult;
import fr.gaveurs.console.desktop.kit.Messages;
import fr.gaveurs.console.desktop.kit.ProblemText;
import fr.gaveurs.console.desktop.kit.SentTask;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** Sends a file of labels, or a recording that knows them. */
final class LabelImport extends SentTask<ImportResult> {
    /** Of the warning that one did not work. */
    static final String SUBJECT = "label import";

    private final ModelsBackend backend;
    private final Messages messages;
    private final Route route;
    private final Path file;
    private final String name;
    private final Consumer<ImportResult> told;

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
    protected CompletableFuture<ImportResult> send() throws Exception {
        return backend.api().labels(route, file);
    }

    @Override
    protected void gaveUp() {
        backend.tasks().good(messages.get("models.labels.cancelled", name));
    }

    @Override
    protected void succeeded() {
        told.accept(getValue());
    }

    @Override
    protected void failed() {
        backend.tasks()
                .warn(SUBJECT, messages.get("models.import.failed", name, ProblemText.of(getException(), messages)));
    }
}
