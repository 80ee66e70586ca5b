package fr.gaveurs.console.desktop.screens.reports;

import fr.gaveurs.console.api.reports.ReportInput.ReportQuery;
import fr.gaveurs.console.api.reports.Reports.ReportKind;
import fr.gaveurs.console.api.reports.Reports.ReportState;
import fr.gaveurs.console.desktop.kit.Choice;
import fr.gaveurs.console.desktop.kit.Messages;
import fr.gaveurs.console.desktop.kit.Typing;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.FlowPane;
import org.jspecify.annotations.Nullable;

/** Which reports the list shows. FX thread only. */
final class ListFilter extends FlowPane {
    private static final int COLUMNS = 18;

    private final ComboBox<Choice<ReportKind>> kind = new ComboBox<>();
    private final ComboBox<Choice<ReportState>> state = new ComboBox<>();
    private final TextField text = new TextField();
    private final Typing typing;

    /** @param changed asks for those that are wanted now */
    ListFilter(Messages messages, ReadOnlyStringProperty note, Runnable changed) {
        getStyleClass().addAll("reports-tools", "reports-list-filter");
        ReportText words = new ReportText(messages);
        fill(kind, "reportsFilterKind", messages.get("reports.filter.kinds"), ReportKind.values(), words::kind);
        fill(
                state,
                "reportsFilterState",
                messages.get("reports.filter.states"),
                ReportState.values(),
                each -> messages.get("reports.state." + each.key()));
        kind.setAccessibleText(messages.get("reports.what"));
        state.setAccessibleText(messages.get("reports.filter.state"));
        text.setId("reportsFilterText");
        text.setPrefColumnCount(COLUMNS);
        text.setPromptText(messages.get("reports.filter.text"));
        text.setAccessibleText(messages.get("reports.filter.text"));
        typing = new Typing(changed, text);
        kind.valueProperty().subscribe((before, now) -> typing.now());
        state.valueProperty().subscribe((before, now) -> typing.now());
        Label count = new Label();
        count.getStyleClass().add("reports-note");
        count.textProperty().bind(note);
        getChildren().setAll(kind, state, text, count);
    }

    private static <T> void fill(
            ComboBox<Choice<T>> box, String id, String all, T[] values, Function<T, String> words) {
        List<Choice<T>> entries = new ArrayList<>();
        entries.add(new Choice<>(null, all));
        for (T each : values) {
            entries.add(new Choice<>(each, words.apply(each)));
        }
        box.setId(id);
        Choice.fill(box, entries, null);
    }

    private static <T> @Nullable T value(ComboBox<Choice<T>> box) {
        return box.getValue() == null ? null : box.getValue().value();
    }

    /** What is asked for. */
    ReportQuery query() {
        String part = text.getText().strip();
        return new ReportQuery(
                value(kind), value(state), null, part.isEmpty() ? null : part, null, ReportsViewModel.MOST);
    }

    /** Leaves none out, since what was just asked for is to be seen; the list is asked for by whoever wants this. */
    void clear() {
        typing.quietly(() -> {
            kind.getSelectionModel().selectFirst();
            state.getSelectionModel().selectFirst();
            text.clear();
        });
    }

    /** Leads the keyboard to the word that is looked for. */
    void search() {
        text.requestFocus();
        text.selectAll();
    }

    /** Whether some are left out. */
    boolean isOn() {
        return value(kind) != null || value(state) != null || !text.getText().isBlank();
    }
}
