package fr.gaveurs.console.backend.features.feedback;

import static org.assertj.core.api.Assertions.assertThat;

import fr.gaveurs.console.backend.ConsumerLoad;
import fr.gaveurs.console.backend.TestConsole;
import fr.gaveurs.console.backend.TestProducts;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The short form of the bench of consumers: nothing is lost of either while both come. */
@Timeout(120)
class ConsumerLoadTest {
    @Test
    void consumersAndStationsDoNotDisturbEachOther() throws Exception {
        try (TestConsole console =
                        TestConsole.with().products(TestProducts.PLAN).start();
                ConsumerLoad load = new ConsumerLoad(console, 20)) {
            ConsumerLoad.Report report = load.run(60, 20, 20, Duration.ofSeconds(2));

            assertThat(report.failed()).isZero();
            assertThat(report.views()).isPositive();
            assertThat(report.acked()).isPositive();
            assertThat(console.count("SELECT count(*) FROM consumer_feedbacks"))
                    .as("what was taken is stored")
                    .isEqualTo(report.ratings());
            assertThat(console.metric("feedback_total{rating=\"1\"}"))
                    .isEqualTo((double) console.count("SELECT count(*) FROM consumer_feedbacks WHERE overall = 1"));
        }
    }
}
