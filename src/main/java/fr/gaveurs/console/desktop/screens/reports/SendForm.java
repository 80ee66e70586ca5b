package fr.gaveurs.console.desktop.screens.reports;

import fr.gaveurs.console.api.reports.MailAddress;
import fr.gaveurs.console.api.reports.ReportInput;
import fr.gaveurs.console.desktop.kit.FieldChecks;
import fr.gaveurs.console.desktop.kit.Labels;
import fr.gaveurs.console.desktop.kit.Messages;
import fr.gaveurs.console.desktop.kit.PopOvers;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.VBox;

/** Asks whom to mail a report to; what was typed stays until the console took it. FX thread only. */
final class SendForm extends VBox {
    private final Messages messages;
    private final Sending sending;
    private final TextField addresses = new TextField();
    private final Button button;
    private final FieldChecks checks = new FieldChecks();
    /** What the console did not take, and why. */
    private String refused = "";

    private String refusal = "";

    /** Has the report mailed. */
    @FunctionalInterface
    interface Sending {
        /** @param then told on the FX thread what went wrong, in the window's language; empty: it was taken */
        void to(List<String> addresses, Consumer<String> then);
    }

    private SendForm(Messages messages, Sending sending) {
        this.messages = messages;
        this.sending = sending;
        getStyleClass().add("reports-send");
        addresses.setId("reportsSendTo");
        addresses.setPromptText(messages.get("reports.send.prompt"));
        addresses.setPrefColumnCount(26);
        Label label = new Label(messages.get("reports.send.to"));
        label.setLabelFor(addresses);
        Label problem = Labels.below("question-problem");
        problem.setId("reportsSendProblem");
        button = new Button(messages.get("reports.send"));
        button.setId("reportsSendNow");
        button.getStyleClass().add("accent");
        button.setDefaultButton(true);
        button.setOnAction(event -> send());
        checks.add(addresses, problem, this::wrong);
        getChildren().addAll(label, addresses, problem, button);
    }

    static void ask(Node anchor, Messages messages, Sending sending) {
        SendForm form = new SendForm(messages, sending);
        PopOvers.show(anchor, form);
        form.addresses.requestFocus();
    }

    private String wrong(String typed) {
        List<String> all = addresses(typed);
        if (all.isEmpty()) {
            return messages.get("reports.send.none");
        }
        if (all.size() > ReportInput.MAX_SENT) {
            return messages.get("reports.send.many", ReportInput.MAX_SENT);
        }
        return all.stream()
                .filter(each -> MailAddress.ascii(each) == null)
                .findFirst()
                .map(each -> messages.get("reports.send.wrong", each))
                .orElse(typed.equals(refused) ? refusal : "");
    }

    private void send() {
        refusal = "";
        if (!checks.pass()) {
            return;
        }
        String typed = addresses.getText();
        button.setDisable(true);
        sending.to(addresses(typed), trouble -> {
            button.setDisable(false);
            if (trouble.isEmpty()) {
                PopOvers.close(this);
                return;
            }
            refused = typed;
            refusal = trouble;
            checks.show();
            addresses.requestFocus();
        });
    }

    /** As people separate them: by commas, semicolons or blanks. */
    static List<String> addresses(String text) {
        return Arrays.stream(text.split("[,;\\s]+"))
                .filter(address -> !address.isEmpty())
                .distinct()
                .toList();
    }
}
