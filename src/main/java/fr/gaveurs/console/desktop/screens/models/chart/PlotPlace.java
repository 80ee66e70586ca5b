package fr.gaveurs.console.desktop.screens.models.chart;

import fr.gaveurs.console.desktop.kit.canvas.DrawingRegion.Frame;
import fr.gaveurs.console.desktop.kit.canvas.Ticks;
import fr.gaveurs.console.desktop.screens.models.chart.Plot.Names;
import fr.gaveurs.console.desktop.screens.models.chart.Plot.Scale;

/** Where the figures of a plot lie, logical pixels. */
final class PlotPlace {
    private final double left;
    private final double top;
    private final double right;
    private final double bottom;
    private final Ticks xTicks;
    private final Ticks yTicks;
    private final int xNames;
    private final int yNames;

    PlotPlace(Frame frame, Plot plot, double left, double top, double right, double bottom) {
        this.left = left;
        this.top = top;
        this.right = right;
        this.bottom = bottom;
        xNames = plot.x() instanceof Names names ? Math.max(1, names.names().size()) : 0;
        yNames = plot.y() instanceof Names names ? Math.max(1, names.names().size()) : 0;
        xTicks = plot.x() instanceof Scale scale
                ? ticks(scale, (right - left) / (5 * frame.em()))
                : Ticks.covering(0, 1, 1);
        yTicks = plot.y() instanceof Scale scale
                ? ticks(scale, (bottom - top) / (3 * frame.em()))
                : Ticks.covering(0, 1, 1);
    }

    static Ticks ticks(Scale scale, double wanted) {
        return Ticks.covering(scale.low(), scale.high(), (int) Math.clamp(wanted, 2, 8));
    }

    double left() {
        return left;
    }

    double top() {
        return top;
    }

    double right() {
        return right;
    }

    double bottom() {
        return bottom;
    }

    Ticks xTicks() {
        return xTicks;
    }

    Ticks yTicks() {
        return yTicks;
    }

    /** How much room a name of the y axis has. */
    double slot() {
        return yNames == 0 ? 0 : (bottom - top) / yNames;
    }

    double x(double value) {
        double share = xNames > 0 ? (value + 0.5) / xNames : xTicks.fraction(value);
        return left + share * (right - left);
    }

    double y(double value) {
        return yNames > 0
                ? top + (value + 0.5) / yNames * (bottom - top)
                : bottom - yTicks.fraction(value) * (bottom - top);
    }
}
