package fr.gaveurs.console.desktop.station;

import atlantafx.base.theme.PrimerDark;
import atlantafx.base.theme.PrimerLight;
import fr.gaveurs.console.desktop.screen.Fonts;
import fr.gaveurs.console.desktop.screen.Messages;
import fr.gaveurs.console.desktop.screen.Palette;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javafx.application.Application;
import javafx.application.Platform;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.image.WritableImage;
import javafx.stage.Stage;

/** A real window on JavaFX's headless platform, with one station screen in it. */
final class FxWindow implements AutoCloseable {
    final FakeHall hall = new FakeHall();
    final ReadOnlyObjectWrapper<Palette> palette;
    final StationScreen screen;
    int backs;
    private final Stage stage;

    private FxWindow(Messages.Language language, boolean dark, int width, int height, double textSize) {
        Application.setUserAgentStylesheet(
                dark ? new PrimerDark().getUserAgentStylesheet() : new PrimerLight().getUserAgentStylesheet());
        Fonts.load();
        palette = new ReadOnlyObjectWrapper<>(Palette.load(dark));
        screen = new StationScreen(
                hall,
                hall,
                new Messages(language, ZoneId.of("Europe/Paris")),
                palette.getReadOnlyProperty(),
                "ws://192.168.1.20:8000/ws/sensors/",
                () -> backs++);
        Parent root = (Parent) screen.node();
        root.setStyle("-fx-font-family: Roboto; -fx-font-size: " + textSize + "px;");
        Scene scene = new Scene(root, width, height);
        scene.getStylesheets().add(dark ? Palette.DARK_CSS : Palette.LIGHT_CSS);
        stage = new Stage();
        stage.setScene(scene);
        stage.show();
    }

    static FxWindow open(Messages.Language language, boolean dark, int width, int height, double textSize) {
        start();
        return on(() -> new FxWindow(language, dark, width, height, textSize));
    }

    Scene scene() {
        return stage.getScene();
    }

    /** Runs on the FX thread and waits for it. */
    static <T> T on(Callable<T> task) {
        CompletableFuture<T> done = new CompletableFuture<>();
        Platform.runLater(() -> {
            try {
                done.complete(task.call());
            } catch (Exception | Error e) {
                done.completeExceptionally(e);
            }
        });
        return done.orTimeout(30, TimeUnit.SECONDS).join();
    }

    static void run(Runnable task) {
        on(() -> {
            task.run();
            return true;
        });
    }

    private static synchronized void start() {
        CountDownLatch started = new CountDownLatch(1);
        try {
            Platform.startup(started::countDown);
            started.await();
        } catch (IllegalStateException e) {
            // Another test started it.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
        Platform.setImplicitExit(false);
    }

    /** Lets what is under way arrive, then writes the window as a PNG. */
    void picture(Path file) throws IOException {
        for (int i = 0; i < 3; i++) {
            run(() -> scene().getRoot().layout());
        }
        WritableImage image = on(() -> {
            scene().getRoot().applyCss();
            scene().getRoot().layout();
            return scene().snapshot(null);
        });
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.write(file, Png.bytes(image));
    }

    @Override
    public void close() {
        run(() -> {
            screen.hide();
            stage.close();
        });
    }
}
