package fr.gaveurs.console.desktop.screens.firmware;

import fr.gaveurs.console.desktop.kit.Kept;
import fr.gaveurs.console.desktop.kit.Labels;
import fr.gaveurs.console.desktop.kit.Messages;
import fr.gaveurs.console.desktop.kit.Visibility;
import fr.gaveurs.console.desktop.kit.WhyEmpty;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** Lists of two lines a row, whose choice stays where it was when they are filled again. */
final class Lists {
    private Lists() {}

    /**
     * @param empty key of what is said once it is known that there are none
     * @param second the line below; empty for none
     * @param chosen hears of each choice of a person, and of the same one each time it is filled; null for none
     */
    static <T> ListView<T> of(
            String id,
            Messages messages,
            String empty,
            Function<T, String> first,
            Function<T, String> second,
            Consumer<@Nullable T> chosen) {
        ListView<T> list = new ListView<>();
        list.setId(id);
        list.getStyleClass().add("firmware-list");
        list.setPlaceholder(new WhyEmpty(messages, "firmware-empty", messages.get(empty)));
        list.setCellFactory(view -> new TwoLines<>(first, second));
        list.getSelectionModel().selectedItemProperty().addListener((property, old, now) -> chosen.accept(now));
        return list;
    }

    /** Fills a list to be read, in which nothing has to be chosen. */
    static <T> void keep(ListView<T> list, List<T> items) {
        WhyEmpty.of(list).answered();
        if (list.getItems().size() != items.size()) {
            list.getItems().setAll(items);
            return;
        }
        // One by one: the keyboard's place and what is scrolled to stay.
        for (int i = 0; i < items.size(); i++) {
            if (!items.get(i).equals(list.getItems().get(i))) {
                list.getItems().set(i, items.get(i));
            }
        }
    }

    /** Fills a list, and chooses again what was chosen; else the first. */
    static <T, K> void fill(ListView<T> list, List<T> items, Function<T, K> key) {
        WhyEmpty.of(list).answered();
        Kept.key(list, key);
        T before = list.getSelectionModel().getSelectedItem();
        if (list.getItems().equals(items)) {
            return;
        }
        K wanted = before == null ? null : key.apply(before);
        list.getItems().setAll(items);
        for (int i = 0; i < items.size(); i++) {
            if (Objects.equals(key.apply(items.get(i)), wanted)) {
                list.getSelectionModel().select(i);
                return;
            }
        }
        if (!items.isEmpty()) {
            list.getSelectionModel().select(0);
        }
    }

    /** Beside a list without rows there is nothing: its words have the whole width. */
    static void beside(Region list, Node detail, boolean rows) {
        Visibility.show(detail, rows);
        HBox.setHgrow(list, rows ? Priority.NEVER : Priority.ALWAYS);
    }

    /** Something else is asked for: rows of before would be taken for it. */
    static void ask(ListView<?> list) {
        list.getItems().clear();
        WhyEmpty.of(list).asking();
    }

    private static final class TwoLines<T> extends ListCell<T> {
        private final Function<T, String> first;
        private final Function<T, String> second;
        private final Label title = Labels.eliding("firmware-title");
        private final Label below = Labels.eliding("firmware-text");
        private final VBox lines = new VBox(title, below);

        TwoLines(Function<T, String> first, Function<T, String> second) {
            this.first = first;
            this.second = second;
            lines.setMinWidth(0);
            lines.setPrefWidth(0);
        }

        @Override
        protected void updateItem(@Nullable T item, boolean empty) {
            super.updateItem(item, empty);
            if (empty || item == null) {
                setGraphic(null);
                setAccessibleText(null);
                return;
            }
            title.setText(first.apply(item));
            below.setText(second.apply(item));
            Visibility.show(below, !below.getText().isEmpty());
            setAccessibleText(title.getText() + " " + below.getText());
            setGraphic(lines);
        }
    }
}
