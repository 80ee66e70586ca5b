package fr.gaveurs.console.desktop.screens.station;

import static org.awaitility.Awaitility.await;

import fr.gaveurs.console.api.quality.Samples.Sample;
import fr.gaveurs.console.desktop.Fx;
import fr.gaveurs.console.desktop.Pictures;
import fr.gaveurs.console.desktop.WindowRobot;
import fr.gaveurs.console.desktop.kit.Messages;
import fr.gaveurs.console.desktop.kit.StationState;
import fr.gaveurs.console.desktop.shell.ThemeControl;
import fr.gaveurs.console.desktop.shell.WindowSettings.Theme;
import java.io.IOException;
import java.time.ZoneId;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;

/** A real window on JavaFX's headless platform, with one station screen in it. */
final class FxWindow implements AutoCloseable {
    final FakeHall hall = new FakeHall();
    final ThemeControl theme;
    final StationScreen screen;
    int backs;
    final int width;
    final int height;
    private final Stage stage;

    private FxWindow(Messages.Language language, boolean dark, int width, int height, int textPercent) {
        this.width = width;
        this.height = height;
        Scene scene = new Scene(new StackPane(), width, height);
        theme = new ThemeControl(scene);
        theme.theme(dark ? Theme.DARK : Theme.LIGHT);
        screen = new StationScreen(
                hall,
                hall,
                new Messages(language, ZoneId.of("Europe/Paris")),
                theme.appearance().palette(),
                "ws://192.168.1.20:8000/ws/sensors/",
                () -> backs++,
                new NoManagement());
        scene.setRoot(screen.node());
        theme.textPercent(textPercent);
        stage = new Stage();
        stage.setScene(scene);
        stage.show();
    }

    static FxWindow open(Messages.Language language, boolean dark, int width, int height, int textPercent) {
        Fx.start();
        return Fx.call(() -> new FxWindow(language, dark, width, height, textPercent));
    }

    /** Draws it into target/pictures; returns the labels that are cut. */
    List<String> picture(String name) throws IOException {
        settle();
        return Pictures.take(scene(), width, height, "station-" + name);
    }

    /** Forgets everything, then shows a station whose newest sample is this one after 56 others. */
    void scene(Sample newest, StationState state, double age) {
        clear();
        hall.stored.addAll(TestSamples.run(57));
        hall.stored.add(newest);
        hall.view = TestSamples.view(state, newest, age);
        reopen();
    }

    /** A station that never sent a sample. */
    void clear() {
        hall.stored.clear();
        hall.failure = null;
        hall.view = TestSamples.view(StationState.NEVER_SEEN, null, null);
    }

    /** Leaves the screen and comes back to it. */
    void reopen() {
        Fx.run(() -> {
            screen.hide();
            screen.show(TestSamples.DEVICE);
        });
        settle();
        if (!hall.stored.isEmpty() && hall.failure == null) {
            await("the first time its cards come one after the other")
                    .until(() -> Fx.call(() -> scene().getRoot().lookupAll(".station-card").stream()
                            .allMatch(Node::isVisible)));
            // A sample that is not the first goes into some of them a frame.
            for (int frame = 0; frame < 4; frame++) {
                Fx.settle(stage);
            }
        }
    }

    /** A key typed at whatever has the keyboard. */
    void press(KeyCode code) {
        robot().press(code);
        settle();
    }

    /** Somebody at this window. */
    WindowRobot robot() {
        return new WindowRobot(stage);
    }

    /** Lays the window out now, as the next frame would. */
    void layout() {
        Fx.run(() -> {
            scene().getRoot().applyCss();
            scene().getRoot().layout();
        });
    }

    /** Waits for what was put off to the FX thread. */
    static void settle() {
        for (int i = 0; i < 3; i++) {
            Fx.run(() -> {});
        }
    }

    Scene scene() {
        return stage.getScene();
    }

    @Override
    public void close() {
        Fx.run(() -> {
            screen.hide();
            theme.close();
            stage.close();
        });
    }
}
