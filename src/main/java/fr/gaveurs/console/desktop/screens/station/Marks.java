package fr.gaveurs.console.desktop.screens.station;

import fr.gaveurs.console.api.quality.Samples.Defect;
import fr.gaveurs.console.api.quality.Samples.DefectType;
import fr.gaveurs.console.desktop.kit.Tone;
import fr.gaveurs.console.desktop.kit.canvas.Crisp;
import fr.gaveurs.console.desktop.kit.canvas.DrawingRegion.Frame;
import fr.gaveurs.console.desktop.kit.canvas.Hatch;
import fr.gaveurs.console.desktop.kit.canvas.Outline;
import fr.gaveurs.console.desktop.kit.canvas.ZoneGrid;
import javafx.geometry.VPos;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;
import javafx.scene.shape.StrokeLineCap;
import javafx.scene.text.TextAlignment;

/** Signs that several drawings share. */
final class Marks {
    private Marks() {}

    /** Diagonal lines over an area: it does not count. */
    static void hatch(Frame frame, double x, double y, double width, double height, Color color) {
        GraphicsContext g = frame.g();
        g.setStroke(color);
        g.setLineWidth(Math.max(1, frame.em() / 14));
        g.setLineCap(StrokeLineCap.BUTT);
        for (Hatch.Line line : Hatch.lines(x, y, width, height, frame.em() * 0.5)) {
            g.strokeLine(line.x1(), line.y1(), line.x2(), line.y2());
        }
    }

    /** The border of some cells: a line in {@code color} on a wider one that parts it from whatever lies there. */
    static void outline(
            GraphicsContext g, ZoneGrid grid, boolean[] inside, double lineWidth, Color color, Color ground) {
        Crisp crisp = grid.crisp();
        double inner = crisp.width(lineWidth);
        for (int pass = 0; pass < 2; pass++) {
            double width = pass == 0 ? crisp.width(lineWidth * 2) : inner;
            g.setStroke(pass == 0 ? ground : color);
            g.setLineWidth(width);
            g.setLineCap(StrokeLineCap.SQUARE);
            for (Outline.Edge edge : Outline.of(inside, grid.rows(), grid.columns())) {
                g.strokeLine(
                        crisp.line(grid.columnX(edge.fromColumn()), width),
                        crisp.line(grid.rowY(edge.fromRow()), width),
                        crisp.line(grid.columnX(edge.toColumn()), width),
                        crisp.line(grid.rowY(edge.toRow()), width));
            }
        }
    }

    /** A sentence in the place of a drawing that cannot be made. */
    static void sentence(Frame frame, Look look, String text) {
        GraphicsContext g = frame.g();
        g.setFont(frame.font());
        g.setFill(look.color(Tone.MUTED));
        g.setTextAlign(TextAlignment.CENTER);
        g.setTextBaseline(VPos.CENTER);
        g.fillText(text, frame.width() / 2, frame.height() / 2, frame.width());
    }

    /** Size of a {@link #badge}, in em. */
    static final double BADGE_WIDTH = 1.9;

    static final double BADGE_HEIGHT = 1.15;

    /** A defect's number, with a triangle that points up for a bump and down for a dent; its upper left corner given. */
    static void badge(Frame frame, Look look, Defect defect, int number, double x, double y) {
        GraphicsContext g = frame.g();
        double em = frame.em();
        double left = frame.crisp().edge(x);
        double top = frame.crisp().edge(y);
        double width = frame.crisp().width(em * BADGE_WIDTH);
        double height = frame.crisp().width(em * BADGE_HEIGHT);
        g.setFill(look.fill(defect));
        g.fillRoundRect(left, top, width, height, em * 0.4, em * 0.4);
        g.setFill(look.onFill(defect));
        triangle(g, defect.type() == DefectType.FOREIGN_BODY, left + em * 0.6, top + height / 2, em * 0.62);
        g.setFont(frame.font(0.85));
        g.setTextAlign(TextAlignment.CENTER);
        g.setTextBaseline(VPos.CENTER);
        g.fillText(Integer.toString(number), left + em * 1.32, top + height / 2);
    }

    /** A filled triangle about a middle. */
    static void triangle(GraphicsContext g, boolean up, double x, double y, double size) {
        double half = size / 2;
        double base = up ? y + half * 0.8 : y - half * 0.8;
        double tip = up ? y - half * 0.8 : y + half * 0.8;
        g.fillPolygon(new double[] {x - half, x + half, x}, new double[] {base, base, tip}, 3);
    }
}
