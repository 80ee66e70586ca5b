package fr.gaveurs.console.desktop.kit;

import java.util.ArrayList;
import java.util.List;
import javafx.scene.control.Button;
import javafx.scene.control.RadioButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** What is asked before something is done: a sentence, what to choose from, why, and a button with the act's name. */
public final class ReasonForm extends VBox {
    /**
     * @param text what is asked
     * @param confirm the act's name
     * @param destroys whether something is lost by it, so that it is not done without a reason, and looks like that
     * @param choices one of which has to be chosen; empty where there is nothing to choose from
     */
    public record Question(String text, String confirm, boolean destroys, List<String> choices) {}

    /** What is done with the answer. */
    public interface Answer {
        /**
         * @param choice its place among the choices; -1 where there were none
         * @param reason null where none was given
         */
        void given(int choice, @Nullable String reason);
    }

    private final Answer answer;
    private final ReasonField reason;
    private final List<RadioButton> choices = new ArrayList<>();
    private final Button confirm;

    ReasonForm(Messages messages, Question question, Answer answer) {
        this.answer = answer;
        getStyleClass().add("reason-form");
        getChildren().add(Labels.wrapping(question.text(), "question-text"));
        ToggleGroup group = new ToggleGroup();
        for (String words : question.choices()) {
            RadioButton button = Labels.wrap(new RadioButton(words));
            button.setMnemonicParsing(false);
            button.setToggleGroup(group);
            choices.add(button);
        }
        getChildren().addAll(choices);
        confirm = Buttons.of("actConfirm", question.confirm(), this::send);
        confirm.getStyleClass().add(question.destroys() ? "danger" : "accent");
        if (!choices.isEmpty()) {
            confirm.disableProperty().bind(group.selectedToggleProperty().isNull());
        }
        reason = new ReasonField(messages, question.destroys(), confirm::fire);
        Wrapping buttons = new Wrapping();
        buttons.getStyleClass().add("question-buttons");
        buttons.getChildren()
                .addAll(confirm, Buttons.of("actCancel", messages.get("reason.cancel"), () -> PopOvers.close(this)));
        getChildren().addAll(reason, buttons);
    }

    private void send() {
        int choice = -1;
        for (int i = 0; i < choices.size(); i++) {
            choice = choices.get(i).isSelected() ? i : choice;
        }
        if (reason.check()) {
            PopOvers.close(this);
            answer.given(choice, reason.reason());
        }
    }
}
