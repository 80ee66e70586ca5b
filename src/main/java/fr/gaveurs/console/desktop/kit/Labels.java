package fr.gaveurs.console.desktop.kit;

import javafx.scene.control.Label;
import javafx.scene.control.Labeled;
import javafx.scene.layout.Region;

/** Words where a line is full: they go on in a further one and keep the height of all their lines, or end with dots. */
public final class Labels {
    private Labels() {}

    /** A label that wraps, with its styles. */
    public static Label wrapping(String text, String... styles) {
        Label label = wrap(new Label(text));
        label.getStyleClass().addAll(styles);
        return label;
    }

    /** An empty label below a field: what it says folds there, and makes neither the field nor its form any wider. */
    public static Label below(String style) {
        Label label = wrapping("", style);
        label.setPrefWidth(0);
        label.setMaxWidth(Double.MAX_VALUE);
        return label;
    }

    /** An empty label of one line, whose words end with dots where there is no room for them. */
    public static Label eliding(String style) {
        Label label = new Label();
        label.getStyleClass().addAll(style, "elides");
        return label;
    }

    /** Lets what has words wrap; a pane that has too little room for it does not flatten it to a line. */
    public static <T extends Labeled> T wrap(T labeled) {
        labeled.setWrapText(true);
        labeled.setMinHeight(Region.USE_PREF_SIZE);
        return labeled;
    }
}
