package fr.gaveurs.console.desktop.screens.station;

import fr.gaveurs.console.api.quality.Samples.TofRaw;
import fr.gaveurs.console.desktop.kit.Tone;
import fr.gaveurs.console.desktop.kit.canvas.DrawingRegion;
import fr.gaveurs.console.desktop.kit.canvas.ZoneGrid;
import javafx.beans.property.IntegerProperty;
import javafx.geometry.VPos;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.text.TextAlignment;
import org.jspecify.annotations.Nullable;

/**
 * One quantity of the 64 zones. The large form has row and column numbers, a legend, and a cursor that pointer and arrow
 * keys move; the small one is a picture to pick it by.
 */
final class HeatmapView extends DrawingRegion {
    private final Look look;
    private final boolean large;
    private final IntegerProperty zone;
    private Quantity quantity;
    private @Nullable Shown shown;
    private @Nullable ZoneGrid grid;

    /** @param zone the cursor, 0–63, shared by all maps */
    HeatmapView(Look look, Quantity quantity, boolean large, IntegerProperty zone) {
        this.look = look;
        this.quantity = quantity;
        this.large = large;
        this.zone = zone;
        look.palette().subscribe(this::invalidate);
        if (large) {
            zone.subscribe(this::invalidate);
            setFocusTraversable(true);
            getStyleClass().add("station-focusable");
            addEventHandler(MouseEvent.MOUSE_MOVED, this::point);
            addEventHandler(MouseEvent.MOUSE_PRESSED, event -> {
                requestFocus();
                point(event);
            });
            addEventHandler(KeyEvent.KEY_PRESSED, this::move);
        } else {
            setMouseTransparent(true);
        }
    }

    void show(@Nullable Shown now) {
        shown = now;
        invalidate();
    }

    void quantity(Quantity now) {
        quantity = now;
        invalidate();
    }

    @Override
    protected void draw(Frame frame) {
        grid = null;
        Shown now = shown;
        if (now == null) {
            return;
        }
        TofRaw raw = now.sample().vl53l8ch().raw();
        if (raw == null || now.zones() == null) {
            if (large) {
                Marks.sentence(frame, look, look.messages().get("station.map.none"));
            }
            return;
        }
        HeatmapPainter painter = HeatmapPainter.of(look, quantity, now.sample(), raw, now.zones());
        if (!large) {
            ZoneGrid small =
                    ZoneGrid.fit(8, 8, HeatmapPainter.ASPECT, 0, 0, frame.width(), frame.height(), frame.crisp());
            painter.cells(frame, small, false);
            painter.outlines(frame, small, 1);
            return;
        }
        double em = frame.em();
        double left = em * 1.4;
        double top = em * 1.4;
        double legend = em * 2.6;
        ZoneGrid cells = ZoneGrid.fit(
                8,
                8,
                HeatmapPainter.ASPECT,
                left,
                top,
                frame.width() - left,
                frame.height() - top - legend,
                frame.crisp());
        grid = cells;
        painter.cells(frame, cells, true);
        numbers(frame, cells);
        painter.outlines(frame, cells, em / 7);
        cursor(frame, cells);
        painter.badges(frame, cells);
        painter.legend(frame, cells.x(), cells.y() + cells.height() + em * 0.8, cells.width());
    }

    /** Rows and columns count from 1, as a person does. */
    private void numbers(Frame frame, ZoneGrid cells) {
        GraphicsContext g = frame.g();
        g.setFont(frame.font(0.85));
        g.setTextBaseline(VPos.CENTER);
        for (int i = 0; i < Zones.SIDE; i++) {
            String text = Integer.toString(i + 1);
            g.setFill(look.color(zone.get() % Zones.SIDE == i ? Tone.INK : Tone.MUTED));
            g.setTextAlign(TextAlignment.CENTER);
            g.fillText(text, (cells.columnX(i) + cells.columnX(i + 1)) / 2, cells.y() - frame.em() * 0.7);
            g.setFill(look.color(zone.get() / Zones.SIDE == i ? Tone.INK : Tone.MUTED));
            g.setTextAlign(TextAlignment.RIGHT);
            g.fillText(text, cells.x() - frame.em() * 0.5, (cells.rowY(i) + cells.rowY(i + 1)) / 2);
        }
    }

    private void cursor(Frame frame, ZoneGrid cells) {
        boolean[] one = new boolean[Zones.COUNT];
        one[zone.get()] = true;
        Marks.outline(frame.g(), cells, one, frame.em() / 6, look.color(Tone.ACCENT), look.color(Tone.RAISED));
    }

    private void point(MouseEvent event) {
        int under = grid == null ? -1 : grid.cellAt(event.getX(), event.getY());
        if (under >= 0) {
            zone.set(under);
        }
    }

    private void move(KeyEvent event) {
        int row = zone.get() / Zones.SIDE;
        int column = zone.get() % Zones.SIDE;
        switch (event.getCode()) {
            case LEFT -> column--;
            case RIGHT -> column++;
            case UP -> row--;
            case DOWN -> row++;
            case HOME -> column = 0;
            case END -> column = Zones.SIDE - 1;
            default -> {
                return;
            }
        }
        zone.set(Math.clamp(row, 0, Zones.SIDE - 1) * Zones.SIDE + Math.clamp(column, 0, Zones.SIDE - 1));
        event.consume();
    }
}
