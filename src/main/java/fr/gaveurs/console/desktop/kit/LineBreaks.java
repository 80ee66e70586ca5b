package fr.gaveurs.console.desktop.kit;

import java.util.function.ToDoubleFunction;
import javafx.scene.text.Font;
import javafx.scene.text.Text;

/** Breaks lines where nothing else does: the entries of a menu are as wide as their longest line, beyond the screen. */
public final class LineBreaks {
    private LineBreaks() {}

    /** The same text with line ends between words, so that no line is wider unless it is one word; FX thread only. */
    public static String within(String text, Font font, double width) {
        Text measure = new Text();
        measure.setFont(font);
        return within(text, width, line -> {
            measure.setText(line);
            return measure.getLayoutBounds().getWidth();
        });
    }

    /** @param wide how wide a line is */
    static String within(String text, double width, ToDoubleFunction<String> wide) {
        StringBuilder broken = new StringBuilder(text.length() + 4);
        for (String paragraph : text.split("\n", -1)) {
            String line = "";
            for (String word : paragraph.split(" ", -1)) {
                String longer = line.isEmpty() ? word : line + " " + word;
                if (!line.isEmpty() && wide.applyAsDouble(longer) > width) {
                    broken.append(line).append('\n');
                    line = word;
                } else {
                    line = longer;
                }
            }
            broken.append(line).append('\n');
        }
        broken.setLength(broken.length() - 1);
        return broken.toString();
    }
}
