package fr.gaveurs.console.desktop.kit;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.collections.FXCollections;
import javafx.collections.ListChangeListener;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Skin;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import org.controlsfx.control.CheckComboBox;

/** Some of a list, each with a check mark: ControlsFX's box in the window's looks and with the keys of a usual one. */
public final class CheckedChoice extends CheckComboBox<Choice<String>> {
    private static final Set<KeyCode> OPENING = Set.of(KeyCode.SPACE, KeyCode.DOWN, KeyCode.UP, KeyCode.F4);

    private final Function<List<Choice<String>>, String> summary;
    private boolean filling;

    /**
     * @param summary what the box says of the entries that are checked
     * @param chosen told the values that are checked, in the order of the entries, when the person changes one
     */
    public CheckedChoice(
            List<Choice<String>> entries,
            Function<List<Choice<String>>, String> summary,
            Consumer<List<String>> chosen) {
        super(FXCollections.observableArrayList(entries));
        this.summary = summary;
        setAccessibleRole(AccessibleRole.BUTTON);
        say();
        getCheckModel().getCheckedItems().addListener((ListChangeListener<Choice<String>>) change -> {
            say();
            if (!filling) {
                chosen.accept(values());
            }
        });
        addEventHandler(KeyEvent.KEY_PRESSED, event -> {
            if (OPENING.contains(event.getCode()) && !event.isShortcutDown()) {
                show();
                event.consume();
            }
        });
    }

    private List<Choice<String>> checked() {
        return getItems().stream().filter(getCheckModel()::isChecked).toList();
    }

    private List<String> values() {
        return checked().stream()
                .map(Choice::value)
                .filter(Objects::nonNull)
                .map(String::valueOf)
                .toList();
    }

    private void say() {
        String words = summary.apply(checked());
        setTitle(words);
        setAccessibleText(words);
    }

    /** Checks these values and no others; nobody is told. */
    public void choose(List<String> values) {
        if (values.equals(values())) {
            return;
        }
        filling = true;
        getCheckModel().clearChecks();
        getItems().stream().filter(entry -> values.contains(entry.value())).forEach(getCheckModel()::check);
        filling = false;
    }

    @Override
    protected Skin<?> createDefaultSkin() {
        Skin<?> skin = super.createDefaultSkin();
        for (Node child : getChildren()) {
            if (child instanceof ComboBox<?> inner) {
                // The library gives the box itself the classes of the one within.
                inner.getStyleClass().addAll("small", "holds-choice", "checked-choice");
                inner.setVisibleRowCount(getItems().size());
            }
        }
        return skin;
    }
}
