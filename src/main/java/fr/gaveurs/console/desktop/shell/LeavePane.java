package fr.gaveurs.console.desktop.shell;

import fr.gaveurs.console.desktop.kit.Fxml;
import fr.gaveurs.console.desktop.kit.Messages;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.event.ActionEvent;
import javafx.fxml.FXML;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.PasswordField;

/**
 * Controller of {@code fxml/leave.fxml}: asks for the code that closes a kiosk. A PC in the hall may have no keyboard,
 * hence the keys on the screen.
 */
public final class LeavePane {
    private final Messages messages;
    private final Kiosk kiosk;
    private final Runnable leave;
    private final Runnable stay;
    private final ReadOnlyStringWrapper trouble = new ReadOnlyStringWrapper("");
    private final Parent root;

    @FXML
    private PasswordField code;

    /** @param leave the code was right; {@code stay} the person thought better of it */
    LeavePane(Messages messages, Kiosk kiosk, Runnable leave, Runnable stay) {
        this.messages = messages;
        this.kiosk = kiosk;
        this.leave = leave;
        this.stay = stay;
        this.root = Fxml.load("leave", messages, this);
    }

    Parent node() {
        return root;
    }

    void focus() {
        code.requestFocus();
    }

    @FXML
    public void digit(ActionEvent event) {
        code.appendText(((Button) event.getSource()).getText());
    }

    @FXML
    public void erase() {
        code.clear();
    }

    @FXML
    public void enter() {
        Kiosk.Answer answer = kiosk.enter(code.getText());
        code.clear();
        switch (answer) {
            case OPEN -> leave.run();
            case WRONG -> trouble.set(messages.get("leave.wrong"));
            case WAIT -> trouble.set(messages.get("leave.wait", messages.integer(kiosk.secondsToWait())));
        }
    }

    @FXML
    public void stay() {
        stay.run();
    }

    public ReadOnlyStringProperty troubleProperty() {
        return trouble.getReadOnlyProperty();
    }

    public String getTrouble() {
        return trouble.get();
    }
}
