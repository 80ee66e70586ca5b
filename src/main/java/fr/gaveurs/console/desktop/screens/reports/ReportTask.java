package fr.gaveurs.console.desktop.screens.reports;

import fr.gaveurs.console.api.reports.Reports.Report;
import fr.gaveurs.console.client.ReportClient;
import fr.gaveurs.console.desktop.kit.BackgroundTasks;
import fr.gaveurs.console.desktop.kit.Messages;
import fr.gaveurs.console.desktop.kit.ProblemText;
import java.util.concurrent.ExecutionException;
import javafx.concurrent.Task;

/**
 * A report that the person asked for, in the window's frame while another screen is in view: the console makes it, this
 * follows it, and tells what became of it.
 */
final class ReportTask extends Task<Report> {
    private static final long BETWEEN_LOOKS_MILLIS = 500;

    private final ReportClient reports;
    private final Messages messages;
    private final BackgroundTasks tasks;
    private final Report asked;
    private final ReportText words;
    private final String name;

    ReportTask(ReportClient reports, Messages messages, BackgroundTasks tasks, Report asked) {
        this.reports = reports;
        this.messages = messages;
        this.tasks = tasks;
        this.asked = asked;
        words = new ReportText(messages);
        name = messages.get("reports.line", words.title(asked), words.period(asked));
        updateTitle(messages.get("reports.task", name));
        updateMessage(words.state(asked));
        updateProgress(0, 100);
    }

    @Override
    protected Report call() throws Exception {
        while (true) {
            Report now;
            try {
                now = reports.report(asked.id()).get();
            } catch (ExecutionException e) {
                throw e.getCause() instanceof Exception cause ? cause : e;
            }
            if (now.state().isFinal() || isCancelled()) {
                return now;
            }
            updateProgress(now.progressPercent(), 100);
            updateMessage(
                    now.error() == null
                            ? words.state(now)
                            : messages.get("reports.detail.waits", words.reason(now.reason(), now.error())));
            Thread.sleep(BETWEEN_LOOKS_MILLIS);
        }
    }

    private String subject() {
        return "report " + asked.id();
    }

    @Override
    protected void cancelled() {
        var unused = reports.delete(asked.id());
        tasks.good(messages.get("reports.task.cancelled", name));
    }

    @Override
    protected void succeeded() {
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
