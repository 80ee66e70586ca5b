package fr.gaveurs.console.backend.features.log;

import static org.assertj.core.api.Assertions.assertThat;

import fr.gaveurs.console.backend.features.log.LogVerifier.Result;
import fr.gaveurs.console.backend.features.log.RowAlterations.Alteration;
import fr.gaveurs.console.backend.features.log.RowAlterations.Expected;
import fr.gaveurs.console.backend.platform.tlog.LogSource;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each column that an entry of any kind speaks of, each kind of row and of entry: altered by hand, found and named. */
class EveryKindAlteredTest {
    @TempDir
    Path folder;

    @Test
    void whateverIsAlteredIsNamed() throws Exception {
        int done = 0;
        try (LogFixture log = new LogFixture(folder)) {
            log.samples(0, 8);
            log.act("approveDevice", "ESP32_LL_01");
            log.act("blockDevice", "ESP32_LL_02");
            log.products(0, 2);
            log.others();
            log.sequence();
            log.sign();
            assertThat(log.verify().findings()).isEmpty();
            try (Connection connection = log.database().connect()) {
                for (LogSource source : LogFixture.SOURCES) {
                    for (Alteration alteration : new RowAlterations(source).all()) {
                        Expected expected = alteration.apply(connection);
                        Result result = log.verify(connection, 0, List.of());
                        assertThat(result.findings()).as(alteration.what()).anyMatch(expected::isNamedBy);
                        connection.rollback();
                        done++;
                    }
                }
            }
            assertThat(log.verify().findings()).isEmpty();
        }
        assertThat(done).isGreaterThanOrEqualTo(150);
    }
}
