package fr.gaveurs.console.desktop.screens.reports;

import fr.gaveurs.console.api.Page;
import fr.gaveurs.console.api.reports.ReportInput.NewReport;
import fr.gaveurs.console.api.reports.ReportSchedules.Schedule;
import fr.gaveurs.console.api.reports.ReportTemplates.Template;
import fr.gaveurs.console.api.reports.Reports.Report;
import fr.gaveurs.console.client.ReportClient;
import fr.gaveurs.console.desktop.kit.Fxml;
import fr.gaveurs.console.desktop.kit.ProblemText;
import fr.gaveurs.console.desktop.kit.Screen;
import fr.gaveurs.console.desktop.kit.pump.Poll;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import javafx.scene.Parent;

/** The reports: asks how far they are while it is shown. */
public final class ReportsScreen implements Screen {
    private static final String STYLES = "/css/reports.css";
    private static final Duration BETWEEN_ANSWERS = Duration.ofSeconds(2);
    private static final Duration BETWEEN_SCHEDULES = Duration.ofSeconds(5);

    private final ReportsContext context;
    private final ReportsController controller;
    private final Parent root;
    private final Poll<Page<Report>> poll;
    private final Poll<List<Schedule>> schedulePoll;
    private final Poll<List<Template>> templatePoll;
    private final DoublePress presses = new DoublePress();
    private boolean shown;

    public ReportsScreen(ReportsContext context) {
        this.context = context;
        ReportsViewModel model = new ReportsViewModel(context.messages());
        controller = new ReportsController(
                context, model, this::make, this::filtered, new ReportDetail.Acts(this::delete, this::follow));
        root = Fxml.load("reports", context.messages(), controller);
        Fxml.style(root, STYLES);
        controller.textSize(context.appearance().textSize());
        poll = new Poll<>(
                context.pump(),
                BETWEEN_ANSWERS,
                () -> context.api().reports().list(controller.query()),
                page -> {
                    model.came(page, controller.isFiltered());
                    controller.came();
                },
                failure -> model.failed(ProblemText.of(failure, context.messages())));
        SchedulesController schedules = new SchedulesController(context, model, this::again);
        TemplatesController templates = new TemplatesController(context, model, this::again);
        controller.pages(
                Fxml.load("reports-schedules", context.messages(), schedules),
                Fxml.load("reports-templates", context.messages(), templates),
                templates::opened);
        templatePoll = new Poll<>(
                context.pump(),
                BETWEEN_SCHEDULES,
                () -> context.api().reports().templates(),
                now -> {
                    controller.templates(now);
                    schedules.templates(now);
                    templates.came(now);
                },
                failure -> {});
        schedules.textSize(context.appearance().textSize());
        schedulePoll = new Poll<>(
                context.pump(),
                BETWEEN_SCHEDULES,
                () -> context.api().reports().schedules(),
                schedules::came,
                failure -> schedules.failed(ProblemText.of(failure, context.messages())));
    }

    /** Asks at once for those that are to be listed now. */
    private void filtered() {
        if (shown) {
            poll.start();
        }
    }

    private void again() {
        if (shown) {
            poll.start();
            schedulePoll.start();
            templatePoll.start();
        }
    }

    @Override
    public Parent node() {
        return root;
    }

    @Override
    public void show() {
        shown = true;
        poll.start();
        schedulePoll.start();
        templatePoll.start();
    }

    @Override
    public void hide() {
        shown = false;
        context.settled();
        poll.stop();
        schedulePoll.stop();
        templatePoll.stop();
    }

    @Override
    public void focus() {
        controller.focus();
    }

    private void make(NewReport wanted) {
        if (presses.isSecond(wanted)) {
            return;
        }
        follow(context.api().reports().make(wanted));
    }

    /** What is being made shows in the window's frame, where it can be given up. */
    private void follow(CompletableFuture<Report> asked) {
        answer(
                asked,
                report -> {
                    controller.showAll();
                    return context.tasks()
                                    .start(new ReportTask(
                                            context.api().reports(),
                                            context.messages(),
                                            context.tasks(),
                                            report,
                                            () -> context.pump().post(this::again)))
                            ? ""
                            : context.messages().get("reports.asked");
                },
                "reports.not_asked");
    }

    private void delete(Report report, ReportClient reports) {
        answer(
                reports.delete(report.id()),
                // That one is given up is said by its task.
                gone -> report.state().isFinal() ? context.messages().get("reports.deleted") : "",
                "reports.not_deleted");
    }

    private <T> void answer(CompletableFuture<T> asked, Function<T, String> good, String bad) {
        var unused = asked.handle((value, failure) -> {
            context.pump().post(() -> {
                if (failure != null) {
                    context.warn(context.messages().get(bad, ProblemText.of(failure, context.messages())));
                } else {
                    String said = good.apply(value);
                    if (!said.isEmpty()) {
                        context.good(said);
                    }
                }
                again();
            });
            return null;
        });
    }
}
