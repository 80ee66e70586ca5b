package fr.gaveurs.console.desktop.screens.models;

import fr.gaveurs.console.api.models.Performance.DriftRow;
import fr.gaveurs.console.desktop.kit.Messages;
import fr.gaveurs.console.desktop.kit.Palette;
import fr.gaveurs.console.desktop.kit.Tone;
import fr.gaveurs.console.desktop.screens.models.chart.Letterings;
import fr.gaveurs.console.desktop.screens.models.chart.Picture;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.geometry.VPos;
import javafx.scene.AccessibleRole;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.text.TextAlignment;

/** Drift at a glance: a field for each station and feature, with its index, and how striking it is. */
final class DriftPicture extends Picture {
    /** From where on something has changed, and from where on much has. */
    static final double SOME = 0.1;

    static final double MUCH = 0.25;
    private static final double SMALL = 0.85;
    private static final int MOST_STATIONS = 24;

    private final Messages messages;
    private final ModelsText wording;
    private List<DriftRow> rows = List.of();
    private String none = "";

    DriftPicture(Messages messages, ReadOnlyObjectProperty<Palette> palette) {
        super(palette);
        this.messages = messages;
        wording = new ModelsText(messages);
        setAccessibleRole(AccessibleRole.IMAGE_VIEW);
        followTheme();
    }

    /** @param words said where there is nothing to draw */
    void show(List<DriftRow> now, String words) {
        if (!now.equals(rows) || !words.equals(none)) {
            rows = now;
            none = words;
            setAccessibleText(now.isEmpty() ? words : messages.get("models.picture.drift"));
            invalidate();
        }
    }

    @Override
    protected Picture copy() {
        DriftPicture other = new DriftPicture(messages, palette());
        other.show(rows, none);
        return other;
    }

    @Override
    protected boolean isEmpty() {
        return rows.isEmpty();
    }

    @Override
    protected void draw(Frame frame) {
        GraphicsContext g = frame.g();
        double em = frame.em();
        g.setFont(frame.font(SMALL));
        g.setTextBaseline(VPos.CENTER);
        if (rows.isEmpty()) {
            g.setFill(color(Tone.MUTED));
            g.setTextAlign(TextAlignment.CENTER);
            double y = frame.height() / 2;
            for (String line : Letterings.lines(frame, none, frame.width() - 2 * em, SMALL)) {
                g.fillText(line, frame.width() / 2, y);
                y += 1.3 * em;
            }
            return;
        }
        List<String> stations = rows.stream()
                .map(DriftRow::deviceId)
                .distinct()
                .sorted()
                .limit(MOST_STATIONS)
                .toList();
        List<String> features =
                rows.stream().map(DriftRow::feature).distinct().sorted().toList();
        Map<String, DriftRow> cells = new HashMap<>();
        rows.forEach(row -> cells.put(row.deviceId() + '\n' + row.feature(), row));
        double names = Math.min(
                stations.stream()
                                .mapToDouble(each -> frame.textWidth(each, SMALL))
                                .max()
                                .orElse(0)
                        + 0.8 * em,
                frame.width() * 0.3);
        double legend = legend(frame);
        double top = legend + 1.6 * em;
        double wide = (frame.width() - names) / features.size();
        double tall = Math.min((frame.height() - top) / stations.size(), 2.4 * em);
        g.setFill(color(Tone.MUTED));
        g.setTextAlign(TextAlignment.CENTER);
        for (int i = 0; i < features.size(); i++) {
            g.fillText(
                    Letterings.fitted(frame, wording.feature(features.get(i)), wide - 0.2 * em, SMALL),
                    names + (i + 0.5) * wide,
                    legend + 0.8 * em);
        }
        for (int s = 0; s < stations.size(); s++) {
            double y = top + s * tall;
            g.setFill(color(Tone.INK));
            g.setTextAlign(TextAlignment.LEFT);
            g.fillText(Letterings.fitted(frame, stations.get(s), names - 0.5 * em, SMALL), 0, y + tall / 2);
            g.setTextAlign(TextAlignment.CENTER);
            for (int f = 0; f < features.size(); f++) {
                DriftRow row = cells.get(stations.get(s) + '\n' + features.get(f));
                if (row != null) {
                    cell(frame, row, names + f * wide, y, wide, tall);
                }
            }
        }
    }

    private void cell(Frame frame, DriftRow row, double x, double y, double wide, double tall) {
        GraphicsContext g = frame.g();
        g.setFill(color(ground(row)));
        g.fillRect(frame.crisp().edge(x + 1), frame.crisp().edge(y + 1), wide - 2, tall - 2);
        String text = (row.striking() ? "▲ " : "") + messages.number(row.psi(), 2);
        if (tall > 1.1 * frame.em()) {
            g.setFill(color(ink(row)));
            g.fillText(
                    frame.textWidth(text, SMALL) <= wide ? text : row.striking() ? "▲" : "",
                    x + wide / 2,
                    y + tall / 2);
        }
    }

    private static Tone ground(DriftRow row) {
        return row.striking() ? Tone.DANGER_GROUND : row.psi() >= SOME ? Tone.WARNING_GROUND : Tone.TRACK;
    }

    private static Tone ink(DriftRow row) {
        return row.striking() ? Tone.DANGER_TEXT : row.psi() >= SOME ? Tone.WARNING_TEXT : Tone.MUTED;
    }

    /** What the colours say; answers where it ends. */
    private double legend(Frame frame) {
        GraphicsContext g = frame.g();
        double em = frame.em();
        double x = 0;
        double y = 0.7 * em;
        Tone[] tones = {Tone.TRACK, Tone.WARNING_GROUND, Tone.DANGER_GROUND};
        String[] words = {
            messages.get("models.drift.none", messages.number(SOME, 1)),
            messages.get("models.drift.some", messages.number(SOME, 1)),
            "▲ " + messages.get("models.drift.striking", messages.number(MUCH, 2))
        };
        g.setTextAlign(TextAlignment.LEFT);
        for (int i = 0; i < words.length; i++) {
            double wide = 1.4 * em + frame.textWidth(words[i], SMALL);
            if (x > 0 && x + wide > frame.width()) {
                x = 0;
                y += 1.45 * em;
            }
            g.setFill(color(tones[i]));
            g.fillRect(x, y - 0.4 * em, em, 0.8 * em);
            g.setFill(color(Tone.INK));
            g.fillText(Letterings.fitted(frame, words[i], frame.width() - x - 1.4 * em, SMALL), x + 1.4 * em, y);
            x += wide + 1.2 * em;
        }
        return y + 0.8 * em;
    }
}
