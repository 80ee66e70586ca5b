package fr.gaveurs.console.desktop.screens.reports;

import fr.gaveurs.console.api.reports.Reports.Report;
import fr.gaveurs.console.client.ReportClient;
import fr.gaveurs.console.desktop.kit.BackgroundTasks;
import fr.gaveurs.console.desktop.kit.FollowingTask;
import fr.gaveurs.console.desktop.kit.Messages;
import fr.gaveurs.console.desktop.kit.ProblemText;
import java.util.concurrent.CompletableFuture;
import javafx.concurrent.Worker;

/**
 * A report that the person asked for, in the window's frame while another screen is in view: the console makes it, this
 * follows it, and tells what became of it.
 */
final class ReportTask extends FollowingTask<Report> {
    private final ReportClient reports;
    private final Messages messages;
    private final BackgroundTasks tasks;
    private final Report asked;
    private final ReportText words;
    private final String name;
    private final Runnable ended;

    /** @param ended told, on any thread, when nothing more comes of it */
    ReportTask(ReportClient reports, Messages messages, BackgroundTasks tasks, Report asked, Runnable ended) {
        this.reports = reports;
        this.messages = messages;
        this.tasks = tasks;
        this.asked = asked;
        this.ended = ended;
        words = new ReportText(messages);
        name = messages.get("reports.line", words.title(asked), words.period(asked));
        updateTitle(messages.get("reports.task", name));
        updateMessage(words.state(asked));
        updateProgress(0, 100);
    }

    @Override
    protected CompletableFuture<Report> look() {
        return reports.report(asked.id());
    }

    @Override
    protected boolean isOver(Report now) {
        return now.state().isFinal();
    }

    @Override
    protected Worker.State outcome(Report over) {
        return switch (over.state()) {
            case DONE -> Worker.State.SUCCEEDED;
            case CANCELLED -> Worker.State.CANCELLED;
            case FAILED, SKIPPED, QUEUED, RUNNING -> Worker.State.FAILED;
        };
    }

    @Override
    protected void show(Report now) {
        updateProgress(now.progressPercent(), 100);
        updateMessage(
                now.error() == null
                        ? words.state(now)
                        : messages.get("reports.detail.waits", words.reason(now.reason(), now.error())));
    }

    private String subject() {
        return "report " + asked.id();
    }

    @Override
    protected void cancelWork() {
        var unused = reports.delete(asked.id()).handle((gone, failure) -> {
            ended.run();
            return null;
        });
        tasks.good(messages.get("reports.task.cancelled", name));
    }

    @Override
    protected void succeeded() {
        ended.run();
        Report made = getValue();
        switch (made.state()) {
            case DONE -> {
                if (made.note() == null) {
                    tasks.good(messages.get("reports.task.done", name));
                } else {
                    tasks.warn(
                            subject(),
                            messages.get("reports.task.noted", name, words.reason(made.noteReason(), made.note())));
                }
            }
            case CANCELLED -> tasks.good(messages.get("reports.task.cancelled", name));
            case FAILED, SKIPPED, QUEUED, RUNNING ->
                tasks.warn(
                        subject(),
                        messages.get(
                                "reports.task.failed",
                                name,
                                made.error() == null ? words.state(made) : words.reason(made.reason(), made.error())));
        }
    }

    @Override
    protected void failed() {
        tasks.warn(subject(), messages.get("reports.task.failed", name, ProblemText.of(getException(), messages)));
    }
}
