package fr.gaveurs.console.desktop.screens.station;

import fr.gaveurs.console.api.quality.Grade;
import fr.gaveurs.console.desktop.kit.Letters;
import fr.gaveurs.console.desktop.kit.Messages;
import fr.gaveurs.console.desktop.kit.Tip;
import fr.gaveurs.console.desktop.kit.Tone;
import fr.gaveurs.console.desktop.kit.canvas.Decimation;
import fr.gaveurs.console.desktop.kit.canvas.DrawingRegion;
import javafx.collections.ListChangeListener;
import javafx.geometry.VPos;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.shape.StrokeLineJoin;
import javafx.scene.text.TextAlignment;
import org.jspecify.annotations.Nullable;

/**
 * The last samples from left to right: scores over the bands of the letters, the letter below each. A click or the
 * arrow keys walk along it.
 */
final class HistoryStrip extends DrawingRegion {
    private final Look look;
    private final StationModel model;
    private final Tooltip tooltip = new Tip();
    private @Nullable StripGeometry geometry;
    private int hovered = -1;

    HistoryStrip(Look look, StationModel model) {
        this.look = look;
        this.model = model;
        look.palette().subscribe(this::invalidate);
        model.rows().addListener((ListChangeListener<SampleRow>) change -> invalidate());
        model.selected().subscribe(row -> {
            invalidate();
            describe(row);
        });
        setFocusTraversable(true);
        getStyleClass().addAll("station-strip", "station-focusable");
        addEventHandler(MouseEvent.MOUSE_MOVED, event -> hover(at(event)));
        addEventHandler(MouseEvent.MOUSE_EXITED, event -> hover(-1));
        addEventHandler(MouseEvent.MOUSE_PRESSED, event -> {
            requestFocus();
            int age = at(event);
            if (age >= 0) {
                model.select(model.rows().get(age));
            }
        });
        addEventHandler(KeyEvent.KEY_PRESSED, this::key);
    }

    private void describe(@Nullable SampleRow row) {
        String where = look.messages().get("station.strip.accessible");
        setAccessibleText(row == null ? where : where + ", " + describe(look.messages(), row));
    }

    private static String describe(Messages messages, SampleRow row) {
        return messages.get(
                "station.strip.tip",
                messages.moment(row.timestamp()),
                Letters.of(row.grade(), messages),
                messages.number(row.score(), 3));
    }

    @Override
    protected void draw(Frame frame) {
        double em = frame.em();
        double least = model.rows().stream()
                .map(SampleRow::score)
                .filter(score -> score != null)
                .mapToDouble(Double::doubleValue)
                .min()
                .orElse(1);
        StripGeometry strip = StripGeometry.of(
                em * 2.2,
                frame.width() - em * 0.4,
                StationModel.KEPT,
                em * 0.3,
                frame.height() - em * 1.5,
                least,
                frame.crisp());
        geometry = strip;
        bands(frame, strip);
        slot(frame, strip, hovered, Tone.LINE);
        int selected = model.indexOfSelected();
        slot(frame, strip, selected, Tone.ACCENT);
        curve(frame, strip);
        letters(frame, strip, selected);
    }

    private void bands(Frame frame, StripGeometry strip) {
        GraphicsContext g = frame.g();
        g.setFont(frame.font(0.8));
        g.setTextAlign(TextAlignment.RIGHT);
        g.setTextBaseline(VPos.CENTER);
        double top = strip.top();
        for (Grade grade : Grade.values()) {
            if (grade == Grade.UNGRADED) {
                continue;
            }
            double bottom = grade == Grade.REJECT ? strip.bottom() : strip.y(grade.threshold());
            if (bottom - top < 1) {
                continue;
            }
            double from = frame.crisp().edge(top);
            double to = frame.crisp().edge(bottom);
            g.setFill(look.palette().get().band(grade));
            g.fillRect(strip.left(), from, strip.right() - strip.left(), to - from);
            g.setFill(look.color(Tone.MUTED));
            if (to - from > frame.em() * 0.8) {
                g.fillText(letter(grade), strip.left() - frame.em() * 0.5, (from + to) / 2);
            }
            top = bottom;
        }
    }

