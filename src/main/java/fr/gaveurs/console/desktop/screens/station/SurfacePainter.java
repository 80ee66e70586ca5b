package fr.gaveurs.console.desktop.screens.station;

import fr.gaveurs.console.api.quality.Samples.Defect;
import fr.gaveurs.console.desktop.kit.Tone;
import fr.gaveurs.console.desktop.kit.canvas.DrawingRegion.Frame;
import fr.gaveurs.console.desktop.kit.canvas.OkLab;
import fr.gaveurs.console.desktop.kit.canvas.Projection;
import fr.gaveurs.console.desktop.kit.canvas.SurfaceMesh;
import fr.gaveurs.console.desktop.kit.canvas.Ticks;
import java.util.List;
import javafx.geometry.VPos;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;
import javafx.scene.shape.StrokeLineCap;
import javafx.scene.shape.StrokeLineJoin;
import javafx.scene.text.TextAlignment;

/**
 * Draws a height surface from back to front: floor, axes, cells, marks.
 *
 * @param heights ticks of the height axis, mm, from 0
 */
record SurfacePainter(Look look, Frame frame, Projection projection, Zones zones, SurfaceMesh mesh, Ticks heights) {
    private static final double SIZE_X = Zones.SIDE * Zones.WIDTH_MM;
    private static final double SIZE_Y = Zones.SIDE * Zones.HEIGHT_MM;
    private static final double TICK_X = 100;
    private static final double TICK_Y = 60;
    /** Place of height 0 on the colour scale: a little off its end, or the ground would look like nothing. */
    private static final double GROUND = 0.13;
    /** How much darker than its colour a cell turned away from the light is, in OKLab lightness. */
    private static final double SHADE = 0.24;
    /** Of a cell over the next, logical pixels. */
    private static final double OVERLAP = 0.4;

    void draw(List<Defect> defects, int cursor) {
        frame.g().setLineJoin(StrokeLineJoin.ROUND);
        frame.g().setLineCap(StrokeLineCap.BUTT);
        floor();
        axes();
        cells(defects);
        cursor(cursor);
        for (int i = 0; i < defects.size(); i++) {
            pin(i, defects.get(i));
        }
    }

    private void floor() {
        GraphicsContext g = frame.g();
        double[] x = {sx(0, 0), sx(SIZE_X, 0), sx(SIZE_X, SIZE_Y), sx(0, SIZE_Y)};
        double[] y = {sy(0, 0, 0), sy(SIZE_X, 0, 0), sy(SIZE_X, SIZE_Y, 0), sy(0, SIZE_Y, 0)};
        g.setFill(look.color(Tone.TRACK).deriveColor(0, 1, 1, 0.45));
        g.fillPolygon(x, y, 4);
        g.setStroke(look.color(Tone.LINE));
        g.setLineWidth(frame.crisp().width(1));
        for (int i = 0; i <= Zones.SIDE; i++) {
            line(i * Zones.WIDTH_MM, 0, 0, i * Zones.WIDTH_MM, SIZE_Y, 0);
            line(0, i * Zones.HEIGHT_MM, 0, SIZE_X, i * Zones.HEIGHT_MM, 0);
        }
    }

    private void cells(List<Defect> defects) {
        GraphicsContext g = frame.g();
        double[] x = new double[4];
        double[] y = new double[4];
        double[] wideX = new double[4];
        double[] wideY = new double[4];
        Color net = look.color(Tone.INK).deriveColor(0, 1, 1, 0.22);
        int columns = mesh.cellColumns();
        int step = mesh.refinement();
        for (int cell : mesh.backToFront(projection)) {
            double mean = mesh.meanHeight(cell);
            if (Double.isNaN(mean)) {
                continue;
            }
            int row = cell / columns;
            int column = cell % columns;
            for (int corner = 0; corner < 4; corner++) {
                int r = row + (corner >= 2 ? 1 : 0);
                int c = column + (corner == 1 || corner == 2 ? 1 : 0);
                x[corner] = sx(mesh.x(c), mesh.y(r));
                y[corner] = sy(mesh.x(c), mesh.y(r), mesh.z(r, c));
            }
            Color fill = shaded(mean, mesh.light(cell, projection.azimuth()));
            g.setFill(fill);
            overlap(x, y, wideX, wideY);
            g.fillPolygon(wideX, wideY, 4);
            g.setStroke(net);
            g.setLineWidth(frame.crisp().width(1));
            side(row % step == 0, x, y, 0, 1);
            side((column + 1) % step == 0, x, y, 1, 2);
            side((row + 1) % step == 0, x, y, 2, 3);
            side(column % step == 0, x, y, 3, 0);
            int own = defectAt(row, column);
            if (own >= 0) {
                // On the cell's own turn, so that what stands before a defect hides its border too.
                g.setStroke(look.fill(defects.get(own)));
                g.setLineWidth(frame.crisp().width(frame.em() / 7));
                side(defectAt(row - 1, column) != own, x, y, 0, 1);
                side(defectAt(row, column + 1) != own, x, y, 1, 2);
                side(defectAt(row + 1, column) != own, x, y, 2, 3);
                side(defectAt(row, column - 1) != own, x, y, 3, 0);
            }
        }
    }

