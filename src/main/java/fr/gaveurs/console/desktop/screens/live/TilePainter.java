package fr.gaveurs.console.desktop.screens.live;

import fr.gaveurs.console.api.quality.Grade;
import fr.gaveurs.console.desktop.kit.Fonts;
import fr.gaveurs.console.desktop.kit.Palette;
import fr.gaveurs.console.desktop.kit.StationState;
import fr.gaveurs.console.desktop.kit.Tone;
import fr.gaveurs.console.desktop.screens.live.Badge.Severity;
import java.util.List;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;
import javafx.scene.text.Font;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.Ikon;

/**
 * Draws the inside of a tile. From large to small: the letter; the score with its bar; the trend; weight; age; and
 * badges where there is something to say. Their room is there also while there is nothing, so that nothing else moves. What
 * is not of now is drawn faint, with a sign and a word for its state.
 */
final class TilePainter {
    /** Words a little too wide are written that much smaller at most, before they are cut. */
    private static final double SMALLEST_NOTE = 0.85;
    /** A flatter trend is drawn in steps, px. */
    private static final double LEAST_CURVE = 20;

    /** So much smaller than the name a state may be. */
    private static final double SMALLER_STATE = 0.85;

    private final GraphicsContext g;
    private final Brush brush;
    private final Palette palette;
    private final TileData tile;
    private final double width;
    private final double height;

    TilePainter(GraphicsContext g, Palette palette, TileData tile, double width, double height) {
        this.g = g;
        this.brush = new Brush(g);
        this.palette = palette;
        this.tile = tile;
        this.width = width;
        this.height = height;
    }

    /** The whole layout, at least 200 × 160 px at a text size of 14 px. */
    void full(double em) {
        TileLayout layout = TileLayout.full(width, height, em);
        double s = layout.scale();
        TileLayout.Sizes sizes = layout.sizes();
        double pad = layout.pad();
        strip(4 * s);
        Font letter = Brush.shrunk(tile.letter(), sizes.letter(), width * 0.44 - pad);
        head(layout, letter, em);

        if (tile.grade() == null) {
            unseen(layout);
            return;
        }
        brush.left(tile.letter(), letter, letterInk(), pad - s, layout.letter());

        double column = layout.column();
        brush.left(tile.scoreText(), Fonts.medium(sizes.score()), ink(), column, layout.letter() - 13 * s);
        bar(column, layout.bar(), layout.right() - column, 4 * s);

        trend(layout, em);
        double chip = layout.chip();
        double bottom = height - pad;
        Font weight = Fonts.regular(Math.max(14 * s, sizes.badge()));
        brush.left(tile.weight(), weight, muted(), pad, bottom - chip / 2 + weight.getSize() * 0.36);
        badges(layout.note(), bottom - chip, layout.noteRoom(), chip, sizes.badge());
    }

    /**
     * The name, and at its right end state and age. Where the name would be cut, which alone says which station it is, those
     * are a little smaller, or else stand below it, beside the letter.
     */
    private void head(TileLayout layout, Font letter, double em) {
        Font font = Fonts.medium(layout.sizes().name());
        double size = font.getSize();
        double pad = layout.pad();
        double line = width - 2 * pad;
        double state = Math.max(stateWidth(stateText(tile.age()), size, em), longestState(size, em));
        double least = TileLayout.LEAST_TEXT * em;
        double beside = size * Math.min(1, (line - Brush.width(tile.name(), font) - size) / state);
        if (tile.current() || beside >= Math.max(least, SMALLER_STATE * size)) {
            double words = tile.current() ? size : beside;
            state(layout.right(), layout.name(), words, em);
            double room = line - stateWidth(stateText(tile.age()), words, em) - size;
            // Sizes of fonts are rounded: by so little the name shall not be cut.
            name(font, pad, layout.name(), tile.current() ? room : Math.max(room, Brush.width(tile.name(), font)));
            return;
        }
        name(font, pad, layout.name(), line);
        double room = line - (tile.grade() == null ? 0 : Brush.width(tile.letter(), letter) + size / 2);
        double below = Math.max(least, size * Math.min(SMALLER_STATE, room / state));
        state(layout.right(), layout.name() + size, below, em);
    }

    /** So that nothing changes its line when it gets older. */
    private double longestState(double size, double em) {
        return tile.stateText().isEmpty() ? 0 : stateWidth(stateText("00 min"), size, em);
    }

    /** The name and, where there is room for all of it, its place. */
    private void name(Font font, double x, double baseline, double room) {
        String shown = Brush.fitted(tile.name(), font, room);
        brush.left(shown, font, ink(), x, baseline);
        Font plain = Fonts.regular(font.getSize());
        double after = Brush.width(shown, font) + 0.5 * font.getSize();
        if (!tile.place().isEmpty() && after + Brush.width(tile.place(), plain) <= room) {
            brush.left(tile.place(), plain, muted(), x + after, baseline);
        }
    }

