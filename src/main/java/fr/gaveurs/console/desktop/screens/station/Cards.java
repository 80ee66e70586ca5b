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
 * overlooks. Later samples go into all of them at once, for which they need a tenth of that. FX thread only.
 */
final class Cards {
    private record Card(Node node, Consumer<@Nullable Shown> fill) {}

    private final List<Card> cards = new ArrayList<>();
    private @Nullable Shown shown;
    /** How many of them came. */
    private int there;

    private boolean coming;

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
        for (Card card : cards.subList(0, there)) {
            card.fill().accept(now);
        }
        if (now != null && there < cards.size() && !coming) {
            coming = true;
            next();
        }
    }

    private void next() {
        Shown now = shown;
        Scene scene = cards.getFirst().node().getScene();
        if (now == null || there == cards.size()) {
            coming = false;
            return;
        }
        Card card = cards.get(there++);
        card.node().setVisible(true);
        card.fill().accept(now);
        if (scene == null) {
            next();
        } else {
            Pieces.inTurn(scene, () -> true, this::next);
        }
    }
}
