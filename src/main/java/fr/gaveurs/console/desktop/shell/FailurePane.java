package fr.gaveurs.console.desktop.shell;

import fr.gaveurs.console.desktop.screen.Fxml;
import fr.gaveurs.console.desktop.screen.Messages;
import javafx.fxml.FXML;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;

/** Controller of {@code fxml/failure.fxml}: why the program could not start, and what to do. */
public final class FailurePane {
    private final Messages messages;
    private final StartFailure failure;
    private final Runnable close;
    private final Parent root;

    @FXML
    private Button copy;

    @FXML
    private Button end;

    FailurePane(Messages messages, StartFailure failure, Runnable close) {
        this.messages = messages;
        this.failure = failure;
        this.close = close;
        this.root = Fxml.load("failure", messages, this);
    }

    Parent node() {
        return root;
    }

    /** Gives the keyboard to the button that closes. */
    void focus() {
        end.requestFocus();
    }

    @FXML
    public void copyDetails() {
        ClipboardContent content = new ClipboardContent();
        content.putString(getHappened() + "\n" + getRemedy() + "\n\n" + failure.details());
        Clipboard.getSystemClipboard().setContent(content);
        copy.setText(messages.get("failure.copied"));
    }

    @FXML
    public void closeWindow() {
        close.run();
    }

    public String getHappened() {
        return messages.get(failure.kind().happened(), failure.subject());
    }

    public String getRemedy() {
        return messages.get(failure.kind().remedy(), failure.subject());
    }

    public String getDetails() {
        return failure.details();
    }
}
