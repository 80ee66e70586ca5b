package fr.gaveurs.console.desktop.kit;

import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import javafx.collections.ListChangeListener;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Skin;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import org.controlsfx.control.CheckComboBox;

/**
 * Any number of a few, each with a check mark; none stands for all. ControlsFX's box in the window's looks and with the
 * keys of a usual one. FX thread only.
 */
public final class ManyChoice<T> extends CheckComboBox<Choice<T>> {
    private static final Set<KeyCode> OPENING = Set.of(KeyCode.SPACE, KeyCode.DOWN, KeyCode.UP, KeyCode.F4);

    private Function<List<Choice<T>>, String> title = checked -> "";
    private Consumer<List<T>> chosen = values -> {};
    private String name = "";
    private boolean quiet;

    public ManyChoice() {
        setAccessibleRole(AccessibleRole.BUTTON);
        getCheckModel().getCheckedItems().addListener((ListChangeListener<Choice<T>>) change -> {
            if (!quiet) {
                say();
                chosen.accept(values());
            }
        });
        // By itself it opens by the mouse alone.
        addEventHandler(KeyEvent.KEY_PRESSED, event -> {
            if (OPENING.contains(event.getCode()) && !event.isShortcutDown()) {
                show();
                event.consume();
            }
        });
    }

    /**
     * Sets what there is to choose from; once.
     *
     * @param entries each with a value
     * @param words what the closed box says of those that are checked
     * @param told hears the values that are checked, in the order of the entries, when the person changes one
     */
    public void offer(List<Choice<T>> entries, Function<List<Choice<T>>, String> words, Consumer<List<T>> told) {
        title = words;
        chosen = told;
        name = getAccessibleText() == null ? "" : getAccessibleText();
        getItems().setAll(entries);
        say();
    }

    private List<Choice<T>> checked() {
        return getItems().stream().filter(getCheckModel()::isChecked).toList();
    }

    /** What is checked, in the order of the entries. */
    public List<T> values() {
        return checked().stream()
                .flatMap(entry -> Stream.ofNullable(entry.value()))
                .toList();
    }

    private void say() {
        String words = title.apply(checked());
        setTitle(words);
        setAccessibleText(name.isEmpty() ? words : name + ", " + words);
    }

    /** Checks these values and no others; nobody is told. */
    public void check(Collection<T> wanted) {
        if (!Set.copyOf(values()).equals(Set.copyOf(wanted))) {
            quiet = true;
            getCheckModel().clearChecks();
            getItems().stream()
                    .filter(entry -> wanted.stream().anyMatch(value -> Objects.equals(value, entry.value())))
                    .forEach(getCheckModel()::check);
            quiet = false;
            say();
        }
    }

    /** Checks these values and no others, as a person would; whether all of them are there to be checked. */
    public boolean choose(Collection<?> wanted) {
        List<T> known = getItems().stream()
                .flatMap(entry -> Stream.ofNullable(entry.value()))
                .filter(wanted::contains)
                .toList();
        if (known.size() != wanted.size()) {
            return false;
        }
        check(known);
        chosen.accept(values());
        return true;
    }

    @Override
    protected Skin<?> createDefaultSkin() {
        Skin<?> skin = super.createDefaultSkin();
        for (Node child : getChildren()) {
            if (child instanceof ComboBox<?> inner) {
                // The library gives the box itself the classes of the one within.
                inner.getStyleClass().addAll("small", "holds-choice", "many-choice");
                inner.setVisibleRowCount(getItems().size());
            }
        }
        return skin;
    }
}
