package fr.gaveurs.console.desktop.screens.models;

import fr.gaveurs.console.api.models.Versions.TrainingRun;
import fr.gaveurs.console.desktop.kit.Messages;
import fr.gaveurs.console.desktop.kit.ProblemText;
import java.util.concurrent.ExecutionException;
import javafx.concurrent.Task;

/** A training that the person asked for, in the window's frame while another screen is in view: the console makes it. */
final class TrainingTask extends Task<TrainingRun> {
    private static final long BETWEEN_LOOKS_MILLIS = 500;

    private final ModelsBackend backend;
    private final Messages messages;
    private final ModelsText words;
    private final TrainingRun asked;
    private final Runnable again;

    /** @param again hears, on the FX thread, that it is over */
    TrainingTask(ModelsBackend backend, TrainingRun asked, Runnable again) {
        this.backend = backend;
        this.messages = backend.messages();
        this.asked = asked;
        this.again = again;
        words = new ModelsText(messages);
        updateTitle(messages.get("models.training.task", asked.name()));
        updateMessage(words.progress(asked));
        updateProgress(0, 100);
    }

    @Override
    protected TrainingRun call() throws Exception {
        while (true) {
            TrainingRun now;
            try {
                now = backend.api().training(asked.id()).get();
            } catch (ExecutionException e) {
                throw e.getCause() instanceof Exception cause ? cause : e;
            }
            if (now.state().isFinal() || isCancelled()) {
                return now;
            }
            updateProgress(now.progress(), 100);
            updateMessage(words.progress(now));
            Thread.sleep(BETWEEN_LOOKS_MILLIS);
        }
    }

    @Override
    protected void cancelled() {
        backend.take(backend.api().cancel(asked.id()), gone -> {
            backend.good(messages.get("models.training.cancelled.done", asked.name()));
            again.run();
        });
    }

    @Override
    protected void succeeded() {
        TrainingRun run = getValue();
        switch (run.state()) {
            case DONE ->
                backend.good(messages.get(
                        run.knownVersion() ? "models.training.known.told" : "models.training.done.told",
                        asked.name(),
                        run.versionId()));
            case CANCELLED -> backend.good(messages.get("models.training.cancelled.done", asked.name()));
            case FAILED, QUEUED, RUNNING ->
                backend.warn(messages.get("models.training.failed.told", asked.name(), words.progress(run)));
        }
        again.run();
    }

    @Override
    protected void failed() {
        backend.warn(
                messages.get("models.training.failed.told", asked.name(), ProblemText.of(getException(), messages)));
        again.run();
    }
}
