package fr.gaveurs.console.desktop.screens.reports;

import fr.gaveurs.console.api.reports.ReportInput.ReportQuery;
import fr.gaveurs.console.api.reports.ReportSchedules.Cadence;
import fr.gaveurs.console.api.reports.ReportSchedules.LastRun;
import fr.gaveurs.console.api.reports.ReportSchedules.Schedule;
import fr.gaveurs.console.api.reports.ReportSchedules.SchedulePatch;
import fr.gaveurs.console.api.reports.Reports.ReportState;
import fr.gaveurs.console.client.ReportClient;
import fr.gaveurs.console.desktop.kit.Messages;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import javafx.scene.control.Button;
import javafx.scene.layout.StackPane;
import org.jspecify.annotations.Nullable;

/** What is said of the schedule that is selected, and what can be done with it. FX thread only. */
final class ScheduleDetail {
    private static final int SHOWN_ADDRESSES = 5;
    private static final int SHOWN_RUNS = 5;

    private final ReportsContext context;
    private final Messages messages;
    private final ReportsViewModel model;
    private final ReportText words;
    private final Answer answer;
    private final ReportDetail.Nodes nodes;
    private @Nullable Schedule shown;
    private @Nullable Shape there;

    /** Says what came of something, and asks what is there now. */
    @FunctionalInterface
    interface Answer {
        /** @param good what is said when it was done; null: nothing */
        void to(CompletableFuture<?> asked, @Nullable String good);
    }

    ScheduleDetail(ReportsContext context, ReportsViewModel model, Answer answer, ReportDetail.Nodes nodes) {
        this.context = context;
        this.messages = context.messages();
        this.model = model;
        this.words = new ReportText(messages);
        this.answer = answer;
        this.nodes = nodes;
    }

    @Nullable
    Schedule shown() {
        return shown;
    }

    /** @param schedule null: none is selected */
    void show(@Nullable Schedule schedule) {
        shown = schedule;
        ReportsController.visible(nodes.whole(), schedule != null);
        if (schedule == null) {
            return;
        }
        nodes.title().setText(schedule.name());
        nodes.lines()
                .getChildren()
                .setAll(lines(schedule).stream().map(ReportDetail::line).toList());
        runs(schedule);
        Shape shape = Shape.of(schedule);
        if (!shape.equals(there)) {
            there = shape;
            nodes.actions().getChildren().clear();
            buttons(schedule);
        }
    }

    /**
     * What the buttons go by: where it stays they do, and with them what somebody is just typing into a panel beside one.
     *
     * @param again a report that can be made again; 0: none
     */
    private record Shape(long id, int version, boolean enabled, long again) {
        static Shape of(Schedule schedule) {
            LastRun last = schedule.last();
            long again = last != null
                            && last.state() != ReportState.DONE
                            && last.state().isFinal()
                    ? last.reportId()
                    : 0;
            return new Shape(schedule.id(), schedule.version(), schedule.enabled(), again);
        }
    }

    private String cadence(Cadence of) {
        return messages.get("schedules.cadence." + of.key());
    }

    private List<String> lines(Schedule schedule) {
        List<String> lines = new ArrayList<>();
        lines.add(
                switch (schedule.cadence()) {
                    case LOT ->
                        messages.get("schedules.detail.lot", cadence(schedule.cadence()), schedule.quietHours());
                    case SHIFT ->
                        messages.get(
                                "schedules.detail.shift",
                                cadence(schedule.cadence()),
                                schedule.shiftStart(),
                                schedule.shiftEnd(),
                                schedule.timeZone());
                    case DAILY, WEEKLY, MONTHLY ->
                        messages.get(
                                "schedules.detail.when",
                                cadence(schedule.cadence()),
                                schedule.at(),
                                schedule.timeZone());
                });
        if (schedule.template() != null) {
            lines.add(messages.get(
                    "reports.detail.template",
                    schedule.template().name(),
                    schedule.template().version()));
        }
        if (schedule.folder() != null) {
            lines.add(messages.get("schedules.detail.folder", schedule.folder()));
        }
        if (!schedule.recipients().isEmpty()) {
            List<String> some =
                    schedule.recipients().stream().limit(SHOWN_ADDRESSES).toList();
            String addresses = String.join(", ", some)
                    + (some.size() < schedule.recipients().size() ? "…" : "");
            lines.add(messages.count(
                    "schedules.detail.mail", schedule.recipients().size(), addresses));
        }
        LastRun last = schedule.last();
        if (last != null && last.error() != null) {
            lines.add(messages.get("schedules.trouble", words.reason(last.reason(), last.error())));
        }
        if (schedule.undelivered() > 0) {
            lines.add(messages.count("schedules.undelivered", schedule.undelivered()));
        }
        if (schedule.trouble() != null) {
            lines.add(messages.get("schedules.trouble", words.reason(schedule.troubleReason(), schedule.trouble())));
        }
        return lines;
    }

