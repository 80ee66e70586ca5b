package fr.gaveurs.console.desktop.screens.reports;

import fr.gaveurs.console.api.reports.ReportInput.NewReport;
import fr.gaveurs.console.api.reports.ReportInput.ReportQuery;
import fr.gaveurs.console.api.reports.ReportTemplates.Template;
import fr.gaveurs.console.api.reports.Reports.Report;
import fr.gaveurs.console.api.reports.Reports.ReportFormat;
import fr.gaveurs.console.api.reports.Reports.ReportState;
import fr.gaveurs.console.desktop.kit.Choice;
import fr.gaveurs.console.desktop.kit.FocusOrder;
import fr.gaveurs.console.desktop.kit.Kept;
import fr.gaveurs.console.desktop.kit.Messages;
import fr.gaveurs.console.desktop.kit.NarrowRows;
import fr.gaveurs.console.desktop.kit.ScreenFocus;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.collections.ListChangeListener;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Tab;
import javafx.scene.control.TabPane;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Pane;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** Controller of {@code fxml/reports.fxml}. */
public final class ReportsController {
    /** High enough for a page to be told from another one. */
    private static final double LINE_EM = 4.6;
    /** With a line more in each row. */
    private static final double FOLDED_EM = 5.6;
    /** So wide a list has what and of when in one line. */
    private static final double LIST_EM = 50;
    /** So wide a page has room beside the list. */
    private static final double ROOM_EM = 56;

    private final ReportsContext context;
    private final Messages messages;
    private final ReportsViewModel model;
    private final ReportText words;
    private final Consumer<NewReport> make;
    private final Runnable filtered;
    private final ReportDetail.Acts acts;
    private @Nullable ReportDownloads downloads;
    private @Nullable ReportDetail shown;
    private @Nullable PagePane pane;
    private @Nullable MakeForm form;
    private @Nullable ListFilter filter;
    private @Nullable NarrowRows rows;
    private @Nullable ReadOnlyDoubleProperty textSize;
    private @Nullable Report selected;

    @FXML
    private TabPane tabs;

    @FXML
    private StackPane layers;

    @FXML
    private ScrollPane scroll;

    @FXML
    private VBox page;

    @FXML
    private HBox main;

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
     * @param filtered asks for those that are to be listed now
     * @param acts what is done with one that is there
     */
    ReportsController(
            ReportsContext context,
            ReportsViewModel model,
            Consumer<NewReport> make,
            Runnable filtered,
            ReportDetail.Acts acts) {
        this.context = context;
        this.messages = context.messages();
        this.model = model;
        this.words = new ReportText(messages);
        this.make = make;
        this.filtered = filtered;
        this.acts = acts;
    }