    /** Nothing was measured yet: who it is, so that somebody can decide whether to let it in. */
    private void unseen(TileLayout layout) {
        double s = layout.scale();
        double pad = layout.pad();
        double size = Math.max(14 * s, layout.sizes().name());
        double baseline = layout.name() + 34 * s;
        for (String line : tile.identity()) {
            Font font = Fonts.regular(size);
            brush.left(Brush.fitted(line, font, width - 2 * pad), font, muted(), pad, baseline);
            baseline += size * 1.5;
        }
        double chip = layout.chip();
        badges(pad, height - pad - chip, width - 2 * pad, chip, layout.sizes().badge());
    }

    /** Less than the whole, at least 200 × 46 px at a text size of 14 px. */
    void compact(double em) {
        TileLayout layout = TileLayout.compact(width, height, em);
        double s = layout.scale();
        TileLayout.Sizes sizes = layout.sizes();
        double pad = layout.pad();
        strip(3 * s);
        if (tile.grade() == null) {
            Font id = Fonts.medium(sizes.name());
            double space = width - 2 * pad;
            name(id, pad, height / 2 - 4 * s, space);
            Font word = Fonts.regular(sizes.age());
            brush.left(Brush.fitted(tile.stateText(), word, space), word, muted(), pad, height / 2 + 14 * s);
            return;
        }
        double column = layout.column();
        double right = layout.right();
        Font letter = Brush.shrunk(tile.letter(), sizes.letter(), column - pad - 6 * s);
        brush.left(tile.letter(), letter, letterInk(), pad, layout.letter() + letter.getSize() * 0.36);

        Font score = Fonts.medium(sizes.score());
        double figure = Brush.width(tile.scoreText(), score);
        brush.right(tile.scoreText(), score, ink(), right, layout.name());
        name(Fonts.medium(sizes.name()), column, layout.name(), right - column - figure - 6 * s);
        bar(column, Math.rint(layout.bar()), right - column, Math.max(1.5, 2.5 * s));
        Font age = Fonts.regular(sizes.age());
        brush.left(tile.age(), age, tile.current() ? muted() : stateInk(), column, layout.age());
        if (layout.weight() > 0) {
            brush.left(Brush.fitted(tile.weight(), age, column - pad - 2 * s), age, muted(), pad, layout.weight());
        }
        note(layout.note(), layout.age(), layout.noteRoom(), sizes.badge(), TileLayout.LEAST_TEXT * em);
        trend(layout, em);
    }

    private void trend(TileLayout layout, double em) {
        TileLayout.Box box = layout.trend();
        double high = model(box, TileLayout.LEAST_TEXT * em);
        if (high < LEAST_CURVE) {
            TrendPainter.paintSteps(g, palette, tile.scores(), line(), box.x(), box.y(), box.width(), high);
        } else {
            TrendPainter.paint(g, palette, tile.scores(), line(), box.x(), box.y(), box.width(), high);
        }
    }

    /** Draws what the active model says at the foot of the trend's room; answers how high the trend is. */
    private double model(TileLayout.Box room, double size) {
        ModelLine model = tile.model();
        ModelPainter painter = new ModelPainter(g, palette, size);
        int lines = painter.lines(model, room.width(), room.height());
        if (model == null || lines == 0) {
            return room.height();
        }
        painter.paint(model, lines, tile.current(), room.x(), room.y() + room.height(), room.width());
        return room.height() - painter.height(lines) - 0.15 * size;
    }

    /** What there is to say, in a few words: first that its figures are old, then the most important badge. */
    private void note(double x, double baseline, double room, double size, double least) {
        List<Badge> badges = tile.badges();
        boolean stated = !tile.stateText().isEmpty();
        if (!stated && badges.isEmpty()) {
            return;
        }
        int others = stated ? badges.size() : badges.size() - 1;
        String more = others > 0 ? " +" + others : "";
        Font font = Fonts.medium(size);
        String words = stated ? tile.stateText() : fitting(badges.getFirst(), font, room - Brush.width(more, font));
        double wide = Brush.width(words + more, font);
        if (wide > room) {
            font = Fonts.medium(Math.max(least, size * Math.max(SMALLEST_NOTE, room / wide)));
        }
        Color ink = stated ? stateInk() : badgeInk(badges.getFirst().severity());
        brush.left(Brush.fitted(words, font, room - Brush.width(more, font)) + more, font, ink, x, baseline);
    }

    /** A badge's words, or fewer where they are too wide. */
    private static String fitting(Badge badge, Font font, double room) {
        return Brush.width(badge.text(), font) <= room ? badge.text() : badge.brief();
    }

