package fr.gaveurs.console.desktop.kit;

import javafx.beans.binding.Bindings;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.css.PseudoClass;
import javafx.scene.control.ListView;

/** Gives the rows of a list a further line where it is too narrow, by the size of its text, for what a row says. FX thread only. */
public final class NarrowRows {
    private static final PseudoClass NARROW = PseudoClass.getPseudoClass("narrow");

    private final ListView<?> list;
    private final ReadOnlyBooleanWrapper narrow = new ReadOnlyBooleanWrapper();

    public NarrowRows(ListView<?> list) {
        this.list = list;
    }

    public ReadOnlyBooleanProperty narrow() {
        return narrow.getReadOnlyProperty();
    }

    /**
     * Follows the size of the text.
     *
     * @param room narrower than this it is narrow, em
     * @param usual height of a row, em
     * @param folded height of a row of a narrow list, em
     */
    public void follow(ReadOnlyDoubleProperty size, double room, double usual, double folded) {
        narrow.bind(Bindings.createBooleanBinding(
                () -> list.getWidth() > 0 && list.getWidth() < room * size.get(), list.widthProperty(), size));
        narrow.subscribe(now -> list.pseudoClassStateChanged(NARROW, now));
        list.fixedCellSizeProperty()
                .bind(Bindings.createDoubleBinding(
                        () -> Math.rint(size.get() * (narrow.get() ? folded : usual)), size, narrow));
    }
}
