package fr.gaveurs.console.desktop.screens.reports;

import fr.gaveurs.console.api.reports.ReportSchedules.Cadence;
import fr.gaveurs.console.api.reports.ReportSchedules.Schedule;
import fr.gaveurs.console.api.reports.ReportSchedules.SchedulePatch;
import fr.gaveurs.console.api.reports.ReportTemplates.Template;
import fr.gaveurs.console.api.reports.Reports.ReportKind;
import fr.gaveurs.console.api.reports.Reports.ReportLanguage;
import fr.gaveurs.console.desktop.kit.Choice;
import fr.gaveurs.console.desktop.kit.ChoiceText;
import fr.gaveurs.console.desktop.kit.LabeledField;
import fr.gaveurs.console.desktop.kit.Messages;
import fr.gaveurs.console.desktop.kit.PopOvers;
import fr.gaveurs.console.desktop.screens.reports.ReportsViewModel.InputException;
import java.time.LocalTime;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** Changes a schedule: its name, when its reports come, their language, and where they go. FX thread only. */
final class ScheduleForm {
    private static final int COLUMNS = 30;
    private static final int SHORT = 8;
    /** Of the window's height. */
    private static final double ROOM = 0.85;

    private final ReportsContext context;
    private final Messages messages;
    private final ReportsViewModel model;
    private final Schedule schedule;
    private final Fields fields;
    private final VBox form = new VBox();
    private final FlowPane when = new FlowPane();
    private final TextField name = new TextField();
    private final TextField at = new TextField();
    private final TextField shiftStart = new TextField();
    private final TextField shiftEnd = new TextField();
    private final TextField zone = new TextField();
    private final TextField quiet = new TextField();
    private final ComboBox<ReportLanguage> language = new ComboBox<>();
    private final TextField folder = new TextField();
    private final TextField recipients = new TextField();
    private final TextField stations = new TextField();
    private final ComboBox<Choice<Long>> template = new ComboBox<>();
    private final FormatChoice formats;
    private final Button save = new Button();

    private ScheduleForm(ReportsContext context, ReportsViewModel model, Schedule schedule, List<Template> templates) {
        this.context = context;
        this.messages = context.messages();
        this.model = model;
        this.schedule = schedule;
        fields = new Fields(messages);
        formats = new FormatChoice(messages);
        formats.choose(schedule.formats());
        template.setId("scheduleChangeTemplate");
        ReportsController.fill(template, templates, messages);
        Choice.select(
                template,
                schedule.template() == null ? null : schedule.template().id());
        form.getStyleClass().add("reports-send");
        when.getStyleClass().add("reports-tools");
        language.getItems().setAll(ReportLanguage.values());
        language.setConverter(ChoiceText.of(value -> messages.get("settings.language." + value.name())));
        language.setValue(schedule.language());
        form.getChildren()
                .setAll(
                        field("schedules.name", name, COLUMNS, "Name", schedule.name(), fields::name),
                        when,
                        how(),
                        field(
                                "schedules.change.folder",
                                folder,
                                COLUMNS,
                                "Folder",
                                schedule.folder(),
                                Fields.read(model::folder)),
                        field(
                                "schedules.recipients",
                                recipients,
                                COLUMNS,
                                "Recipients",
                                String.join(", ", schedule.recipients()),
                                Fields.read(model::addresses)));
        if (withStations()) {
            form.getChildren()
                    .add(
                            3,
                            field(
                                    "reports.stations",
                                    stations,
                                    COLUMNS,
                                    "Stations",
                                    String.join(", ", schedule.deviceIds()),
                                    this::wrongStations));
            stations.setPromptText(messages.get(
                    schedule.kind() == ReportKind.STATION ? "reports.stations.prompt" : "reports.stations.all"));
        }
        times();
    }

    private FlowPane how() {
        FlowPane how = new FlowPane(
                fields.named("reports.language", language),
                fields.named("reports.template", template),
                formats.field());
        how.getStyleClass().add("reports-tools");
        fields.tell(formats.field());
        return how;
    }

    private boolean withStations() {
        return ReportsViewModel.hasStations(schedule.kind());
    }

    /** A report about stations needs some, unless its template names them. */
    private String wrongStations(String typed) {
        boolean none = ReportsViewModel.stations(typed).isEmpty();
        return none && schedule.kind() == ReportKind.STATION && templateId() == 0
                ? messages.get("reports.stations.none")
                : "";
    }

