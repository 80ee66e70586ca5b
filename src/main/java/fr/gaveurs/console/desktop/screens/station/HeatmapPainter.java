package fr.gaveurs.console.desktop.screens.station;

import fr.gaveurs.console.api.quality.Samples.Defect;
import fr.gaveurs.console.api.quality.Samples.Sample;
import fr.gaveurs.console.api.quality.Samples.TofRaw;
import fr.gaveurs.console.desktop.kit.Tone;
import fr.gaveurs.console.desktop.kit.canvas.Contrast;
import fr.gaveurs.console.desktop.kit.canvas.DrawingRegion.Frame;
import fr.gaveurs.console.desktop.kit.canvas.Ticks;
import fr.gaveurs.console.desktop.kit.canvas.ZoneGrid;
import java.util.List;
import javafx.geometry.VPos;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;
import javafx.scene.text.TextAlignment;

/**
 * Draws one matrix of a sample: its cells, what does not count, its defects.
 *
 * @param zones of the same sample as {@code raw}
 */
record HeatmapPainter(Look look, Quantity quantity, TofRaw raw, Zones zones, List<Defect> defects) {

    /** Height and width of the tray. */
    static final double ASPECT = Zones.WIDTH_MM / Zones.HEIGHT_MM;

    static HeatmapPainter of(Look look, Quantity quantity, Sample sample, TofRaw raw, Zones zones) {
        return new HeatmapPainter(
                look, quantity, raw, zones, sample.vl53l8ch().analysis().defects());
    }

    ZoneScale scale() {
        return ZoneScale.of(quantity, quantity.values(raw), zones);
    }

    /** The cells, with the numbers in them where there is room. */
    void cells(Frame frame, ZoneGrid grid, boolean numbers) {
        GraphicsContext g = frame.g();
        double[] values = quantity.values(raw);
        ZoneScale scale = scale();
        boolean room = numbers && grid.width() / 8 > frame.em() * 1.9 && grid.height() / 8 > frame.em() * 1.15;
        g.setFont(frame.font(0.9));
        g.setTextAlign(TextAlignment.CENTER);
        g.setTextBaseline(VPos.CENTER);
        double gap = frame.crisp().width(numbers ? 1 : 0.5);
        for (int zone = 0; zone < Zones.COUNT; zone++) {
            int row = zone / Zones.SIDE;
            int column = zone % Zones.SIDE;
            double x = grid.columnX(column);
            double y = grid.rowY(row);
            double width = grid.columnX(column + 1) - x - gap;
            double height = grid.rowY(row + 1) - y - gap;
            Color fill = fill(zone, values[zone], scale);
            g.setFill(fill);
            g.fillRect(x, y, width, height);
            if (!zones.valid(zone)) {
                Marks.hatch(frame, x, y, width, height, look.color(Tone.FAINT));
            }
            if (room) {
                boolean onScale = zones.valid(zone) && quantity != Quantity.STATUS;
                Color ink = onScale ? Contrast.textOn(fill) : look.color(Tone.INK);
                String text = look.messages().number(values[zone], 0);
                if (!zones.valid(zone)) {
                    // A plain patch behind the number, or the hatching would run through it.
                    double patch = frame.em() * (0.3 + 0.52 * text.length());
                    g.setFill(fill);
                    g.fillRect(x + (width - patch) / 2, y + height / 2 - frame.em() * 0.6, patch, frame.em() * 1.2);
                }
                g.setFill(ink);
                g.fillText(text, x + width / 2, y + height / 2);
            }
        }
    }

    private Color fill(int zone, double value, ZoneScale scale) {
        if (!zones.valid(zone)) {
            return look.color(Tone.SURFACE);
        }
        return quantity == Quantity.STATUS
                ? look.color(Tone.TRACK)
                : look.ramp().at(scale.fraction(value));
    }

    /** The borders of the defects. */
    void outlines(Frame frame, ZoneGrid grid, double lineWidth) {
        for (int i = 0; i < defects.size(); i++) {
            Marks.outline(
                    frame.g(), grid, zones.covered(i), lineWidth, look.fill(defects.get(i)), look.color(Tone.SURFACE));
        }
    }

