package fr.gaveurs.console.desktop.kit;

import java.util.List;
import javafx.scene.control.Labeled;
import javafx.scene.text.Font;
import javafx.scene.text.Text;
import org.jspecify.annotations.Nullable;

/** How wide something with changing words is: as wide as for the longest that it had or may have. FX thread only. */
final class KeptWidth {
    private final Labeled node;
    private List<String> words = List.of();
    private @Nullable Font font;
    private double kept;

    KeptWidth(Labeled node) {
        this.node = node;
    }

    /** @param all that it may say */
    void words(List<String> all) {
        words = List.copyOf(all);
        font = null;
        node.requestLayout();
    }

    /** @param own what it wants for what it says now */
    double of(double own) {
        if (!node.getFont().equals(font)) {
            font = node.getFont();
            double text = width(node.getText());
            kept = words.stream()
                    .mapToDouble(each -> own - text + width(each))
                    .max()
                    .orElse(0);
        }
        kept = Math.max(kept, own);
        return kept;
    }

    private double width(@Nullable String said) {
        Text text = new Text(said == null ? "" : said);
        text.setFont(node.getFont());
        return Math.ceil(text.getLayoutBounds().getWidth());
    }
}
