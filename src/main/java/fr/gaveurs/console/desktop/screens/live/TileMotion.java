package fr.gaveurs.console.desktop.screens.live;

import java.util.ArrayList;
import java.util.List;
import javafx.animation.AnimationTimer;
import javafx.application.Platform;
import javafx.css.PseudoClass;

/**
 * Lets the eye follow tiles to their new places: they glide there over the others. Where the system is asked for less
 * motion, or nobody looks (headless), they stand there at once. FX thread only.
 */
final class TileMotion {
    /** Long enough to be followed, short enough not to be waited for. */
    static final long GLIDE_NANOS = 700_000_000L;
    /** More than that at once nobody can follow: then all stand at their places at once. */
    static final int MOST = 16;

    private static final PseudoClass MOVING = PseudoClass.getPseudoClass("moving");

    private record Glide(StationTile tile, double fromX, double fromY) {}

    private final boolean wanted;
    private final List<Glide> gathered = new ArrayList<>();
    private List<Glide> gliding = List.of();
    private boolean expected;
    private long startedAt;

    private final AnimationTimer timer = new AnimationTimer() {
        @Override
        public void handle(long now) {
            step(System.nanoTime());
        }
    };

    TileMotion() {
        this(!"headless".equalsIgnoreCase(System.getProperty("glass.platform")));
    }

    /** @param wanted whether anybody looks */
    TileMotion(boolean wanted) {
        this.wanted = wanted;
    }

    /** The next layout moves tiles that stay the same in number and size, or not. */
    void expect(boolean moves) {
        expected = moves;
    }

    /** Puts a tile to its place, and remembers where it comes from if that is to be shown. */
    void place(StationTile tile, double x, double y, double width, double height) {
        boolean same = tile.getWidth() == width && tile.getHeight() == height;
        boolean elsewhere = tile.getLayoutX() != x || tile.getLayoutY() != y;
        if (expected && same && elsewhere) {
            gathered.add(new Glide(
                    tile, tile.getLayoutX() + tile.getTranslateX() - x, tile.getLayoutY() + tile.getTranslateY() - y));
        }
        tile.resizeRelocate(x, y, width, height);
    }

    /** All are placed: those that came from elsewhere set out. */
    void start() {
        List<Glide> setOut = List.copyOf(gathered);
        gathered.clear();
        boolean shown = expected && wanted && !reduced() && setOut.size() <= MOST;
        expected = false;
        if (setOut.isEmpty()) {
            return;
        }
        stop();
        if (shown) {
            gliding = setOut;
            gliding.forEach(glide -> {
                glide.tile().setViewOrder(-1);
                glide.tile().pseudoClassStateChanged(MOVING, true);
            });
            startedAt = System.nanoTime();
            step(startedAt);
            timer.start();
        }
    }

    /** All stand at their places. */
    void stop() {
        timer.stop();
        gliding.forEach(glide -> {
            glide.tile().setTranslateX(0);
            glide.tile().setTranslateY(0);
            glide.tile().setViewOrder(0);
            glide.tile().pseudoClassStateChanged(MOVING, false);
        });
        gliding = List.of();
    }

    private void step(long now) {
        double left = left((now - startedAt) / (double) GLIDE_NANOS);
        if (left == 0) {
            stop();
            return;
        }
        for (Glide glide : gliding) {
            glide.tile().setTranslateX(Math.rint(glide.fromX() * left));
            glide.tile().setTranslateY(Math.rint(glide.fromY() * left));
        }
    }

    /** The share of the way that is left after this share of the time: slow, quick, slow. */
    static double left(double time) {
        double t = Math.clamp(time, 0, 1);
        return 1 - t * t * (3 - 2 * t);
    }

    private static boolean reduced() {
        return Platform.getPreferences().isReducedMotion();
    }
}
