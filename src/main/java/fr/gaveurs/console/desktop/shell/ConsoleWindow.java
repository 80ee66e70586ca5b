package fr.gaveurs.console.desktop.shell;

import fr.gaveurs.console.api.health.Health;
import fr.gaveurs.console.desktop.kit.Fonts;
import fr.gaveurs.console.desktop.kit.pump.Pump;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import java.util.function.IntSupplier;
import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.scene.layout.StackPane;

/**
 * The program's window. Opens at once, before there is a backend, and shows how the start goes; becomes the console when
 * {@link #ready} says where the backend answers. Every method may be called from any thread and returns at once.
 */
public final class ConsoleWindow {
    private final Frame frame;

    ConsoleWindow(Frame frame) {
        this.frame = frame;
    }

    /**
     * Opens the window and returns when it is there. Not to be called on the FX thread.
     *
     * @throws NoDisplayException when there cannot be one, saying what is missing; the program can run without
     */
    public static ConsoleWindow open(Launch launch) throws NoDisplayException {
        Toolkit.start();
        CompletableFuture<Frame> opened = new CompletableFuture<>();
        Platform.runLater(() -> {
            try {
                // Before the first text: what a typeface lacks JavaFX looks for in what it knows by then.
                Fonts.load(launch.settings().resolveSibling("fonts"));
                Scene scene = new Scene(new StackPane());
                Pump pump = new Pump(launch.meter());
                pump.pace().of(scene);
                opened.complete(new Frame(launch, pump, scene, new ThemeControl(scene)));
            } catch (RuntimeException | LinkageError e) {
                opened.completeExceptionally(e);
            }
        });
        try {
            return new ConsoleWindow(opened.join());
        } catch (CompletionException e) {
            throw new NoDisplayException("the window could not be opened: " + e.getCause(), e);
        }
    }

    /**
     * Hears from now on when the display goes under an open window.
     *
     * @param end ends everything but the window, and gives the exit code
     */
    public static void onLostDisplay(IntSupplier end) {
        LostDisplay.listen(end);
    }

    /** Ends JavaFX; no window can be opened afterwards. */
    public static void exitToolkit() {
        Platform.exit();
    }

    /** A part of the program begins to start. */
    public void starting(String part) {
        onFrame(f -> f.starting(part));
    }

    /** A part has started. */
    public void started(Health.StartedPart part) {
        onFrame(f -> f.started(part));
    }

    /**
     * Begins to load what the screens need, on another thread, so that {@link #ready} does not hold the window up.
     * Completes when that is over, whether it went well or not.
     */
    public CompletableFuture<Void> rehearse() {
        return CompletableFuture.supplyAsync(frame::rehearse, Platform::runLater)
                .thenCompose(over -> over);
    }

    /** The backend will answer there: what can be built of the screens is built meanwhile. */
    public void prepare(BackendAddress endpoint) {
        onFrame(f -> f.prepare(endpoint));
    }

    /** The backend answers: the console connects to it and shows its screens. */
    public void ready(BackendAddress endpoint) {
        onFrame(f -> f.ready(endpoint));
    }

    /** The program could not start: the window says why, and what to do. Closing it then ends nothing but itself. */
    public void failed(StartFailure failure) {
        onFrame(f -> f.failed(failure));
    }

    /**
     * A backup took the place of what could not start, and the start begins anew.
     *
     * @param kept the folder that holds what was there before, which the person is told
     */
    public void restored(String kept) {
        onFrame(f -> f.restored(kept));
    }

    /** Brings the window to the front, as when a second console was started on the same folder. */
    public void toFront() {
        onFrame(Frame::toFront);
    }

    /** Sets off the same orderly end as the person who closes the window: for SIGTERM and Ctrl-C. */
    public void close() {
        onFrame(Frame::close);
    }

    /**
     * An error that ended a thread, or the task that the FX thread was at: it is counted, told to the backend and shown.
     * For {@link Thread#setDefaultUncaughtExceptionHandler}; never throws.
     */
    public void uncaught(Thread thread, Throwable error) {
        frame.uncaught(thread, error);
    }

    /** Completes on the FX thread as soon as that thread gets to it: it shows that the window lives. */
    public CompletableFuture<Void> heartbeat() {
        return CompletableFuture.runAsync(() -> {}, Platform::runLater);
    }

    /** Completes when the window is gone. */
    public CompletableFuture<Void> closed() {
        return frame.closed();
    }

    private void onFrame(Consumer<Frame> task) {
        Platform.runLater(() -> task.accept(frame));
    }
}
