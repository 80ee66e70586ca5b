package fr.gaveurs.console.desktop.shell;

import fr.gaveurs.console.desktop.kit.Pieces;
import fr.gaveurs.console.desktop.kit.pump.LiveFeed;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.animation.PauseTransition;
import javafx.scene.Scene;
import javafx.scene.layout.Pane;
import javafx.util.Duration;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;

/**
 * The screens of a start, built and given their style beneath the picture of the start, while the backend still makes or
 * opens its database. When it answers, the stations come all at once: what the window then has left to do competes with
 * them for the processors. The picture goes once the stations are in place. FX thread only.
 */
final class FirstScreens {
    /** So long the picture of the start waits for the stations at most. */
    private static final Duration STATIONS = Duration.millis(1_500);

    /** Tiles come a few a pulse. */
    private static final int PULSES_FOR_TILES = 5;

    private final Scene scene;
    private final Pane layers;
    private @Nullable Workbench built;
    private @Nullable Entering entering;
    private boolean laid;
    /** What shows them; null while the backend does not answer. */
    private @Nullable Consumer<Workbench> wanted;

    private Runnable listen = () -> {};
    private Duration limit = STATIONS;

    /** Once the backend answers: until the picture of the start goes. */
    private final class Entering {
        private final Workbench screens;
        private final LiveFeed feed;
        private final PauseTransition pause = new PauseTransition(limit);
        private final Subscription heard;
        private boolean over;

        Entering(Workbench screens, LiveFeed feed) {
            this.screens = screens;
            this.feed = feed;
            heard = feed.onChanges(changes -> look());
        }

        void begin() {
            pause.setOnFinished(event -> end());
            pause.playFromStart();
            look();
        }

        private void look() {
            if (feed.complete() && !over) {
                stop();
                Pieces.after(scene, PULSES_FOR_TILES, this::end);
            }
        }

        private void stop() {
            over = true;
            heard.unsubscribe();
            pause.stop();
        }

        private void end() {
            stop();
            if (this == entering) {
                reveal(screens);
            }
        }
    }

    /** @param layers of the window: its last child is on top, and the picture of the start covers what lies beneath */
    FirstScreens(Scene scene, Pane layers) {
        this.scene = scene;
        this.layers = layers;
    }

    /**
     * Builds them in pieces, as long as the start goes on.
     *
     * @param offer puts into them what is offered around the screens
     */
    void lay(Supplier<Workbench> workbench, Consumer<Workbench> offer, BooleanSupplier going) {
        Pieces.inTurn(scene, going, () -> {
            Workbench next = workbench.get();
            built = next;
            List<Runnable> pieces = new ArrayList<>();
            pieces.add(() -> offer.accept(next));
            pieces.add(() -> next.build(Place.FIRST));
            pieces.add(() -> layers.getChildren().addFirst(next.node()));
            pieces.addAll(next.shell().inParts());
            pieces.add(() -> next.lay(Place.FIRST));
            pieces.add(() -> {
                laid = true;
                show();
            });
            Pieces.inTurn(scene, () -> going.getAsBoolean() && next.equals(built), pieces.toArray(Runnable[]::new));
        });
    }

    /**
     * The backend answers: they are shown as soon as they are there.
     *
     * @param stations whether the picture of the start stays until the stations are in place
     * @param listen begins to hear what happens
     * @param shown takes the picture of the start from them
     */
    void show(boolean stations, Runnable listen, Consumer<Workbench> shown) {
        limit = stations ? STATIONS : Duration.ONE;
        this.listen = listen;
        wanted = shown;
        show();
    }

    private void show() {
        Workbench next = built;
        if (laid && next != null && wanted != null && entering == null) {
            Pieces.inTurn(scene, () -> next.equals(built), () -> next.begin(Place.FIRST), listen, () -> {
                Entering begun = new Entering(next, next.feed());
                entering = begun;
                begun.begin();
            });
        }
    }

    private void reveal(Workbench screens) {
        Consumer<Workbench> to = wanted;
        forget();
        wanted = null;
        if (to != null) {
            to.accept(screens);
        }
    }

    private void forget() {
        if (entering != null) {
            entering.stop();
        }
        entering = null;
        built = null;
        laid = false;
    }

    /** They are not wanted any more, as in another language or when the start failed. */
    void drop() {
        Workbench old = built;
        forget();
        if (old != null) {
            old.dispose();
            layers.getChildren().remove(old.node());
        }
    }
}
