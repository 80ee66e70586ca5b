package fr.gaveurs.console.desktop.kit;

import javafx.beans.DefaultProperty;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** What is filled in or chosen, with its name above it, and below it what is wrong with it. */
@DefaultProperty("input")
public final class LabeledField extends VBox {
    private final Label name = new Label();
    private final Label problem = Labels.below("question-problem");
    private @Nullable Node input;

    /** For FXML. */
    public LabeledField() {
        getStyleClass().add("labeled-field");
        name.getStyleClass().add("labeled-field-name");
        name.setMinWidth(USE_PREF_SIZE);
        // In a row with something higher it stands on the row's line: stretched it would hang above it.
        setMaxHeight(USE_PREF_SIZE);
        Visibility.show(problem, false);
        getChildren().setAll(name, problem);
    }

    public LabeledField(String text, Node input) {
        this();
        setText(text);
        setInput(input);
    }

    /** Its name folds where the form is narrower. */
    public LabeledField folding() {
        name.setMinWidth(USE_COMPUTED_SIZE);
        Labels.wrap(name);
        return this;
    }

    public String getText() {
        return name.getText();
    }

    public void setText(String text) {
        name.setText(text);
        tell();
    }

    public @Nullable Node getInput() {
        return input;
    }

    public void setInput(Node now) {
        input = now;
        getChildren().setAll(name, now, problem);
        name.setLabelFor(now);
        tell();
    }

    private void tell() {
        Node now = input;
        // A choice of many says what is chosen, too.
        if (now != null && now.getAccessibleText() == null && !name.getText().isEmpty()) {
            now.setAccessibleText(name.getText());
        }
    }

    /** Says what is wrong, see {@link FieldChecks#add}. */
    public Label problem() {
        return problem;
    }
}
