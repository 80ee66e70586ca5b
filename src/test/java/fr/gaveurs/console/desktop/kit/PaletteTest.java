package fr.gaveurs.console.desktop.kit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import javafx.scene.paint.Color;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PaletteTest {
    private static final double TEXT = 4.5;

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void textIsReadableOnWhatItStandsOn(boolean dark) {
        Palette palette = Palette.load(dark);
        for (Tone ground : List.of(Tone.GROUND, Tone.SURFACE, Tone.RAISED)) {
            for (Tone text : List.of(Tone.INK, Tone.MUTED, Tone.WARNING_TEXT, Tone.DANGER_TEXT)) {
                assertThat(contrast(palette.get(text), palette.get(ground)))
                        .as("%s on %s, dark %s", text, ground, dark)
                        .isGreaterThanOrEqualTo(TEXT);
            }
        }
        assertThat(contrast(palette.get(Tone.ON_WARNING), palette.get(Tone.WARNING)))
                .isGreaterThanOrEqualTo(TEXT);
        assertThat(contrast(palette.get(Tone.ON_DANGER), palette.get(Tone.DANGER)))
                .isGreaterThanOrEqualTo(TEXT);
        assertThat(contrast(palette.get(Tone.WARNING_TEXT), palette.get(Tone.WARNING_GROUND)))
                .isGreaterThanOrEqualTo(TEXT);
        assertThat(contrast(palette.get(Tone.DANGER_TEXT), palette.get(Tone.DANGER_GROUND)))
                .isGreaterThanOrEqualTo(TEXT);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void theScaleOfHeatMapsReadsInGreyToo(boolean dark) {
        Palette palette = Palette.load(dark);
        List<Tone> scale = List.of(Tone.RAMP_1, Tone.RAMP_2, Tone.RAMP_3, Tone.RAMP_4, Tone.RAMP_5);
        for (int i = 1; i < scale.size(); i++) {
            double before = luminance(palette.get(scale.get(i - 1)));
            double now = luminance(palette.get(scale.get(i)));
            assertThat(now).isNotEqualTo(before);
            assertThat(now > before).as("one way, at %s", i).isEqualTo(dark);
        }
    }

    private static double contrast(Color a, Color b) {
        double high = Math.max(luminance(a), luminance(b));
        double low = Math.min(luminance(a), luminance(b));
        return (high + 0.05) / (low + 0.05);
    }

    /** Relative luminance, as WCAG defines it. */
    private static double luminance(Color color) {
        return 0.2126 * linear(color.getRed()) + 0.7152 * linear(color.getGreen()) + 0.0722 * linear(color.getBlue());
    }

    private static double linear(double part) {
        return part <= 0.03928 ? part / 12.92 : Math.pow((part + 0.055) / 1.055, 2.4);
    }
}
