package fr.gaveurs.console.desktop.shell;

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

/** The desk of bug reports in this window: what it covers, tells and knows of the screen. FX thread only. */
final class Reporting implements BugReportController.Host {
    /** What the frame has of it. */
    interface Window {
        Messages messages();

        /** Null while the program starts. */
        @Nullable
        Workbench workbench();

        WindowSettings settings();

        void save(WindowSettings changed);
    }

    private final Window window;
    private final StackPane layers;
    private final LongConsumer openBug;
    private final BugReportController desk;

    Reporting(Launch launch, Window window, StackPane layers, LongConsumer openBug) {
        this.window = window;
        this.layers = layers;
        this.openBug = openBug;
        this.desk = new BugReportController(launch.settings().resolveSibling("reports"), launch.version(), this);
    }

    BugReportController desk() {
        return desk;
    }

    /** True where the key was meant for a report. */
    boolean key(KeyEvent event) {
        boolean wanted = event.getCode() == KeyCode.F9
                || (event.getCode() == KeyCode.B && event.isShortcutDown() && event.isShiftDown());
        if (wanted && window.workbench() != null) {
            desk.open();
            return true;
        }
        return event.getCode() == KeyCode.ESCAPE && desk.escape();
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
        layers.getChildren().add(node);
    }

    @Override
    public void uncover(Node node) {
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
    public String reporter() {
        String name = window.settings().reporterName();
        return name == null ? "" : name;
    }

    @Override
    public void reporter(String name) {
        if (!name.equals(reporter())) {
            window.save(window.settings().withReporterName(name));
        }
    }
}
