package fr.gaveurs.console.desktop.screens.models;

import static org.assertj.core.api.Assertions.assertThat;

import fr.gaveurs.console.api.models.LabelFault;
import fr.gaveurs.console.api.models.ModelFault;
import fr.gaveurs.console.api.models.Models.Target;
import fr.gaveurs.console.api.models.Obstacle;
import fr.gaveurs.console.api.models.Obstacle.Kind;
import fr.gaveurs.console.api.models.Training.TrainingReport;
import fr.gaveurs.console.api.models.Versions.Version;
import fr.gaveurs.console.api.models.Versions.VersionState;
import fr.gaveurs.console.desktop.kit.Messages;
import fr.gaveurs.console.desktop.kit.Messages.Language;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ModelsTextTest {
    private static final Messages FR = new Messages(Language.FR, ZoneId.of("Europe/Paris"));
    private static final Messages EN = new Messages(Language.EN, ZoneId.of("Europe/Paris"));

    private final ModelsText fr = new ModelsText(FR);
    private final ModelsText en = new ModelsText(EN);

    @Test
    void smallErrorsCanBeToldApart() {
        assertThat(en.error(Target.FRESHNESS, 0.0031)).isEqualTo("0.0031");
        assertThat(en.error(Target.FRESHNESS, 0.0034)).isEqualTo("0.0034");
        assertThat(en.error(Target.FRESHNESS, -0.00042)).isEqualTo("-0.00042");
        assertThat(en.error(Target.FRESHNESS, 0.121)).isEqualTo("0.121");
        assertThat(en.error(Target.FRESHNESS, 0.0)).isEqualTo("0.000");
        assertThat(en.error(Target.FRESHNESS, 1e-9)).isEqualTo("0.000000");
        assertThat(en.error(Target.FRESHNESS, null)).isEqualTo(Messages.NONE);
        assertThat(en.error(Target.WEIGHT, 3.04)).isEqualTo("3.0 g");
        assertThat(en.withInterval(Target.FRESHNESS, 0.0031, 0.0028, 0.0036)).isEqualTo("0.0031 (0.0028–0.0036)");
    }

    @Test
    void theNameThatNobodyGaveIsInTheWindowsLanguage() {
        assertThat(fr.title(1, "data set 12")).isEqualTo("N° 1 · jeu de données 12");
        assertThat(fr.title(1, "data set of March")).isEqualTo("N° 1 · data set of March");
        assertThat(en.title(1, "data set 12")).endsWith("data set 12");
    }

    @Test
    void whyATrainingCameToNothingIsSaidInTheWindowsLanguage() {
        Obstacle few = Obstacle.of(Kind.TOO_FEW, Target.WEIGHT, 2, 40);
        assertThat(fr.skipped(TrainingReport.of(List.of(), Map.of(Target.WEIGHT, few))))
                .containsExactly("Poids : rien n’a pu être appris. 2 mesures étiquetées exploitables, il en faut 40");
        assertThat(fr.skipped(new TrainingReport(List.of(), Map.of(Target.WEIGHT, "the moon"), null)))
                .as("of an earlier version")
                .containsExactly("Poids : rien n’a pu être appris. autre cause (the moon)");
        Obstacle alike = Obstacle.of(Kind.ALL_ALIKE, Target.FRESHNESS, 0.5);
        assertThat(fr.reason(List.of(few, alike), ""))
                .isEqualTo("Poids : 2 mesures étiquetées exploitables, il en faut 40 ;"
                        + " Fraîcheur : toujours 0,500, donc rien à distinguer");
        for (Kind kind : Kind.values()) {
            Obstacle obstacle = Obstacle.of(kind, Target.OXIDATION, 7, 40);
            assertThat(fr.reason(List.of(obstacle), obstacle.words()))
                    .as(kind.key())
                    .doesNotContain("autre cause", "{");
        }
        assertThat(fr.reason(List.of(), "the disk fell off")).isEqualTo("autre cause (the disk fell off)");
    }

    @Test
    void whyAModelIsNotUsedIsSaidInTheWindowsLanguage() {
        for (ModelFault.Code code : ModelFault.Code.values()) {
            ModelFault fault = ModelFault.of(code, "onnx-no-runtime", "timeout", "in English", 4);
            assertThat(fr.fault(version(fault)))
                    .as(code.key())
                    .startsWith("Ne sert pas : ")
                    .doesNotContain("{");
            assertThat(en.fault(version(fault)))
                    .as(code.key())
                    .startsWith("Not used: ")
                    .doesNotContain("{");
            assertThat(fault.text()).as(code.key()).doesNotContain("{");
        }
        assertThat(fr.fault(version(ModelFault.of(ModelFault.Code.GOLDEN_ROW, 3, "freshness_low", 0.25, 0.6f))))
                .isEqualTo("Ne sert pas : sa ligne de contrôle 3 ne se vérifie pas : freshness_low devrait valoir"
                        + " 0,2500 et vaut 0,6000");
        assertThat(fr.fault(version(ModelFault.of(ModelFault.Code.FAILED_TOO_OFTEN, 6, "timeout", "it is late", 10))))
                .isEqualTo("Ne sert pas : son processus a échoué 6 fois de suite (il n’a pas répondu à temps) ;"
                        + " nouvel essai 10 min après");
        assertThat(fr.fault(version(null))).isEmpty();
    }

    @Test
    void whatWasLeftOutOfLabelsIsSaidInTheWindowsLanguage() {
        for (LabelFault.Code code : LabelFault.Code.values()) {
            LabelFault fault = LabelFault.of(code, "oxidation", "7", 5, 6).onLine(12);
            assertThat(fr.labelFault(fault))
                    .as(code.key())
                    .startsWith("Ligne 12 : ")
                    .doesNotContain("{");
            assertThat(en.labelFault(fault))
                    .as(code.key())
                    .startsWith("Line 12: ")
                    .doesNotContain("{");
            assertThat(fault.text()).as(code.key()).startsWith("line 12: ").doesNotContain("{");
        }
        assertThat(fr.labelFault(LabelFault.of(LabelFault.Code.OUTSIDE, "oxidation", 7.0, "1")
                        .ofSample("ESP32_LL_01", "S-1")))
                .isEqualTo("ESP32_LL_01 S-1 : oxidation vaut 7.0, et doit être entre 0 et 1");
        assertThat(fr.labelFault(LabelFault.of(LabelFault.Code.MORE, 3))).isEqualTo("et 3 de plus");
    }

    /** Two rows of the leaderboard that say the same errors are of something else. */
    @Test
    void whatTellsVersionsApartIsSaid() {
        assertThat(fr.madeOf(version(null)))
                .isEqualTo("jeu n° 1 · graine 2 · F1, zones couvertes · abababab · Régression ridge");
    }

    private static Version version(@Nullable ModelFault fault) {
        return new Version(
                3,
                "v3",
                VersionState.ACTIVE,
                List.of(Target.FRESHNESS, Target.OXIDATION),
                List.of("ridge", "ridge"),
                List.of("log_f1", "log_occupied"),
                "ab".repeat(32),
                1L,
                1L,
                null,
                2,
                "0.2.0",
                Instant.EPOCH,
                null,
                fault == null ? null : fault.text(),
                fault);
    }

    @Test
    void featuresHaveNames() {
        assertThat(fr.feature("log_f1")).isEqualTo("F1");
        assertThat(fr.feature("log_occupied")).isEqualTo("zones couvertes");
        assertThat(fr.feature("of another version")).isEqualTo("of another version");
    }

    @Test
    void whatIsCutIsNotSaidToBeAll() {
        Map<String, Integer> lots = Map.of("A", 5);
        assertThat(en.counts(lots, null, 5)).isEqualTo("A (5)");
        assertThat(en.counts(lots, null, 9)).isEqualTo("A (5)… (those listed hold 5 of the 9 samples)");
    }
}
