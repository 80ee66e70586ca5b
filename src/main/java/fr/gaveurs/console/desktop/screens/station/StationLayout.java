package fr.gaveurs.console.desktop.screens.station;

import fr.gaveurs.console.desktop.screens.station.CardPlan.Card;
import java.util.Map;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.DoubleBinding;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Orientation;
import javafx.geometry.Rectangle2D;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.layout.Pane;

/** Lays the screen's cards out by {@link CardPlan}. */
final class StationLayout extends Pane {
    /** A window that is not as high is low for its text. */
    private static final double LOW_EM = 40;

    /** Less of the cards is none. */
    private static final double LEAST_EM = 18;

    /** Carries the size that CSS gives to text here; never drawn. */
    private final Label text = new Label();

    private final Map<Card, ? extends Node> cards;

    /** @param cards a node for each {@link Card}, in the order of the keyboard */
    StationLayout(Map<Card, ? extends Node> cards) {
        this.cards = cards;
        text.setManaged(false);
        text.setVisible(false);
        getChildren().addAll(cards.values());
        getChildren().add(text);
        text.fontProperty().subscribe(this::requestLayout);
    }

    /** The text's size, logical pixels. */
    double em() {
        return text.getFont().getSize();
    }

    /** Called on each change of the text's size, and at once. */
    void onTextSize(Runnable change) {
        text.fontProperty().subscribe(font -> change.run());
    }

    /**
     * What a pane that scrolls it is no lower than, px: in a window that is low for its text as high as all cards, so that
     * they and what stands above them are scrolled together, and not behind a slot of a few lines.
     */
    DoubleBinding leastHeight() {
        ObservableValue<Number> seen = sceneProperty().flatMap(Scene::heightProperty);
        return Bindings.createDoubleBinding(
                () -> {
                    Number height = seen.getValue();
                    boolean low = height != null && height.doubleValue() < LOW_EM * em();
                    return low ? computeMinHeight(getWidth()) : LEAST_EM * em();
                },
                seen,
                widthProperty(),
                text.fontProperty());
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
    protected double computeMinHeight(double width) {
        return CardPlan.of(Math.max(0, width), 0, em()).height();
    }

    @Override
    protected double computePrefHeight(double width) {
        return computeMinHeight(width);
    }

    @Override
    protected void layoutChildren() {
        CardPlan plan = CardPlan.of(getWidth(), getHeight(), em());
        cards.forEach((card, node) -> {
            Rectangle2D place = plan.places().getOrDefault(card, Rectangle2D.EMPTY);
            node.resizeRelocate(place.getMinX(), place.getMinY(), place.getWidth(), place.getHeight());
        });
    }
}
