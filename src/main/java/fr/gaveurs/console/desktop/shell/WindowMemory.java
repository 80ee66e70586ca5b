package fr.gaveurs.console.desktop.shell;

import fr.gaveurs.console.desktop.screens.bugs.BugMemory;
import fr.gaveurs.console.desktop.screens.bugs.BugViews;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import javafx.stage.Screen;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The window's settings in memory and on disk, and what the tracker keeps among them. FX thread only. */
final class WindowMemory implements BugMemory {
    private static final Logger LOG = LoggerFactory.getLogger(WindowMemory.class);

    private static final double USUAL_WIDTH = 1366;
    private static final double USUAL_HEIGHT = 768;

    private final Path file;
    private WindowSettings settings;
    /** Read by every thread that calls the backend. */
    private volatile @Nullable String actor;

    private Runnable onActor = () -> {};
    private CompletableFuture<Void> saving = CompletableFuture.completedFuture(null);

    WindowMemory(Path file) {
        this.file = file;
        this.settings = WindowSettings.read(file);
        this.actor = settings.reporterName();
    }

    WindowSettings settings() {
        return settings;
    }

    /** Files are slow and this thread must not be: each is written after the one before, elsewhere. */
    void save(WindowSettings changed) {
        settings = changed;
        if (!Objects.equals(actor, changed.reporterName())) {
            actor = changed.reporterName();
            onActor.run();
        }
        saving = saving.thenRunAsync(() -> {
            try {
                changed.write(file);
            } catch (IOException e) {
                LOG.warn("the window's settings could not be written to {}: {}", file, e.getMessage());
            }
        });
    }

    /** Who sits in front of the window; null or empty for nobody in particular. On any thread. */
    @Nullable
    String actor() {
        return actor;
    }

    /** Sets who hears that somebody else sits there. */
    void onActor(Runnable listener) {
        onActor = listener;
    }

    /** As large as it was the last time, as far as there is room. */
    void place(Stage stage) {
        var room = Screen.getPrimary().getVisualBounds();
        double width = Math.min(settings.width() == null ? USUAL_WIDTH : settings.width(), room.getWidth());
        double height = Math.min(settings.height() == null ? USUAL_HEIGHT : settings.height(), room.getHeight());
        stage.setWidth(width);
        stage.setHeight(height);
        // JavaFX would place it before it knows of the frame around it: one that fills the screen stuck out at the top.
        stage.setX(room.getMinX() + Math.rint((room.getWidth() - width) / 2));
        stage.setY(room.getMinY() + Math.rint((room.getHeight() - height) / 3));
        stage.setMaximized(Boolean.TRUE.equals(settings.maximized()));
    }

    /** Keeps how large it is now; of a maximised one, how large it was before. */
    void remember(Stage stage) {
        if (!stage.isFullScreen()) {
            boolean maximized = stage.isMaximized();
            Double width = settings.width();
            Double height = settings.height();
            save(settings.withSize(
                    maximized && width != null ? width : stage.getWidth(),
                    maximized && height != null ? height : stage.getHeight(),
                    maximized));
        }
    }

    /** Completes when everything is written. */
    CompletableFuture<Void> saved() {
        return saving;
    }

    @Override
    public BugViews views() {
        return settings.bugs() == null ? BugViews.NONE : settings.bugs();
    }

    @Override
    public void views(BugViews now) {
        if (!now.equals(settings.bugs())) {
            save(settings.withBugs(now));
        }
    }
}
