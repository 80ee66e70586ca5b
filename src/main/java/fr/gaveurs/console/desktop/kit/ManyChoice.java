package fr.gaveurs.console.desktop.kit;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.collections.ListChangeListener;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.util.StringConverter;
import org.controlsfx.control.CheckComboBox;
import org.jspecify.annotations.Nullable;

/** Any number of a few, each checked by itself; none stands for all. FX thread only. */
public final class ManyChoice<T extends Enum<T>> {
    private final CheckComboBox<T> box;
    private final Class<T> type;
    private final Function<Set<T>, String> title;
    private boolean quiet;

    /**
     * Puts what there is to choose from into a box.
     *
     * @param words of one of them
     * @param title what the closed box says of those that are checked
     * @param chosen told them; empty for all
     */
    public ManyChoice(
            CheckComboBox<T> box,
            Class<T> type,
            Function<T, String> words,
            Function<Set<T>, String> title,
            Consumer<Set<T>> chosen) {
        this.box = box;
        this.type = type;
        this.title = title;
        box.setConverter(new StringConverter<>() {
            @Override
            public String toString(@Nullable T value) {
                return value == null ? "" : words.apply(value);
            }

            @Override
            public T fromString(String typed) {
                throw new UnsupportedOperationException("nothing is typed here");
            }
        });
        // The box within takes over the styles of this one.
        box.getStyleClass().addAll("combo-box-base", "combo-box", "small");
        box.getItems().setAll(List.of(type.getEnumConstants()));
        box.getCheckModel().getCheckedItems().addListener((ListChangeListener<T>) change -> {
            if (!quiet) {
                say();
                chosen.accept(checked());
            }
        });
        // By itself it opens by the mouse alone.
        box.addEventHandler(KeyEvent.KEY_PRESSED, event -> {
            if (event.getCode() == KeyCode.SPACE || event.getCode() == KeyCode.DOWN || event.getCode() == KeyCode.F4) {
                box.show();
                event.consume();
            }
        });
        say();
    }

    private Set<T> checked() {
        Set<T> checked = EnumSet.noneOf(type);
        checked.addAll(box.getCheckModel().getCheckedItems());
        return checked;
    }

    private void say() {
        box.setTitle(title.apply(checked()));
    }

    /** Checks these, without telling. */
    public void check(Set<T> wanted) {
        if (!checked().equals(wanted)) {
            quiet = true;
            box.getCheckModel().clearChecks();
            wanted.forEach(box.getCheckModel()::check);
            quiet = false;
            say();
        }
    }
}
