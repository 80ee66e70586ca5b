package fr.gaveurs.console.desktop.screens.firmware;

import fr.gaveurs.console.desktop.kit.Buttons;
import fr.gaveurs.console.desktop.kit.FieldChecks;
import fr.gaveurs.console.desktop.kit.LabeledField;
import fr.gaveurs.console.desktop.kit.Labels;
import fr.gaveurs.console.desktop.kit.Messages;
import fr.gaveurs.console.desktop.kit.PopOvers;
import fr.gaveurs.console.desktop.kit.Wrapping;
import java.util.function.BiConsumer;
import javafx.scene.control.Button;
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

    private LabeledField field(TextField input, String id, String key) {
        input.setId(id);
        input.setOnAction(event -> send());
        LabeledField field = new LabeledField(messages.get(key), input);
        checks.add(
                input,
                field.problem(),
                typed -> FirmwareViewModel.isName(typed.strip()) ? "" : messages.get("firmware.arduino.wrong"));
        return field;
    }

    private void send() {
        if (checks.pass()) {
            PopOvers.close(this);
            answer.accept(project.getText().strip(), version.getText().strip());
        }
    }
}