    /** The defects' numbers, each about its first corner, where it covers the least of four numbers. */
    void badges(Frame frame, ZoneGrid grid) {
        double width = frame.em() * Marks.BADGE_WIDTH;
        double height = frame.em() * Marks.BADGE_HEIGHT;
        for (int i = 0; i < defects.size(); i++) {
            Defect defect = defects.get(i);
            int first = defect.row() * Zones.SIDE + defect.column();
            boolean[] covered = zones.covered(i);
            for (int zone = Zones.COUNT - 1; zone >= 0; zone--) {
                first = covered[zone] ? zone : first;
            }
            double x = grid.columnX(first % Zones.SIDE) - width / 2;
            double y = grid.rowY(first / Zones.SIDE) - height / 2;
            Marks.badge(frame, look, defect, i + 1, x, y);
        }
    }

    /** A bar of the scale's colours over its ticks, and what hatching means. */
    void legend(Frame frame, double x, double y, double width) {
        GraphicsContext g = frame.g();
        double em = frame.em();
        double barHeight = frame.crisp().width(em * 0.6);
        String hatched = look.messages().get("station.map.invalid");
        double swatch = em * 1.2;
        double hatchedWidth = swatch + em * 0.5 + frame.textWidth(hatched, 0.85);
        double barWidth = width - hatchedWidth - em * 3;
        if (quantity != Quantity.STATUS && barWidth > em * 6) {
            bar(frame, x, y, barWidth, barHeight);
        } else if (quantity == Quantity.STATUS) {
            g.setFill(look.color(Tone.TRACK));
            g.fillRect(x, y, swatch, barHeight);
            caption(
                    frame,
                    look.messages().get(zones.statusReported() ? "station.map.valid" : "station.map.status.silent"),
                    x + swatch + em * 0.5,
                    y + barHeight / 2);
        }
        double right = x + width - hatchedWidth;
        g.setFill(look.color(Tone.SURFACE));
        g.fillRect(right, y, swatch, barHeight);
        Marks.hatch(frame, right, y, swatch, barHeight, look.color(Tone.MUTED));
        caption(frame, hatched, right + swatch + em * 0.5, y + barHeight / 2);
    }

    private void bar(Frame frame, double x, double y, double width, double height) {
        GraphicsContext g = frame.g();
        ZoneScale scale = scale();
        Ticks ticks = scale.ticks();
        double pixel = 1 / frame.crisp().scale();
        for (double at = 0; at < width; at += pixel) {
            double fraction = at / width;
            g.setFill(look.ramp().at(scale.reversed() ? 1 - fraction : fraction));
            g.fillRect(frame.crisp().edge(x + at), y, pixel, height);
        }
        g.setFont(frame.font(0.85));
        g.setFill(look.color(Tone.MUTED));
        g.setTextBaseline(VPos.TOP);
        g.setTextAlign(TextAlignment.CENTER);
        double widest = frame.textWidth(look.messages().number(ticks.high(), ticks.decimals()) + "\u00a0mm", 0.85);
        int stride = (int) Math.ceil((widest + frame.em() * 0.6) / (width / (ticks.count() - 1)));
        for (int i = (ticks.count() - 1) % stride; i < ticks.count(); i += stride) {
            double value = ticks.value(i);
            String text = look.messages().number(value, ticks.decimals());
            if (i == ticks.count() - 1 && !quantity.unit().isEmpty()) {
                text += "\u00a0" + quantity.unit();
            }
            double at = frame.crisp().line(x + ticks.fraction(value) * width, 1);
            g.fillRect(at - pixel / 2, y + height, pixel, frame.em() * 0.25);
            g.fillText(text, at, y + height + frame.em() * 0.3);
        }
    }

    private void caption(Frame frame, String text, double x, double middle) {
        GraphicsContext g = frame.g();
        g.setFont(frame.font(0.85));
        g.setFill(look.color(Tone.MUTED));
        g.setTextAlign(TextAlignment.LEFT);
        g.setTextBaseline(VPos.CENTER);
        g.fillText(text, x, middle);
    }
}
