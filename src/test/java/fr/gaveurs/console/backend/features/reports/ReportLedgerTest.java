package fr.gaveurs.console.backend.features.reports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.gaveurs.console.backend.TestClock;
import fr.gaveurs.console.backend.platform.jobs.JobPostponedException;
import fr.gaveurs.console.backend.platform.store.Database;
import fr.gaveurs.console.backend.platform.store.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ReportLedgerTest {
    @Test
    void eachOccurrenceComesOnceThroughPowerCutsAndBothClockChanges() throws Exception {
        long seed = System.nanoTime();
        try (Database database = TestDatabase.fresh()) {
            int rows = new SimulatedYears(database, seed)
                    .run(Instant.parse("2027-02-20T12:00:00Z"), Instant.parse("2027-11-20T12:00:00Z"));
            assertThat(rows).as("seed %d", seed).isGreaterThan(500);
        }
    }

    @Test
    void nothingIsMadeWhileTheClocksOfConsoleAndDatabaseDisagree() throws Exception {
        try (Database database = TestDatabase.fresh()) {
            TestClock clock = new TestClock(Instant.now().plus(Duration.ofDays(400)));
            assertThatThrownBy(() -> new ReportLedger(database, clock).look())
                    .isInstanceOf(JobPostponedException.class)
                    .hasMessageContaining("set whichever is wrong");
        }
    }
}
