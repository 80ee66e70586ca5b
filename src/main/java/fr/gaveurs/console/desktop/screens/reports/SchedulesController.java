package fr.gaveurs.console.desktop.screens.reports;

import fr.gaveurs.console.api.reports.ReportInput.ReportQuery;
import fr.gaveurs.console.api.reports.ReportSchedules.Cadence;
import fr.gaveurs.console.api.reports.ReportSchedules.LastRun;
import fr.gaveurs.console.api.reports.ReportSchedules.NewSchedule;
import fr.gaveurs.console.api.reports.ReportSchedules.Schedule;
import fr.gaveurs.console.api.reports.ReportSchedules.SchedulePatch;
import fr.gaveurs.console.api.reports.ReportTemplates.Template;
import fr.gaveurs.console.api.reports.Reports.Report;
import fr.gaveurs.console.api.reports.Reports.ReportFormat;
import fr.gaveurs.console.api.reports.Reports.ReportLanguage;
import fr.gaveurs.console.api.reports.Reports.ReportState;
import fr.gaveurs.console.client.ApiException;
import fr.gaveurs.console.desktop.kit.Choice;
import fr.gaveurs.console.desktop.kit.ChoiceText;
import fr.gaveurs.console.desktop.kit.Messages;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import javafx.beans.binding.Bindings;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.fxml.FXML;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** Controller of {@code fxml/reports-schedules.fxml}: reports that come by themselves. */
public final class SchedulesController {
    private static final double LINE_EM = 2.6;
    private static final int SHOWN_ADDRESSES = 5;
    private static final int SHOWN_RUNS = 5;

    private final ReportsContext context;
    private final Messages messages;
    private final ReportsViewModel model;
    private final Runnable again;
    private final ReportText words;
    private final ObservableList<Schedule> schedules = FXCollections.observableArrayList();
    private final Label placeholder = new Label();
    private @Nullable Schedule selected;

    @FXML
    private TextField name;

    @FXML
    private ComboBox<Cadence> cadence;

    @FXML
    private TextField at;

    @FXML
    private TextField shiftStart;

    @FXML
    private TextField shiftEnd;

    @FXML
    private ComboBox<ReportLanguage> language;

    @FXML
    private ComboBox<Choice<Long>> template;

    @FXML
    private TextField quiet;

    @FXML
    private CheckBox pdf;

    @FXML
    private CheckBox xlsx;

    @FXML
    private CheckBox csv;

    @FXML
    private TextField folder;

    @FXML
    private TextField recipients;

    @FXML
    private ListView<Schedule> list;

    @FXML
    private VBox detail;

    @FXML
    private Label detailTitle;

    @FXML
    private VBox detailLines;

    @FXML
    private FlowPane actions;

    /**
     * @param model reads what is typed
     * @param again asks at once what is there now
     */
    SchedulesController(ReportsContext context, ReportsViewModel model, Runnable again) {
        this.context = context;
        this.messages = context.messages();
        this.model = model;
        this.again = again;
        this.words = new ReportText(messages);
    }

    @FXML
    public void initialize() {
        cadence.getItems().setAll(Cadence.values());
        cadence.setConverter(ChoiceText.of(this::cadence));
        cadence.setValue(Cadence.DAILY);
        cadence.valueProperty().subscribe(chosen -> {
            ReportsController.visible(shiftStart, chosen == Cadence.SHIFT);
            ReportsController.visible(shiftEnd, chosen == Cadence.SHIFT);
            ReportsController.visible(at, chosen != Cadence.SHIFT && chosen != Cadence.LOT);
            ReportsController.visible(quiet, chosen == Cadence.LOT);
        });
        language.getItems().setAll(ReportLanguage.values());
        language.setConverter(ChoiceText.of(value -> messages.get("settings.language." + value.name())));
        language.setValue(messages.language() == Messages.Language.FR ? ReportLanguage.FR : ReportLanguage.EN);
        list.setItems(schedules);
        list.setCellFactory(of -> new ScheduleCell(messages));
        placeholder.getStyleClass().add("reports-empty");
        placeholder.setWrapText(true);
        placeholder.setText(messages.get("schedules.asking"));
        list.setPlaceholder(placeholder);
        list.getSelectionModel().selectedItemProperty().subscribe(chosen -> {
            if (chosen != null) {
                show(chosen);
            }
        });
    }

    private String cadence(Cadence of) {
        return messages.get("schedules.cadence." + of.key());
    }

    void textSize(ReadOnlyDoubleProperty size) {
        list.fixedCellSizeProperty().bind(Bindings.createDoubleBinding(() -> Math.rint(size.get() * LINE_EM), size));
    }

    void came(List<Schedule> now) {
        placeholder.setText(messages.get("schedules.empty"));
        if (now.equals(schedules)) {
            return;
        }
        Schedule before = selected;
        schedules.setAll(now);
        Schedule same = now.stream()
                .filter(each -> before != null && each.id() == before.id())
                .findFirst()
                .orElse(null);
        if (same == null) {
            selected = null;
            ReportsController.visible(detail, false);
        } else {
            list.getSelectionModel().select(same);
            show(same);
        }
    }

    void failed(String reason) {
        placeholder.setText(messages.get("schedules.failed", reason));
    }

