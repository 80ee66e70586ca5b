package fr.gaveurs.console.desktop.screens.firmware;

import fr.gaveurs.console.api.firmware.Firmware.Image;
import fr.gaveurs.console.api.firmware.Firmware.UploadQuery;
import fr.gaveurs.console.client.FirmwareClient;
import fr.gaveurs.console.desktop.kit.Messages;
import fr.gaveurs.console.desktop.kit.ProblemText;
import fr.gaveurs.console.desktop.kit.SentTask;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;

/** Sends an image with the signature that lies beside it, and shows how far it is. */
final class ImageUpload extends SentTask<Image> {
    /** Of the warning that one did not work. */
    static final String SUBJECT = "firmware image";

    private final FirmwareClient api;
    private final Messages messages;
    private final Path file;
    private final long size;
    private final UploadQuery query;
    private final BiConsumer<End, String> told;

    /** How it may end. */
    enum End {
        DONE,
        CANCELED,
        FAILED
    }

    /**
     * @param size bytes of the file
     * @param told how it ended and the words about it, on the FX thread
     */
    ImageUpload(
            FirmwareClient api,
            Messages messages,
            Path file,
            long size,
            UploadQuery query,
            BiConsumer<End, String> told) {
        this.api = api;
        this.messages = messages;
        this.file = file;
        this.size = Math.max(1, size);
        this.query = query;
        this.told = told;
        updateTitle(messages.get("firmware.upload.task", query.fileName()));
        updateMessage(messages.bytes(0.0));
    }

    @Override
    protected CompletableFuture<Image> send() throws Exception {
        return api.upload(file, query, read -> {
            updateProgress(read, size);
            updateMessage(messages.bytes((double) read));
        });
    }

    @Override
    protected void gaveUp() {
        told.accept(End.CANCELED, messages.get("firmware.upload.cancelled", query.fileName()));
    }

    @Override
    protected void succeeded() {
        told.accept(End.DONE, messages.get("firmware.upload.done", FirmwareText.name(getValue())));
    }

    @Override
    protected void failed() {
        told.accept(
                End.FAILED,
                messages.get("firmware.upload.failed", query.fileName(), ProblemText.of(getException(), messages)));
    }
}
