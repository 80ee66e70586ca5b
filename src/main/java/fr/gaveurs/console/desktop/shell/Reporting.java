package fr.gaveurs.console.desktop.shell;

import fr.gaveurs.console.desktop.kit.Actor;
import fr.gaveurs.console.desktop.kit.Messages;
import fr.gaveurs.console.desktop.kit.ReportContext;
import fr.gaveurs.console.desktop.screens.bugs.report.BugReportController;
import java.util.function.LongConsumer;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.image.Image;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.StackPane;
import org.jspecify.annotations.Nullable;

/** Bug reports in this window: what it covers, tells and knows of the screen. FX thread only. */
final class Reporting implements BugReportController.Host {
    /** What the frame has of it. */
    interface Window {
        Messages messages();

        /** Null while the program starts. */
        @Nullable
        Workbench workbench();

        Actor actor();
    }

    private final Window window;
    private final StackPane layers;
    private final LongConsumer openBug;
    private final BugReportController controller;
    private @Nullable Node covering;

    Reporting(Launch launch, Window window, StackPane layers, LongConsumer openBug) {
        this.window = window;
        this.layers = layers;
        this.openBug = openBug;
        this.controller = new BugReportController(launch.settings().resolveSibling("reports"), launch.version(), this);
    }

    BugReportController controller() {
        return controller;
    }

    /** True where the key was meant for a report. */
    boolean key(KeyEvent event) {
        boolean wanted = event.getCode() == KeyCode.F9
                || (event.getCode() == KeyCode.B && event.isShortcutDown() && event.isShiftDown());
        if (wanted && window.workbench() != null) {
            controller.open();
            return true;
        }
        return event.getCode() == KeyCode.ESCAPE && isOnTop() && controller.escape();
    }

    /** Whether nothing lies over what it covers the screen with, such as the list of keys. */
    private boolean isOnTop() {
        return covering == null
                || layers.getChildren().indexOf(covering)
                        == layers.getChildren().size() - 1;
    }

    @Override
    public Messages messages() {
        return window.messages();
    }

    @Override
    public ReportContext context() {
        Workbench bench = window.workbench();
        return bench == null ? ReportContext.NOTHING : bench.context();
    }

    @Override
    public @Nullable Image picture() {
        Scene scene = layers.getScene();
        boolean seen = scene != null && scene.getWidth() >= 1 && scene.getHeight() >= 1;
        return seen ? scene.snapshot(null) : null;
    }

    @Override
    public void cover(Node node) {
        covering = node;
        layers.getChildren().add(node);
    }

    @Override
    public void uncover(Node node) {
        covering = node.equals(covering) ? null : covering;
        layers.getChildren().remove(node);
    }

    @Override
    public void notice(String text, boolean good, @Nullable String action, Runnable run) {
        Workbench bench = window.workbench();
        if (bench != null) {
            bench.shell().notice(text, good, action, run);
        }
    }

    @Override
    public void openBug(long id) {
        openBug.accept(id);
    }

    @Override
    public Actor actor() {
        return window.actor();
    }
}
