package fr.gaveurs.console.desktop.screens.models;

import fr.gaveurs.console.api.ShortText;
import fr.gaveurs.console.api.models.Versions.ImportQuery;
import fr.gaveurs.console.api.models.Versions.Version;
import fr.gaveurs.console.desktop.kit.Messages;
import fr.gaveurs.console.desktop.kit.ProblemText;
import fr.gaveurs.console.desktop.kit.SentTask;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Sends a model's file; its golden rows are tried before it is a version. */
final class ModelImport extends SentTask<Version> {
    /** Of the warning that one did not work. */
    static final String SUBJECT = "model import";

    private static final int LONGEST = 80;

    private final ModelsBackend backend;
    private final Messages messages;
    private final Path file;
    private final @Nullable Long dataset;
    private final String name;
    private final Consumer<Version> made;

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
        return ShortText.beginning(plain.isEmpty() ? fileName : plain, LONGEST);
    }

    @Override
    protected CompletableFuture<Version> send() throws Exception {
        return backend.api().take(file, new ImportQuery(versionName(name), dataset));
    }

    @Override
    protected void gaveUp() {
        backend.tasks().good(messages.get("models.import.cancelled", name));
    }

    @Override
    protected void succeeded() {
        backend.tasks().good(messages.get("models.import.done", new ModelsText(messages).title(getValue())));
        made.accept(getValue());
    }

    @Override
    protected void failed() {
        backend.tasks()
                .warn(SUBJECT, messages.get("models.import.failed", name, ProblemText.of(getException(), messages)));
    }
}
