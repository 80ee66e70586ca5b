package fr.gaveurs.console.desktop.station;

import static org.assertj.core.api.Assertions.assertThat;

import fr.gaveurs.console.api.Grade;
import fr.gaveurs.console.api.Samples.Sample;
import fr.gaveurs.console.desktop.screen.Messages.Language;
import fr.gaveurs.console.desktop.screen.StationState;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Draws the screen in its states, languages and themes into target/pictures, to be looked at. */
class StationPicturesTest {
    private static final Path FOLDER = Path.of("target", "pictures");

    @Test
    void defectiveLiver() throws Exception {
        for (Language language : Language.values()) {
            for (boolean dark : new boolean[] {false, true}) {
                try (FxWindow window = FxWindow.open(language, dark, 1840, 1010, 14)) {
                    List<Sample> run = TestSamples.run(57);
                    window.hall.stored.addAll(run);
                    Sample last = TestSamples.sample(
                            57, TestSamples.dentAndForeignBody(), TestSamples.spectrum(0.05), Grade.B);
                    window.hall.stored.add(last);
                    FxWindow.run(() -> {
                        window.hall.push(TestSamples.view(StationState.LIVE, last, 2.0));
                        window.screen.show(TestSamples.DEVICE);
                    });
                    Path file = FOLDER.resolve("station-reject-" + language + (dark ? "-dark" : "-light") + ".png");
                    window.picture(file);
                    assertThat(Files.size(file)).isPositive();
                }
            }
        }
    }
}
