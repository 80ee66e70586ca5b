package fr.gaveurs.console.desktop.screens.products;

import static org.assertj.core.api.Assertions.assertThat;

import fr.gaveurs.console.desktop.FormPicture;
import fr.gaveurs.console.desktop.FormPicture.Look;
import fr.gaveurs.console.desktop.kit.Messages;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.Stream;
import javafx.scene.control.Button;
import javafx.scene.control.TextField;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The form that asks how labels are printed. */
class LabelsFormPicturesTest {
    static Stream<Look> looks() {
        return FormPicture.looks();
    }

    @ParameterizedTest
    @MethodSource("looks")
    void emptyAndWithWhatIsWrong(Look look) throws Exception {
        for (boolean wrong : new boolean[] {false, true}) {
            assertThat(FormPicture.take(
                            look,
                            language -> new LabelsForm(
                                    new Messages(language, ZoneId.of("Europe/Paris")),
                                    List.of(
                                            new LabelSet(null, List.of("FG_LL_1", "FG_LL_2", "FG_LL_3"), 1),
                                            new LabelSet("LOT-20261128-001", List.of(), 0)),
                                    (set, paper, first, copies) -> {}),
                            form -> {
                                if (wrong) {
                                    ((TextField) form.lookup("#labelsCopies")).setText("11");
                                    ((TextField) form.lookup("#labelsFirst")).setText("22");
                                    ((Button) form.lookup("#labelsSave")).fire();
                                }
                            },
                            "labels-form" + (wrong ? "-wrong" : "")))
                    .isEmpty();
        }
    }
}
