package fr.gaveurs.console.desktop.screens.products;

import fr.gaveurs.console.desktop.kit.FieldChecks;
import fr.gaveurs.console.desktop.kit.Labels;
import fr.gaveurs.console.desktop.kit.Messages;
import fr.gaveurs.console.desktop.kit.Wrapping;
import java.util.function.Consumer;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.VBox;

/**
 * What is asked before something is called back, or that is taken back: a reason, and what it is about once more, so that
 * it is no slip. Whoever presses the button before both are there is told below each field what is missing.
 */
final class RecallPane extends VBox {
    private static final int LONGEST = 500;

    private final Label words = new Label();
    private final Label reasonName = new Label();
    private final TextField reason = new TextField();
    private final Label confirmName = new Label();
    private final TextField confirm = new TextField();
    private final Label reasonProblem = Labels.wrapping("", "product-problem");
    private final Label confirmProblem = Labels.wrapping("", "product-problem");
    private final FieldChecks checks = new FieldChecks();
    private final Button act = new Button();
    private final Messages messages;
    private String subject = "";
    private Consumer<String> confirmed = text -> {};

    RecallPane(Messages messages, Runnable cancelled) {
        this.messages = messages;
        getStyleClass().add("product-question");
        words.getStyleClass().add("product-ask");
        for (Label label : new Label[] {words, reasonName, confirmName}) {
            Labels.wrap(label);
        }
        reason.setId("recallReason");
        reasonName.setLabelFor(reason);
        confirm.setId("recallConfirm");
        confirmName.setLabelFor(confirm);
        act.setId("recallAct");
        act.getStyleClass().add("danger");
        act.setMinWidth(USE_PREF_SIZE);
        act.setOnAction(event -> send());
        confirm.setOnAction(event -> send());
        Button cancel = new Button(messages.get("products.cancel"));
        cancel.setId("recallCancel");
        cancel.setMinWidth(USE_PREF_SIZE);
        cancel.setOnAction(event -> cancelled.run());
        checks.add(reason, reasonProblem, this::wrongReason);
        checks.add(
                confirm,
                confirmProblem,
                text -> text.strip().equals(subject) ? "" : messages.get("products.ask.confirm.wrong", subject));
        Wrapping buttons = new Wrapping();
        buttons.getStyleClass().add("product-buttons");
        buttons.getChildren().setAll(act, cancel);
        addEventHandler(KeyEvent.KEY_PRESSED, event -> {
            if (event.getCode() == KeyCode.ESCAPE) {
                cancelled.run();
                event.consume();
            }
        });
        getChildren().setAll(words, reasonName, reason, reasonProblem, confirmName, confirm, confirmProblem, buttons);
    }

    private String wrongReason(String text) {
        String why = text.strip();
        return why.isEmpty()
                ? messages.get("products.ask.reason.missing")
                : why.length() > LONGEST ? messages.get("products.ask.reason.long", LONGEST, why.length()) : "";
    }

    /**
     * Asks, and takes the keyboard; it has to be shown by then.
     *
     * @param about what has to be written once more
     * @param then told the reason
     */
    void ask(String text, String reasonText, String actText, String about, Consumer<String> then) {
        words.setText(text);
        reasonName.setText(reasonText);
        reason.setAccessibleText(reasonText);
        confirmName.setText(messages.get("products.ask.confirm", about));
        confirm.setAccessibleText(confirmName.getText());
        act.setText(actText);
        subject = about;
        confirmed = then;
        reason.clear();
        confirm.clear();
        checks.hide();
        busy(false);
        reason.requestFocus();
    }

    void busy(boolean underWay) {
        act.setDisable(underWay);
    }

    private void send() {
        if (act.isDisabled()) {
            return;
        }
        if (checks.pass()) {
            confirmed.accept(reason.getText().strip());
            return;
        }
        TextInputControl wrong = checks.firstWrong();
        if (wrong != null) {
            wrong.requestFocus();
        }
    }
}
