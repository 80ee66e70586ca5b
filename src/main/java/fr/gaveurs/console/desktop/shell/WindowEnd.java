package fr.gaveurs.console.desktop.shell;

import fr.gaveurs.console.desktop.kit.pump.Pump;
import java.util.concurrent.CompletableFuture;
import javafx.application.Platform;
import javafx.stage.Stage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How the window ends: once the backend has, or when the person does not wait for that. FX thread only. */
final class WindowEnd {
    private static final Logger LOG = LoggerFactory.getLogger(WindowEnd.class);

    private final Launch launch;
    private final Stage stage;
    private final ThemeControl theme;
    private final Pump pump;
    private final WindowMemory memory;
    private final Reporting reporting;
    private final CompletableFuture<Void> closed = new CompletableFuture<>();

    WindowEnd(Launch launch, Stage stage, ThemeControl theme, Pump pump, WindowMemory memory, Reporting reporting) {
        this.launch = launch;
        this.stage = stage;
        this.theme = theme;
        this.pump = pump;
        this.memory = memory;
        this.reporting = reporting;
    }

    /** Completes when the window is gone and what it had to keep is kept. */
    CompletableFuture<Void> closed() {
        return closed;
    }

    /** Ends the backend in good order, and then the window. */
    void begin(ClosingPane pane) {
        // Not through the pump: it rests while the window is minimised, and the end must not wait for that.
        var unused = launch.closing()
                .close(step -> Platform.runLater(() -> pane.step(step)))
                .whenComplete((done, failure) -> {
                    if (failure != null) {
                        LOG.error("the end did not go as it should", failure);
                    }
                    Platform.runLater(this::gone);
                });
    }

    void force() {
        LOG.warn("the person in front of the window did not wait for the end");
        launch.closing().force();
        gone();
    }

    /** Takes the window away. */
    void gone() {
        if (closed.isDone()) {
            return;
        }
        stage.hide();
        theme.close();
        pump.close();
        var unused = CompletableFuture.allOf(
                        memory.saved(), reporting.controller().close())
                .whenComplete((done, failure) -> closed.complete(null));
    }
}
