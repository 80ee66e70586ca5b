package fr.gaveurs.console.backend.features.log;

import static org.assertj.core.api.Assertions.assertThat;

import fr.gaveurs.console.backend.features.log.LogVerifier.Result;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Alterations of chance, each found and named: 64 of them, a thousand with {@code -Dlog.alterations=1000}. */
class AlterationsTest {
    private static final int SAMPLES = 540;

    @TempDir
    Path folder;

    @Test
    void everyAlterationIsFoundAndNamed() throws Exception {
        int rounds = Integer.getInteger("log.alterations", 64);
        long seed = Long.getLong("log.seed", System.nanoTime());
        try (LogFixture log = new LogFixture(folder)) {
            log.samples(0, SAMPLES);
            log.act("approveDevice", "ESP32_LL_01");
            log.act("blockDevice", "ESP32_LL_02");
            log.products(0, Alterations.PRODUCTS);
            log.sequence();
            log.sign();
            assertThat(log.verify().findings()).isEmpty();
            try (Connection connection = log.database().connect()) {
                for (int i = 0; i < rounds; i++) {
                    Alterations.Done done = new Alterations(seed + i, SAMPLES).alter(connection);
                    Result result = log.verify(connection, 0, List.of());
                    assertThat(result.findings())
                            .as("seed %d: %s", seed + i, done.what())
                            .anyMatch(done::isNamedBy);
                    assertThat(result.words()).contains("not as they were written. The first: ");
                    connection.rollback();
                }
            }
            assertThat(log.verify().findings()).isEmpty();
        }
    }
}
