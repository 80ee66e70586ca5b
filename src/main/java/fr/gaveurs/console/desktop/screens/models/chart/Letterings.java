package fr.gaveurs.console.desktop.screens.models.chart;

import fr.gaveurs.console.api.ShortText;
import fr.gaveurs.console.desktop.kit.canvas.DrawingRegion.Frame;
import java.util.ArrayList;
import java.util.List;

/** Text in a drawing that has little room. */
public final class Letterings {
    private Letterings() {}

    /** The text, cut with an ellipsis where it is wider than {@code room}, at {@code factor} times the font size. */
    public static String fitted(Frame frame, String text, double room, double factor) {
        return ShortText.fitting(text, some -> frame.textWidth(some, factor) <= room);
    }

    /** The text in lines that fit, broken between words. */
    public static List<String> lines(Frame frame, String text, double room, double factor) {
        List<String> lines = new ArrayList<>();
        String line = "";
        for (String word : text.split(" ", -1)) {
            String longer = line.isEmpty() ? word : line + " " + word;
            if (!line.isEmpty() && frame.textWidth(longer, factor) > room) {
                lines.add(line);
                line = word;
            } else {
                line = longer;
            }
        }
        lines.add(line);
        return lines;
    }
}
