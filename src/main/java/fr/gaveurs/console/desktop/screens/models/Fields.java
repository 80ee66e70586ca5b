package fr.gaveurs.console.desktop.screens.models;

import fr.gaveurs.console.desktop.kit.Choice;
import fr.gaveurs.console.desktop.kit.LabeledField;
import fr.gaveurs.console.desktop.kit.ManyChoice;
import java.util.List;
import javafx.scene.Node;

/** Fields of the screen's forms, each with its name above it. */
final class Fields {
    private Fields() {}

    /** A field below its name. */
    static LabeledField named(String name, Node input) {
        return new LabeledField(name, input).folding();
    }

    /** Any number of a few. */
    static <T> ManyChoice<T> many(String id, String name, String all, List<Choice<T>> entries) {
        return many(id, name, all, entries, Integer.MAX_VALUE, "");
    }

    /**
     * Any number of a few.
     *
     * @param most so many are named; of more the first ones, and {@code more}
     */
    static <T> ManyChoice<T> many(String id, String name, String all, List<Choice<T>> entries, int most, String more) {
        ManyChoice<T> box = new ManyChoice<>();
        box.setId(id);
        box.setAccessibleText(name);
        box.setMaxWidth(Double.MAX_VALUE);
        box.offer(
                entries,
                chosen -> chosen.isEmpty()
                        ? all
                        : String.join(
                                        ", ",
                                        chosen.stream()
                                                .limit(most)
                                                .map(Choice::words)
                                                .toList())
                                + (chosen.size() > most ? more : ""),
                chosen -> {});
        box.setDisable(entries.isEmpty());
        return box;
    }

    /** Several names in one text, divided by commas; without those that are empty. */
    static List<String> several(String typed) {
        return List.of(typed.split("[,;]", -1)).stream()
                .map(String::strip)
                .filter(each -> !each.isEmpty())
                .distinct()
                .toList();
    }
}
