package fr.gaveurs.console.desktop.kit;

import javafx.scene.control.Button;
import javafx.scene.layout.Region;

/** Buttons whose words are whole, however little room there is. */
public final class Buttons {
    private Buttons() {}

    /**
     * A button.
     *
     * @param words in the window's language
     * @param styles of the stylesheet, such as {@code accent}
     */
    public static Button of(String id, String words, Runnable act, String... styles) {
        Button button = new Button(words);
        button.setId(id);
        button.getStyleClass().addAll(styles);
        button.setMinWidth(Region.USE_PREF_SIZE);
        button.setOnAction(event -> act.run());
        return button;
    }
}
