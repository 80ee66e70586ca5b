package fr.gaveurs.console.desktop.shell;

import fr.gaveurs.console.desktop.kit.Fxml;
import fr.gaveurs.console.desktop.kit.Messages;
import fr.gaveurs.console.desktop.screens.health.HealthText;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyDoubleWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.fxml.FXML;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.ProgressBar;

/** Controller of {@code fxml/closing.fxml}: how far the end has come, and a way not to wait for it. */
public final class ClosingPane {
    private final Messages messages;
    private final Runnable force;
    private final ReadOnlyStringWrapper step = new ReadOnlyStringWrapper("");
    private final ReadOnlyDoubleWrapper progress = new ReadOnlyDoubleWrapper(ProgressBar.INDETERMINATE_PROGRESS);
    private final ReadOnlyBooleanWrapper asking = new ReadOnlyBooleanWrapper(false);
    private final Parent root;

    @FXML
    private Button wait;

    ClosingPane(Messages messages, Runnable force) {
        this.messages = messages;
        this.force = force;
        this.step.set(messages.get("closing.begin"));
        this.root = Fxml.load("closing", messages, this);
    }

    Parent node() {
        return root;
    }

    void step(Closing.Step now) {
        step.set(messages.get("closing.step", HealthText.component(now.name(), messages)));
        progress.set(now.of() <= 0 ? ProgressBar.INDETERMINATE_PROGRESS : (now.number() - 1.0) / now.of());
    }

    /** The person pressed close again: asks whether to stop waiting, and says what that means. */
    void ask() {
        asking.set(true);
        wait.requestFocus();
    }

    @FXML
    public void keepWaiting() {
        asking.set(false);
    }

    @FXML
    public void forceClose() {
        force.run();
    }

    public ReadOnlyStringProperty stepProperty() {
        return step.getReadOnlyProperty();
    }

    public String getStep() {
        return step.get();
    }

    public ReadOnlyDoubleProperty progressProperty() {
        return progress.getReadOnlyProperty();
    }

    public double getProgress() {
        return progress.get();
    }

    public ReadOnlyBooleanProperty askingProperty() {
        return asking.getReadOnlyProperty();
    }

    public boolean isAsking() {
        return asking.get();
    }
}
