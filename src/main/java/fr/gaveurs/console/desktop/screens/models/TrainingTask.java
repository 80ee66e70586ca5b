package fr.gaveurs.console.desktop.screens.models;

import fr.gaveurs.console.api.models.Versions.TrainingRun;
import fr.gaveurs.console.desktop.kit.FollowingTask;
import fr.gaveurs.console.desktop.kit.Messages;
import fr.gaveurs.console.desktop.kit.ProblemText;
import java.util.concurrent.CompletableFuture;
import javafx.concurrent.Worker;

/** A training that the person asked for, in the window's frame while another screen is in view: the console makes it. */
final class TrainingTask extends FollowingTask<TrainingRun> {
    /** Of the warning that one did not work. */
    static final String SUBJECT = "training";

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
    protected CompletableFuture<TrainingRun> look() {
        return backend.api().training(asked.id());
    }

    @Override
    protected boolean isOver(TrainingRun now) {
        return now.state().isFinal();
    }

    @Override
    protected Worker.State outcome(TrainingRun over) {
        return switch (over.state()) {
            case DONE -> Worker.State.SUCCEEDED;
            case CANCELLED -> Worker.State.CANCELLED;
            case FAILED, QUEUED, RUNNING -> Worker.State.FAILED;
        };
    }

    @Override
    protected void show(TrainingRun now) {
        updateProgress(now.progress(), 100);
        updateMessage(words.progress(now));
    }

    @Override
    protected void cancelWork() {
        backend.take(backend.api().cancel(asked.id()), gone -> {
            backend.tasks().good(messages.get("models.training.cancelled.done", asked.name()));
            again.run();
        });
    }

    @Override
    protected void succeeded() {
        TrainingRun run = getValue();
        switch (run.state()) {
            case DONE ->
                backend.tasks()
                        .good(messages.get(
                                run.knownVersion() ? "models.training.known.told" : "models.training.done.told",
                                asked.name(),
                                run.versionId()));
            case CANCELLED -> backend.tasks().good(messages.get("models.training.cancelled.done", asked.name()));
            case FAILED, QUEUED, RUNNING ->
                backend.tasks()
                        .warn(SUBJECT, messages.get("models.training.failed.told", asked.name(), words.progress(run)));
        }
        again.run();
    }

    @Override
    protected void failed() {
        backend.tasks()
                .warn(
                        SUBJECT,
                        messages.get(
                                "models.training.failed.told", asked.name(), ProblemText.of(getException(), messages)));
        again.run();
    }
}
