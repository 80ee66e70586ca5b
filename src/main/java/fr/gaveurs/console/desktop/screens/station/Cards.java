package fr.gaveurs.console.desktop.screens.station;

import fr.gaveurs.console.desktop.kit.Pieces;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import javafx.scene.Node;
import javafx.scene.Scene;
import org.jspecify.annotations.Nullable;

/**
 * The cards of the page, each with what fills it with a sample. With the first sample of all they come one after the other,
 * a frame each, every one in its place: all at once they would keep the window from answering for longer than a person
 * overlooks. Later samples go into some of them a frame, in turn, so that none waits for long where samples come faster than
 * all are drawn. FX thread only.
 */
final class Cards {
    private record Card(Node node, Consumer<@Nullable Shown> fill) {}

    /** So many are told of a later sample in one frame. */
    private static final int AT_ONCE = 3;

    private final List<Card> cards = new ArrayList<>();
    private @Nullable Shown shown;
    /** How many of them came. */
    private int there;

    private boolean coming;

    /** How many of those that came have not been told of the newest sample yet, and which is the next of them. */
    private int untold;

    private int next;
    private boolean telling;

    /** One more, after all others. */
    void add(Node node, Consumer<@Nullable Shown> fill) {
        node.setVisible(false);
        cards.add(new Card(node, fill));
    }

    @Nullable
    Shown shown() {
        return shown;
    }

    /** Null where there is no sample to show. */
    void show(@Nullable Shown now) {
        shown = now;
        untold = there;
        if (now == null) {
            tell(there);
        } else if (!telling) {
            tellSome();
        }
        if (now != null && there < cards.size() && !coming) {
            coming = true;
            come();
        }
    }

    private void tell(int most) {
        for (int i = 0; i < most && untold > 0; i++) {
            untold--;
            cards.get(next).fill().accept(shown);
            next = (next + 1) % there;
        }
    }

    private void tellSome() {
        Scene scene = cards.getFirst().node().getScene();
        tell(scene == null ? there : AT_ONCE);
        telling = untold > 0;
        if (telling && scene != null) {
            Pieces.inTurn(scene, () -> true, this::tellSome);
        }
    }

    private void come() {
        Shown now = shown;
        Scene scene = cards.getFirst().node().getScene();
        if (now == null || there == cards.size()) {
            coming = false;
            return;
        }
        Card card = cards.get(there++);
        // It stands in the round that goes on.
        untold += untold > 0 ? 1 : 0;
        card.node().setVisible(true);
        card.fill().accept(now);
        if (scene == null) {
            come();
        } else {
            Pieces.inTurn(scene, () -> true, this::come);
        }
    }
}
