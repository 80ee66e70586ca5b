package fr.gaveurs.console.desktop.screens.firmware;

import fr.gaveurs.console.desktop.kit.Buttons;
import fr.gaveurs.console.desktop.kit.FieldChecks;
import fr.gaveurs.console.desktop.kit.Labels;
import fr.gaveurs.console.desktop.kit.Messages;
import fr.gaveurs.console.desktop.kit.PopOvers;
import fr.gaveurs.console.desktop.kit.Wrapping;
import java.util.function.BiConsumer;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.VBox;

/** Asks what an image is called that Arduino built: it does not know that itself. */
final class NameForm extends VBox {
    private final Messages messages;
    private final TextField project = new TextField();
    private final TextField version = new TextField();
    private final FieldChecks checks = new FieldChecks();
    private final BiConsumer<String, String> answer;

    /** @param answer is given project and version */
    NameForm(Messages messages, String fileName, BiConsumer<String, String> answer) {
        this.messages = messages;
        this.answer = answer;
        getStyleClass().add("reason-form");
        Button send = Buttons.of("nameSend", messages.get("firmware.upload.send"), this::send, "accent");
        Button cancel = Buttons.of("nameCancel", messages.get("reason.cancel"), () -> PopOvers.close(this));
        Wrapping buttons = new Wrapping();
        buttons.getStyleClass().add("question-buttons");
        buttons.getChildren().addAll(send, cancel);
        getChildren()
                .addAll(
                        Labels.wrapping(messages.get("firmware.arduino", fileName), "question-text"),
                        field(project, "nameProject", "firmware.arduino.project"),
                        field(version, "nameVersion", "firmware.arduino.version"),
                        buttons);
    }

    private VBox field(TextField input, String id, String key) {
        String name = messages.get(key);
        input.setId(id);
        input.setAccessibleText(name);
        input.setOnAction(event -> send());
        Label label = new Label(name);
        label.getStyleClass().add("firmware-text");
        label.setMinWidth(USE_PREF_SIZE);
        label.setLabelFor(input);
        Label problem = Labels.below("question-problem");
        checks.add(
                input,
                problem,
                typed -> FirmwareViewModel.isName(typed.strip()) ? "" : messages.get("firmware.arduino.wrong"));
        VBox box = new VBox(label, input, problem);
        box.getStyleClass().add("firmware-field");
        return box;
    }

    private void send() {
        if (checks.pass()) {
            PopOvers.close(this);
            answer.accept(project.getText().strip(), version.getText().strip());
        }
    }
}
