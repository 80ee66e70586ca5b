package fr.gaveurs.console.desktop.screens.models;

import fr.gaveurs.console.desktop.kit.Kept;
import fr.gaveurs.console.desktop.kit.Labels;
import fr.gaveurs.console.desktop.kit.Messages;
import fr.gaveurs.console.desktop.kit.RowTip;
import fr.gaveurs.console.desktop.kit.Visibility;
import fr.gaveurs.console.desktop.kit.WhyEmpty;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/**
 * Rows of a list that is asked for again and again: what is chosen stays chosen, also before the list has it, and nothing
 * moves that has not changed.
 */
final class Rows<T> {
    private final ListView<T> list = new ListView<>();
    private final Function<T, String> id;
    private final WhyEmpty none;
    private String wanted = "";
    private boolean filling;

    /**
     * @param empty key of what is said once it is known that there are none
     * @param id what tells one from all others, also when it has changed
     * @param chosen hears of each other choice, and of what is new about the chosen one; null for none
     */
    Rows(String name, Messages messages, String empty, Function<T, String> id, Consumer<@Nullable T> chosen) {
        this.id = id;
        none = new WhyEmpty(messages, "models-empty", messages.get(empty));
        list.setId(name);
        list.getStyleClass().add("models-list");
        list.setPlaceholder(none);
        Kept.key(list, id);
        list.getSelectionModel().selectedItemProperty().addListener((property, old, now) -> {
            if (!filling) {
                chosen.accept(now);
            }
        });
    }

    /** Two lines for each: the first one is its title; what is empty takes no room. */
    Rows<T> lines(Function<T, String> first, Function<T, String> second) {
        return lines(List.of(first, second));
    }

    /** The same with three. */
    Rows<T> lines(Function<T, String> first, Function<T, String> second, Function<T, String> third) {
        return lines(List.of(first, second, third));
    }

    private Rows<T> lines(List<Function<T, String>> lines) {
        list.setCellFactory(view -> new Lines<>(lines));
        return this;
    }

    ListView<T> list() {
        return list;
    }

    @Nullable
    T chosen() {
        return list.getSelectionModel().getSelectedItem();
    }

    /** Chooses one by its key as soon as it is known. */
    void open(String key) {
        wanted = key;
        pick();
    }

    /** The key of the one that is chosen; empty for none. */
    String opened() {
        T now = chosen();
        return now == null ? wanted : id.apply(now);
    }

    /** Fills it, and chooses again what was chosen; else the first. */
    void fill(List<T> items, Consumer<@Nullable T> told) {
        none.answered();
        if (!list.getItems().equals(items)) {
            T before = chosen();
            String kept = before == null ? null : id.apply(before);
            filling = true;
            if (sameRows(items)) {
                // One by one: the keyboard's place and what is scrolled to stay.
                for (int i = 0; i < items.size(); i++) {
                    if (!items.get(i).equals(list.getItems().get(i))) {
                        list.getItems().set(i, items.get(i));
                    }
                }
            } else {
                list.getItems().setAll(items);
            }
            int at = kept == null ? -1 : index(kept);
            if (at >= 0) {
                list.getSelectionModel().select(at);
            } else if (!items.isEmpty() && wanted.isEmpty()) {
                list.getSelectionModel().select(0);
            }
            filling = false;
            if (!Objects.equals(before, chosen())) {
                told.accept(chosen());
            }
        }
        pick();
    }

    /** They could not be read. */
    void failed(String reason) {
        none.failed(reason);
    }

    private boolean sameRows(List<T> items) {
        if (items.size() != list.getItems().size()) {
            return false;
        }
        for (int i = 0; i < items.size(); i++) {
            if (!id.apply(items.get(i)).equals(id.apply(list.getItems().get(i)))) {
                return false;
            }
        }
        return true;
    }

    private int index(String key) {
        for (int i = 0; i < list.getItems().size(); i++) {
            if (id.apply(list.getItems().get(i)).equals(key)) {
                return i;
            }
        }
        return -1;
    }

    private void pick() {
        if (wanted.isEmpty()) {
            return;
        }
        int at = index(wanted);
        if (at >= 0) {
            wanted = "";
            list.getSelectionModel().select(at);
            list.scrollTo(at);
        }
    }

    private static final class Lines<T> extends ListCell<T> {
        private final List<Function<T, String>> words;
        private final List<Label> labels = new ArrayList<>();
        private final VBox box = new VBox();
        private final RowTip tip = new RowTip(this, look -> look.setWrapText(true));

        Lines(List<Function<T, String>> words) {
            this.words = words;
            for (int i = 0; i < words.size(); i++) {
                labels.add(Labels.eliding(i == 0 ? "models-title" : "models-text"));
            }
            box.getChildren().addAll(labels);
            box.setMinWidth(0);
            box.setPrefWidth(0);
        }

        @Override
        protected void updateItem(@Nullable T item, boolean empty) {
            super.updateItem(item, empty);
            if (empty || item == null) {
                setGraphic(null);
                setAccessibleText(null);
                tip.text("");
                return;
            }
            List<String> whole = new ArrayList<>();
            for (int i = 0; i < labels.size(); i++) {
                String line = words.get(i).apply(item);
                labels.get(i).setText(line);
                Visibility.show(labels.get(i), i == 0 || !line.isEmpty());
                whole.add(line);
            }
            whole.removeIf(String::isEmpty);
            setAccessibleText(String.join(" ", whole));
            tip.text(String.join("\n", whole));
            setGraphic(box);
        }
    }
}
