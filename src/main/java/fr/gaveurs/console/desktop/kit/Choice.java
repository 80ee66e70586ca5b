package fr.gaveurs.console.desktop.kit;

import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import javafx.scene.control.ComboBox;
import javafx.scene.control.skin.ComboBoxListViewSkin;
import org.jspecify.annotations.Nullable;

/** One entry of a list to choose from: a value and its words. */
public record Choice<T>(@Nullable T value, String words) {
    /** Shown by the list as it is. */
    @Override
    public String toString() {
        return words;
    }

    /** Puts other entries into a list and selects one; a value that is not among them stays as it is. */
    public static <T> void fill(ComboBox<Choice<T>> box, List<Choice<T>> entries, @Nullable T selected) {
        boolean others = !box.getItems().equals(entries);
        if (others) {
            box.getItems().setAll(entries);
        }
        select(box, selected);
        // Its button goes by a place in the list: where the same value has another place now, it shows what stands at
        // the
        // old one.
        if (others && box.getSkin() instanceof ComboBoxListViewSkin<?> skin) {
            var unused = skin.getDisplayNode();
        }
    }

    public static <T> void select(ComboBox<Choice<T>> box, @Nullable T selected) {
        box.getItems().stream()
                .filter(entry -> Objects.equals(entry.value(), selected))
                .findFirst()
                .ifPresent(entry -> box.getSelectionModel().select(entry));
    }

    /** Tells what the person chose; not what {@link #fill} selected, where {@code quiet} says so. */
    public static <T> void onChosen(ComboBox<Choice<T>> box, Consumer<Choice<T>> chosen) {
        box.setOnAction(event -> {
            // A box with a search selects what is its value only after this.
            Choice<T> now = box.getValue();
            if (now != null) {
                chosen.accept(now);
            }
        });
    }
}
