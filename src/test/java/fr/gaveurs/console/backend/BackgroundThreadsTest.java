package fr.gaveurs.console.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fr.gaveurs.console.api.health.Health.ComponentStatus;
import fr.gaveurs.console.backend.platform.health.HealthCheck;
import fr.gaveurs.console.backend.platform.lifecycle.Supervised;
import fr.gaveurs.console.backend.platform.lifecycle.SupervisedThread;
import fr.gaveurs.console.backend.platform.lifecycle.SupervisedTimer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class BackgroundThreadsTest {
    @Test
    void aFailureIsToldOfWithItsCause() throws Exception {
        CountDownLatch end = new CountDownLatch(1);
        SupervisedThread good = new SupervisedThread("good", end::await);
        SupervisedTimer bad = new SupervisedTimer("bad");
        HealthCheck check = SystemChecks.backgroundThreads(() -> List.<Supervised>of(good, bad));
        assertThat(check.check().status()).isEqualTo(ComponentStatus.UP); // neither has started
        good.start();
        bad.start();
        assertThat(check.check().status()).isEqualTo(ComponentStatus.UP);
        bad.every(Duration.ZERO, Duration.ofMinutes(1), () -> {
            throw new OutOfMemoryError("a test's");
        });
        await().untilAsserted(() -> assertThat(bad.report().failures()).isEqualTo(1));
        HealthCheck.Result result = check.check();
        assertThat(result.status()).isEqualTo(ComponentStatus.DEGRADED);
        assertThat(result.detail())
                .contains("bad failed")
                .contains("OutOfMemoryError")
                .doesNotContain("good");
        assertThat(result.figures()).containsEntry("threads", 2).containsEntry("failures", 1L);
        end.countDown();
        bad.stop();
        await().untilAsserted(() -> assertThat(good.report().running()).isFalse());
    }

    @Test
    void everyPartOfARunningConsoleNamesItsThreads() throws Exception {
        try (TestConsole console = TestConsole.start()) {
            assertThat(console.component("background threads").at("/status").asString())
                    .isEqualTo("up");
            assertThat(console.component("background threads")
                            .at("/figures/threads")
                            .asInt())
                    .isGreaterThanOrEqualTo(9);
            assertThat(console.get("/health/live").body()).contains("background threads");
        }
    }
}
