package fr.gaveurs.console.desktop.screens.health;

import javafx.scene.layout.Region;

/** When a part of the start began and ended, as a stretch of the whole. */
final class TimelineBar extends Region {
    private final Region stretch = new Region();
    private double begin;
    private double end;

    TimelineBar() {
        getStyleClass().add("timeline-track");
        stretch.getStyleClass().add("timeline-stretch");
        stretch.setManaged(false);
        getChildren().add(stretch);
    }

    /** @param from 0–1 of the whole */
    void span(double from, double to) {
        begin = from;
        end = to;
        requestLayout();
    }

    @Override
    protected void layoutChildren() {
        double width = getWidth();
        double from = Math.round(begin * width);
        // A part that took no time still happened.
        stretch.resizeRelocate(Math.min(from, width - 2), 0, Math.max(2, end * width - from), getHeight());
    }
}
