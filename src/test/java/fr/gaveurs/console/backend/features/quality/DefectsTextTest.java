package fr.gaveurs.console.backend.features.quality;

import static org.assertj.core.api.Assertions.assertThat;

import fr.gaveurs.console.api.Json;
import fr.gaveurs.console.api.quality.Samples.Defect;
import fr.gaveurs.console.api.quality.Samples.DefectType;
import fr.gaveurs.console.backend.platform.store.Database;
import fr.gaveurs.console.backend.platform.store.TestDatabase;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What is sent as jsonb comes back letter by letter, and says what Jackson would have written. */
class DefectsTextTest {
    private static List<List<Defect>> various() {
        List<List<Defect>> lists = new ArrayList<>(List.of(
                List.of(),
                List.of(
                        new Defect(DefectType.FOREIGN_BODY, 1, 64, 7, 0, 12),
                        new Defect(DefectType.FOREIGN_BODY, 0, 1, 0, 7, 1e-5)),
                List.of(
                        new Defect(DefectType.FOREIGN_BODY, -0.0, 1, 0, 7, 1.5e10),
                        new Defect(DefectType.FOREIGN_BODY, 0.001, 1, 0, 7, 1e7),
                        new Defect(DefectType.FOREIGN_BODY, 9.99e-4, 1, 0, 7, Double.MIN_VALUE),
                        new Defect(DefectType.FOREIGN_BODY, Double.MAX_VALUE, 1, 0, 7, 9_999_999.5))));
        Random random = new Random(20261127);
        for (int i = 0; i < 100; i++) {
            List<Defect> defects = new ArrayList<>();
            for (DefectType type : DefectType.values()) {
                defects.add(new Defect(
                        type,
                        random.nextDouble(),
                        random.nextInt(65),
                        random.nextInt(8),
                        random.nextInt(8),
                        random.nextGaussian() * Math.pow(10, random.nextInt(30) - 15)));
            }
            lists.add(defects);
        }
        return lists;
    }

    @Test
    void isWhatPostgresqlGivesBackOfTheSameDefects() {
        List<List<Defect>> lists = various();
        try (Database database = TestDatabase.fresh()) {
            List<String> back = database.jdbi().withHandle(handle -> handle.createQuery(
                            "SELECT v::jsonb::text FROM unnest(:values) WITH ORDINALITY AS u(v, n) ORDER BY n")
                    .bindArray(
                            "values",
                            String.class,
                            lists.stream().map(Json.MAPPER::writeValueAsString).toList())
                    .mapTo(String.class)
                    .list());
            assertThat(lists.stream().map(DefectsText::of).toList()).isEqualTo(back);
        }
    }
}
