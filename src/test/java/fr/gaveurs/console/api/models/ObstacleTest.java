package fr.gaveurs.console.api.models;

import static org.assertj.core.api.Assertions.assertThat;

import fr.gaveurs.console.api.models.Models.Target;
import fr.gaveurs.console.api.models.Obstacle.Kind;
import java.util.List;
import org.junit.jupiter.api.Test;

class ObstacleTest {
    private static final Obstacle FEW = Obstacle.of(Kind.TOO_FEW, Target.WEIGHT, 2, 40);

    @Test
    void isReadBackFromItsSentence() {
        assertThat(FEW.words()).isEqualTo("the weight of 2 usable samples is known, and 40 are needed");
        for (Obstacle each : List.of(
                FEW,
                Obstacle.of(Kind.ALL_ALIKE, Target.FAT_QUALITY, 1.0E-4),
                Obstacle.of(Kind.LEAKS, Target.OXIDATION, 0.213),
                Obstacle.of(Kind.DATASET_UNKNOWN, 7L),
                Obstacle.of(Kind.DATASET_CHANGED, 7L),
                Obstacle.of(Kind.NO_MEMORY))) {
            assertThat(Obstacle.read(each.words())).as(each.words()).containsExactly(each);
        }
    }

    @Test
    void severalAreReadFromWhatATrainingSays() {
        Obstacle alike = Obstacle.of(Kind.ALL_ALIKE, Target.FRESHNESS, 0.5);
        assertThat(Obstacle.read(Obstacle.nothing(List.of(FEW.words(), alike.words()))))
                .containsExactly(FEW, alike);
    }

    @Test
    void whatElseIsSaidIsNone() {
        assertThat(Obstacle.read("an error of the program: x")).isEmpty();
        assertThat(Obstacle.read("the moon of 2 usable samples is known, and 40 are needed"))
                .isEmpty();
        assertThat(Obstacle.read(Obstacle.nothing(List.of(FEW.words(), "something else"))))
                .as("half of it would mislead")
                .isEmpty();
        assertThat(Obstacle.read("")).isEmpty();
    }
}
