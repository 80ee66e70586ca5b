package fr.gaveurs.console.desktop.screens.models;

import fr.gaveurs.console.desktop.kit.Labels;
import fr.gaveurs.console.desktop.kit.Letters;
import fr.gaveurs.console.desktop.kit.Messages;
import fr.gaveurs.console.desktop.kit.Wrapping;
import fr.gaveurs.console.desktop.screens.models.JudgeViewModel.Question;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.BiConsumer;
import java.util.function.ObjIntConsumer;
import javafx.css.PseudoClass;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** One question of an inspector's form: five steps, and for figures a field for what was measured exactly. */
final class QuestionRow extends VBox {
    private static final PseudoClass CURRENT = PseudoClass.getPseudoClass("current");
    private static final PseudoClass WRONG = PseudoClass.getPseudoClass("wrong");

    private final List<ToggleButton> steps = new ArrayList<>();
    private final @Nullable TextField exact;
    private final Messages messages;

    /**
     * @param answered told the step, 1–5
     * @param typed told what is in the field; null when Enter is pressed there
     */
    QuestionRow(
            Messages messages,
            Question question,
            ObjIntConsumer<Question> answered,
            BiConsumer<Question, @Nullable String> typed) {
        this.messages = messages;
        String key = question.name().toLowerCase(Locale.ROOT);
        getStyleClass().add("judge-question");
        Label name = Labels.wrapping(messages.get("models.judge." + key), "judge-name");
        Wrapping line = new Wrapping();
        line.getStyleClass().add("judge-steps");
        for (int step = 1; step <= JudgeViewModel.STEPS; step++) {
            String words = question.isFigure()
                    ? messages.get("models.step." + key + "." + step)
                    : Letters.of(JudgeViewModel.grade(step), messages);
            ToggleButton button = new ToggleButton(step + "\u00a0\u00a0" + words);
            button.setId("judge-" + key + "-" + step);
            button.getStyleClass().add("small");
            button.setMinWidth(USE_PREF_SIZE);
            int chosen = step;
            button.setOnAction(event -> answered.accept(question, chosen));
            steps.add(button);
        }
        line.getChildren().addAll(steps);
        if (question.isFigure()) {
            TextField field = new TextField();
            field.setId("judge-" + key + "-exact");
            field.getStyleClass().add("small");
            field.setPrefColumnCount(5);
            field.setPromptText("0–1");
            field.setAccessibleText(messages.get("models.judge.exact", name.getText()));
            field.textProperty().subscribe((before, now) -> {
                mark();
                typed.accept(question, now);
            });
            field.setOnAction(event -> typed.accept(question, null));
            exact = field;
        } else {
            exact = null;
        }
        HBox head = new HBox(name);
        head.getStyleClass().add("judge-head");
        if (exact != null) {
            HBox.setHgrow(name, Priority.ALWAYS);
            name.setMaxWidth(Double.MAX_VALUE);
            head.getChildren().add(exact);
        }
        getChildren().addAll(head, line);
    }

    void show(@Nullable Integer step, @Nullable Double value) {
        for (int i = 0; i < steps.size(); i++) {
            steps.get(i).setSelected(step != null && step == i + 1);
        }
        if (exact != null) {
            exact.setText(value == null ? "" : messages.number(value, 3));
        }
    }

    /** Whether it is the one that is asked. */
    void current(boolean now) {
        pseudoClassStateChanged(CURRENT, now);
    }

    private void mark() {
        if (exact != null) {
            exact.pseudoClassStateChanged(WRONG, !isRight());
        }
    }

    /** Whether what was typed is a figure, or nothing was. */
    boolean isRight() {
        return exact == null || exact.getText().isBlank() || JudgeViewModel.share(exact.getText()) != null;
    }
}
