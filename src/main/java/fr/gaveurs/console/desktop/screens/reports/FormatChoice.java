package fr.gaveurs.console.desktop.screens.reports;

import fr.gaveurs.console.api.reports.Reports.ReportFormat;
import fr.gaveurs.console.desktop.kit.LabeledField;
import fr.gaveurs.console.desktop.kit.Messages;
import fr.gaveurs.console.desktop.kit.Visibility;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import javafx.scene.control.CheckBox;
import javafx.scene.layout.HBox;

/** In which formats a report is made: at least in one. */
final class FormatChoice extends HBox {
    private final Messages messages;
    private final Map<ReportFormat, CheckBox> boxes = new EnumMap<>(ReportFormat.class);
    private final LabeledField field;

    FormatChoice(Messages messages) {
        this.messages = messages;
        getStyleClass().add("reports-formats-choice");
        for (ReportFormat each : ReportFormat.values()) {
            CheckBox box = new CheckBox(messages.get("reports.format." + each.key()));
            box.setMinWidth(USE_PREF_SIZE);
            box.setSelected(each == ReportFormat.PDF);
            box.setOnAction(event -> say(""));
            boxes.put(each, box);
            getChildren().add(box);
        }
        field = new LabeledField(messages.get("reports.formats"), this);
    }

    void choose(List<ReportFormat> formats) {
        boxes.forEach((format, box) -> box.setSelected(formats.contains(format)));
    }

    /** With its name. */
    LabeledField field() {
        return field;
    }

    List<ReportFormat> chosen() {
        return boxes.entrySet().stream()
                .filter(each -> each.getValue().isSelected())
                .map(Map.Entry::getKey)
                .toList();
    }

    /** Whether one is chosen; else it says so. */
    boolean pass() {
        say(chosen().isEmpty() ? messages.get("reports.no_format") : "");
        return !chosen().isEmpty();
    }

    private void say(String wrong) {
        field.problem().setText(wrong);
        Visibility.show(field.problem(), !wrong.isEmpty());
    }
}
