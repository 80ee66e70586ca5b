package fr.gaveurs.console.desktop.screens.station;

import fr.gaveurs.console.api.quality.GradingRules;
import fr.gaveurs.console.api.quality.Samples.Defect;
import fr.gaveurs.console.desktop.kit.Messages;
import fr.gaveurs.console.desktop.kit.Palette;
import fr.gaveurs.console.desktop.kit.Tone;
import fr.gaveurs.console.desktop.kit.canvas.ColorScale;
import fr.gaveurs.console.desktop.kit.canvas.OkLab;
import java.util.List;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.paint.Color;
import javafx.util.Subscription;

/** Words and colours of the screen's drawings. Outlives changes of theme, and lets go of the shell while out of view. */
final class Look {
    private final Messages messages;
    private final ObjectProperty<Palette> palette;
    private ColorScale ramp;

    Look(Messages messages, Palette palette) {
        this.messages = messages;
        this.palette = new SimpleObjectProperty<>(palette);
        this.ramp = rampOf(palette);
        this.palette.subscribe(now -> ramp = rampOf(now));
    }

    /** Takes each palette of {@code source} on, until the subscription ends. */
    Subscription follow(ReadOnlyObjectProperty<Palette> source) {
        return source.subscribe(palette::set);
    }

    Messages messages() {
        return messages;
    }

    ReadOnlyObjectProperty<Palette> palette() {
        return palette;
    }

    Color color(Tone tone) {
        return palette.get().get(tone);
    }

    /** The theme's sequential scale at constant perceived speed, low values next to the ground. */
    ColorScale ramp() {
        return ramp;
    }

    /** What a defect is outlined with. */
    Color fill(Defect defect) {
        return color(GradingRules.rejects(defect) ? Tone.DANGER : Tone.WARNING);
    }

    /** Text on {@link #fill}. */
    Color onFill(Defect defect) {
        return color(GradingRules.rejects(defect) ? Tone.ON_DANGER : Tone.ON_WARNING);
    }

    private static ColorScale rampOf(Palette palette) {
        return ColorScale.through(List.of(
                OkLab.of(palette.get(Tone.RAMP_1)),
                OkLab.of(palette.get(Tone.RAMP_2)),
                OkLab.of(palette.get(Tone.RAMP_3)),
                OkLab.of(palette.get(Tone.RAMP_4)),
                OkLab.of(palette.get(Tone.RAMP_5))));
    }
}