    /** 0 for none. */
    private long templateId() {
        Choice<Long> chosen = template.getValue();
        return chosen == null || chosen.value() == null ? 0 : chosen.value();
    }

    private void times() {
        Function<String, String> time = typed -> typed.isBlank()
                ? messages.get("reports.time.none")
                : Fields.read(model::time).apply(typed);
        switch (schedule.cadence()) {
            case LOT ->
                add(field(
                        "schedules.change.quiet",
                        quiet,
                        SHORT,
                        "Quiet",
                        Integer.toString(schedule.quietHours()),
                        Fields.read(model::hours)));
            case SHIFT -> {
                add(field("reports.shift_start", shiftStart, SHORT, "ShiftStart", text(schedule.shiftStart()), time));
                add(field("reports.shift_end", shiftEnd, SHORT, "ShiftEnd", text(schedule.shiftEnd()), time));
            }
            case DAILY, WEEKLY, MONTHLY -> add(field("schedules.at", at, SHORT, "At", text(schedule.at()), time));
        }
        add(field("schedules.zone", zone, SHORT * 2, "Zone", schedule.timeZone(), Fields.read(model::zone)));
    }

    private void add(LabeledField field) {
        when.getChildren().add(field);
    }

    private static String text(@Nullable LocalTime time) {
        return time == null ? "" : time.toString();
    }

    private LabeledField field(
            String key, TextField input, int columns, String id, @Nullable String now, Function<String, String> wrong) {
        input.setId("scheduleChange" + id);
        input.setText(now == null ? "" : now);
        return fields.text(key, input, columns, null, wrong);
    }

    /**
     * What is typed stays where the console takes all but the name.
     *
     * @param templates those that are offered
     * @param change asks the console for it
     * @param told hears what the console answered, but not that the name is another one's
     */
    static void ask(
            Node anchor,
            ReportsContext context,
            ReportsViewModel model,
            Schedule schedule,
            List<Template> templates,
            Function<SchedulePatch, CompletableFuture<Schedule>> change,
            Consumer<CompletableFuture<Schedule>> told) {
        ScheduleForm asked = new ScheduleForm(context, model, schedule, templates);
        asked.save.setText(context.messages().get("schedules.change.save"));
        asked.save.setId("scheduleChangeSave");
        asked.save.getStyleClass().add("accent");
        asked.save.setDefaultButton(true);
        asked.save.setOnAction(event -> asked.save(change, told));
        // Below the button, which stays where it is pressed.
        asked.form.getChildren().addAll(asked.save, asked.fields.problems());
        // With large text it is higher than a small screen.
        ScrollPane scroll = new ScrollPane(asked.form);
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        scroll.getStyleClass().add("reports-change");
        scroll.setMaxHeight(anchor.getScene().getHeight() * ROOM);
        PopOvers.show(anchor, scroll);
        asked.name.requestFocus();
    }

    private void save(
            Function<SchedulePatch, CompletableFuture<Schedule>> change, Consumer<CompletableFuture<Schedule>> told) {
        boolean some = formats.pass();
        if (!fields.pass() || !some) {
            return;
        }
        boolean lot = schedule.cadence() == Cadence.LOT;
        boolean shift = schedule.cadence() == Cadence.SHIFT;
        String named = name.getText().strip();
        try {
            SchedulePatch patch = new SchedulePatch(
                    named,
                    null,
                    lot || shift ? null : model.time(at.getText()),
                    model.zone(zone.getText()),
                    shift ? model.time(shiftStart.getText()) : null,
                    shift ? model.time(shiftEnd.getText()) : null,
                    language.getValue(),
                    formats.chosen(),
                    withStations() ? ReportsViewModel.stations(stations.getText()) : null,
                    Objects.requireNonNullElse(model.folder(folder.getText()), ""),
                    model.addresses(recipients.getText()),
                    templateId(),
                    lot ? model.hours(quiet.getText()) : null,
                    schedule.version());
            save.setDisable(true);
            CompletableFuture<Schedule> asked = change.apply(patch);
            var unused = asked.handle((value, failure) -> {
                context.pump().post(() -> {
                    save.setDisable(false);
                    if (failure == null || !fields.isNameTaken(failure, named)) {
                        PopOvers.close(form);
                        told.accept(asked);
                    }
                });
                return null;
            });
        } catch (InputException e) {
            context.warn(String.valueOf(e.getMessage()));
        }
    }
}
