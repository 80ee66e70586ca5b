package fr.gaveurs.console.desktop.screens.feedback;

import fr.gaveurs.console.api.feedback.Feedbacks.Figure;
import fr.gaveurs.console.api.feedback.Feedbacks.RatedProduct;
import fr.gaveurs.console.api.quality.GradingRules;
import fr.gaveurs.console.desktop.kit.Messages;
import fr.gaveurs.console.desktop.kit.Palette;
import fr.gaveurs.console.desktop.kit.Tone;
import fr.gaveurs.console.desktop.kit.canvas.DrawingRegion;
import java.util.List;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.scene.AccessibleRole;
import javafx.scene.canvas.GraphicsContext;

/** A dot for each product: a measured figure to the right, its rating upwards. */
final class ScatterView extends DrawingRegion {
    private final ReadOnlyObjectProperty<Palette> palette;
    private final Messages messages;
    private double[] figures = {};
    private double[] ratings = {};
    private int decimals;

    ScatterView(ReadOnlyObjectProperty<Palette> palette, Messages messages) {
        this.palette = palette;
        this.messages = messages;
        getStyleClass().add("scatter");
        setAccessibleRole(AccessibleRole.IMAGE_VIEW);
        palette.subscribe(now -> invalidate());
    }

    /** @param name of the figure */
    void show(List<RatedProduct> products, Figure figure, String name) {
        List<RatedProduct> known = products.stream()
                .filter(each -> each.figures().containsKey(figure))
                .toList();
        double unit = figure == Figure.VOLUME_MM3 ? GradingRules.MM3_PER_CM3 : 1;
        figures = known.stream()
                .mapToDouble(each -> each.figures().getOrDefault(figure, Double.NaN) / unit)
                .toArray();
        ratings = known.stream().mapToDouble(RatedProduct::rating).toArray();
        decimals = figure == Figure.WEIGHT_G || figure == Figure.VOLUME_MM3 ? 0 : 2;
        setAccessibleText(messages.count("feedback.scatter", known.size(), name));
        invalidate();
    }

    @Override
    protected void draw(Frame frame) {
        Palette colors = palette.get();
        StarAxis axis = StarAxis.draw(frame, colors);
        if (figures.length == 0) {
            return;
        }
        double least = figures[0];
        double most = figures[0];
        for (double figure : figures) {
            least = Math.min(least, figure);
            most = Math.max(most, figure);
        }
        double span = most - least;
        axis.ends(frame, colors, messages.number(least, decimals), span > 0 ? messages.number(most, decimals) : "");
        double dot = StarAxis.dot(frame);
        GraphicsContext g = frame.g();
        g.setFill(colors.get(Tone.SERIES));
        // Many lie on one another: a little see-through, so that heaps are darker.
        g.setGlobalAlpha(figures.length > 200 ? 0.35 : 0.7);
        for (int i = 0; i < figures.length; i++) {
            double along = span > 0 ? (figures[i] - least) / span : 0.5;
            g.fillOval(axis.left() + along * axis.width() - dot / 2, axis.y(ratings[i]) - dot / 2, dot, dot);
        }
        g.setGlobalAlpha(1);
    }
}