    private String stateText(String age) {
        if (tile.state() == StationState.NEVER_SEEN) {
            return tile.stateText();
        }
        return tile.stateText().isEmpty() ? age : tile.stateText() + " · " + age;
    }

    private double stateWidth(String text, double size, double em) {
        return stateIcon() == null
                ? Brush.width(text, Fonts.regular(size))
                : Brush.width(text, Fonts.medium(size)) + 1.2 * iconSize(size, em);
    }

    private static double iconSize(double size, double em) {
        return Math.max(em * 0.8, size * 1.15);
    }

    /** State and age, which end at the right. */
    private void state(double right, double baseline, double size, double em) {
        Ikon icon = stateIcon();
        Font font = icon == null ? Fonts.regular(size) : Fonts.medium(size);
        String text = stateText(tile.age());
        brush.right(text, font, icon == null ? muted() : stateInk(), right, baseline);
        if (icon != null) {
            double iconSize = iconSize(size, em);
            double left = right - Brush.width(text, font) - iconSize * 1.2;
            brush.icon(icon, iconSize, stateInk(), left, baseline + size * 0.08);
        }
    }

    private void badges(double x, double y, double room, double height, double size) {
        Font font = Fonts.medium(size);
        double inner = size * 0.6;
        double gap = size * 0.5;
        List<Badge> all = tile.badges();
        double at = x;
        for (int i = 0; i < all.size(); i++) {
            boolean last = i == all.size() - 1;
            double rest = last ? 0 : Brush.width("+" + (all.size() - i - 1), font) + 2 * inner + gap;
            double left = x + room - at - rest - 2 * inner;
            String text = fitting(all.get(i), font, left);
            if (Brush.width(text, font) > left) {
                if (i > 0) {
                    chip("+" + (all.size() - i), all.get(i).severity(), at, y, height, font, inner);
                    return;
                }
                text = Brush.fitted(text, font, left);
            }
            at += chip(text, all.get(i).severity(), at, y, height, font, inner) + gap;
        }
    }

    private double chip(String text, Severity severity, double x, double y, double height, Font font, double inner) {
        double chipWidth = Brush.width(text, font) + 2 * inner;
        g.setFill(
                switch (severity) {
                    case NOTE -> palette.get(Tone.TRACK);
                    case WARNING -> palette.get(Tone.WARNING_GROUND);
                    case DANGER -> palette.get(Tone.DANGER_GROUND);
                });
        g.fillRoundRect(x, y, chipWidth, height, height * 0.4, height * 0.4);
        brush.left(text, font, badgeInk(severity), x + inner, y + height / 2 + font.getSize() * 0.36);
        return chipWidth;
    }

    /** A coloured edge: seen from across the hall, and only where somebody should look. */
    private void strip(double thickness) {
        Severity severity = tile.severity();
        if (severity == Severity.WARNING || severity == Severity.DANGER) {
            g.setFill(palette.get(severity == Severity.DANGER ? Tone.DANGER : Tone.WARNING));
            g.fillRect(0, 0, thickness, height);
        }
    }

    private void bar(double x, double y, double barWidth, double thickness) {
        g.setFill(palette.get(Tone.TRACK));
        g.fillRect(x, y, barWidth, thickness);
        if (tile.score() != null) {
            g.setFill(
                    !tile.current()
                            ? palette.get(Tone.FAINT)
                            : tile.grade() == Grade.REJECT
                                    ? palette.get(Tone.DANGER)
                                    : tile.grade() == Grade.C ? palette.get(Tone.WARNING) : palette.get(Tone.SERIES));
            g.fillRect(x, y, barWidth * Math.clamp(tile.score(), 0, 1), thickness);
        }
    }

    private @Nullable Ikon stateIcon() {
        return tile.state() == StationState.LIVE || tile.state() == StationState.NEVER_SEEN
                ? null
                : tile.state().icon();
    }

    /** Of the words that say that it is not live. */
    private Color stateInk() {
        return palette.get(tile.level().ink());
    }

    private Color badgeInk(Severity severity) {
        return switch (severity) {
            case NOTE -> palette.get(Tone.MUTED);
            case WARNING -> palette.get(Tone.WARNING_TEXT);
            case DANGER -> palette.get(Tone.DANGER_TEXT);
        };
    }

    private Color letterInk() {
        return tile.current() && tile.grade() != null ? palette.gradeInk(tile.grade()) : palette.get(Tone.FAINT);
    }

    private Color ink() {
        return palette.get(tile.current() ? Tone.INK : Tone.MUTED);
    }

    private Color muted() {
        return palette.get(Tone.MUTED);
    }

    private Color line() {
        return palette.get(tile.current() ? Tone.SERIES : Tone.FAINT);
    }
}
