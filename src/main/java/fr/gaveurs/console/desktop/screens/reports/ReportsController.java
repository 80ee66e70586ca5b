package fr.gaveurs.console.desktop.screens.reports;

import fr.gaveurs.console.api.reports.ReportInput.NewReport;
import fr.gaveurs.console.api.reports.Reports.CapabilityFigure;
import fr.gaveurs.console.api.reports.Reports.Report;
import fr.gaveurs.console.api.reports.Reports.ReportFile;
import fr.gaveurs.console.api.reports.Reports.ReportFormat;
import fr.gaveurs.console.api.reports.Reports.ReportKind;
import fr.gaveurs.console.api.reports.Reports.ReportLanguage;
import fr.gaveurs.console.desktop.kit.ChoiceText;
import fr.gaveurs.console.desktop.kit.Messages;
import fr.gaveurs.console.desktop.screens.reports.ReportsViewModel.Form;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import javafx.beans.binding.Bindings;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.DatePicker;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.Tab;
import javafx.scene.control.TextField;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** Controller of {@code fxml/reports.fxml}. */
public final class ReportsController {
    private static final double LINE_EM = 2.6;

    private final ReportsContext context;
    private final Messages messages;
    private final ReportsViewModel model;
    private final ReportText words;
    private final Consumer<NewReport> make;
    private final Consumer<Report> delete;
    private @Nullable ReportDownloads downloads;
    private @Nullable Report selected;

    @FXML
    private ComboBox<ReportKind> kind;

    @FXML
    private DatePicker day;

    @FXML
    private TextField shiftStart;

    @FXML
    private TextField shiftEnd;

    @FXML
    private TextField stations;

    @FXML
    private TextField lot;

    @FXML
    private ComboBox<CapabilityFigure> figure;

    @FXML
    private TextField lower;

    @FXML
    private TextField upper;

    @FXML
    private ComboBox<ReportLanguage> language;

    @FXML
    private CheckBox pdf;

    @FXML
    private CheckBox xlsx;

    @FXML
    private CheckBox csv;

    @FXML
    private Tab scheduled;

    @FXML
    private ListView<Report> list;

    @FXML
    private VBox detail;

    @FXML
    private Label detailTitle;

    @FXML
    private VBox detailLines;

    @FXML
    private FlowPane actions;

    /**
     * @param make asks the console for a report
     * @param delete gives a report up, or deletes it
     */
    ReportsController(
            ReportsContext context, ReportsViewModel model, Consumer<NewReport> make, Consumer<Report> delete) {
        this.context = context;
        this.messages = context.messages();
        this.model = model;
        this.words = new ReportText(messages);
        this.make = make;
        this.delete = delete;
    }

    @FXML
    public void initialize() {
        kind.getItems().setAll(ReportKind.values());
        kind.setConverter(ChoiceText.of(words::kind));
        kind.setValue(ReportKind.DAILY);
        kind.valueProperty().subscribe(this::fields);
        figure.getItems().setAll(CapabilityFigure.values());
        figure.setConverter(ChoiceText.of(value -> messages.get("reports.figure." + value.name())));
        figure.setValue(CapabilityFigure.WEIGHT);
        language.getItems().setAll(ReportLanguage.values());
        language.setConverter(ChoiceText.of(value -> messages.get("settings.language." + value.name())));
        language.setValue(messages.language() == Messages.Language.FR ? ReportLanguage.FR : ReportLanguage.EN);
        list.setItems(model.reports());
        list.setCellFactory(of -> new ReportCell(words));
        Label placeholder = new Label();
        placeholder.getStyleClass().add("reports-empty");
        placeholder.setWrapText(true);
        placeholder.textProperty().bind(model.empty());
        list.setPlaceholder(placeholder);
        list.getSelectionModel().selectedItemProperty().subscribe(this::select);
        downloads = new ReportDownloads(context, list);
    }

