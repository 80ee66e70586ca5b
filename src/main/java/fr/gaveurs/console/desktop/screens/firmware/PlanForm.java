package fr.gaveurs.console.desktop.screens.firmware;

import fr.gaveurs.console.api.firmware.Firmware.Fit;
import fr.gaveurs.console.api.firmware.Rollouts.Plan;
import fr.gaveurs.console.desktop.kit.Choice;
import fr.gaveurs.console.desktop.kit.FieldChecks;
import fr.gaveurs.console.desktop.kit.LabeledField;
import fr.gaveurs.console.desktop.kit.ManyChoice;
import fr.gaveurs.console.desktop.kit.Messages;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import javafx.scene.control.CheckBox;
import javafx.scene.control.TextField;
import javafx.scene.layout.FlowPane;
import org.jspecify.annotations.Nullable;

/** Which stations a new rollout is for, and when: everything may stay as it is. */
final class PlanForm extends FlowPane {
    private static final String TIME = "([01]?[0-9]|2[0-3])[:hH][0-5][0-9]";
    private static final int MOST_MINUTES = 10_080;

    private final Messages messages;
    private final LabeledField linesPlace;
    private final StationChoice stations;
    private final TextField from = new TextField();
    private final TextField to = new TextField();
    private final TextField soak = new TextField(Integer.toString(Plan.USUAL.soakMinutes()));
    private final TextField prove = new TextField(Integer.toString(Plan.USUAL.proveMinutes()));
    private final TextField stop = new TextField(Integer.toString(Plan.USUAL.stopPercent()));
    private final CheckBox idle = new CheckBox();
    private final FieldChecks checks = new FieldChecks();
    private List<String> known = List.of();
    private List<String> lines = List.of();

    /** @param called what people call a station */
    PlanForm(Messages messages, UnaryOperator<String> called) {
        this.messages = messages;
        getStyleClass().add("firmware-plan");
        linesPlace = new LabeledField(messages.get("firmware.form.lines"), new ManyChoice<String>());
        stations = new StationChoice(messages, called);
        getChildren()
                .addAll(new LabeledField(messages.get("firmware.form.stations.name"), stations.button()), linesPlace);
        offer();
        String time = messages.get("firmware.form.time");
        field("From", from, messages.get("firmware.form.from"), 6, text -> right(text, to.getText()) ? "" : time);
        field(
                "To",
                to,
                messages.get("firmware.form.to"),
                6,
                text -> !right(text, from.getText())
                        ? time
                        : same(text, from.getText()) ? messages.get("firmware.form.time.same") : "");
        field(
                "Soak",
                soak,
                messages.get("firmware.form.soak"),
                6,
                text -> number(text, 0, MOST_MINUTES) == null
                        ? messages.get("firmware.form.minutes", MOST_MINUTES)
                        : "");
        field(
                "Prove",
                prove,
                messages.get("firmware.form.prove"),
                6,
                text -> number(text, 1, MOST_MINUTES) == null
                        ? messages.get("firmware.form.prove.wrong", MOST_MINUTES)
                        : "");
        field(
                "Stop",
                stop,
                messages.get("firmware.form.stop"),
                6,
                text -> number(text, 1, 100) == null ? messages.get("firmware.form.stop.wrong") : "");
        idle.setText(messages.get("firmware.form.idle"));
        idle.setId("planIdle");
        idle.setSelected(true);
        idle.setMinWidth(USE_PREF_SIZE);
        // In line with the fields, below what names them.
        getChildren().add(new LabeledField("", idle));
    }

    private void field(String id, TextField input, String name, int columns, Function<String, String> wrong) {
        input.setId("plan" + id);
        input.setPrefColumnCount(columns);
        LabeledField field = new LabeledField(name, input);
        getChildren().add(field);
        checks.add(input, field.problem(), wrong);
    }

    /** Sets which stations can take the image that the rollout is to be of. */
    void fits(List<Fit> now) {
        stations.show(now);
    }

    /** Sets the lines that stations stand at; those that were chosen stay so while they are among them. */
    void lines(List<String> now) {
        if (!now.equals(known)) {
            known = List.copyOf(now);
            lines = lines.stream().filter(known::contains).toList();
            offer();
        }
    }

    private void offer() {
        ManyChoice<String> box = new ManyChoice<>();
        box.setId("planLines");
        box.setAccessibleText(messages.get("firmware.form.lines"));
        box.offer(
                known.stream().map(line -> new Choice<>(line, line)).toList(),
                chosen -> chosen.isEmpty()
                        ? messages.get(known.isEmpty() ? "firmware.form.lines.none" : "firmware.form.lines.all")
                        : String.join(", ", chosen.stream().map(Choice::words).toList()),
                chosen -> lines = List.copyOf(chosen));
        box.check(lines);
        box.setDisable(known.isEmpty());
        linesPlace.setInput(box);
    }

    /** What is filled in; null where something is wrong: its field has the keyboard then. */
    @Nullable
    Plan plan() {
        if (!checks.pass()) {
            return null;
        }
        Plan usual = Plan.USUAL;
        boolean always = from.getText().isBlank() && to.getText().isBlank();
        return new Plan(
                stations.chosen(),
                new ArrayList<>(lines),
                always ? null : time(from.getText()),
                always ? null : time(to.getText()),
                idle.isSelected() ? usual.idleMinutes() : 0,
                or(number(soak.getText(), 0, MOST_MINUTES), usual.soakMinutes()),
                or(number(prove.getText(), 1, MOST_MINUTES), usual.proveMinutes()),
                or(number(stop.getText(), 1, 100), usual.stopPercent()));
    }

    private static int or(@Nullable Integer typed, int usual) {
        return typed == null ? usual : typed;
    }

    /** Whether a time is one, or both are left out. */
    static boolean right(String time, String other) {
        return time.isBlank() ? other.isBlank() : time.strip().matches(TIME);
    }

    /** Whether both are the same time of day. */
    static boolean same(String from, String to) {
        return !from.isBlank() && time(from).equals(time(to));
    }

    /** A number between two; null for what is none. */
    static @Nullable Integer number(String typed, int least, int most) {
        String text = typed.strip();
        if (!text.matches("\\d{1,5}")) {
            return null;
        }
        int number = Integer.parseInt(text);
        return number < least || number > most ? null : (Integer) number;
    }

    private static String time(String typed) {
        String time = typed.strip().toLowerCase(Locale.ROOT).replace('h', ':');
        return time.length() == 4 ? "0" + time : time;
    }
}
