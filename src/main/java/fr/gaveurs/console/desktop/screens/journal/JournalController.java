package fr.gaveurs.console.desktop.screens.journal;

import fr.gaveurs.console.api.audit.Audit.AuditEntry;
import fr.gaveurs.console.desktop.kit.ChoiceText;
import fr.gaveurs.console.desktop.kit.Labels;
import fr.gaveurs.console.desktop.kit.Messages;
import fr.gaveurs.console.desktop.kit.NarrowRows;
import fr.gaveurs.console.desktop.kit.SearchBox;
import fr.gaveurs.console.desktop.kit.Typing;
import fr.gaveurs.console.desktop.kit.Visibility;
import fr.gaveurs.console.desktop.screens.journal.JournalViewModel.Period;
import java.util.List;
import java.util.Objects;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.fxml.FXML;
import javafx.geometry.VPos;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** Controller of {@code fxml/journal.fxml}. */
public final class JournalController {
    private static final double LINE_EM = 2.3;
    /** So many lines before the last one the next page is asked for. */
    private static final int AHEAD = 20;

    private static final String ALL = "";

    /** In a list narrower than this an act takes two lines. */
    private static final double NARROW_EM = 52;

    private static final double TWO_LINES_EM = 3.4;

    private final Messages messages;
    private final JournalViewModel model;
    private final JournalText words;
    private final List<String> routes;
    private final Runnable ask;
    private final Runnable askOlder;
    private @Nullable Typing typing;
    private @Nullable NarrowRows rows;

    @FXML
    private TextField who;

    @FXML
    private TextField what;

    @FXML
    private SearchBox<String> act;

    @FXML
    private ComboBox<Period> period;

    @FXML
    private Button clear;

    @FXML
    private ListView<AuditEntry> list;

    @FXML
    private VBox detail;

    @FXML
    private Label detailTitle;

    @FXML
    private Label detailText;

    @FXML
    private Label detailReason;

    @FXML
    private GridPane differences;

    /**
     * @param routes that may be chosen
     * @param ask the filters have changed: ask now
     * @param askOlder the end of the list is near
     */
    JournalController(Messages messages, JournalViewModel model, List<String> routes, Runnable ask, Runnable askOlder) {
        this.messages = messages;
        this.model = model;
        this.words = new JournalText(messages);
        this.routes = JournalViewModel.acts(routes, words);
        this.ask = ask;
        this.askOlder = askOlder;
    }

    @FXML
    public void initialize() {
        act.getItems().add(ALL);
        act.getItems().addAll(routes);
        act.setConverter(ChoiceText.of(route -> route.equals(ALL) ? messages.get("journal.acts") : words.act(route)));
        act.setValue(ALL);
        period.getItems().setAll(Period.values());
        period.setConverter(ChoiceText.of(value -> messages.get("journal.period." + value.name())));
        period.setValue(Period.ALL);
        list.setItems(model.entries());
        NarrowRows made = new NarrowRows(list);
        rows = made;
        list.setCellFactory(of -> new JournalCell(messages, words, made.narrow(), this::seen));
        Label placeholder = new Label();
        placeholder.getStyleClass().add("journal-empty");
        placeholder.setWrapText(true);
        placeholder.textProperty().bind(model.empty());
        list.setPlaceholder(placeholder);
        list.getSelectionModel().selectedItemProperty().subscribe(this::show);
        Typing changes = new Typing(this::filter, who, what);
        act.valueProperty().addListener((property, old, now) -> changes.now());
        period.valueProperty().addListener((property, old, now) -> changes.now());
        typing = changes;
        clear.setDisable(true);
    }

    /** Lines are as high as the text wants. */
    void textSize(ReadOnlyDoubleProperty size) {
        Objects.requireNonNull(rows).follow(size, NARROW_EM, LINE_EM, TWO_LINES_EM);
    }

    private void filter() {
        stopTyping();
        String route = act.getValue();
        model.filter(
                who.getText(),
                what.getText(),
                route == null || route.equals(ALL) ? null : route,
                Objects.requireNonNullElse(period.getValue(), Period.ALL));
        clear.setDisable(!model.filtered());
        ask.run();
    }

    private void stopTyping() {
        if (typing != null) {
            typing.stop();
        }
    }

    @FXML
    public void clear() {
        Typing changes = Objects.requireNonNull(typing);
        changes.quietly(() -> {
            who.clear();
            what.clear();
            act.setValue(ALL);
            period.setValue(Period.ALL);
        });
        changes.now();
    }

    private void seen(int line) {
        if (line >= model.entries().size() - AHEAD) {
            askOlder.run();
        }
    }

    private void show(@Nullable AuditEntry entry) {
        Visibility.show(detail, entry != null);
        if (entry == null) {
            return;
        }
        detailTitle.setText(words.act(entry.route()) + " · " + words.object(entry));
        String address = entry.address();
        detailText.setText(messages.get(
                address == null ? "journal.detail" : "journal.detail.from",
                messages.dateTime(entry.at()),
                words.actor(entry),
                address));
        String reason = entry.reason();
        detailReason.setText(reason == null ? "" : messages.get("journal.reason", reason));
        Visibility.show(detailReason, reason != null);
        differences.getChildren().clear();
        List<JournalText.Difference> rows = words.differences(entry);
        if (rows.isEmpty()) {
            differences.add(label(messages.get("journal.same"), "journal-head"), 0, 0);
            return;
        }
        differences.add(label(messages.get("journal.before"), "journal-head"), 1, 0);
        differences.add(label(messages.get("journal.after"), "journal-head"), 2, 0);
        for (int i = 0; i < rows.size(); i++) {
            JournalText.Difference row = rows.get(i);
            differences.add(label(row.field(), "journal-field"), 0, i + 1);
            differences.add(label(row.before(), "journal-before"), 1, i + 1);
            differences.add(label(row.after(), "journal-after"), 2, i + 1);
        }
    }

    private static Label label(String text, String style) {
        Label label = Labels.wrapping(text, style);
        GridPane.setValignment(label, VPos.TOP);
        return label;
    }

    void focus() {
        list.requestFocus();
    }

    void hidden() {
        stopTyping();
    }

    public ReadOnlyStringProperty noteProperty() {
        return model.note();
    }

    public String getNote() {
        return model.note().get();
    }
}