    /**
     * Antialiased neighbours leave a hairline between them: each reaches a little under the next. A stroke around it would
     * close it, too, and takes longer to draw than the cell.
     */
    private static void overlap(double[] x, double[] y, double[] wideX, double[] wideY) {
        System.arraycopy(x, 0, wideX, 0, 4);
        System.arraycopy(y, 0, wideY, 0, 4);
        // Whether its corners run clockwise tells which side of an edge is outside.
        double out = Math.copySign(OVERLAP, (x[2] - x[0]) * (y[3] - y[1]) - (x[3] - x[1]) * (y[2] - y[0]));
        for (int from = 0; from < 4; from++) {
            int to = (from + 1) % 4;
            double length = Math.max(1e-6, Math.hypot(x[to] - x[from], y[to] - y[from]));
            double outX = out * (y[to] - y[from]) / length;
            double outY = out * (x[from] - x[to]) / length;
            wideX[from] += outX;
            wideY[from] += outY;
            wideX[to] += outX;
            wideY[to] += outY;
        }
    }

    /** The defect of the zone in which a cell lies, −1 for none. */
    private int defectAt(int row, int column) {
        if (row < 0 || row >= mesh.cellRows() || column < 0 || column >= mesh.cellColumns()) {
            return -1;
        }
        return zones.defect(row / mesh.refinement() * Zones.SIDE + column / mesh.refinement());
    }

    private void side(boolean wanted, double[] x, double[] y, int from, int to) {
        if (wanted) {
            frame.g().strokeLine(x[from], y[from], x[to], y[to]);
        }
    }

    private Color shaded(double height, double light) {
        OkLab base = OkLab.of(look.ramp().at(GROUND + (1 - GROUND) * heights.fraction(height)));
        // 0.8 is what a level cell gets: it keeps its colour.
        double shift = Math.clamp((light - 0.8) * SHADE / 0.8, -SHADE, 0.06);
        return new OkLab(Math.clamp(base.lightness() + shift, 0, 1), base.a(), base.b()).toColor();
    }

    private void axes() {
        GraphicsContext g = frame.g();
        g.setFont(frame.font(0.85));
        g.setTextBaseline(VPos.CENTER);
        // Along the nearer side of each pair, where nothing stands before the numbers.
        double nearY = projection.nearness(0, SIZE_Y) >= projection.nearness(0, 0) ? SIZE_Y : 0;
        double nearX = projection.nearness(SIZE_X, 0) >= projection.nearness(0, 0) ? SIZE_X : 0;
        for (double at = 0; at <= SIZE_X; at += TICK_X) {
            floorLabel(at, nearY, 0, nearY == 0 ? -1 : 1, at);
        }
        for (double at = 0; at <= SIZE_Y; at += TICK_Y) {
            floorLabel(nearX, at, nearX == 0 ? -1 : 1, 0, at);
        }
        double[][] corners = {{0, 0}, {SIZE_X, 0}, {SIZE_X, SIZE_Y}, {0, SIZE_Y}};
        double[] left = corners[0];
        for (double[] corner : corners) {
            if (sx(corner[0], corner[1]) < sx(left[0], left[1])) {
                left = corner;
            }
        }
        g.setStroke(look.color(Tone.MUTED));
        g.setLineWidth(frame.crisp().width(1));
        line(left[0], left[1], 0, left[0], left[1], heights.high());
        g.setTextAlign(TextAlignment.RIGHT);
        double x = sx(left[0], left[1]);
        double step = sy(left[0], left[1], 0) - sy(left[0], left[1], heights.step());
        int stride = (int) Math.ceil(frame.em() * 1.1 / Math.max(step, 1));
        for (int i = stride; i < heights.count(); i += stride) {
            double y = sy(left[0], left[1], heights.value(i));
            g.strokeLine(x - frame.em() * 0.3, y, x, y);
            g.setFill(look.color(Tone.MUTED));
            g.fillText(look.messages().number(heights.value(i), heights.decimals()), x - frame.em() * 0.5, y);
        }
    }

