package fr.gaveurs.console.backend.platform.http;

import static org.assertj.core.api.Assertions.assertThat;

import fr.gaveurs.console.backend.platform.lifecycle.Deadline;
import fr.gaveurs.console.backend.platform.metrics.Metrics;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.eclipse.jetty.io.ManagedSelector;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DoorwayTest {
    private static final Duration SHORT = Duration.ofMillis(300);
    private static final Duration LONG = Duration.ofSeconds(30);

    private final HttpServer server = new HttpServer(
            "127.0.0.1", 0, Duration.ofMinutes(1), Bounds.STANDARD, List.of(), new Metrics(), () -> false);

    @BeforeEach
    void start() throws Exception {
        server.start();
    }

    @AfterEach
    void stop() throws Exception {
        server.stop(Deadline.in(Duration.ofSeconds(5)));
        assertThat(server.fault(SHORT)).isNull();
    }

    @Test
    void aSelectorThatDoesNotTurnIsNamedUntilItTurnsAgain() throws Exception {
        assertThat(server.fault(LONG)).isNull();
        CountDownLatch stuck = new CountDownLatch(1);
        ManagedSelector selector = server.doorway()
                .getSelectorManager()
                .getBeans(ManagedSelector.class)
                .iterator()
                .next();
        selector.submit(ready -> {
            try {
                stuck.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });

        assertThat(server.fault(SHORT)).isEqualTo("1 of 2 selectors do not read their connections");
        assertThat(server.fault(SHORT)).isEqualTo("1 of 2 selectors do not read their connections");

        stuck.countDown();
        assertThat(server.fault(LONG)).isNull();
    }

    @Test
    void anAcceptorThatEndedIsNamed() throws Exception {
        assertThat(server.fault(LONG)).isNull();
        server.doorway().close(); // what its thread waits on is gone, and the thread ends

        assertThat(server.fault(SHORT)).isEqualTo("no new connection is accepted");
    }

    @Test
    void oneThatAcceptsNobodyBecauseAllPlacesAreTakenIsWell() throws Exception {
        server.doorway().setAccepting(false);

        assertThat(server.fault(LONG)).isNull();
    }
}
