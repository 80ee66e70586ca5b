package fr.gaveurs.console.desktop.screens.firmware;

import static org.assertj.core.api.Assertions.assertThat;

import fr.gaveurs.console.desktop.FormPicture;
import fr.gaveurs.console.desktop.FormPicture.Look;
import fr.gaveurs.console.desktop.kit.Messages;
import java.time.ZoneId;
import java.util.stream.Stream;
import javafx.scene.control.Button;
import javafx.scene.control.TextField;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is asked of an image that Arduino built. */
class NameFormPicturesTest {
    static Stream<Look> looks() {
        return FormPicture.looks();
    }

    @ParameterizedTest
    @MethodSource("looks")
    void emptyAndWithWhatIsWrong(Look look) throws Exception {
        for (boolean wrong : new boolean[] {false, true}) {
            assertThat(FormPicture.take(
                            look,
                            language -> new NameForm(
                                    new Messages(language, ZoneId.of("Europe/Paris")),
                                    "gaveurs-station-1.2.0-esp32c3.ino.bin",
                                    (project, version) -> {}),
                            form -> {
                                if (wrong) {
                                    ((TextField) form.lookup("#nameProject")).setText("é");
                                    ((Button) form.lookup("#nameSend")).fire();
                                }
                            },
                            "firmware-name" + (wrong ? "-wrong" : "")))
                    .isEmpty();
        }
    }
}
