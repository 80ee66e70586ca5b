package fr.gaveurs.console.desktop.screens.reports;

import fr.gaveurs.console.api.reports.ReportSchedules.Cadence;
import fr.gaveurs.console.api.reports.ReportSchedules.NewSchedule;
import fr.gaveurs.console.api.reports.ReportSchedules.Schedule;
import fr.gaveurs.console.api.reports.ReportTemplates.Template;
import fr.gaveurs.console.api.reports.Reports.ReportFormat;
import fr.gaveurs.console.api.reports.Reports.ReportLanguage;
import fr.gaveurs.console.desktop.kit.Choice;
import fr.gaveurs.console.desktop.kit.ChoiceText;
import fr.gaveurs.console.desktop.kit.Messages;
import fr.gaveurs.console.desktop.kit.ProblemText;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import javafx.beans.binding.Bindings;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.fxml.FXML;
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

    private final ReportsContext context;
    private final Messages messages;
    private final ReportsViewModel model;
    private final Runnable again;
    private final ObservableList<Schedule> schedules = FXCollections.observableArrayList();
    private final Label placeholder = new Label();
    private final DoublePress presses = new DoublePress();
    private @Nullable ScheduleDetail shown;

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
                shown().show(chosen);
            }
        });
        shown = new ScheduleDetail(
                context, model, this::answer, new ReportDetail.Nodes(detail, detailTitle, detailLines, actions));
    }

    private ScheduleDetail shown() {
        return Objects.requireNonNull(shown);
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
        Schedule before = shown().shown();
        schedules.setAll(now);
        Schedule same = now.stream()
                .filter(each -> before != null && each.id() == before.id())
                .findFirst()
                .orElse(null);
        if (same == null) {
            shown().show(null);
        } else {
            list.getSelectionModel().select(same);
            shown().show(same);
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
                    model.addresses(recipients.getText()),
                    template.getValue() == null ? null : template.getValue().value(),
                    cadence.getValue() == Cadence.LOT ? model.hours(quiet.getText()) : null);
            if (presses.isSecond(wanted)) {
                return;
            }
            answer(context.api().reports().create(wanted), messages.get("schedules.done.create", wanted.name()));
        } catch (ReportsViewModel.InputException e) {
            context.notices().warn(String.valueOf(e.getMessage()));
        }
    }

    /** The templates came. */
    void templates(List<Template> now) {
        ReportsController.fill(template, now, messages);
    }

    private void answer(CompletableFuture<?> asked, @Nullable String good) {
        var unused = asked.handle((value, failure) -> {
            context.pump().post(() -> {
                if (failure != null) {
                    context.notices().warn(messages.get("schedules.refused", ProblemText.of(failure, messages)));
                } else if (good != null) {
                    context.notices().good(good);
                }
                again.run();
            });
            return null;
        });
    }
}
