package fr.gaveurs.console.desktop.kit;

import impl.org.controlsfx.skin.SegmentedButtonSkin;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.scene.control.Toggle;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.Region;
import org.controlsfx.control.SegmentedButton;
import org.jspecify.annotations.Nullable;

/** One of a few, side by side: exactly one is chosen at any time, by a press or by the arrows. FX thread only. */
public final class Segments<T> {
    private final List<ToggleButton> buttons;
    private final List<T> values;
    private final Consumer<T> chosen;
    private final ToggleGroup group = new ToggleGroup();
    private T now;

    /**
     * Puts the buttons of a box under one rule.
     *
     * @param values what each of its buttons stands for, in their order
     * @param first the value to begin with
     * @param chosen told what the person chooses; not what {@link #select} does
     */
    public Segments(SegmentedButton box, List<T> values, T first, Consumer<T> chosen) {
        this.buttons = List.copyOf(box.getButtons());
        this.values = List.copyOf(values);
        this.chosen = chosen;
        this.now = first;
        if (buttons.size() != values.size()) {
            throw new IllegalArgumentException(buttons.size() + " buttons stand for " + values.size() + " values");
        }
        box.setToggleGroup(group);
        // Else the keyboard would find the buttons only once they were drawn.
        box.setSkin(new SegmentedButtonSkin(box));
        for (ToggleButton button : buttons) {
            button.setToggleGroup(group);
            button.setMinWidth(Region.USE_PREF_SIZE);
        }
        select(first);
        group.selectedToggleProperty().subscribe((before, after) -> changed(after));
    }

    /** Makes the buttons and their box. */
    public static <T> SegmentedButton box(List<T> values, Function<T, String> words) {
        SegmentedButton box = new SegmentedButton();
        for (T value : values) {
            ToggleButton button = new ToggleButton(words.apply(value));
            button.getStyleClass().add("small");
            box.getButtons().add(button);
        }
        return box;
    }

    private void changed(@Nullable Toggle selected) {
        int at = selected instanceof ToggleButton button ? buttons.indexOf(button) : -1;
        if (at < 0) {
            // A second press must not leave all of them unchosen.
            group.selectToggle(buttons.get(values.indexOf(now)));
        } else if (!Objects.equals(values.get(at), now)) {
            now = values.get(at);
            chosen.accept(now);
        }
    }

    /** Chooses one without telling. */
    public void select(T value) {
        now = value;
        group.selectToggle(buttons.get(values.indexOf(value)));
    }
}
