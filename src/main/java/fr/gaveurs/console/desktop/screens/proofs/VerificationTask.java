package fr.gaveurs.console.desktop.screens.proofs;

import fr.gaveurs.console.api.log.Log.Verification;
import fr.gaveurs.console.api.log.Log.VerificationState;
import fr.gaveurs.console.client.LogClient;
import fr.gaveurs.console.desktop.kit.BackgroundTasks;
import fr.gaveurs.console.desktop.kit.FollowingTask;
import fr.gaveurs.console.desktop.kit.Messages;
import java.util.concurrent.CompletableFuture;
import javafx.concurrent.Worker;

/**
 * A verification that the person began, in the window's frame while another screen is in view: the console verifies, this
 * follows it, and tells what it came to.
 */
final class VerificationTask extends FollowingTask<Verification> {
    static final String SUBJECT = "verification of the log";

    private final LogClient log;
    private final Messages messages;
    private final BackgroundTasks tasks;

    VerificationTask(LogClient log, Messages messages, BackgroundTasks tasks) {
        this.log = log;
        this.messages = messages;
        this.tasks = tasks;
        updateTitle(messages.get("proofs.task"));
        updateMessage(messages.get("proofs.progress", messages.integer(0)));
        updateProgress(0, 100);
    }

    @Override
    protected CompletableFuture<Verification> look() {
        return log.verification();
    }

    @Override
    protected boolean isOver(Verification now) {
        return now.state() != VerificationState.RUNNING;
    }

    @Override
    protected Worker.State outcome(Verification over) {
        return switch (over.state()) {
            case WHOLE, ALTERED -> Worker.State.SUCCEEDED;
            case CANCELLED -> Worker.State.CANCELLED;
            case FAILED, RUNNING -> Worker.State.FAILED;
        };
    }

    @Override
    protected void show(Verification now) {
        updateProgress(now.percent(), 100);
        updateMessage(messages.get("proofs.progress", messages.integer(now.entries())));
    }

    @Override
    protected void cancelWork() {
        var unused = log.cancel();
        tasks.good(messages.get("proofs.task.cancelled"));
    }

    @Override
    protected void succeeded() {
        Verification result = getValue();
        switch (result.state()) {
            case WHOLE -> tasks.good(messages.get("proofs.task.whole"));
            case ALTERED -> tasks.warn(SUBJECT, messages.count("proofs.task.altered", result.found()));
            case CANCELLED -> tasks.good(messages.get("proofs.task.cancelled"));
            case FAILED, RUNNING -> failed();
        }
    }

    @Override
    protected void failed() {
        tasks.warn(SUBJECT, messages.get("proofs.task.failed"));
    }
}
