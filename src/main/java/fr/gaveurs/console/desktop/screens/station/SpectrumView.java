package fr.gaveurs.console.desktop.screens.station;

import fr.gaveurs.console.api.quality.Samples.Spectrum;
import fr.gaveurs.console.api.quality.Samples.SpectrumRaw;
import fr.gaveurs.console.api.quality.SpectralChannel;
import fr.gaveurs.console.desktop.kit.Glyphs;
import fr.gaveurs.console.desktop.kit.Messages;
import fr.gaveurs.console.desktop.kit.Tone;
import fr.gaveurs.console.desktop.kit.canvas.Crisp;
import fr.gaveurs.console.desktop.kit.canvas.DrawingRegion;
import fr.gaveurs.console.desktop.kit.canvas.Ticks;
import fr.gaveurs.console.desktop.kit.canvas.Wavelength;
import fr.gaveurs.console.desktop.screens.station.SpectrumBars.Bar;
import fr.gaveurs.console.desktop.screens.station.SpectrumBars.Remark;
import java.util.Locale;
import javafx.geometry.VPos;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;
import javafx.scene.text.TextAlignment;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.materialdesign2.MaterialDesignA;

/** The counts of the ten channels over their wavelengths. */
final class SpectrumView extends DrawingRegion {
    private static final double LIGHTNESS_ON_DARK = 0.68;
    private static final double LIGHTNESS_ON_LIGHT = 0.62;

    private final Look look;
    private @Nullable Shown shown;
    private boolean fullScale;

    SpectrumView(Look look) {
        this.look = look;
        look.palette().subscribe(this::invalidate);
    }

    void show(@Nullable Shown now) {
        shown = now;
        invalidate();
    }

    /** How it was measured, in words; empty where nothing was. */
    static String settings(@Nullable Shown now, Messages messages) {
        if (now == null || now.sample().as7341() == null) {
            return "";
        }
        SpectrumRaw raw = now.sample().as7341().raw();
        return messages.get(
                "station.spectrum.settings",
                messages.number(raw.integrationTimeMs(), 0),
                messages.number(raw.gain(), raw.gain() != null && raw.gain() < 1 ? 1 : 0));
    }

    void fullScale(boolean now) {
        fullScale = now;
        invalidate();
    }

    @Override
    protected void draw(Frame frame) {
        if (shown == null) {
            return;
        }
        Spectrum spectrum = shown.sample().as7341();
        if (spectrum == null) {
            Marks.sentence(frame, look, look.messages().get("station.spectrum.none"));
            return;
        }
        SpectrumBars bars = SpectrumBars.of(spectrum, fullScale);
        double em = frame.em();
        double left = em * 3.6;
        double right = frame.width() - em * 0.3;
        double top = em * 1.9;
        double bottom = frame.height() - em * 2.4;
        if (bottom - top < em * 2 || right - left < em * 10) {
            return;
        }
        axis(frame, bars.ticks(), left, right, top, bottom);
        int count = bars.bars().size();
        // Where the unit has no room below each bar it stands once, before the first.
        boolean units = frame.textWidth("000\u00a0nm", 0.8) + em * 0.6 <= (right - left) / (count + 0.4);
        if (!units) {
            unit(frame, left, bottom);
        }
        // The unfiltered channel stands apart: it has no place on the scale of wavelengths.
        double slot = (right - left) / (count + 0.4);
        for (int i = 0; i < count; i++) {
            double x = left + slot * (i + (i == count - 1 ? 0.4 : 0));
            Bar bar = bars.bars().get(i);
            double height = bar.count() == null ? 0 : Math.min(1, bars.ticks().fraction(bar.count())) * (bottom - top);
            bar(frame, bar, height, x, slot, bottom, units);
            if (bars.broken(bar)) {
                breakMark(frame, x + slot / 2, top + em * 1.2, slot * 0.62);
            }
        }
    }

    private void axis(Frame frame, Ticks ticks, double left, double right, double top, double bottom) {
        GraphicsContext g = frame.g();
        Crisp crisp = frame.crisp();
        g.setFont(frame.font(0.85));
        g.setTextAlign(TextAlignment.RIGHT);
        g.setTextBaseline(VPos.CENTER);
        for (int i = 0; i < ticks.count(); i++) {
            double value = ticks.value(i);
            double y = crisp.line(bottom - ticks.fraction(value) * (bottom - top), 1);
            g.setStroke(look.color(Tone.LINE));
            g.setLineWidth(crisp.width(1));
            g.strokeLine(left, y, right, y);
            g.setFill(look.color(Tone.MUTED));
            g.fillText(look.messages().number(value, ticks.decimals()), left - frame.em() * 0.5, y);
        }
        double full = ticks.fraction(SpectrumBars.FULL_SCALE);
        if (full <= 1) {
            double y = crisp.line(bottom - full * (bottom - top), 1);
            g.setStroke(look.color(Tone.WARNING_TEXT));
            g.setLineDashes(frame.em() * 0.5, frame.em() * 0.3);
            g.strokeLine(left, y, right, y);
            g.setLineDashes();
            g.setFill(look.color(Tone.WARNING_TEXT));
            g.setTextBaseline(VPos.BOTTOM);
            g.fillText(
                    look.messages()
                            .get("station.spectrum.saturation", look.messages().integer(65_535)),
                    right,
                    y - frame.em() * 0.1);
        }
    }

