package fr.gaveurs.console.desktop.kit;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javafx.scene.text.Text;
import javafx.scene.text.TextBoundsType;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.javafx.FontIcon;

/**
 * An icon that grows with the text around it. Ikonli's own {@code FontIcon} takes {@code em} as its own size, and so
 * grows with each pass of CSS.
 */
public class Icon extends Text {
    private static final Map<String, String> LETTERS = new ConcurrentHashMap<>();

    private @Nullable String literal;

    public Icon() {
        getStyleClass().add("icon");
        setBoundsType(TextBoundsType.LOGICAL_VERTICAL_CENTER);
    }

    public Icon(Ikon icon) {
        this();
        icon(icon);
    }

    public final void icon(Ikon icon) {
        setLiteral(icon.getDescription());
    }

    /** Set from FXML: the icon's name, such as {@code mdi2a-alert}. */
    public final void setLiteral(String name) {
        if (!name.equals(literal)) {
            literal = name;
            // Ikonli's icon knows the letter, and loads the typeface that the stylesheet names.
            setText(LETTERS.computeIfAbsent(name, each -> new FontIcon(each).getText()));
        }
    }

    public final @Nullable String getLiteral() {
        return literal;
    }
}
