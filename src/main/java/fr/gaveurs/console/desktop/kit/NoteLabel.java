package fr.gaveurs.console.desktop.kit;

import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;

/**
 * Says in a row of tools, in what room is left there, how many there are or what did not work: in one line, so that
 * nothing below moves when it comes or goes. The whole of it is its tip.
 */
public final class NoteLabel extends Label {
    private static final double LEAST_EM = 12;

    public NoteLabel() {
        getStyleClass().add("elides");
        HBox.setHgrow(this, Priority.ALWAYS);
        setMaxWidth(Double.MAX_VALUE);
        Tooltip whole = new Tip();
        whole.setWrapText(true);
        textProperty().subscribe(words -> {
            whole.setText(words);
            setTooltip(words == null || words.isEmpty() ? null : whole);
        });
    }

    /** Its row keeps that much for it, whatever it says. */
    @Override
    protected double computeMinWidth(double height) {
        return LEAST_EM * getFont().getSize();
    }

    @Override
    protected double computePrefWidth(double height) {
        return Math.max(computeMinWidth(height), super.computePrefWidth(height));
    }
}
