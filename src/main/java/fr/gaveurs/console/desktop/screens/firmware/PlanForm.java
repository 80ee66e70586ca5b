package fr.gaveurs.console.desktop.screens.firmware;

import fr.gaveurs.console.api.firmware.Rollouts.Plan;
import fr.gaveurs.console.desktop.kit.Messages;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import javafx.scene.control.CheckBox;
import javafx.scene.control.TextField;
import javafx.scene.layout.FlowPane;
import org.jspecify.annotations.Nullable;

/** Which stations a new rollout is for, and when: everything may stay as it is. */
final class PlanForm extends FlowPane {
    private static final String TIME = "([01]?[0-9]|2[0-3])[:hH][0-5][0-9]";

    private final TextField lines = new TextField();
    private final TextField from = new TextField();
    private final TextField to = new TextField();
    private final CheckBox idle = new CheckBox();

    PlanForm(Messages messages) {
        getStyleClass().add("firmware-acts");
        field(lines, messages.get("firmware.form.lines"), 16).setId("planLines");
        field(from, messages.get("firmware.form.from"), 7).setId("planFrom");
        field(to, messages.get("firmware.form.to"), 7).setId("planTo");
        idle.setText(messages.get("firmware.form.idle"));
        idle.setSelected(true);
        getChildren().addAll(lines, from, to, idle);
    }

    private static TextField field(TextField field, String prompt, int columns) {
        field.setPromptText(prompt);
        field.setAccessibleText(prompt);
        field.setPrefColumnCount(columns);
        return field;
    }

    /** What is filled in; null where the times are none. */
    @Nullable
    Plan plan() {
        return plan(lines.getText(), from.getText(), to.getText(), idle.isSelected());
    }

    static @Nullable Plan plan(String lines, String from, String to, boolean idle) {
        boolean always = from.isBlank() && to.isBlank();
        if (!always && !(from.strip().matches(TIME) && to.strip().matches(TIME))) {
            return null;
        }
        List<String> named = Arrays.stream(lines.split(",", -1))
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .toList();
        Plan usual = Plan.USUAL;
        return new Plan(
                List.of(),
                named,
                always ? null : time(from),
                always ? null : time(to),
                idle ? usual.idleMinutes() : 0,
                usual.soakMinutes(),
                usual.proveMinutes(),
                usual.stopPercent());
    }

    private static String time(String typed) {
        String time = typed.strip().toLowerCase(Locale.ROOT).replace('h', ':');
        return time.length() == 4 ? "0" + time : time;
    }
}
