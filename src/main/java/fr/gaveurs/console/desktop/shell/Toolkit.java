package fr.gaveurs.console.desktop.shell;

import fr.gaveurs.console.desktop.kit.CssLog;
import fr.gaveurs.console.files.OperatingSystem;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javafx.application.Platform;

/** JavaFX itself: started once, by whoever opens the first window. */
final class Toolkit {
    private static final long PATIENCE_SECONDS = 20;
    private static boolean started;

    private Toolkit() {}

    /**
     * Starts JavaFX if it does not run yet.
     *
     * @throws NoDisplayException saying what is missing
     */
    static synchronized void start() throws NoDisplayException {
        if (started) {
            return;
        }
        requireDisplay();
        CssLog.install();
        CountDownLatch running = new CountDownLatch(1);
        try {
            Platform.startup(running::countDown);
        } catch (IllegalStateException alreadyRunning) {
            running.countDown();
        } catch (RuntimeException | LinkageError e) {
            throw new NoDisplayException(
                    "no window can be opened (" + e.getMessage()
                            + "): check that the display answers (DISPLAY is "
                            + (blank("DISPLAY") ? "not set" : System.getenv("DISPLAY"))
                            + ") and that GTK 3 is installed (package libgtk-3-0), or start with --headless",
                    e);
        }
        try {
            if (!running.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new NoDisplayException("the display did not answer within " + PATIENCE_SECONDS
                        + " s: check it, or start with --headless");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new NoDisplayException("interrupted while the window system started", e);
        }
        // Windows come and go (tests open many); the program ends by its own lifecycle, not by the last window.
        Platform.setImplicitExit(false);
        started = true;
    }

    /** GTK ends the whole process where it finds no display, so it must not get the chance. */
    private static void requireDisplay() throws NoDisplayException {
        if (OperatingSystem.LINUX && !isHeadless() && blank("DISPLAY") && blank("WAYLAND_DISPLAY")) {
            throw new NoDisplayException(
                    "there is no display (neither DISPLAY nor WAYLAND_DISPLAY is set): log in to a desktop, or start"
                            + " with --headless");
        }
    }

    /** Whether windows are drawn on no display at all. */
    static boolean isHeadless() {
        return "headless".equalsIgnoreCase(System.getProperty("glass.platform"));
    }

    private static boolean blank(String variable) {
        String value = System.getenv(variable);
        return value == null || value.isBlank();
    }
}
