package fr.gaveurs.console.desktop.kit;

import java.util.List;
import javafx.scene.control.Label;
import javafx.scene.text.Text;
import javafx.scene.text.TextBoundsType;

/** A text that folds, and is as tall as the longest of what it may say: what stands below it stays where it is. */
public final class SteadyText extends Label {
    private List<String> words = List.of();

    public SteadyText() {
        setWrapText(true);
        setMaxWidth(Double.MAX_VALUE);
    }

    /** All that it may say; what is said besides may still take more lines. */
    public void words(List<String> all) {
        words = List.copyOf(all);
        requestLayout();
    }

    @Override
    protected double computePrefWidth(double height) {
        double width = super.computePrefWidth(height);
        for (String each : words) {
            width = Math.max(width, snapSizeX(folded(each, 0).getLayoutBounds().getWidth()) + across());
        }
        return width;
    }

    @Override
    protected double computePrefHeight(double width) {
        double height = super.computePrefHeight(width);
        double room = (width < 0 ? prefWidth(-1) : width) - across();
        for (String each : words) {
            double lines = folded(each, Math.max(1, room)).getLayoutBounds().getHeight();
            height = Math.max(height, snapSizeY(lines) + snappedTopInset() + snappedBottomInset());
        }
        return height;
    }

    private double across() {
        return snappedLeftInset() + snappedRightInset();
    }

    /** @param width 0 for all in one line */
    private Text folded(String words, double width) {
        Text text = new Text(words);
        text.setFont(getFont());
        // As a label's own: other texts have lower lines, but for words that some label has said already.
        text.setBoundsType(TextBoundsType.LOGICAL_VERTICAL_CENTER);
        text.setWrappingWidth(width);
        return text;
    }
}
