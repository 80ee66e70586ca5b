package fr.gaveurs.console.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fr.gaveurs.console.api.health.Health.Component;
import fr.gaveurs.console.api.health.Health.Probe;
import org.junit.jupiter.api.Test;

/** A server whose threads are free and whose connections nobody accepts. */
class DeadServerTest {
    @Test
    void aConsoleWhoseAcceptorIsGoneIsNotLive() throws Exception {
        try (TestConsole console = TestConsole.start()) {
            assertThat(console.backend().health().live().status()).isEqualTo("live");
            String acceptor = ":" + console.port() + "}";
            Thread.getAllStackTraces().keySet().stream()
                    .filter(thread -> thread.getName().contains("-acceptor-")
                            && thread.getName().contains(acceptor))
                    .forEach(Thread::interrupt);

            await().untilAsserted(() -> {
                Probe live = console.backend().health().live();
                assertThat(live.status()).isEqualTo("not_live");
                assertThat(live.components().stream().map(Component::detail))
                        .contains("no new connection is accepted: start the console again");
            });
        }
    }
}