    private void slot(Frame frame, StripGeometry strip, int age, Tone tone) {
        if (age < 0) {
            return;
        }
        GraphicsContext g = frame.g();
        double x = strip.edge(age);
        double width = (age == 0 ? strip.right() : strip.edge(age - 1)) - x;
        g.setFill(look.color(tone).deriveColor(0, 1, 1, tone == Tone.ACCENT ? 0.22 : 0.6));
        g.fillRect(x, strip.top(), width, frame.height() - strip.top());
        if (tone == Tone.ACCENT) {
            g.setFill(look.color(tone));
            double line = frame.crisp().width(frame.em() / 7);
            g.fillRect(x, frame.height() - line, width, line);
        }
    }

    private void curve(Frame frame, StripGeometry strip) {
        GraphicsContext g = frame.g();
        int count = model.rows().size();
        double[] scores = new double[count];
        for (int age = 0; age < count; age++) {
            Double score = model.rows().get(age).score();
            scores[age] = score == null ? Double.NaN : score;
        }
        g.setStroke(look.color(Tone.SERIES));
        g.setLineWidth(frame.crisp().width(frame.em() / 9));
        g.setLineJoin(StrokeLineJoin.ROUND);
        int columns =
                (int) Math.max(1, (strip.right() - strip.left()) * frame.crisp().scale());
        boolean open = false;
        g.beginPath();
        for (int age : Decimation.indices(scores, columns)) {
            if (Double.isNaN(scores[age])) {
                open = false;
            } else if (open) {
                g.lineTo(strip.x(age), strip.y(scores[age]));
            } else {
                g.moveTo(strip.x(age), strip.y(scores[age]));
                open = true;
            }
        }
        g.stroke();
        double em = frame.em();
        for (int age = 0; age < count; age++) {
            if (!Double.isNaN(scores[age])) {
                dot(frame, model.rows().get(age).grade(), strip.x(age), strip.y(scores[age]), em * 0.24);
            }
        }
    }

    /** Round while compliant, square for a REJECT. */
    private void dot(Frame frame, Grade grade, double x, double y, double radius) {
        GraphicsContext g = frame.g();
        switch (grade) {
            case REJECT -> {
                g.setFill(look.color(Tone.DANGER_TEXT));
                g.fillRect(x - radius, y - radius, 2 * radius, 2 * radius);
            }
            case C -> {
                g.setFill(look.color(Tone.WARNING_TEXT));
                g.fillOval(x - radius, y - radius, 2 * radius, 2 * radius);
            }
            default -> {
                g.setFill(look.color(Tone.SERIES));
                g.fillOval(x - radius * 0.8, y - radius * 0.8, 1.6 * radius, 1.6 * radius);
            }
        }
    }

    private void letters(Frame frame, StripGeometry strip, int selected) {
        GraphicsContext g = frame.g();
        double room = strip.slotWidth() / frame.em();
        if (room < 0.9) {
            return;
        }
        g.setFont(frame.font(Math.min(0.85, room * 0.62)));
        g.setTextAlign(TextAlignment.CENTER);
        g.setTextBaseline(VPos.CENTER);
        double y = (strip.bottom() + frame.height()) / 2;
        for (int age = 0; age < model.rows().size(); age++) {
            Grade grade = model.rows().get(age).grade();
            g.setFill(
                    age == selected || grade == Grade.C || grade == Grade.REJECT
                            ? look.palette().get().gradeInk(grade)
                            : look.color(Tone.MUTED));
            g.fillText(letter(grade), strip.x(age), y);
        }
    }

    private static String letter(Grade grade) {
        return switch (grade) {
            case REJECT -> "R";
            case UNGRADED -> "–";
            default -> grade.letter();
        };
    }

    private int at(MouseEvent event) {
        int age = geometry == null ? -1 : geometry.ageAt(event.getX());
        return age < model.rows().size() ? age : -1;
    }

    private void hover(int age) {
        if (age == hovered) {
            return;
        }
        hovered = age;
        if (age < 0) {
            Tooltip.uninstall(this, tooltip);
        } else {
            tooltip.setText(describe(look.messages(), model.rows().get(age)));
            Tooltip.install(this, tooltip);
        }
        invalidate();
    }

    private void key(KeyEvent event) {
        switch (event.getCode()) {
            case LEFT -> model.showOlder();
            case RIGHT -> model.showNewer();
            case HOME -> model.showOldest();
            case END -> model.resume();
            default -> {
                return;
            }
        }
        event.consume();
    }
}
