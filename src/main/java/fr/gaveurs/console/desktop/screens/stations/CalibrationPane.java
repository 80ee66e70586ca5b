package fr.gaveurs.console.desktop.screens.stations;

import fr.gaveurs.console.api.devices.DeviceSettings.Calibration;
import fr.gaveurs.console.api.devices.DeviceSettings.ReflectanceUnit;
import fr.gaveurs.console.desktop.kit.Choice;
import fr.gaveurs.console.desktop.kit.FieldChecks;
import fr.gaveurs.console.desktop.kit.Labels;
import fr.gaveurs.console.desktop.kit.Messages;
import fr.gaveurs.console.desktop.screens.stations.CalibrationForm.Field;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import javafx.scene.Node;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** The form of a station's calibration: a line for each figure, with what is wrong below it. */
final class CalibrationPane extends VBox {
    private final Messages messages;
    private final @Nullable Calibration before;
    private final Map<Field, TextField> fields = new EnumMap<>(Field.class);
    private final FieldChecks checks = new FieldChecks();
    private final ComboBox<Choice<ReflectanceUnit>> unit = new ComboBox<>();

    /**
     * @param before as the station is calibrated now; null where it never was
     * @param send Enter was pressed in a field
     */
    CalibrationPane(Messages messages, @Nullable Calibration before, Runnable send) {
        this.messages = messages;
        this.before = before;
        getStyleClass().add("calibration");
        CalibrationForm now = CalibrationForm.of(before, messages);
        getChildren()
                .add(quiet(
                        before == null
                                ? messages.get("stations.calibrate.never")
                                : messages.get("stations.calibrate.since", messages.dateTime(before.updatedAt()))));
        getChildren().add(quiet(messages.get("stations.calibrate.text")));
        for (Field field : Field.values()) {
            TextField input = new TextField(now.text(field));
            input.setId("calibrate-" + field.key());
            input.setPromptText(messages.get("stations.calibrate." + field.key() + ".usual"));
            input.getStyleClass().add("question-field");
            input.setOnAction(event -> send.run());
            Label problem = Labels.below("question-problem");
            fields.put(field, input);
            named("stations.calibrate." + field.key(), input);
            getChildren().add(problem);
            checks.add(input, problem, text -> form().problems(messages).getOrDefault(field, ""));
        }
        List<Choice<ReflectanceUnit>> units = new ArrayList<>();
        units.add(new Choice<>(null, messages.get("stations.calibrate.unit.usual")));
        for (ReflectanceUnit each : ReflectanceUnit.values()) {
            units.add(new Choice<>(each, messages.get("stations.calibrate.unit." + each.key())));
        }
        Choice.fill(unit, units, now.unit());
        named("stations.calibrate.unit", unit);
        // What is typed is judged while it is typed.
        checks.show();
    }

    private Label quiet(String text) {
        return Labels.wrapping(text, "stations-quiet");
    }

    private void named(String key, Node input) {
        Label name = quiet(messages.get(key));
        name.setLabelFor(input);
        input.setAccessibleText(name.getText());
        getChildren().addAll(name, input);
    }

    Node first() {
        TextField height = fields.get(Field.HEIGHT);
        return height == null ? unit : height;
    }

    private CalibrationForm form() {
        Map<Field, String> typed = new EnumMap<>(Field.class);
        fields.forEach((field, input) -> typed.put(field, input.getText()));
        Choice<ReflectanceUnit> chosen = unit.getValue();
        return new CalibrationForm(typed, chosen == null ? null : chosen.value());
    }

    /** What is to be done; null where something is wrong: its field has the keyboard then. */
    @Nullable
    StationAct answer() {
        if (checks.pass()) {
            return new StationAct.Calibrate(form().calibration(before));
        }
        return null;
    }
}
