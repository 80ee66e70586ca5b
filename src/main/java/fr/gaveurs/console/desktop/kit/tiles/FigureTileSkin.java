package fr.gaveurs.console.desktop.kit.tiles;

import fr.gaveurs.console.desktop.kit.Palette;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.Subscription;

/** Words on the left, which come first, and the chart on the right in what they leave. */
final class FigureTileSkin extends PlainTileSkin {
    private static final double GAP_EM = 0.86;

    private final VBox words;
    private final FigureChartView chart = new FigureChartView();
    private final Subscription following;

    FigureTileSkin(FigureTile tile, ReadOnlyObjectProperty<Palette> palette) {
        super(tile);
        Label title = label("figure-title");
        Label value = label("figure-value");
        Label note = label("figure-note");
        // The value is what the tile is for: where room is short, the word beside it gives way.
        value.setMinWidth(Region.USE_PREF_SIZE);
        HBox line = new HBox(value, note);
        line.getStyleClass().add("figure-line");
        words = new VBox(title, line);
        words.getStyleClass().add("figure-words");
        title.textProperty().bind(tile.titleProperty());
        value.textProperty().bind(tile.descriptionProperty());
        note.textProperty().bind(tile.textProperty());
        getChildren().addAll(words, chart);
        following = palette.subscribe(chart::palette);
    }

    private static Label label(String style) {
        Label label = new Label();
        label.getStyleClass().add(style);
        return label;
    }

    void chart(FigureChart now) {
        chart.chart(now);
        getSkinnable().requestLayout();
    }

    @Override
    public void dispose() {
        following.unsubscribe();
        super.dispose();
    }

    @Override
    protected void layoutChildren(double x, double y, double width, double height) {
        double em = chart.textSize();
        FigureChart now = chart.chart();
        double wanted = words.prefWidth(-1);
        double room = width - wanted - GAP_EM * em;
        // A whole number of em, so that it keeps its width while the value gets a digit more or less.
        double across = Math.min(Math.floor(room / em) * em, now.mostEm() * em);
        double down = Math.min(height, now.mostEm() * em);
        boolean fits = now.drawn() && across >= now.leastEm() * em;
        chart.setVisible(fits);
        if (fits) {
            words.resizeRelocate(x, y, width - across - GAP_EM * em, height);
            chart.resizeRelocate(
                    snapPositionX(x + width - across), snapPositionY(y + (height - down) / 2), across, down);
        } else {
            words.resizeRelocate(x, y, width, height);
        }
    }

    @Override
    protected double computeMinWidth(double height, double top, double right, double bottom, double left) {
        return left + right + words.minWidth(-1);
    }

    @Override
    protected double computeMinHeight(double width, double top, double right, double bottom, double left) {
        return top + bottom + words.minHeight(-1);
    }

    @Override
    protected double computeMaxWidth(double height, double top, double right, double bottom, double left) {
        return Double.MAX_VALUE;
    }

    @Override
    protected double computeMaxHeight(double width, double top, double right, double bottom, double left) {
        return Double.MAX_VALUE;
    }

    @Override
    protected double computePrefWidth(double height, double top, double right, double bottom, double left) {
        return left + right + words.prefWidth(-1);
    }

    @Override
    protected double computePrefHeight(double width, double top, double right, double bottom, double left) {
        return top + bottom + words.prefHeight(-1);
    }
}
