package fr.gaveurs.console.desktop.screens.products;

import static org.assertj.core.api.Assertions.assertThat;

import fr.gaveurs.console.api.products.Products.LabelPaper;
import fr.gaveurs.console.desktop.Fx;
import fr.gaveurs.console.desktop.kit.Choice;
import fr.gaveurs.console.desktop.kit.Messages;
import fr.gaveurs.console.desktop.kit.Messages.Language;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is asked before labels of several products are saved. */
class LabelsFormTest {
    private static final Messages FR = new Messages(Language.FR, ZoneId.of("Europe/Paris"));
    private static final LabelSet THREE = new LabelSet(null, List.of("FG_LL_1", "FG_LL_2", "FG_LL_3"), 1);
    private static final LabelSet LOT = new LabelSet("LOT-A", List.of(), 0);

    private final List<String> saved = new ArrayList<>();

    @BeforeAll
    static void start() {
        Fx.start();
    }

    private LabelsForm form(LabelSet... sets) {
        return Fx.call(() -> {
            LabelsForm form = new LabelsForm(
                    FR,
                    List.of(sets),
                    (set, paper, first, copies) -> saved.add(set.words(FR) + " " + paper + " " + first + " " + copies));
            new Scene(form);
            return form;
        });
    }

    private static void type(LabelsForm form, String copies, String first) {
        Fx.run(() -> {
            ((TextField) form.lookup("#labelsCopies")).setText(copies);
            ((TextField) form.lookup("#labelsFirst")).setText(first);
        });
    }

    @SuppressWarnings("unchecked")
    private static void paper(LabelsForm form, LabelPaper paper) {
        Fx.run(() -> Choice.select((ComboBox<Choice<LabelPaper>>) form.lookup("#labelsPaper"), paper));
    }

    /** Presses the button; what is said then to be wrong. */
    private static List<String> save(LabelsForm form) {
        return Fx.call(() -> {
            ((Button) form.lookup("#labelsSave")).fire();
            return form.lookupAll(".question-problem").stream()
                    .filter(node -> node.isVisible())
                    .map(node -> ((Label) node).getText())
                    .toList();
        });
    }

    @Test
    void labelsBeginAtTheFirstFreePlaceAndAreSoManyOfEach() {
        LabelsForm form = form(THREE, LOT);
        type(form, " 4 ", "7");

        assertThat(save(form)).isEmpty();
        assertThat(saved).containsExactly("3 produits choisis AVERY_L7160 7 4");
    }

    @Test
    void aRollHasNoPlaces() {
        LabelsForm form = form(LOT);
        type(form, "2", "99");
        paper(form, LabelPaper.ROLL_62);

        assertThat(save(form)).isEmpty();
        assertThat(saved).containsExactly("Tout le lot LOT-A ROLL_62 1 2");
    }

    @ParameterizedTest
    @CsvSource({
        "0,1,1 à 10",
        "11,1,1 à 10",
        "x,1,1 à 10",
        "1,0,1 à 21",
        "1,22,1 à 21",
        "1,,1 à 21",
        "99999999999,1,1 à 10"
    })
    void whatIsNoSuchNumberIsSaid(String copies, String first, String said) {
        LabelsForm form = form(THREE);
        type(form, copies, first == null ? "" : first);

        assertThat(save(form)).singleElement().asString().contains(said);
        assertThat(saved).isEmpty();
    }

    @Test
    void moreThanOneFileHasAreRefusedBeforeTheConsoleIsAsked() {
        LabelSet many = new LabelSet(
                null, IntStream.range(0, 300).mapToObj(i -> "FG_LL_" + i).toList(), 0);
        LabelsForm form = form(many);
        type(form, "4", "1");
        assertThat(save(form))
                .containsExactly(
                        FR.integer(1_200) + " étiquettes : un fichier en a " + FR.integer(1_000) + " au plus.");
        LabelSet more = new LabelSet(
                null, IntStream.range(0, 501).mapToObj(i -> "FG_LL_" + i).toList(), 0);
        assertThat(save(form(more))).containsExactly("501 produits sont choisis : 500 au plus pour un fichier.");
        assertThat(saved).isEmpty();
    }

    @Test
    void recalledOnesAreSaidToGetNone() {
        LabelsForm form = form(THREE);
        assertThat(Fx.call(() -> form.lookupAll(".products-quiet").stream()
                        .map(node -> ((Label) node).getText())
                        .toList()))
                .contains("1 produit rappelé n’a pas d’étiquette.");
    }
}