    /** Two strokes across a bar that is longer than its axis. */
    private void breakMark(Frame frame, double x, double y, double width) {
        GraphicsContext g = frame.g();
        double em = frame.em();
        g.setStroke(look.color(Tone.SURFACE));
        g.setLineWidth(em * 0.3);
        g.strokeLine(x - width / 2, y + em * 0.25, x + width / 2, y - em * 0.25);
        g.strokeLine(x - width / 2, y + em * 0.85, x + width / 2, y + em * 0.35);
    }

    private void unit(Frame frame, double left, double bottom) {
        GraphicsContext g = frame.g();
        g.setTextAlign(TextAlignment.RIGHT);
        g.setTextBaseline(VPos.TOP);
        g.setFill(look.color(Tone.MUTED));
        g.setFont(frame.font(0.8));
        g.fillText("nm", left - frame.em() * 0.5, bottom + frame.em() * 1.35);
    }

    private void bar(Frame frame, Bar bar, double height, double x, double slot, double bottom, boolean units) {
        GraphicsContext g = frame.g();
        Crisp crisp = frame.crisp();
        Messages messages = look.messages();
        double em = frame.em();
        double middle = x + slot / 2;
        double width = crisp.width(Math.min(slot * 0.62, em * 3.2));
        double left = crisp.edge(middle - width / 2);
        double peak = crisp.edge(bottom - height);
        Color ink = look.color(Tone.INK);
        boolean warn = bar.remark() == Remark.SATURATED || bar.remark() == Remark.DARK;
        if (bar.remark() == Remark.STUCK) {
            g.setFill(look.color(Tone.SURFACE));
            g.fillRect(left, peak, width, bottom - peak);
            Marks.hatch(frame, left, peak, width, bottom - peak, look.color(Tone.MUTED));
            g.setStroke(look.color(Tone.MUTED));
            g.setLineWidth(crisp.width(1));
            double half = crisp.width(1) / 2;
            g.strokeRect(left + half, peak + half, width - 2 * half, Math.max(0, bottom - peak - half));
        } else if (bar.count() != null) {
            g.setFill(Wavelength.color(
                    bar.channel().nanometres(), look.palette().get().dark() ? LIGHTNESS_ON_DARK : LIGHTNESS_ON_LIGHT));
            g.fillRect(left, peak, width, bottom - peak);
        }
        g.setTextAlign(TextAlignment.CENTER);
        g.setTextBaseline(VPos.BOTTOM);
        g.setFont(frame.font(0.85));
        g.setFill(warn ? look.color(Tone.WARNING_TEXT) : bar.remark() == Remark.NONE ? ink : look.color(Tone.MUTED));
        double above = peak - em * 0.15;
        g.fillText(messages.number(bar.count(), 0), middle, above);
        if (bar.remark() != Remark.NONE) {
            String text = messages.get("station.channel." + bar.remark().name().toLowerCase(Locale.ROOT));
            double line = above - em * 1.05;
            if (warn) {
                g.fillText(text, middle + em * 0.55, line);
                double wide = frame.textWidth(text, 0.85);
                g.setFont(Glyphs.font(MaterialDesignA.ALERT, em * 0.95));
                g.fillText(Glyphs.text(MaterialDesignA.ALERT), middle - wide / 2, line);
            } else {
                g.fillText(text, middle, line);
            }
        }
        g.setTextBaseline(VPos.TOP);
        g.setFill(bar.remark() == Remark.NONE ? ink : look.color(Tone.MUTED));
        g.setFont(frame.font(0.9));
        g.fillText(bar.channel().label(), middle, bottom + em * 0.25);
        g.setFill(look.color(Tone.MUTED));
        g.setFont(frame.font(0.8));
        g.fillText(
                bar.channel() == SpectralChannel.CLEAR
                        ? messages.get("station.channel.unfiltered")
                        : bar.channel().nanometres() + (units ? "\u00a0nm" : ""),
                middle,
                bottom + em * 1.35);
    }
}
