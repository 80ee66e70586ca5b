package fr.gaveurs.console.desktop.kit.canvas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import fr.gaveurs.console.desktop.kit.Palette;
import fr.gaveurs.console.desktop.kit.Tone;
import java.util.List;
import java.util.stream.Stream;
import javafx.scene.paint.Color;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ColorsTest {
    @Property
    void okLabThereAndBack(
            @ForAll @IntRange(max = 255) int red,
            @ForAll @IntRange(max = 255) int green,
            @ForAll @IntRange(max = 255) int blue) {
        Color color = Color.rgb(red, green, blue);
        Color back = OkLab.of(color).toColor();
        assertThat(back.getRed()).isCloseTo(color.getRed(), within(1e-3));
        assertThat(back.getGreen()).isCloseTo(color.getGreen(), within(1e-3));
        assertThat(back.getBlue()).isCloseTo(color.getBlue(), within(1e-3));
    }

    @Test
    void okLabOfBlackAndWhite() {
        assertThat(OkLab.of(Color.WHITE).lightness()).isCloseTo(1, within(1e-6));
        assertThat(OkLab.of(Color.BLACK).lightness()).isCloseTo(0, within(1e-6));
        assertThat(OkLab.of(Color.BLACK).distance(OkLab.of(Color.WHITE))).isCloseTo(1, within(1e-4));
    }

    /** What the heat maps promise: no step looks larger than another, and lightness alone tells the order. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void theThemesScaleIsPerceptuallyUniform(boolean dark) {
        Palette palette = Palette.load(dark);
        ColorScale scale = ColorScale.through(Stream.of(Tone.RAMP_1, Tone.RAMP_2, Tone.RAMP_3, Tone.RAMP_4, Tone.RAMP_5)
                .map(tone -> OkLab.of(palette.get(tone)))
                .toList());
        double sign = Math.signum(
                OkLab.of(scale.at(1)).lightness() - OkLab.of(scale.at(0)).lightness());
        double least = Double.MAX_VALUE;
        double most = 0;
        for (int i = 0; i + 16 < ColorScale.STEPS; i += 16) {
            OkLab here = OkLab.of(scale.at((double) i / (ColorScale.STEPS - 1)));
            OkLab next = OkLab.of(scale.at((i + 16.0) / (ColorScale.STEPS - 1)));
            double step = here.distance(next);
            least = Math.min(least, step);
            most = Math.max(most, step);
            assertThat((next.lightness() - here.lightness()) * sign).isPositive();
        }
        assertThat(most / least).isLessThan(1.15);
        for (int i = 0; i < ColorScale.STEPS; i++) {
            Color ground = scale.at((double) i / (ColorScale.STEPS - 1));
            assertThat(Contrast.ratio(ground, Contrast.textOn(ground))).isGreaterThan(4.5);
        }
    }

    @Test
    void aScaleClampsWhatLiesOutside() {
        ColorScale scale = ColorScale.through(List.of(OkLab.of(Color.BLACK), OkLab.of(Color.WHITE)));
        assertThat(scale.at(-1)).isEqualTo(scale.at(0));
        assertThat(scale.at(7)).isEqualTo(scale.at(1));
        assertThatIllegalArgumentException().isThrownBy(() -> ColorScale.through(List.of(OkLab.of(Color.BLACK))));
    }

    @Test
    void contrastOfBlackOnWhite() {
        assertThat(Contrast.ratio(Color.BLACK, Color.WHITE)).isCloseTo(21, within(0.01));
        assertThat(Contrast.ratio(Color.WHITE, Color.WHITE)).isEqualTo(1);
        assertThat(Contrast.textOn(Color.WHITE).getBrightness()).isLessThan(0.1);
    }

    @Test
    void wavelengthsAreMutedAndToldApart() {
        int[] channels = {415, 445, 480, 515, 555, 590, 630, 680, 910};
        OkLab before = null;
        for (int nanometres : channels) {
            OkLab color = OkLab.of(Wavelength.color(nanometres, 0.65));
            assertThat(Math.hypot(color.a(), color.b())).isLessThan(0.1);
            assertThat(color.lightness()).isCloseTo(0.65, within(0.02));
            if (before != null) {
                assertThat(color.distance(before)).isGreaterThan(0.02);
            }
            before = color;
        }
        OkLab unfiltered = OkLab.of(Wavelength.color(0, 0.65));
        assertThat(Math.hypot(unfiltered.a(), unfiltered.b())).isLessThan(1e-3);
    }
}
