package fr.gaveurs.console.desktop.screens.reports;

import fr.gaveurs.console.api.reports.ReportInput.ReportQuery;
import fr.gaveurs.console.api.reports.ReportSchedules.Cadence;
import fr.gaveurs.console.api.reports.ReportSchedules.LastRun;
import fr.gaveurs.console.api.reports.ReportSchedules.Schedule;
import fr.gaveurs.console.api.reports.ReportSchedules.SchedulePatch;
import fr.gaveurs.console.api.reports.ReportTemplates.Template;
import fr.gaveurs.console.api.reports.Reports.ReportState;
import fr.gaveurs.console.client.ReportClient;
import fr.gaveurs.console.desktop.kit.Messages;
import fr.gaveurs.console.desktop.screens.reports.ActRow.Act;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
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
    private final BiConsumer<CompletableFuture<Schedule>, String> planned;
    private final ReportDetail.Nodes nodes;
    private final ActRow row;
    private final DoublePress presses = new DoublePress();
    private List<Template> templates = List.of();
    private @Nullable Schedule shown;

    /** Says what came of something, and asks what is there now. */
    @FunctionalInterface
    interface Answer {
        /** @param good what is said when it was done; null: nothing */
        void to(CompletableFuture<?> asked, @Nullable String good);
    }

    /** @param planned as {@code answer}, of one that was changed */
    ScheduleDetail(
            ReportsContext context,
            ReportsViewModel model,
            Answer answer,
            BiConsumer<CompletableFuture<Schedule>, String> planned,
            ReportDetail.Nodes nodes) {
        this.context = context;
        this.messages = context.messages();
        this.model = model;
        this.words = new ReportText(messages);
        this.answer = answer;
        this.planned = planned;
        this.nodes = nodes;
        this.row = new ActRow(nodes.actions());
        show(null);
    }

    /** Those that are offered. */
    void templates(List<Template> now) {
        templates = now;
    }

    @Nullable
    Schedule shown() {
        return shown;
    }

    /** @param schedule null: none is selected */
    void show(@Nullable Schedule schedule) {
        if (schedule == null || shown == null || shown.id() != schedule.id()) {
            row.clear();
        }
        shown = schedule;
        if (schedule == null) {
            nodes.nothing(messages.get("schedules.none.chosen"));
            return;
        }
        nodes.titled(schedule.name());
        nodes.lines()
                .getChildren()
                .setAll(lines(schedule).stream().map(ReportDetail::line).toList());
        runs(schedule);
        row.show(acts(schedule));
    }

    private String cadence(Cadence of) {
        return messages.get("schedules.cadence." + of.key());
    }

    private List<String> lines(Schedule schedule) {
        // What is wrong stands in view, however much else there is to tell.
        List<String> lines = wrong(schedule);
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
        lines.add(messages.get("schedules.detail.kind", words.kind(schedule.kind())));
        if (!schedule.deviceIds().isEmpty()) {
            lines.add(messages.get("schedules.detail.stations", String.join(", ", schedule.deviceIds())));
        }
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
        return lines;
    }

    private List<String> wrong(Schedule schedule) {
        List<String> lines = new ArrayList<>();
        LastRun last = schedule.last();
        if (last != null && last.error() != null) {
            lines.add(messages.get("schedules.trouble", words.reason(last.reason(), last.error())));
        }
        if (schedule.undelivered() > 0) {
            lines.add(messages.count("schedules.undelivered", schedule.undelivered()));
        }
        schedule.troubles()
                .forEach(each ->
                        lines.add(messages.get("schedules.trouble", words.reason(each.reason(), each.error()))));
        return lines;
    }

    /** Those that come and go stand last: none of the others moves when they do. */
    private List<Act> acts(Schedule schedule) {
        ReportClient reports = context.api().reports();
        List<Act> all = new ArrayList<>();
        all.add(Act.of("scheduleRun", messages.get("schedules.run"), pressed -> {
            if (!presses.isSecond(schedule.id())) {
                answer.to(reports.run(schedule.id()), messages.get("schedules.done.run"));
            }
        }));
        List<String> words = new ArrayList<>(List.of(messages.get("schedules.stop"), messages.get("schedules.start")));
        if (!schedule.enabled()) {
            Collections.reverse(words);
        }
        all.add(new Act(
                "scheduleSwitch",
                "scheduleSwitch",
                words,
                true,
                pressed -> answer.to(reports.change(schedule.id(), enabled(schedule, !schedule.enabled())), null)));
        all.add(Act.of(
                "scheduleChange",
                messages.get("schedules.change"),
                pressed -> ScheduleForm.ask(
                        pressed,
                        context,
                        model,
                        schedule,
                        templates,
                        patch -> reports.change(schedule.id(), patch),
                        asked -> planned.accept(asked, messages.get("schedules.changed")))));
        all.add(Act.of(
                "scheduleDelete",
                messages.get("schedules.delete"),
                pressed -> DeleteQuestion.ask(
                        pressed,
                        context,
                        question(schedule),
                        client -> answer.to(
                                client.deleteSchedule(schedule.id()),
                                messages.get("schedules.deleted", schedule.name())))));
        LastRun last = schedule.last();
        if (last != null && last.state() != ReportState.DONE && last.state().isFinal()) {
            all.add(Act.of(
                    "scheduleAgain",
                    messages.get("schedules.again"),
                    pressed -> answer.to(reports.again(last.reportId()), messages.get("schedules.done.run"))));
        }
        return all;
    }

    /** What is deleted with it is told as it stands now. */
    private String question(Schedule schedule) {
        String words = messages.get("schedules.ask.delete", schedule.name());
        return schedule.undelivered() == 0
                ? words
                : words + " " + messages.count("schedules.ask.undelivered", schedule.undelivered());
    }

    private static SchedulePatch enabled(Schedule schedule, boolean now) {
        return new SchedulePatch(
                null, now, null, null, null, null, null, null, null, null, null, null, null, schedule.version());
    }

    /** Its last reports, below what is said of it. */
    private void runs(Schedule schedule) {
        var unused = context.api()
                .reports()
                .list(new ReportQuery(null, null, schedule.id(), null, null, SHOWN_RUNS))
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
