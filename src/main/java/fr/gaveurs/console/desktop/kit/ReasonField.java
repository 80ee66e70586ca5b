package fr.gaveurs.console.desktop.kit;

import javafx.css.PseudoClass;
import javafx.scene.TraversalDirection;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.TextFormatter;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** Where a person says why something is done: the journal keeps it beside the act. FX thread only. */
public final class ReasonField extends VBox {
    /** Characters, as the journal's line shows them without a cut. */
    public static final int LONGEST = 200;

    private static final PseudoClass WRONG = PseudoClass.getPseudoClass("wrong");

    private final boolean required;
    private final TextField field = new TextField();
    private final Label hint;

    /**
     * @param required whether nothing is done without a reason: then Enter leads to the button after it, and does not press
     *     it
     * @param entered Enter was pressed where no reason is required
     */
    public ReasonField(Messages messages, boolean required, Runnable entered) {
        this.required = required;
        Label name = Labels.wrapping(messages.get(required ? "reason.field" : "reason.optional"), "quiet");
        name.setLabelFor(field);
        field.setId("actReason");
        field.setAccessibleText(name.getText());
        field.getStyleClass().add("question-field");
        field.setTextFormatter(
                new TextFormatter<String>(change -> change.getControlNewText().length() <= LONGEST ? change : null));
        field.setOnAction(event -> {
            if (!required) {
                entered.run();
            } else if (check()) {
                // As by Tab, so that it is seen where the keyboard is.
                field.requestFocusTraversal(TraversalDirection.NEXT);
            }
        });
        getStyleClass().add("reason-field");
        // Said from the beginning, so that nothing has to move when it was not heeded.
        hint = Labels.wrapping(messages.get("reason.missing"), "reason-hint");
        Visibility.show(hint, required);
        getChildren().addAll(name, field, hint);
        field.textProperty().subscribe(typed -> wrong(false));
    }

    /** What takes the keyboard. */
    public TextField field() {
        return field;
    }

    /** Whether what was typed will do; else it is seen what is missing. */
    public boolean check() {
        boolean missing = required && field.getText().isBlank();
        wrong(missing);
        if (missing) {
            field.requestFocus();
        }
        return !missing;
    }

    private void wrong(boolean now) {
        hint.pseudoClassStateChanged(WRONG, now);
    }

    /** Null where none was given. */
    public @Nullable String reason() {
        String typed = field.getText().strip();
        return typed.isEmpty() ? null : typed;
    }
}
