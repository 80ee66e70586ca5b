package fr.gaveurs.console.api.models;

import static org.assertj.core.api.Assertions.assertThat;

import fr.gaveurs.console.api.Json;
import fr.gaveurs.console.api.models.Models.Target;
import fr.gaveurs.console.api.models.Obstacle.Kind;
import java.util.List;
import org.junit.jupiter.api.Test;

class ObstacleTest {
    private static final Obstacle FEW = Obstacle.of(Kind.TOO_FEW, Target.WEIGHT, 2, 40);

    @Test
    void isASentenceAndOnTheWireAKind() {
        assertThat(FEW.words()).isEqualTo("the weight of 2 usable samples is known, and 40 are needed");
        assertThat(Obstacle.words(List.of(FEW, Obstacle.of(Kind.NO_MEMORY))))
                .isEqualTo(FEW.words() + "; it needs more memory than there is");
        String json = Json.MAPPER.writeValueAsString(FEW);
        assertThat(json).isEqualTo("{\"kind\":\"too_few\",\"target\":\"weight\",\"details\":[\"2\",\"40\"]}");
        assertThat(Json.MAPPER.readValue(json, Obstacle.class)).isEqualTo(FEW);
    }

    @Test
    void whatADatabaseSaysIsCut() {
        assertThat(Obstacle.of(Kind.DATABASE, "x".repeat(5_000)).words()).hasSizeLessThan(400);
    }

    @Test
    void everyPlaceOfASentenceIsFilled() {
        for (Kind kind : Kind.values()) {
            assertThat(Obstacle.of(kind, Target.OXIDATION, 7, 40).words()).doesNotContain("{");
        }
    }
}
