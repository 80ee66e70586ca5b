package fr.gaveurs.console.desktop.kit;

import java.util.ArrayList;
import java.util.List;
import javafx.scene.AccessibleRole;
import javafx.scene.layout.Region;
import javafx.scene.text.Text;
import javafx.scene.text.TextFlow;

/**
 * Words that fold, among them some to be typed into a terminal: what stands between two backticks has letters of one
 * width, in which the two dashes of an option are two. FX thread only.
 */
public final class CommandText extends TextFlow {
    private static final String MARK = "`";

    private String plain = "";

    public CommandText() {
        getStyleClass().add("command-text");
        setAccessibleRole(AccessibleRole.TEXT);
        setMinHeight(Region.USE_PREF_SIZE);
    }

    public void setText(String marked) {
        String[] parts = marked.split(MARK, -1);
        List<Text> texts = new ArrayList<>();
        for (int i = 0; i < parts.length; i++) {
            Text text = new Text(parts[i]);
            text.getStyleClass().add(i % 2 == 0 ? "command-words" : "command");
            texts.add(text);
        }
        getChildren().setAll(texts);
        plain = String.join("", parts);
        setAccessibleText(plain);
    }

    /** What it says, without marks. */
    public String getPlain() {
        return plain;
    }
}
