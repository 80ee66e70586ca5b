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
import javafx.geometry.VPos;
import javafx.scene.AccessibleRole;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.text.TextAlignment;

/** A dot for each product: a measured figure to the right, its rating upwards. */
final class ScatterView extends DrawingRegion {
    private static final double DOT_EM = 0.5;

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
        GraphicsContext g = frame.g();
        Palette colors = palette.get();
        double em = frame.em();
        double left = 1.6 * em;
        double right = frame.width() - 0.6 * em;
        double top = 0.6 * em;
        double bottom = frame.height() - 1.6 * em;
        StarAxis.draw(frame, colors, left, right, top, bottom);
        if (figures.length == 0) {
            return;
        }
        double least = figures[0];
        double most = figures[0];
        for (double figure : figures) {
            least = Math.min(least, figure);
            most = Math.max(most, figure);
        }
        double span = most > least ? most - least : 1;
        g.setTextBaseline(VPos.TOP);
        g.setTextAlign(TextAlignment.LEFT);
        g.fillText(messages.number(least, decimals), left, bottom + 0.3 * em);
        g.setTextAlign(TextAlignment.RIGHT);
        g.fillText(messages.number(most, decimals), right, bottom + 0.3 * em);
        double dot = DOT_EM * em;
        g.setFill(colors.get(Tone.SERIES));
        // Many lie on one another: a little see-through, so that heaps are darker.
        g.setGlobalAlpha(figures.length > 200 ? 0.35 : 0.7);
        for (int i = 0; i < figures.length; i++) {
            double x = most > least ? left + (figures[i] - least) / span * (right - left) : (left + right) / 2;
            g.fillOval(x - dot / 2, StarAxis.y(ratings[i], top, bottom) - dot / 2, dot, dot);
        }
        g.setGlobalAlpha(1);
    }
}