    /** Those that come and go stand last: none of the others moves when they do. */
    private void buttons(Schedule schedule) {
        ReportClient reports = context.api().reports();
        button(
                "schedules.run",
                "scheduleRun",
                () -> answer.to(reports.run(schedule.id()), messages.get("schedules.done.run")));
        Button toggle = ReportDetail.small(
                messages.get(schedule.enabled() ? "schedules.stop" : "schedules.start"),
                "scheduleSwitch",
                () -> answer.to(reports.change(schedule.id(), enabled(schedule, !schedule.enabled())), null));
        nodes.actions()
                .getChildren()
                .add(asWideAs(toggle, messages.get(schedule.enabled() ? "schedules.start" : "schedules.stop")));
        Button change = button("schedules.change", "scheduleChange", () -> {});
        change.setOnAction(event -> ScheduleForm.ask(
                change,
                context,
                model,
                schedule,
                patch -> answer.to(reports.change(schedule.id(), patch), messages.get("schedules.changed"))));
        Button delete = button("schedules.delete", "scheduleDelete", () -> {});
        delete.setOnAction(event -> DeleteQuestion.ask(
                delete,
                context,
                question(shown == null ? schedule : shown),
                client -> answer.to(
                        client.deleteSchedule(schedule.id()), messages.get("schedules.deleted", schedule.name()))));
        LastRun last = schedule.last();
        if (last != null && last.state() != ReportState.DONE && last.state().isFinal()) {
            button(
                    "schedules.again",
                    "scheduleAgain",
                    () -> answer.to(reports.again(last.reportId()), messages.get("schedules.done.run")));
        }
    }

    /** What is deleted with it is told as it stands now. */
    private String question(Schedule schedule) {
        String words = messages.get("schedules.ask.delete", schedule.name());
        return schedule.undelivered() == 0
                ? words
                : words + " " + messages.count("schedules.ask.undelivered", schedule.undelivered());
    }

    private static SchedulePatch enabled(Schedule schedule, boolean now) {
        return new SchedulePatch(null, now, null, null, null, null, null, null, null, schedule.version());
    }

    /** A place in which a button is as wide as with its other words, so that what stands behind it never moves. */
    private static StackPane asWideAs(Button button, String other) {
        Button hidden = ReportDetail.small(other, "", () -> {});
        hidden.setVisible(false);
        hidden.setFocusTraversable(false);
        button.setMaxWidth(Double.MAX_VALUE);
        StackPane place = new StackPane(hidden, button);
        place.setMinWidth(StackPane.USE_PREF_SIZE);
        return place;
    }

    private Button button(String key, String id, Runnable act) {
        Button button = ReportDetail.small(messages.get(key), id, act);
        nodes.actions().getChildren().add(button);
        return button;
    }

    /** Its last reports, below what is said of it. */
    private void runs(Schedule schedule) {
        var unused = context.api()
                .reports()
                .list(new ReportQuery(null, null, schedule.id(), null, SHOWN_RUNS))
                .handle((page, failure) -> {
                    if (failure == null) {
                        context.pump().post(() -> {
                            if (shown != null && shown.id() == schedule.id()) {
                                ReportDetail.replace(
                                        nodes.lines(),
                                        "run",
                                        page.items().stream().map(words::run).toList());
                            }
                        });
                    }
                    return null;
                });
    }
}
