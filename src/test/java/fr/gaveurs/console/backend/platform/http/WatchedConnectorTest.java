package fr.gaveurs.console.backend.platform.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.eclipse.jetty.io.ManagedSelector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WatchedConnectorTest {
    private static final Duration SHORT = Duration.ofMillis(300);
    private static final Duration LONG = Duration.ofSeconds(30);

    private final Server server = new Server();
    private final WatchedConnector connector =
            new WatchedConnector(server, new HttpConnectionFactory(new HttpConfiguration()));

    @BeforeEach
    void start() throws Exception {
        connector.setHost("127.0.0.1");
        server.addConnector(connector);
        server.start();
    }

    @AfterEach
    void stop() throws Exception {
        server.stop();
    }

    @Test
    void aSelectorThatDoesNotTurnIsNamedUntilItTurnsAgain() throws Exception {
        assertThat(connector.fault(LONG)).isNull();
        CountDownLatch stuck = new CountDownLatch(1);
        ManagedSelector selector = connector
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

        // Both are late on a machine that is busy, until the other one turns.
        for (int asked = 0; asked < 2; asked++) {
            await().untilAsserted(() ->
                    assertThat(connector.fault(SHORT)).isEqualTo("1 of 2 selectors do not read their connections"));
        }

        stuck.countDown();
        assertThat(connector.fault(LONG)).isNull();
    }

    @Test
    void anAcceptorThatEndedIsNamed() throws Exception {
        assertThat(connector.fault(LONG)).isNull();
        connector.close(); // what its thread waits on is gone, and the thread ends

        await().untilAsserted(() -> assertThat(connector.fault(SHORT)).isEqualTo("no new connection is accepted"));
    }

    @Test
    void oneThatAcceptsNobodyBecauseAllPlacesAreTakenIsWell() throws Exception {
        connector.setAccepting(false);

        assertThat(connector.fault(LONG)).isNull();
    }
}