    /** Puts the page of schedules into its place. */
    void schedules(Node page) {
        scheduled.setContent(page);
    }

    /** Saves and opens files. */
    ReportDownloads downloads() {
        return Objects.requireNonNull(downloads);
    }

    void textSize(ReadOnlyDoubleProperty size) {
        list.fixedCellSizeProperty().bind(Bindings.createDoubleBinding(() -> Math.rint(size.get() * LINE_EM), size));
    }

    /** Only what a report of this kind is asked for is there. */
    private void fields(ReportKind of) {
        visible(shiftStart, of == ReportKind.SHIFT);
        visible(shiftEnd, of == ReportKind.SHIFT);
        visible(stations, ReportsViewModel.hasStations(of));
        visible(lot, of == ReportKind.LOT);
        visible(figure, of == ReportKind.CAPABILITY);
        visible(lower, of == ReportKind.CAPABILITY);
        visible(upper, of == ReportKind.CAPABILITY);
    }

    static void visible(Node node, boolean wanted) {
        node.setVisible(wanted);
        node.setManaged(wanted);
    }

    @FXML
    public void make() {
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
        try {
            make.accept(model.wanted(new Form(
                    kind.getValue(),
                    day.getValue(),
                    shiftStart.getText(),
                    shiftEnd.getText(),
                    stations.getText(),
                    lot.getText(),
                    figure.getValue(),
                    lower.getText(),
                    upper.getText(),
                    language.getValue(),
                    formats)));
        } catch (ReportsViewModel.InputException e) {
            context.notices().warn(String.valueOf(e.getMessage()));
        }
    }

    /** Newer news of the reports came: the one that is selected may have changed, and its place. */
    void came() {
        Report before = selected;
        if (before == null) {
            return;
        }
        Report now = model.reports().stream()
                .filter(report -> report.id() == before.id())
                .findFirst()
                .orElse(null);
        if (now != null && !now.equals(list.getSelectionModel().getSelectedItem())) {
            list.getSelectionModel().select(now);
        }
        select(now);
    }

    private void select(@Nullable Report report) {
        if (report != null && report.equals(selected)) {
            return;
        }
        if (report == null
                && selected != null
                && model.reports().stream().anyMatch(each -> each.id() == selected.id())) {
            return; // the list was filled anew; it is selected again at once
        }
        selected = report;
        visible(detail, report != null);
        if (report == null) {
            return;
        }
        detailTitle.setText(words.title(report) + " · " + words.period(report) + " · " + words.state(report));
        detailLines
                .getChildren()
                .setAll(words.details(report).stream()
                        .map(ReportsController::line)
                        .toList());
        actions.getChildren().clear();
        for (ReportFile file : report.files()) {
            String format = messages.get("reports.format." + file.format().key());
            button(format + " – " + messages.get("reports.open"), "reportsOpen", () -> downloads()
                    .open(report, file));
            button(format + " – " + messages.get("reports.save"), "reportsSave", () -> downloads()
                    .save(report, file));
        }
        button(
                messages.get(report.state().isFinal() ? "reports.delete" : "reports.cancel"),
                "reportsDelete",
                () -> delete.accept(report));
    }

    private void button(String text, String id, Runnable act) {
        Button button = new Button(text);
        button.setId(id);
        button.getStyleClass().add("small");
        button.setMinWidth(Button.USE_PREF_SIZE);
        button.setOnAction(event -> act.run());
        actions.getChildren().add(button);
    }

    /** A line of a detail. */
    static Label line(String text) {
        Label label = new Label(text);
        label.getStyleClass().add("reports-text");
        label.setWrapText(true);
        label.setMinHeight(Label.USE_PREF_SIZE);
        return label;
    }

    void focus() {
        list.requestFocus();
    }

    public ReadOnlyStringProperty noteProperty() {
        return model.note();
    }

    public String getNote() {
        return model.note().get();
    }
}
