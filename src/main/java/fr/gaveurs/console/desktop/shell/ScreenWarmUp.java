package fr.gaveurs.console.desktop.shell;

import fr.gaveurs.console.client.ApiClient;
import fr.gaveurs.console.desktop.kit.Appearance;
import fr.gaveurs.console.desktop.kit.BackgroundTasks;
import fr.gaveurs.console.desktop.kit.DemoModel;
import fr.gaveurs.console.desktop.kit.Messages;
import fr.gaveurs.console.desktop.kit.Palette;
import fr.gaveurs.console.desktop.kit.PopOvers;
import fr.gaveurs.console.desktop.kit.pump.LiveFeed;
import fr.gaveurs.console.desktop.kit.pump.Pump;
import fr.gaveurs.console.desktop.kit.pump.UiMeter;
import fr.gaveurs.console.desktop.screens.bugs.BugDrafts;
import fr.gaveurs.console.desktop.screens.bugs.BugMemory;
import fr.gaveurs.console.desktop.screens.bugs.BugViews;
import fr.gaveurs.console.desktop.screens.bugs.report.UnopenedForm;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import javafx.beans.property.ReadOnlyDoubleWrapper;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.ListView;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Builds every screen once, for nobody: what the first of its kind costs (loading classes, linking lambdas, reading FXML
 * and stylesheets) is paid while the backend starts, on a thread of its own, and not on the FX thread when the screens
 * are wanted. JavaFX lets nodes that no window shows be made on any thread.
 */
final class ScreenWarmUp {
    private static final Logger LOG = LoggerFactory.getLogger(ScreenWarmUp.class);
    private static final double WIDTH = 1366;
    private static final double HEIGHT = 768;
    /** Nobody listens there, and nothing is asked: no screen is shown. */
    private static final URI NOWHERE = URI.create("http://127.0.0.1:9");

    private static final BugMemory FORGETFUL = new BugMemory() {
        @Override
        public BugViews views() {
            return BugViews.NONE;
        }

        @Override
        public void views(BugViews now) {}
    };

    private final Messages messages;
    private final List<String> stylesheets;

    /** @param stylesheets of the window */
    ScreenWarmUp(Messages messages, List<String> stylesheets) {
        this.messages = messages;
        this.stylesheets = List.copyOf(stylesheets);
    }

    /** Begins; completes when it is over, also when it failed: then the screens are built without it. */
    CompletableFuture<Void> start() {
        CompletableFuture<Void> over = new CompletableFuture<>();
        Thread.ofPlatform().daemon().name("window-rehearsal").start(() -> {
            try {
                run();
            } catch (RuntimeException | LinkageError e) {
                LOG.warn("the screens could not be built beforehand", e);
            } finally {
                over.complete(null);
            }
        });
        return over;
    }

    void run() {
        try (Pump pump = new Pump(UiMeter.NONE);
                LiveFeed feed = new LiveFeed(pump);
                ApiClient api = new ApiClient(NOWHERE, null)) {
            CompletableFuture<Void> nothing = CompletableFuture.completedFuture(null);
            DemoModel demo = new DemoModel(true, () -> nothing, () -> nothing, task -> {}, failure -> {});
            Appearance appearance = new Appearance(
                    new ReadOnlyObjectWrapper<>(Palette.load(false)).getReadOnlyProperty(),
                    new ReadOnlyDoubleWrapper(ThemeControl.TEXT_SIZE).getReadOnlyProperty());
            ActorMenu nobody = new ActorMenu(button -> {});
            Workbench workbench = new Workbench(
                    new Workbench.Connection(
                            new BackendAddress(NOWHERE, null, List.of()),
                            api,
                            feed,
                            pump,
                            demo,
                            new BugDrafts(),
                            new BackgroundTasks()),
                    messages,
                    appearance,
                    () -> {},
                    report -> {},
                    true,
                    byName -> {},
                    FORGETFUL,
                    nobody,
                    Launch.AHEAD);
            workbench.dispose();
            for (Node screen : workbench.screens()) {
                show(workbench, screen);
            }
            show(workbench, UnopenedForm.of(messages, nobody));
            PopOvers.rehearse(SettingsPane.unopened(messages), stylesheets);
            PopOvers.rehearse(ActorChoice.panel(messages, null, List.of(), name -> {}), stylesheets);
        }
    }

    private void show(Workbench workbench, Node screen) {
        workbench.shell().show(screen);
        style(workbench.node());
        reveal(screen);
        style(workbench.node());
    }

    private void style(Parent root) {
        if (root.getScene() == null) {
            new Scene(root, WIDTH, HEIGHT).getStylesheets().setAll(stylesheets);
        }
        root.applyCss();
        root.layout();
    }

    /** What is out of sight has no style: pages, bands and forms as if somebody had come to them. */
    private static void reveal(Node node) {
        if (!node.visibleProperty().isBound()) {
            node.setVisible(true);
        }
        if (node instanceof ListView<?> list) {
            cell(list);
        } else if (node instanceof Parent parent) {
            parent.getChildrenUnmodifiable().forEach(ScreenWarmUp::reveal);
        }
    }

    /** A list without entries has no cells. */
    private static <T> void cell(ListView<T> list) {
        if (list.getCellFactory() != null) {
            list.getCellFactory().call(list);
        }
    }
}
