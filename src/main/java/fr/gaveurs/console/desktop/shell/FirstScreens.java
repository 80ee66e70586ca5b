package fr.gaveurs.console.desktop.shell;

import fr.gaveurs.console.desktop.kit.Pieces;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.scene.Scene;
import javafx.scene.layout.Pane;
import org.jspecify.annotations.Nullable;

/**
 * The screens of a start, built and given their style beneath the picture of the start, while the backend still makes or
 * opens its database. When it answers, the stations come all at once: what the window then has left to do competes with
 * them for the processors. FX thread only.
 */
final class FirstScreens {
    private final Scene scene;
    private final Pane layers;
    private @Nullable Workbench built;
    private boolean laid;
    /** Shows them; null while the backend does not answer. */
    private @Nullable Consumer<Workbench> wanted;

    /** @param layers of the window: its last child is on top, and the picture of the start covers what lies beneath */
    FirstScreens(Scene scene, Pane layers) {
        this.scene = scene;
        this.layers = layers;
    }

    /** Builds them in pieces, as long as the start goes on. */
    void lay(Supplier<Workbench> workbench, BooleanSupplier going) {
        Pieces.inTurn(scene, going, () -> {
            Workbench next = workbench.get();
            built = next;
            List<Runnable> pieces = new ArrayList<>();
            pieces.add(() -> next.build(Workbench.Place.FIRST));
            pieces.add(() -> layers.getChildren().addFirst(next.node()));
            pieces.addAll(next.shell().inParts());
            pieces.add(() -> next.lay(Workbench.Place.FIRST));
            pieces.add(() -> {
                laid = true;
                show();
            });
            Pieces.inTurn(scene, () -> going.getAsBoolean() && next.equals(built), pieces.toArray(Runnable[]::new));
        });
    }

    /** The backend answers: they are shown as soon as they are there. */
    void show(Consumer<Workbench> shown) {
        wanted = shown;
        show();
    }

    private void show() {
        Workbench ready = built;
        Consumer<Workbench> to = wanted;
        if (laid && ready != null && to != null) {
            built = null;
            laid = false;
            wanted = null;
            to.accept(ready);
        }
    }

    /** They are not wanted any more, as in another language or when the start failed. */
    void drop() {
        Workbench old = built;
        built = null;
        laid = false;
        if (old != null) {
            old.dispose();
            layers.getChildren().remove(old.node());
        }
    }
}
