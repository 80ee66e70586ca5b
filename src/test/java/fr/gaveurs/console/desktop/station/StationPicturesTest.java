package fr.gaveurs.console.desktop.station;

import static org.assertj.core.api.Assertions.assertThat;

import fr.gaveurs.console.api.Grade;
import fr.gaveurs.console.api.Problem;
import fr.gaveurs.console.api.Samples.Sample;
import fr.gaveurs.console.client.ApiException;
import fr.gaveurs.console.desktop.Fx;
import fr.gaveurs.console.desktop.screen.Messages.Language;
import fr.gaveurs.console.desktop.screen.StationState;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Draws the screen in its states, languages and themes into target/pictures, to be looked at. */
class StationPicturesTest {
    private static final Path FOLDER = Path.of("target", "pictures");

    @ParameterizedTest
    @CsvSource({"FR, false", "FR, true", "EN, false", "EN, true"})
    void states(Language language, boolean dark) throws Exception {
        String suffix = "-" + language.name().toLowerCase(Locale.ROOT) + (dark ? "-dark" : "-light");
        try (FxWindow window = FxWindow.open(language, dark, 1834, 1010, 100)) {
            Sample good = TestSamples.sample(57, TestSamples.goodTof(3), TestSamples.spectrum(0.02), Grade.A_PLUS);
            window.scene(good, StationState.LIVE, 2.0);
            picture(window, "live" + suffix);

            window.scene(
                    TestSamples.sample(57, TestSamples.dentAndForeignBody(), TestSamples.spectrum(0.05), Grade.B),
                    StationState.LIVE,
                    1.0);
            picture(window, "reject" + suffix);

            window.scene(good, StationState.LIVE, 2.0);
            window.press(KeyCode.SPACE);
            window.press(KeyCode.LEFT);
            Fx.run(() -> {
                for (int i = 58; i < 61; i++) {
                    window.hall.push(
                            TestSamples.sample(i, TestSamples.goodTof(i), TestSamples.spectrum(0.02), Grade.A_PLUS));
                }
            });
            picture(window, "paused" + suffix);

            window.scene(
                    TestSamples.sample(57, TestSamples.holes(), TestSamples.oddSpectrum(), null),
                    StationState.LIVE,
                    3.0);
            picture(window, "holes" + suffix);

            window.scene(TestSamples.sample(57, TestSamples.blind(), null, Grade.C), StationState.OFFLINE, 840.0);
            picture(window, "ungraded-offline" + suffix);

            window.clear();
            window.reopen();
            picture(window, "never-sampled" + suffix);

            window.hall.failure = new ApiException(new Problem(
                    "/problems/unreachable", "No answer", ApiException.UNREACHABLE, "no answer", null, null));
            window.reopen();
            picture(window, "silent" + suffix);
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
            picture(window, "size-" + width + "-" + percent);
        }
    }

    private static void picture(FxWindow window, String name) throws Exception {
        Path file = FOLDER.resolve("station-" + name + ".png");
        window.picture(file);
        assertThat(Files.size(file)).isGreaterThan(10_000);
    }
}
