package fr.gaveurs.console.desktop.screens.reports;

import fr.gaveurs.console.api.reports.ReportInput.NewReport;
import fr.gaveurs.console.api.reports.ReportTemplates.Template;
import fr.gaveurs.console.api.reports.Reports.CapabilityFigure;
import fr.gaveurs.console.api.reports.Reports.Report;
import fr.gaveurs.console.api.reports.Reports.ReportFormat;
import fr.gaveurs.console.api.reports.Reports.ReportKind;
import fr.gaveurs.console.api.reports.Reports.ReportLanguage;
import fr.gaveurs.console.api.reports.Reports.ReportState;
import fr.gaveurs.console.desktop.kit.Choice;
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
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.DatePicker;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.Tab;
import javafx.scene.control.TextField;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** Controller of {@code fxml/reports.fxml}. */
public final class ReportsController {
    /** High enough for a page to be told from another one. */
    private static final double LINE_EM = 4.6;
    /** So wide a page has room beside the list. */
    private static final double ROOM_EM = 56;

    private final ReportsContext context;
    private final Messages messages;
    private final ReportsViewModel model;
    private final ReportText words;
    private final Consumer<NewReport> make;
    private final ReportDetail.Acts acts;
    private @Nullable ReportDownloads downloads;
    private @Nullable ReportDetail shown;
    private @Nullable PagePane page;
    private @Nullable ReadOnlyDoubleProperty textSize;
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
    private ComboBox<Choice<Long>> template;

    @FXML
    private HBox main;

    @FXML
    private CheckBox pdf;

    @FXML
    private CheckBox xlsx;

    @FXML
    private CheckBox csv;

    @FXML
    private Tab scheduled;

    @FXML
    private Tab templates;

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
     * @param acts what is done with one that is there
     */
    ReportsController(
            ReportsContext context, ReportsViewModel model, Consumer<NewReport> make, ReportDetail.Acts acts) {
        this.context = context;
        this.messages = context.messages();
        this.model = model;
        this.words = new ReportText(messages);
        this.make = make;
        this.acts = acts;
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
        ReportPages pages = new ReportPages(context.api(), context.pump());
        page = new PagePane(pages, messages);
        visible(page, false);
        main.getChildren().add(page);
        list.setCellFactory(of -> new ReportCell(words, pages));
        Label placeholder = new Label();
        placeholder.getStyleClass().add("reports-empty");
        placeholder.setWrapText(true);
        placeholder.textProperty().bind(model.empty());
        list.setPlaceholder(placeholder);
        downloads = new ReportDownloads(context, list);
        shown = new ReportDetail(
                context, downloads, acts, new ReportDetail.Nodes(detail, detailTitle, detailLines, actions));
        list.getSelectionModel().selectedItemProperty().subscribe(this::select);
    }

    /**
     * Puts the pages of schedules and of templates into their places.
     *
     * @param opened told each time that the page of templates comes into view
     */
    void pages(Node ofSchedules, Node ofTemplates, Runnable opened) {
        scheduled.setContent(ofSchedules);
        templates.setContent(ofTemplates);
        templates.selectedProperty().subscribe(selected -> {
            if (selected) {
                opened.run();
            }
        });
    }

    /** The templates came. */
    void templates(List<Template> now) {
        fill(template, now, messages);
    }

    /** Each by its name; the first entry stands for none. */
    static void fill(ComboBox<Choice<Long>> box, List<Template> templates, Messages messages) {
        List<Choice<Long>> entries = new ArrayList<>();
        entries.add(new Choice<>(null, messages.get("templates.none")));
        templates.forEach(each -> entries.add(new Choice<>(each.id(), each.name())));
        Choice<Long> before = box.getValue();
        Choice.fill(box, entries, before == null ? null : before.value());
        if (box.getValue() == null || !entries.contains(box.getValue())) {
            box.getSelectionModel().select(0);
        }
    }

    /** A page stands beside the list where there is room. */
    private void room() {
        PagePane pane = Objects.requireNonNull(page);
        double size = textSize == null ? 14 : textSize.get();
        boolean pdfs = selected != null
                && selected.state() == ReportState.DONE
                && selected.files().stream().anyMatch(file -> file.format() == ReportFormat.PDF);
        visible(pane, pdfs && main.getWidth() >= ROOM_EM * size);
        pane.show(pane.isVisible() ? selected : null);
    }

    /** Saves and opens files. */
    ReportDownloads downloads() {
        return Objects.requireNonNull(downloads);
    }

    void textSize(ReadOnlyDoubleProperty size) {
        textSize = size;
        main.widthProperty().subscribe(width -> room());
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
                    formats,
                    template.getValue() == null ? null : template.getValue().value())));
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
        room();
        Objects.requireNonNull(shown).show(report);
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
