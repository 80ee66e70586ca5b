package fr.gaveurs.console.desktop.screens.models;

import java.util.List;
import javafx.geometry.Orientation;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.Pane;

/** Pictures side by side in as many columns as they have room for, all of one size. */
final class PictureGrid extends Pane {
    private static final double LEAST_EM = 24;
    private static final double HEIGHT_EM = 19;
    private static final double GAP_EM = 0.86;
    private static final int MOST = 3;

    /** Carries the size that CSS gives to text here; never drawn. */
    private final Label text = new Label();

    PictureGrid(List<? extends Node> pictures) {
        text.setManaged(false);
        text.setVisible(false);
        getStyleClass().add("picture-grid");
        getChildren().addAll(pictures);
        getChildren().add(text);
        setMinHeight(USE_PREF_SIZE);
        text.fontProperty().subscribe(this::requestLayout);
    }

    private double em() {
        return text.getFont().getSize();
    }

    private int columns(double width) {
        int most = Math.min(MOST, Math.max(1, getManagedChildren().size()));
        return (int) Math.clamp(Math.floor((width + GAP_EM * em()) / ((LEAST_EM + GAP_EM) * em())), 1, most);
    }

    @Override
    public Orientation getContentBias() {
        return Orientation.HORIZONTAL;
    }

    @Override
    protected double computeMinWidth(double height) {
        return 0;
    }

    @Override
    protected double computePrefWidth(double height) {
        return LEAST_EM * em();
    }

    @Override
    protected double computePrefHeight(double width) {
        int columns = columns(width < 0 ? Math.max(getWidth(), LEAST_EM * em()) : width);
        int rows = (getManagedChildren().size() + columns - 1) / columns;
        return Math.ceil(rows * HEIGHT_EM * em() + Math.max(0, rows - 1) * GAP_EM * em());
    }

    @Override
    protected void layoutChildren() {
        double em = em();
        double gap = Math.rint(GAP_EM * em);
        int columns = columns(getWidth());
        double width = Math.floor((getWidth() - (columns - 1) * gap) / columns);
        double height = Math.floor(HEIGHT_EM * em);
        int at = 0;
        for (Node picture : getManagedChildren()) {
            picture.resizeRelocate(
                    (at % columns) * (width + gap), Math.floorDiv(at, columns) * (height + gap), width, height);
            at++;
        }
    }
}
