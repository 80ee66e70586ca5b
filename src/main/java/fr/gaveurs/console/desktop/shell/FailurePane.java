package fr.gaveurs.console.desktop.shell;

import fr.gaveurs.console.desktop.kit.CommandText;
import fr.gaveurs.console.desktop.kit.Fxml;
import fr.gaveurs.console.desktop.kit.Messages;
import fr.gaveurs.console.desktop.kit.Messages.Language;
import fr.gaveurs.console.desktop.kit.Visibility;
import fr.gaveurs.console.desktop.screens.health.HealthText;
import java.nio.file.Path;
import java.util.Objects;
import java.util.function.Consumer;
import javafx.application.Platform;
import javafx.fxml.FXML;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.TextArea;
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
    /** Why a restore did not work, for the details; null before. */
    private @Nullable String cause;
    /** The restore that runs is being given up. */
    private boolean stopping;
    /** The window is to be closed once the restore has come to its end. */
    private boolean leaving;

    @FXML
    private VBox languages;

    @FXML
    private CommandText remedy;

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
    private Label work;

    @FXML
    private ProgressBar progress;

    @FXML
    private Button stop;

    @FXML
    private Label trouble;

    @FXML
    private TextArea details;

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
        remedy.setText(remedy());
        details.setText(details());
        if (rescue == null) {
            end.getStyleClass().add("accent"); // one button alone is the one that is to be pressed
        }
        Visibility.show(languages, false);
        Visibility.show(restore, rescue != null);
        Visibility.show(question, false);
        Visibility.show(working, false);
        Visibility.show(trouble, false);
    }

    /** Offers both languages. */
    void offer(Consumer<Language> chosen) {
        languages.getChildren().setAll(LanguageChoice.of(messages, chosen));
        Visibility.show(languages, true);
    }

    /** The same in another language, as far as the person had gone. */
    FailurePane in(Messages other) {
        FailurePane pane = new FailurePane(other, failure, close, gone);
        if (cause != null) {
            pane.tell(cause);
        }
        if (question.isVisible()) {
            pane.askToRestore();
        }
        return pane;
    }

    Parent node() {
        return root;
    }

    /** Gives the keyboard to the button that is to be pressed. */
    void focus() {
        (rescue == null ? end : question.isVisible() ? confirm : restore).requestFocus();
    }

    @FXML
    public void copyDetails() {
        ClipboardContent content = new ClipboardContent();
        content.putString(getHappened() + "\n" + remedy.getPlain() + "\n\n" + details.getText());
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
        Visibility.show(languages, false); // in another language nothing would be known of the restore
        Visibility.show(working, true);
        work.setText(messages.get("failure.restore.working"));
        stop.setDisable(false);
        stopping = false;
        progress.setProgress(0);
        end.setDisable(true);
        var unused = chosen.run(percent -> Platform.runLater(() -> reached(percent)))
                .whenComplete((kept, failed) -> Platform.runLater(() -> {
                    if (failed != null) {
                        failed(failed);
                    }
                }));
    }

    private void reached(int percent) {
        if (!stopping) {
            progress.setProgress(percent / 100.0);
        }
    }

    /** Ends the restore, and says so at once; the answer to it comes as its failure. */
    @FXML
    public void cancelRestore() {
        stopping = true;
        stop.setDisable(true);
        work.setText(messages.get(leaving ? "failure.restore.closing" : "failure.restore.stopping"));
        progress.setProgress(ProgressBar.INDETERMINATE_PROGRESS);
        Objects.requireNonNull(rescue).cancel();
    }

    /** Closes the window, at once or when the restore that runs has been given up. */
    void leave() {
        if (working.isVisible()) {
            leaving = true;
            cancelRestore();
        } else {
            gone.run();
        }
    }

    /** Whether the window is to be closed, though a restore runs, or came to its end before it could be given up. */
    boolean isLeaving() {
        return leaving;
    }

    private void failed(Throwable failed) {
        Throwable why = failed.getCause() == null ? failed : failed.getCause();
        tell(String.valueOf(why.getMessage()));
        Visibility.show(working, false);
        Visibility.show(restore, true);
        end.setDisable(false);
        restore.requestFocus();
        if (leaving) {
            gone.run();
        }
    }

    /** What the program says of it is English: it stands with the details, before all else. */
    private void tell(String why) {
        cause = why;
        trouble.setText(messages.get("failure.restore.failed"));
        details.setText(why + "\n\n" + details());
        Visibility.show(trouble, true);
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
        String subject = failure.kind() == StartFailure.Kind.OTHER
                ? HealthText.component(failure.subject(), messages)
                : failure.subject();
        return messages.get(failure.kind().happened(), subject);
    }

    private String remedy() {
        return rescue == null
                ? messages.get(failure.kind().remedy(), failure.subject())
                : messages.get(
                        failure.kind().remedy(), messages.dateTime(rescue.made()), rescue.backup(), rescue.command());
    }

    private String details() {
        return failure.details().apply(messages.language().locale());
    }
}
