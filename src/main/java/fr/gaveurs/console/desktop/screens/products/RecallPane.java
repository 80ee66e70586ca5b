package fr.gaveurs.console.desktop.screens.products;

import fr.gaveurs.console.api.products.Products;
import fr.gaveurs.console.desktop.kit.Buttons;
import fr.gaveurs.console.desktop.kit.FieldChecks;
import fr.gaveurs.console.desktop.kit.Labels;
import fr.gaveurs.console.desktop.kit.Messages;
import fr.gaveurs.console.desktop.kit.Visibility;
import fr.gaveurs.console.desktop.kit.Wrapping;
import java.util.function.BiConsumer;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/**
 * What is asked before something is called back, or that is taken back: a reason, and what it is about once more, so that
 * it is no slip; where that is not known yet, the name of the lot that it is about. Whoever presses the button before both
 * are there is told below each field what is missing.
 */
final class RecallPane extends VBox {
    private static final int LONGEST = 500;

    private final Label words = new Label();
    private final Label lotName = new Label();
    private final TextField lot = new TextField();
    private final Label lotProblem = Labels.below("product-problem");
    private final Label reasonName = new Label();
    private final TextField reason = new TextField();
    private final Label confirmName = new Label();
    private final TextField confirm = new TextField();
    private final Label reasonProblem = Labels.below("product-problem");
    private final Label confirmProblem = Labels.below("product-problem");
    private final FieldChecks checks = new FieldChecks();
    private final Button act = new Button();
    private final Messages messages;
    /** What it is about; null for the lot that is written. */
    private @Nullable String subject = "";

    private BiConsumer<String, String> confirmed = (about, why) -> {};

    RecallPane(Messages messages, Runnable cancelled) {
        this.messages = messages;
        getStyleClass().add("product-question");
        words.getStyleClass().add("product-ask");
        for (Label label : new Label[] {words, lotName, reasonName, confirmName}) {
            Labels.wrap(label);
        }
        lot.setId("recallLotName");
        lotName.setText(messages.get("products.make.lot"));
        lotName.setLabelFor(lot);
        lot.setAccessibleText(lotName.getText());
        reason.setId("recallReason");
        reasonName.setLabelFor(reason);
        confirm.setId("recallConfirm");
        confirmName.setLabelFor(confirm);
        act.setId("recallAct");
        act.getStyleClass().add("danger");
        act.setMinWidth(USE_PREF_SIZE);
        act.setOnAction(event -> send());
        confirm.setOnAction(event -> send());
        Button cancel = Buttons.of("recallCancel", messages.get("products.cancel"), cancelled);
        checks.add(lot, lotProblem, this::wrongLot);
        checks.add(reason, reasonProblem, this::wrongReason);
        checks.add(confirm, confirmProblem, this::wrongConfirm);
        Wrapping buttons = new Wrapping();
        buttons.getStyleClass().add("product-buttons");
        buttons.getChildren().setAll(act, cancel);
        addEventHandler(KeyEvent.KEY_PRESSED, event -> {
            if (event.getCode() == KeyCode.ESCAPE) {
                cancelled.run();
                event.consume();
            }
        });
        getChildren()
                .setAll(
                        words,
                        lotName,
                        lot,
                        lotProblem,
                        reasonName,
                        reason,
                        reasonProblem,
                        confirmName,
                        confirm,
                        confirmProblem,
                        buttons);
        askForLot(false);
    }

    private void askForLot(boolean wanted) {
        Visibility.show(lotName, wanted);
        Visibility.show(lot, wanted);
    }

    /** What it is about, as far as that is known. */
    private String subject() {
        return subject == null ? lot.getText().strip() : subject;
    }

    private String wrongLot(String text) {
        if (subject != null) {
            return "";
        }
        return text.isBlank()
                ? messages.get("products.ask.lot.missing")
                : text.strip().length() > Products.MAX_LOT ? messages.get("products.make.long", Products.MAX_LOT) : "";
    }

    private String wrongConfirm(String text) {
        String about = subject();
        // The lot's own field says what is missing.
        return about.isEmpty() || text.strip().equals(about) ? "" : messages.get("products.ask.confirm.wrong", about);
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
     * @param then told what it is about, and the reason
     */
    void ask(String text, String reasonText, String actText, String about, BiConsumer<String, String> then) {
        ask(text, reasonText, actText, messages.get("products.ask.confirm", about), about, then);
        reason.requestFocus();
    }

    /** Asks for the lot, too. */
    void askAny(String text, String reasonText, String actText, BiConsumer<String, String> then) {
        ask(text, reasonText, actText, messages.get("products.ask.confirm_lot"), null, then);
        lot.requestFocus();
    }

    private void ask(
            String text,
            String reasonText,
            String actText,
            String confirmText,
            @Nullable String about,
            BiConsumer<String, String> then) {
        words.setText(text);
        reasonName.setText(reasonText);
        reason.setAccessibleText(reasonText);
        confirmName.setText(confirmText);
        confirm.setAccessibleText(confirmName.getText());
        act.setText(actText);
        subject = about;
        confirmed = then;
        askForLot(about == null);
        lot.clear();
        reason.clear();
        confirm.clear();
        checks.hide();
        busy(false);
    }

    void busy(boolean underWay) {
        act.setDisable(underWay);
    }

    private void send() {
        if (act.isDisabled()) {
            return;
        }
        if (checks.pass()) {
            confirmed.accept(subject(), reason.getText().strip());
        }
    }
}
