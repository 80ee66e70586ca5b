package fr.gaveurs.console.desktop.screens.reports;

import fr.gaveurs.console.desktop.kit.DayPicker;
import fr.gaveurs.console.desktop.kit.FieldChecks;
import fr.gaveurs.console.desktop.kit.LabeledField;
import fr.gaveurs.console.desktop.kit.Messages;
import java.time.LocalDate;
import java.util.function.Function;
import javafx.scene.Node;
import javafx.scene.control.TextField;
import javafx.scene.control.TextInputControl;
import org.jspecify.annotations.Nullable;

/** The fields of a form of reports: what is wrong is said below each that is there. FX thread only. */
final class Fields {
    private final Messages messages;
    private final FieldChecks checks = new FieldChecks();

    Fields(Messages messages) {
        this.messages = messages;
    }

    /** Reads what was typed. */
    @FunctionalInterface
    interface Reader {
        @Nullable
        Object read(String typed) throws ReportsViewModel.InputException;
    }

    /** What is wrong with a text, as its reader says. */
    static Function<String, String> read(Reader reader) {
        return typed -> {
            try {
                var unused = reader.read(typed);
                return "";
            } catch (ReportsViewModel.InputException e) {
                return String.valueOf(e.getMessage());
            }
        };
    }

    LabeledField named(String key, Node input) {
        return new LabeledField(messages.get(key), input);
    }

    /** @param prompt of an empty one; null: none */
    LabeledField text(
            String key, TextField input, int columns, @Nullable String prompt, Function<String, String> wrong) {
        input.setPrefColumnCount(columns);
        input.setPromptText(prompt == null ? "" : messages.get(prompt));
        LabeledField field = named(key, input);
        check(field, input, wrong);
        return field;
    }

    LabeledField day(String key, DayPicker input, String prompt, Function<@Nullable LocalDate, String> wrong) {
        input.setPromptText(messages.get(prompt));
        input.getStyleClass().add("reports-day");
        LabeledField field = named(key, input);
        check(field, input.getEditor(), input.checked(wrong));
        return field;
    }

    /** One that is not shown is not wrong. */
    void check(LabeledField field, TextInputControl input, Function<String, String> wrong) {
        checks.add(input, field.problem(), typed -> field.isVisible() ? wrong.apply(typed) : "");
    }

    /** Whether nothing is wrong; the first field that is wrong has the keyboard then. */
    boolean pass() {
        return checks.pass();
    }

    /** Says nothing any more: something else is asked for. */
    void settle() {
        checks.hide();
    }
}
