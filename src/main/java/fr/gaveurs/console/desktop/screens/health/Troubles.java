package fr.gaveurs.console.desktop.screens.health;

import fr.gaveurs.console.desktop.kit.KeptHeight;
import fr.gaveurs.console.desktop.kit.Messages;
import fr.gaveurs.console.desktop.kit.Settling;
import fr.gaveurs.console.desktop.kit.Visibility;
import fr.gaveurs.console.desktop.screens.health.HealthRows.Trouble;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;
import javafx.util.Duration;

/**
 * What is wrong, above all that can be pressed on the page. What comes while somebody is at the window pushes none of it
 * away: as much is shown as there is room for, worst first, and a line says how many wait; they come once nobody has
 * touched the window for a while, or when somebody comes to the page.
 */
final class Troubles {
    /** Whoever has touched nothing for that long aims at nothing. */
    private static final Duration UNTOUCHED = Duration.seconds(30);

    private final KeptHeight room;
    private final VBox list;
    private final Label waiting;
    private final Messages messages;
    private final Settling settling;
    private final Runnable all = this::all;
    private List<Trouble> wrong = List.of();
    /** Somebody came to the page, and nothing was read since. */
    private boolean arriving = true;

    /**
     * @param room keeps the place of the list
     * @param waiting says how many wait
     */
    Troubles(KeptHeight room, VBox list, Label waiting, Messages messages) {
        this.room = room;
        this.list = list;
        this.waiting = waiting;
        this.messages = messages;
        this.settling = new Settling(room, UNTOUCHED);
    }

    /** Somebody comes to the page: only what is wrong now has its room. */
    void arriving() {
        arriving = true;
        all();
        room.forget();
    }

    /** What is wrong now was read for the first time since then; it is shown already. */
    void arrived() {
        if (arriving) {
            arriving = false;
            room.forget();
        }
    }

    /** Somebody leaves the page: nothing of it wakes up. */
    void left() {
        settling.dispose();
    }

    /** @param now worst first */
    void show(List<Trouble> now) {
        wrong = now;
        all();
        if (arriving || list.getScene() == null) {
            return;
        }
        List<Node> rows = list.getChildren();
        list.applyCss();
        while (!rows.isEmpty() && list.prefHeight(room.getWidth()) > room.getHeight() + 0.5) {
            rows.removeLast();
        }
        Visibility.show(list, !rows.isEmpty());
        int left = now.size() - rows.size();
        waiting.setText(left == 0 ? "" : messages.count("health.waiting", left));
        if (left > 0) {
            settling.whenUntouched(all);
        }
    }

    private void all() {
        list.getChildren().setAll(wrong.stream().map(TroubleRow::new).toList());
        Visibility.show(list, !wrong.isEmpty());
        waiting.setText("");
    }
}