    /** A number beside a side of the floor, on a short line that leads away from it. */
    private void floorLabel(double x, double y, double outX, double outY, double value) {
        GraphicsContext g = frame.g();
        double fromX = sx(x, y);
        double fromY = sy(x, y, 0);
        double awayX = sx(x + outX, y + outY) - fromX;
        double awayY = sy(x + outX, y + outY, 0) - fromY;
        double length = Math.max(1e-6, Math.hypot(awayX, awayY));
        double em = frame.em();
        g.setStroke(look.color(Tone.MUTED));
        g.strokeLine(fromX, fromY, fromX + awayX / length * em * 0.35, fromY + awayY / length * em * 0.35);
        g.setTextAlign(
                awayX / length > 0.5
                        ? TextAlignment.LEFT
                        : awayX / length < -0.5 ? TextAlignment.RIGHT : TextAlignment.CENTER);
        g.setFill(look.color(Tone.MUTED));
        g.fillText(
                look.messages().number(value, 0),
                fromX + awayX / length * em * 0.7,
                fromY + Math.max(awayY / length, 0.35) * em * 1.1);
    }

    /** The defect's number on a pin in its worst zone. */
    private void pin(int index, Defect defect) {
        GraphicsContext g = frame.g();
        double x = middleX(defect.column());
        double y = middleY(defect.row());
        double height = ground(zones.height(defect.row() * Zones.SIDE + defect.column()));
        double footX = sx(x, y);
        double footY = sy(x, y, height);
        double em = frame.em();
        g.setStroke(look.fill(defect));
        g.setLineWidth(frame.crisp().width(em / 8));
        g.strokeLine(footX, footY, footX, footY - em * 1.1);
        g.setFill(look.fill(defect));
        g.fillOval(footX - em * 0.18, footY - em * 0.18, em * 0.36, em * 0.36);
        Marks.badge(
                frame,
                look,
                defect,
                index + 1,
                footX - em * Marks.BADGE_WIDTH / 2,
                footY - em * (1.0 + Marks.BADGE_HEIGHT));
    }

    private void cursor(int zone) {
        GraphicsContext g = frame.g();
        double height = zones.height(zone);
        double x = middleX(zone % Zones.SIDE);
        double y = middleY(zone / Zones.SIDE);
        double em = frame.em();
        double atX = sx(x, y);
        double atY = sy(x, y, ground(height));
        g.setStroke(look.color(Tone.RAISED));
        g.setLineWidth(em * 0.3);
        g.strokeOval(atX - em * 0.32, atY - em * 0.32, em * 0.64, em * 0.64);
        g.setStroke(look.color(Tone.ACCENT));
        g.setLineWidth(em * 0.15);
        g.strokeOval(atX - em * 0.32, atY - em * 0.32, em * 0.64, em * 0.64);
    }

    private static double middleX(int column) {
        return (column + 0.5) * Zones.WIDTH_MM;
    }

    private static double middleY(int row) {
        return (row + 0.5) * Zones.HEIGHT_MM;
    }

    private static double ground(double height) {
        return Double.isNaN(height) ? 0 : height;
    }

    private void line(double x1, double y1, double z1, double x2, double y2, double z2) {
        frame.g().strokeLine(sx(x1, y1), sy(x1, y1, z1), sx(x2, y2), sy(x2, y2, z2));
    }

    private double sx(double x, double y) {
        return projection.screenX(x, y);
    }

    private double sy(double x, double y, double z) {
        return projection.screenY(x, y, z);
    }
}
