package fr.gaveurs.console.desktop.screens.reports;

import fr.gaveurs.console.desktop.kit.SteadyButton;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.layout.FlowPane;

/**
 * Buttons for what can be done with something that changes by itself: one that stays is the same button, so that it keeps
 * the keyboard, a press, and the panel that points at it. FX thread only.
 */
final class ActRow {
    private final FlowPane row;
    private final Map<String, SteadyButton> buttons = new HashMap<>();

    ActRow(FlowPane row) {
        this.row = row;
    }

    /**
     * Something that can be done.
     *
     * @param key tells it from the others
     * @param words all that its button may say; the first is what it says now
     * @param there whether it can be done: else its place is kept, and nothing is seen there
     * @param done given the button that was pressed
     */
    record Act(String key, String id, List<String> words, boolean there, Consumer<Button> done) {
        static Act of(String id, String words, Consumer<Button> done) {
            return new Act(id, id, List.of(words), true, done);
        }
    }

    /** Something else is shown: nothing of what was there goes on. */
    void clear() {
        buttons.clear();
        row.getChildren().clear();
    }

    void show(List<Act> acts) {
        List<Node> wanted = new ArrayList<>();
        for (Act act : acts) {
            SteadyButton button = buttons.computeIfAbsent(act.key(), key -> made(act));
            button.setText(act.words().getFirst());
            button.setDisable(!act.there());
            button.setVisible(act.there());
            button.setOnAction(event -> act.done().accept(button));
            wanted.add(button);
        }
        buttons.values().retainAll(wanted);
        List<Node> there = row.getChildren();
        there.removeIf(node -> !wanted.contains(node));
        for (int i = 0; i < wanted.size(); i++) {
            if (i >= there.size() || !there.get(i).equals(wanted.get(i))) {
                there.remove(wanted.get(i));
                there.add(i, wanted.get(i));
            }
        }
    }

    private static SteadyButton made(Act act) {
        SteadyButton button = new SteadyButton();
        button.setId(act.id());
        button.getStyleClass().add("small");
        button.words(act.words().toArray(String[]::new));
        return button;
    }
}