    @FXML
    public void initialize() {
        form = new MakeForm(context, model, make);
        filter = new ListFilter(messages, model.note(), filtered);
        page.getChildren().addAll(0, List.of(form, form.problems(), filter));
        list.setItems(model.reports());
        Kept.key(list, Report::id);
        ReportPages pages = new ReportPages(context.api(), context.pump());
        pane = new PagePane(pages, messages);
        visible(pane, false);
        main.getChildren().add(pane);
        model.reports().addListener((ListChangeListener<Report>) change -> room());
        NarrowRows made = new NarrowRows(list);
        rows = made;
        list.setCellFactory(of -> new ReportCell(words, pages, made.narrow()));
        layers.getChildren().add(new MoreBelow(scroll, detail, actions, messages.get("reports.below")));
        Label placeholder = new Label();
        placeholder.getStyleClass().add("reports-empty");
        placeholder.setWrapText(true);
        placeholder.textProperty().bind(model.empty());
        list.setPlaceholder(placeholder);
        downloads = new ReportDownloads(context, list);
        ReportDetail.Nodes details = new ReportDetail.Nodes(detail, detailTitle, detailLines, actions);
        details.placed(model.reports());
        shown = new ReportDetail(context, downloads, acts, details);
        list.getSelectionModel().selectedItemProperty().subscribe(this::select);
        list.setOnKeyPressed(event -> {
            boolean done =
                    switch (event.getCode()) {
                        case ENTER -> openSelected();
                        case DELETE -> press(actions, "reportsDelete");
                        default -> false;
                    };
            if (done) {
                event.consume();
            }
        });
        // A list would take these keys for itself.
        tabs.addEventFilter(KeyEvent.KEY_PRESSED, event -> {
            if (event.getCode() == KeyCode.TAB && event.isControlDown()) {
                int all = tabs.getTabs().size();
                int now = tabs.getSelectionModel().getSelectedIndex();
                tabs.getSelectionModel().select((now + (event.isShiftDown() ? all - 1 : 1)) % all);
                enter();
                event.consume();
            }
        });
        page.setOnKeyPressed(event -> {
            if (event.isShortcutDown() && event.getCode() == KeyCode.F) {
                Objects.requireNonNull(filter).search();
                event.consume();
            }
        });
        list.setOnMouseClicked(event -> {
            if (event.getButton() == MouseButton.PRIMARY && event.getClickCount() == 2) {
                openSelected();
            }
        });
        // What was refused on one page says nothing of another one.
        tabs.getSelectionModel().selectedItemProperty().subscribe((before, now) -> context.settled());
    }

    /** Leads the keyboard into the page in view: what had it went out of view. */
    private void enter() {
        if (tabs.getSelectionModel().getSelectedItem().getContent() instanceof Parent chosen) {
            ScreenFocus.lead(
                    chosen, () -> FocusOrder.within(chosen).stream().findFirst().ifPresent(Node::requestFocus));
        }
    }

    /** Presses the button of an act, by its id; false where it is not there. */
    static boolean press(Pane acts, String id) {
        for (Node act : acts.getChildren()) {
            if (id.equals(act.getId()) && act instanceof Button button && !button.isDisabled()) {
                button.fire();
                return true;
            }
        }
        return false;
    }

    /** Its first file, in the system's own program; false where it has none. */
    private boolean openSelected() {
        Report report = selected;
        if (report == null || report.files().isEmpty()) {
            return false;
        }
        downloads().open(report, report.files().getFirst());
        return true;
    }

    /** Takes the filter away: a report that was just asked for is not to be looked for in vain. */
    void showAll() {
        Objects.requireNonNull(filter).clear();
    }

    /** Which reports are to be listed. */
    ReportQuery query() {
        return Objects.requireNonNull(filter).query();
    }

    boolean isFiltered() {
        return Objects.requireNonNull(filter).isOn();
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
        Objects.requireNonNull(form).templates(now);
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
        PagePane shownPage = Objects.requireNonNull(pane);
        double size = textSize == null ? 14 : textSize.get();
        boolean pdfs = selected != null
                && selected.state() == ReportState.DONE
                && selected.files().stream().anyMatch(file -> file.format() == ReportFormat.PDF);
        // Its place is kept: the list beside it does not change its rows when one is chosen.
        visible(shownPage, main.getWidth() >= ROOM_EM * size && !model.reports().isEmpty());
        shownPage.show(shownPage.isVisible() && pdfs ? selected : null);
    }

    /** Saves and opens files. */
    ReportDownloads downloads() {
        return Objects.requireNonNull(downloads);
    }

    void textSize(ReadOnlyDoubleProperty size) {
        textSize = size;
        main.widthProperty().subscribe(width -> room());
        Objects.requireNonNull(rows).follow(size, LIST_EM, LINE_EM, FOLDED_EM);
    }

    static void visible(Node node, boolean wanted) {
        node.setVisible(wanted);
        node.setManaged(wanted);
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

    /** To what comes first on the page, where everybody sees it: the list may be empty. */
    void focus() {
        Objects.requireNonNull(form).focus();
    }
}