    @FXML
    public void create() {
        try {
            List<ReportFormat> formats = new ArrayList<>();
            if (pdf.isSelected()) {
                formats.add(ReportFormat.PDF);
            }
            if (xlsx.isSelected()) {
                formats.add(ReportFormat.XLSX);
            }
            if (csv.isSelected()) {
                formats.add(ReportFormat.CSV);
            }
            if (name.getText().isBlank() || formats.isEmpty()) {
                context.notices().warn(messages.get(formats.isEmpty() ? "reports.no_format" : "schedules.no_name"));
                return;
            }
            boolean shift = cadence.getValue() == Cadence.SHIFT;
            String target = folder.getText().strip();
            NewSchedule wanted = new NewSchedule(
                    name.getText().strip(),
                    cadence.getValue(),
                    null,
                    language.getValue(),
                    formats,
                    null,
                    shift || cadence.getValue() == Cadence.LOT ? null : model.time(at.getText()),
                    shift ? model.time(shiftStart.getText()) : null,
                    shift ? model.time(shiftEnd.getText()) : null,
                    null,
                    null,
                    target.isEmpty() ? null : target,
                    Arrays.stream(recipients.getText().split("[,;\\s]+"))
                            .filter(address -> !address.isEmpty())
                            .toList(),
                    template.getValue() == null ? null : template.getValue().value(),
                    cadence.getValue() == Cadence.LOT ? hours(quiet.getText()) : null);
            answer(context.api().reports().create(wanted), messages.get("schedules.done.create", wanted.name()));
        } catch (ReportsViewModel.InputException e) {
            context.notices().warn(String.valueOf(e.getMessage()));
        }
    }

    /** The templates came. */
    void templates(List<Template> now) {
        ReportsController.fill(template, now, messages);
    }

    private @Nullable Integer hours(String text) throws ReportsViewModel.InputException {
        if (text.isBlank()) {
            return null;
        }
        try {
            return Integer.valueOf(text.strip().replaceAll("\\s*[hH]$", ""));
        } catch (NumberFormatException e) {
            throw new ReportsViewModel.InputException(messages.get("reports.number", text));
        }
    }

    private void answer(CompletableFuture<?> asked, @Nullable String good) {
        var unused = asked.handle((value, failure) -> {
            context.pump().post(() -> {
                if (failure != null) {
                    context.notices()
                            .warn(messages.get(
                                    "schedules.refused",
                                    ApiException.of(failure).getMessage()));
                } else if (good != null) {
                    context.notices().good(good);
                }
                again.run();
            });
            return null;
        });
    }

    private void show(Schedule schedule) {
        selected = schedule;
        ReportsController.visible(detail, true);
        detailTitle.setText(schedule.name());
        List<String> lines = new ArrayList<>();
        lines.add(
                schedule.cadence() == Cadence.LOT
                        ? messages.get("schedules.detail.lot", cadence(schedule.cadence()), schedule.quietHours())
                        : schedule.cadence() == Cadence.SHIFT
                                ? messages.get(
                                        "schedules.detail.shift",
                                        cadence(schedule.cadence()),
                                        schedule.shiftStart(),
                                        schedule.shiftEnd(),
                                        schedule.timeZone())
                                : messages.get(
                                        "schedules.detail.when",
                                        cadence(schedule.cadence()),
                                        schedule.at(),
                                        schedule.timeZone()));
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
            lines.add(messages.get("schedules.trouble", last.error()));
        }
        if (schedule.undelivered() > 0) {
            lines.add(messages.count("schedules.undelivered", schedule.undelivered()));
        }
        if (schedule.trouble() != null) {
            lines.add(messages.get("schedules.trouble", schedule.trouble()));
        }
        detailLines
                .getChildren()
                .setAll(lines.stream().map(ReportsController::line).toList());
        actions.getChildren().clear();
        runs(schedule);
        if (last != null && last.state() != ReportState.DONE && last.state().isFinal()) {
            button(
                    "schedules.again",
                    "scheduleAgain",
                    () -> answer(context.api().reports().again(last.reportId()), messages.get("schedules.done.run")));
        }
        button(
                "schedules.run",
                "scheduleRun",
                () -> answer(context.api().reports().run(schedule.id()), messages.get("schedules.done.run")));
        button(
                schedule.enabled() ? "schedules.stop" : "schedules.start",
                "scheduleSwitch",
                () -> answer(
                        context.api()
                                .reports()
                                .change(
                                        schedule.id(),
                                        new SchedulePatch(
                                                null,
                                                !schedule.enabled(),
                                                null,
                                                null,
                                                null,
                                                null,
                                                null,
                                                null,
                                                schedule.version())),
                        null));
        button(
                "schedules.delete",
                "scheduleDelete",
                () -> answer(context.api().reports().deleteSchedule(schedule.id()), null));
    }

    private void runs(List<Report> reports) {
        detailLines.getChildren().removeIf(line -> line.getStyleClass().contains("run"));
        for (Report report : reports) {
            Label line = ReportsController.line(words.run(report));
            line.getStyleClass().add("run");
            detailLines.getChildren().add(line);
        }
    }

    /** Its last reports, below what is said of it. */
    private void runs(Schedule schedule) {
        var unused = context.api()
                .reports()
                .list(new ReportQuery(null, null, schedule.id(), null, SHOWN_RUNS))
                .handle((page, failure) -> {
                    if (failure == null) {
                        context.pump().post(() -> {
                            if (selected != null && selected.id() == schedule.id()) {
                                runs(page.items());
                            }
                        });
                    }
                    return null;
                });
    }

    private void button(String key, String id, Runnable act) {
        Button button = new Button(messages.get(key));
        button.setId(id);
        button.getStyleClass().add("small");
        button.setMinWidth(Button.USE_PREF_SIZE);
        button.setOnAction(event -> act.run());
        actions.getChildren().add(button);
    }
}
