package fr.gaveurs.console.desktop.screens.bugs;

import fr.gaveurs.console.desktop.kit.TabLeads;
import javafx.geometry.Insets;
import javafx.geometry.Orientation;
import javafx.scene.control.TextArea;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.text.Text;

/** A field for longer text that is as high as its text, so that the page scrolls and not the field. */
final class GrowingArea extends TextArea {
    /** The skin's own padding around the text and the border, in em. */
    private static final double AROUND_EM = 0.9;

    private final Text measure = new Text();
    private final int leastLines;

    /** @param lines no lower than so many; one line takes no line breaks */
    GrowingArea(int lines) {
        leastLines = lines;
        setWrapText(true);
        setPrefRowCount(lines);
        getStyleClass().add("growing-area");
        textProperty().subscribe(this::requestLayout);
        fontProperty().subscribe(this::requestLayout);
        TabLeads.outOf(this);
        addEventFilter(KeyEvent.KEY_PRESSED, event -> {
            if (event.getCode() == KeyCode.ENTER && lines == 1) {
                event.consume();
            }
        });
    }

    @Override
    public Orientation getContentBias() {
        return Orientation.HORIZONTAL;
    }

    @Override
    protected double computePrefHeight(double width) {
        double em = getFont().getSize();
        Insets insets = getInsets();
        double room = (width < 0 ? getWidth() : width) - insets.getLeft() - insets.getRight() - AROUND_EM * 2 * em;
        measure.setFont(getFont());
        measure.setText("X");
        double line = measure.getLayoutBounds().getHeight();
        // An empty last line has no height of its own, but the caret stands there.
        measure.setText(getText() + (getText().endsWith("\n") ? "X" : ""));
        measure.setWrappingWidth(Math.max(em, room));
        double text = Math.max(measure.getLayoutBounds().getHeight(), line * leastLines);
        measure.setWrappingWidth(0);
        return Math.ceil(text + AROUND_EM * em + insets.getTop() + insets.getBottom());
    }

    @Override
    protected double computeMinHeight(double width) {
        return computePrefHeight(width);
    }
}
