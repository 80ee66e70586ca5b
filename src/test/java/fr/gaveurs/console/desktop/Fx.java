package fr.gaveurs.console.desktop;

import fr.gaveurs.console.desktop.kit.Fonts;
import fr.gaveurs.console.desktop.kit.Scrolling;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.stage.Window;

/** The FX thread, for tests. */
public final class Fx {
    private static boolean started;

    private Fx() {}

    public static synchronized void start() {
        if (started) {
            return;
        }
        CountDownLatch running = new CountDownLatch(1);
        UnseenPlatform.choose();
        try {
            Platform.startup(running::countDown);
            running.await();
        } catch (IllegalStateException alreadyRunning) {
            // Another test class came first.
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        Platform.setImplicitExit(false);
        call(() -> {
            Fonts.load(Path.of("target/fonts"));
            return null;
        });
        started = true;
    }

    public static <T> T call(Callable<T> task) {
        FutureTask<T> future = new FutureTask<>(task);
        if (Platform.isFxApplicationThread()) {
            future.run();
        } else {
            Platform.runLater(future);
        }
        try {
            return future.get(60, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException unchecked ? unchecked : new IllegalStateException(e);
        } catch (InterruptedException | TimeoutException e) {
            throw new IllegalStateException(e);
        }
    }

    public static void run(Runnable task) {
        call(() -> {
            task.run();
            return true;
        });
    }

    /**
     * Waits until what was asked of the FX thread so far is done, and a window laid out in its next frame; only for the
     * former where the window isn't shown.
     */
    public static void settle(Window window) {
        CompletableFuture<Void> laidOut = new CompletableFuture<>();
        run(() -> {
            Scene scene = window.getScene();
            if (scene == null || !window.isShowing()) {
                laidOut.complete(null);
            } else {
                Scrolling.afterLayout(scene, () -> laidOut.complete(null));
            }
        });
        while (!laidOut.isDone() && call(window::isShowing)) {
            try {
                laidOut.get(100, TimeUnit.MILLISECONDS);
            } catch (TimeoutException e) {
                // It may have been closed meanwhile.
            } catch (InterruptedException | ExecutionException e) {
                throw new IllegalStateException(e);
            }
        }
        run(() -> {});
    }
}
