package fr.gaveurs.console.desktop.screens.stations;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Function;
import javafx.scene.Node;
import javafx.scene.layout.VBox;

/**
 * Rows with something to press, which keep their places while somebody looks at them: what is new comes last, and what
 * is gone rests where it stood. So a press never meets what belongs to another row. FX thread only.
 *
 * @param <T> what a row is about
 * @param <N> a row
 */
final class KeptRows<T, N extends Node> {
    /** More of them that are gone than this are not kept. */
    private static final int MOST_GONE = 20;

    private final VBox box;
    private final int from;
    private final Function<T, Object> key;
    private final Function<T, N> make;
    private final BiConsumer<N, T> update;
    private final Map<Object, N> rows = new LinkedHashMap<>();

    /**
     * @param box holds the rows below what stands in it already
     * @param key what tells one from another
     * @param update writes what is known now into a row
     */
    KeptRows(VBox box, Function<T, Object> key, Function<T, N> make, BiConsumer<N, T> update) {
        this.box = box;
        this.from = box.getChildren().size();
        this.key = key;
        this.make = make;
        this.update = update;
    }

    /** Shows these; nothing is left of others where there are none any more. */
    void show(List<T> now) {
        Set<Object> there = new HashSet<>();
        now.forEach(each -> there.add(key.apply(each)));
        long gone = rows.keySet().stream().filter(each -> !there.contains(each)).count();
        if (now.isEmpty() || gone > MOST_GONE) {
            rows.clear();
            box.getChildren().remove(from, box.getChildren().size());
        }
        rows.forEach((each, row) -> row.setDisable(!there.contains(each)));
        for (T each : now) {
            N row = rows.get(key.apply(each));
            if (row == null) {
                row = make.apply(each);
                rows.put(key.apply(each), row);
                box.getChildren().add(row);
            }
            update.accept(row, each);
        }
    }
}
