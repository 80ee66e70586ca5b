package fr.gaveurs.console.desktop.screens.bugs;

import fr.gaveurs.console.api.bugs.BugTerms.Category;
import fr.gaveurs.console.api.bugs.BugTerms.Priority;
import fr.gaveurs.console.api.bugs.BugTerms.Severity;
import fr.gaveurs.console.api.bugs.BugTerms.Status;
import fr.gaveurs.console.api.bugs.Bugs.Bug;
import fr.gaveurs.console.desktop.kit.Choice;
import fr.gaveurs.console.desktop.kit.Messages;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.control.ComboBox;
import javafx.scene.control.TextField;
import javafx.scene.control.TextInputControl;
import org.jspecify.annotations.Nullable;

/** A control for each field of a bug, between the person and the view model. */
final class FieldEditors {
    private static final PseudoClass EDITED = PseudoClass.getPseudoClass("edited");

    private final Messages messages;
    private final BugDetailViewModel model;
    private final Map<BugField, Consumer<Bug>> setters = new EnumMap<>(BugField.class);
    private final Map<BugField, Node> controls = new EnumMap<>(BugField.class);
    private boolean filling;

    FieldEditors(Messages messages, BugDetailViewModel model) {
        this.messages = messages;
        this.model = model;
    }

    /** A line of text. */
    TextField line(BugField field) {
        TextField line = new TextField();
        text(field, line);
        return line;
    }

    /** A text of several lines, or a title, which wraps but has one line. */
    GrowingArea area(BugField field, int lines) {
        GrowingArea area = new GrowingArea(lines);
        text(field, area);
        return area;
    }

    private void text(BugField field, TextInputControl control) {
        control.setId("bug-" + field.key());
        control.getStyleClass().add("bug-edit");
        control.setPromptText(messages.get("bugs.detail.none"));
        control.setAccessibleText(messages.get("bugs.field." + field.key()));
        control.textProperty().subscribe((old, now) -> {
            if (!filling) {
                model.edit(field, now);
            }
        });
        controls.put(field, control);
        setters.put(field, bug -> {
            String value = model.value(field);
            // A text that is the same keeps its caret.
            if (!control.getText().equals(value)) {
                control.setText(value);
            }
        });
    }

    /** The statuses that may follow, and the one that the bug has. */
    ComboBox<Choice<String>> status() {
        return choice(BugField.STATUS, bug -> {
            List<Choice<String>> entries = new ArrayList<>();
            Status now = bug.summary().status();
            entries.add(entry(BugField.STATUS, now.key()));
            now.next().forEach(next -> entries.add(entry(BugField.STATUS, next.key())));
            return entries;
        });
    }

    ComboBox<Choice<String>> severity() {
        return choice(BugField.SEVERITY, bug -> entries(BugField.SEVERITY, Severity.values()));
    }

    ComboBox<Choice<String>> priority() {
        return choice(BugField.PRIORITY, bug -> entries(BugField.PRIORITY, Priority.values()));
    }

    ComboBox<Choice<String>> category() {
        return choice(BugField.CATEGORY, bug -> entries(BugField.CATEGORY, Category.values()));
    }

    private ComboBox<Choice<String>> choice(BugField field, Function<Bug, List<Choice<String>>> entries) {
        ComboBox<Choice<String>> box = new ComboBox<>();
        box.setId("bug-" + field.key());
        box.getStyleClass().addAll("small", "bug-edit");
        box.setMaxWidth(Double.MAX_VALUE);
        box.setAccessibleText(messages.get("bugs.field." + field.key()));
        Choice.onChosen(box, chosen -> {
            String value = chosen.value();
            if (!filling && value != null) {
                model.edit(field, value);
            }
        });
        controls.put(field, box);
        setters.put(field, bug -> {
            List<Choice<String>> now = new ArrayList<>(entries.apply(bug));
            String value = model.value(field);
            if (now.stream().noneMatch(choice -> value.equals(choice.value()))) {
                // Edited when it was allowed, and it is not any more: shown as it is, and refused by the backend.
                now.add(entry(field, value));
            }
            Choice.fill(box, now, value);
        });
        return box;
    }

    private <T extends Enum<T>> List<Choice<String>> entries(BugField field, T[] values) {
        return Arrays.stream(values)
                .map(value -> entry(field, value.name().toLowerCase(Locale.ROOT)))
                .toList();
    }

    private Choice<String> entry(BugField field, String key) {
        return new Choice<>(key, messages.get("bugs." + field.key() + "." + key));
    }

    /** Shows a bug with what was edited on top of it. */
    void show(@Nullable Bug bug) {
        if (bug == null) {
            return;
        }
        filling = true;
        setters.values().forEach(setter -> setter.accept(bug));
        filling = false;
    }

    /** Marks the fields that are edited. */
    void mark(Map<BugField, String> edits) {
        controls.forEach((field, control) -> control.pseudoClassStateChanged(EDITED, edits.containsKey(field)));
    }
}
