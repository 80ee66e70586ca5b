package fr.gaveurs.console.desktop.shell;

import fr.gaveurs.console.desktop.kit.Fxml;
import fr.gaveurs.console.desktop.kit.Messages;
import fr.gaveurs.console.desktop.kit.Visibility;
import java.nio.file.Path;
import java.util.Objects;
import javafx.application.Platform;
import javafx.fxml.FXML;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/**
 * Controller of {@code fxml/failure.fxml}: why the program could not start, and what to do; where a backup can take the
 * place of damaged data, the button that does it, asks first, and shows how far it is.
 */
public final class FailurePane {
    private final Messages messages;
    private final StartFailure failure;
    private final Runnable close;
    private final Runnable gone;
    private final @Nullable Rescue rescue;
    private final Parent root;
    private boolean closeAfter;

    @FXML
    private Button copy;

    @FXML
    private Button end;

    @FXML
    private Button restore;

    @FXML
    private VBox question;

    @FXML
    private Button confirm;

    @FXML
    private VBox working;

    @FXML
    private ProgressBar progress;

    @FXML
    private Label trouble;

    /**
     * @param close the person wants to close the window
     * @param gone closes it
     */
    FailurePane(Messages messages, StartFailure failure, Runnable close, Runnable gone) {
        this.messages = messages;
        this.failure = failure;
        this.close = close;
        this.gone = gone;
        this.rescue = failure.rescue();
        this.root = Fxml.load("failure", messages, this);
        Visibility.show(restore, rescue != null);
        Visibility.show(question, false);
        Visibility.show(working, false);
        Visibility.show(trouble, false);
    }

    Parent node() {
        return root;
    }

    /** Gives the keyboard to the button that closes. */
    void focus() {
        (rescue == null ? end : restore).requestFocus();
    }

    @FXML
    public void copyDetails() {
        ClipboardContent content = new ClipboardContent();
        content.putString(getHappened() + "\n" + getRemedy() + "\n\n" + getDetails());
        Clipboard.getSystemClipboard().setContent(content);
        copy.setText(messages.get("failure.copied"));
    }

    @FXML
    public void closeWindow() {
        close.run();
    }

    /** Nothing is done before the person has read what will be. */
    @FXML
    public void askToRestore() {
        Visibility.show(restore, false);
        Visibility.show(trouble, false);
        Visibility.show(question, true);
        confirm.requestFocus();
    }

    @FXML
    public void keepAsItIs() {
        Visibility.show(question, false);
        Visibility.show(restore, true);
        restore.requestFocus();
    }

    @FXML
    public void restoreNow() {
        Rescue chosen = Objects.requireNonNull(rescue);
        Visibility.show(question, false);
        Visibility.show(working, true);
        progress.setProgress(0);
        end.setDisable(true);
        var unused = chosen.run(percent -> Platform.runLater(() -> progress.setProgress(percent / 100.0)))
                .whenComplete((kept, failed) -> Platform.runLater(() -> {
                    if (failed != null) {
                        failed(failed);
                    }
                }));
    }

    /** Ends the restore; the answer to it comes as its failure. */
    @FXML
    public void cancelRestore() {
        Objects.requireNonNull(rescue).cancel();
    }

    /** Closes the window, at once or when the restore that runs has been given up. */
    void leave() {
        if (working.isVisible()) {
            closeAfter = true;
            cancelRestore();
        } else {
            gone.run();
        }
    }

    private void failed(Throwable failed) {
        Throwable cause = failed.getCause() == null ? failed : failed.getCause();
        trouble.setText(messages.get("failure.restore.failed", String.valueOf(cause.getMessage())));
        Visibility.show(trouble, true);
        Visibility.show(working, false);
        Visibility.show(restore, true);
        end.setDisable(false);
        restore.requestFocus();
        if (closeAfter) {
            gone.run();
        }
    }

    public String getRestoreText() {
        return rescue == null ? "" : messages.get("failure.restore", messages.dateTime(rescue.made()));
    }

    public String getQuestionText() {
        return rescue == null
                ? ""
                : messages.get("failure.restore.question", messages.dateTime(rescue.made()), fileName(rescue.backup()));
    }

    private static String fileName(String path) {
        return String.valueOf(Path.of(path).getFileName());
    }

    public String getHappened() {
        return messages.get(failure.kind().happened(), failure.subject());
    }

    public String getRemedy() {
        return rescue == null
                ? messages.get(failure.kind().remedy(), failure.subject())
                : messages.get(
                        failure.kind().remedy(), messages.dateTime(rescue.made()), rescue.backup(), rescue.command());
    }

    public String getDetails() {
        return failure.details().apply(messages.language().locale());
    }
}
