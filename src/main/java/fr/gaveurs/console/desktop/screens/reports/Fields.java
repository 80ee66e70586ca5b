package fr.gaveurs.console.desktop.screens.reports;

import fr.gaveurs.console.api.Problem;
import fr.gaveurs.console.api.reports.ReportInput;
import fr.gaveurs.console.client.ApiException;
import fr.gaveurs.console.desktop.kit.DayPicker;
import fr.gaveurs.console.desktop.kit.FieldChecks;
import fr.gaveurs.console.desktop.kit.LabeledField;
import fr.gaveurs.console.desktop.kit.Labels;
import fr.gaveurs.console.desktop.kit.Messages;
import fr.gaveurs.console.desktop.kit.Visibility;
import java.time.LocalDate;
import java.util.function.Function;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.TextInputControl;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/**
 * The fields of a form of reports. What is wrong with one that is there is said below the form, with the field's name before
 * it: in a row of fields it would push the others aside, just where the next click goes. FX thread only.
 */
final class Fields {
    private static final int CONFLICT = 409;

    private static final int LONGEST_NAME = ReportInput.MAX_NAME;

    private final Messages messages;
    private final FieldChecks checks = new FieldChecks();
    private final VBox problems = new VBox();
    /** A name that the console did not take, since something else is called so; empty: none. */
    private String taken = "";

    Fields(Messages messages) {
        this.messages = messages;
        problems.getStyleClass().add("reports-problems");
        Visibility.show(problems, false);
    }

    /** What is wrong, a line for each field: to stand below the form. */
    Node problems() {
        return problems;
    }

    /** Lets what is wrong with a field be said below the form, in one text with the field's name: beside a name it would be
     * measured as if it had no width, and be as high as if each of its words were a line. */
    void tell(LabeledField field) {
        Label words = field.problem();
        field.getChildren().remove(words);
        Label line = Labels.wrapping("", "question-problem", "reports-problem");
        line.textProperty()
                .bind(words.textProperty().map(text -> messages.get("reports.problem", field.getText()) + " " + text));
        problems.getChildren().add(line);
        words.visibleProperty().subscribe(shown -> {
            Visibility.show(line, shown);
            Visibility.show(problems, problems.getChildren().stream().anyMatch(Node::isVisible));
        });
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

    /** What is wrong with a name: what has none cannot be found again, and two of one name cannot be told apart. */
    String name(String typed) {
        String name = typed.strip();
        if (name.isEmpty()) {
            return messages.get("schedules.no_name");
        }
        if (name.length() > LONGEST_NAME) {
            return messages.get("reports.name.long", LONGEST_NAME);
        }
        return name.equals(taken) ? messages.get("reports.name.taken") : "";
    }

    /**
     * Whether the console refused it for its name, which is then said below the name.
     *
     * @param name as it was sent
     */
    boolean isNameTaken(Throwable failure, String name) {
        Problem problem = ApiException.of(failure).problem();
        boolean of = problem.status() == CONFLICT
                && problem.errors() != null
                && problem.errors().stream().anyMatch(error -> error.field().equals("name"));
        if (of) {
            taken = name;
            checks.pass();
        }
        return of;
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
        tell(field);
        checks.add(input, field.problem(), typed -> field.isVisible() ? wrong.apply(typed) : "");
    }

    /** Whether nothing is wrong; the first field that is wrong has the keyboard then. */
    boolean pass() {
        taken = ""; // it may be free by now
        return checks.pass();
    }

    /** Says nothing any more: something else is asked for. */
    void settle() {
        taken = "";
        checks.hide();
    }
}
