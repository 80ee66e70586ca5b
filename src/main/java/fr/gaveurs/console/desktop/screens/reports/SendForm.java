package fr.gaveurs.console.desktop.screens.reports;

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

/** Asks whom to mail a report to. */
final class SendForm {
    private SendForm() {}

    /** @param send told the addresses; they are checked by the console */
    static void ask(Node anchor, Messages messages, Consumer<List<String>> send) {
        TextField addresses = new TextField();
        addresses.setId("reportsSendTo");
        addresses.setPromptText(messages.get("reports.send.prompt"));
        addresses.setPrefColumnCount(26);
        Label label = new Label(messages.get("reports.send.to"));
        label.setLabelFor(addresses);
        Button button = new Button(messages.get("reports.send"));
        button.setId("reportsSendNow");
        button.getStyleClass().add("accent");
        button.setDefaultButton(true);
        button.disableProperty().bind(addresses.textProperty().map(String::isBlank));
        VBox form = new VBox(label, addresses, button);
        form.getStyleClass().add("reports-send");
        button.setOnAction(event -> {
            send.accept(addresses(addresses.getText()));
            PopOvers.close(form);
        });
        PopOvers.show(anchor, form);
        addresses.requestFocus();
    }

    /** As people separate them: by commas, semicolons or blanks. */
    static List<String> addresses(String text) {
        return Arrays.stream(text.split("[,;\\s]+"))
                .filter(address -> !address.isEmpty())
                .distinct()
                .toList();
    }
}
