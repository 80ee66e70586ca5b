package fr.gaveurs.console.desktop.screens.models;

import fr.gaveurs.console.api.models.Versions.ImportQuery;
import fr.gaveurs.console.api.models.Versions.Version;
import fr.gaveurs.console.desktop.kit.Messages;
import fr.gaveurs.console.desktop.kit.ProblemText;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import javafx.concurrent.Task;
import org.jspecify.annotations.Nullable;

/** Sends a model's file; its golden rows are tried before it is a version. */
final class ModelImport extends Task<Version> {
    private static final int LONGEST = 80;

    private final ModelsBackend backend;
    private final Messages messages;
    private final Path file;
    private final @Nullable Long dataset;
    private final String name;
    private final Consumer<Version> made;
    private volatile @Nullable CompletableFuture<Version> sent;

    /**
     * @param dataset by which a model from elsewhere is judged; null for none
     * @param made hears of the version, on the FX thread
     */
    ModelImport(ModelsBackend backend, Path file, @Nullable Long dataset, Consumer<Version> made) {
        this.backend = backend;
        this.messages = backend.messages();
        this.file = file;
        this.dataset = dataset;
        this.made = made;
        name = String.valueOf(file.getFileName());
        updateTitle(messages.get("models.import.task", name));
        updateMessage("");
    }

    /** The file's name without its ending. */
    static String versionName(String fileName) {
        String plain = fileName.replaceFirst("\\.(json|onnx)$", "");
        String some = plain.isEmpty() ? fileName : plain;
        return some.length() > LONGEST ? some.substring(0, LONGEST) : some;
    }

    @Override
    protected Version call() throws Exception {
        CompletableFuture<Version> begun = backend.api().take(file, new ImportQuery(versionName(name), dataset));
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
        CompletableFuture<Version> begun = sent;
        if (begun != null) {
            begun.cancel(true);
        }
        backend.good(messages.get("models.import.cancelled", name));
    }

    @Override
    protected void succeeded() {
        backend.good(messages.get("models.import.done", new ModelsText(messages).title(getValue())));
        made.accept(getValue());
    }

    @Override
    protected void failed() {
        backend.warn(messages.get("models.import.failed", name, ProblemText.of(getException(), messages)));
    }
}
