package fr.gaveurs.console.desktop.screens.station;

import static org.assertj.core.api.Assertions.assertThat;

import fr.gaveurs.console.api.Problem;
import fr.gaveurs.console.api.quality.Grade;
import fr.gaveurs.console.api.quality.Samples.Sample;
import fr.gaveurs.console.client.ApiException;
import fr.gaveurs.console.desktop.Fx;
import fr.gaveurs.console.desktop.kit.Messages.Language;
import fr.gaveurs.console.desktop.kit.StationState;
import java.util.Locale;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Draws the screen in its states, languages and themes into target/pictures, to be looked at. */
class StationPicturesTest {
    @ParameterizedTest
    @CsvSource({"FR, false", "EN, true"})
    void states(Language language, boolean dark) throws Exception {
        String suffix = "-" + language.name().toLowerCase(Locale.ROOT) + (dark ? "-dark" : "-light");
        try (FxWindow window = FxWindow.open(language, dark, 1834, 1010, 100)) {
            Sample good = TestSamples.sample(57, TestSamples.goodTof(3), TestSamples.brightSpectrum(), Grade.REJECT);
            window.scene(good, StationState.LIVE, 2.0);
            assertThat(window.picture("live" + suffix)).isEmpty();

            window.scene(
                    TestSamples.sample(57, TestSamples.dentAndForeignBody(), TestSamples.spectrum(0.05), Grade.B),
                    StationState.LIVE,
                    1.0);
            assertThat(window.picture("reject" + suffix)).isEmpty();

            window.scene(good, StationState.LIVE, 2.0);
            window.press(KeyCode.SPACE);
            window.press(KeyCode.LEFT);
            Fx.run(() -> {
                for (int i = 58; i < 61; i++) {
                    window.hall.push(
                            TestSamples.sample(i, TestSamples.goodTof(i), TestSamples.spectrum(0.02), Grade.A_PLUS));
                }
            });
            assertThat(window.picture("paused" + suffix)).isEmpty();

            window.scene(
                    TestSamples.sample(57, TestSamples.holes(), TestSamples.oddSpectrum(), null),
                    StationState.LIVE,
                    3.0);
            assertThat(window.picture("holes" + suffix)).isEmpty();
            window.press(KeyCode.DIGIT5);
            Fx.run(() -> window.scene().getRoot().lookupAll(".station-small").forEach(node -> {
                if (node instanceof ToggleButton toggle) {
                    toggle.fire();
                }
            }));
            assertThat(window.picture("status" + suffix)).isEmpty();

            window.scene(TestSamples.sample(57, TestSamples.blind(), null, Grade.C), StationState.OFFLINE, 840.0);
            assertThat(window.picture("ungraded-offline" + suffix)).isEmpty();

            window.clear();
            window.reopen();
            assertThat(window.picture("never-sampled" + suffix)).isEmpty();

            window.hall.failure = new ApiException(new Problem(
                    "/problems/unreachable", "No answer", ApiException.UNREACHABLE, "no answer", null, null));
            window.reopen();
            assertThat(window.picture("silent" + suffix)).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({"1279, 700, 100", "1279, 700, 125", "1834, 1010, 150", "1834, 1010, 200", "2560, 1400, 100"})
    void sizes(int width, int height, int percent) throws Exception {
        try (FxWindow window = FxWindow.open(Language.FR, percent == 150, width, height, percent)) {
            window.scene(
                    TestSamples.sample(57, TestSamples.dentAndForeignBody(), TestSamples.spectrum(0.05), Grade.B),
                    StationState.LIVE,
                    1.0);
            window.picture("size-" + width + "-" + percent);
        }
    }
}
