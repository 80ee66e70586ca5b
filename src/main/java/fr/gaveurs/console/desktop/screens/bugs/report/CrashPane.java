package fr.gaveurs.console.desktop.screens.bugs.report;

import fr.gaveurs.console.desktop.kit.Form;
import fr.gaveurs.console.desktop.kit.Fxml;
import fr.gaveurs.console.desktop.kit.Messages;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.fxml.FXML;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.layout.Pane;

/** Controller of {@code fxml/crash.fxml}: says calmly that something went wrong, and what can be done. */
public final class CrashPane {
    private final Messages messages;
    private final String version;
    private final CaughtError crash;
    private final Runnable report;
    private final Runnable closed;
    private final ReadOnlyStringWrapper counted = new ReadOnlyStringWrapper("");
    private static final double NARROW_EM = 44;
    private static final double LOW_EM = 40;

    private final Parent root;

    @FXML
    private Button copy;

    CrashPane(Messages messages, String version, CaughtError crash, Runnable report, Runnable closed) {
        this.messages = messages;
        this.version = version;
        this.crash = crash;
        this.report = report;
        this.closed = closed;
        this.root = Fxml.load("crash", messages, this);
        Fxml.style(root, ReportPane.STYLES);
        if (root instanceof Pane pane) {
            Form.follow(pane, pane, NARROW_EM, LOW_EM);
        }
    }

    Parent node() {
        return root;
    }

    CaughtError crash() {
        return crash;
    }

    void counted(long same, long others) {
        String text = same > 1 ? messages.count("crash.times", same) : "";
        if (others > 0) {
            text += (text.isEmpty() ? "" : " · ") + messages.count("crash.others", others);
        }
        counted.set(text);
    }

    @FXML
    public void report() {
        report.run();
    }

    @FXML
    public void copyDetails() {
        ClipboardContent content = new ClipboardContent();
        content.putString(crash.code() + "\n" + messages.get("app.name") + " " + version + "\n" + crash.component()
                + "\n\n" + crash.trace());
        Clipboard.getSystemClipboard().setContent(content);
        copy.setText(messages.get("crash.copied"));
    }

    @FXML
    public void close() {
        closed.run();
    }

    public String getCode() {
        return crash.code();
    }

    public String getWhat() {
        return crash.title();
    }

    /** How often it was met, empty for once. */
    public ReadOnlyStringProperty countedProperty() {
        return counted.getReadOnlyProperty();
    }

    public String getCounted() {
        return counted.get();
    }
}
