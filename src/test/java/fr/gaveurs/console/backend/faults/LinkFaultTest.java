package fr.gaveurs.console.backend.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fr.gaveurs.console.backend.FaultyLink;
import fr.gaveurs.console.backend.RawWebSocket;
import fr.gaveurs.console.backend.TestConsole;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The way to the database is slow, half-open, refused, reset or ragged while devices send. */
@Timeout(120)
class LinkFaultTest {
    private final TestConsole.Options options = TestConsole.with();
    private FaultyLink link;
    private TestConsole console;
    private Fleet fleet;

    @BeforeEach
    void start() throws Exception {
        link = new FaultyLink(options.info().port());
        console = options.databaseThrough(link.port()).start();
        fleet = new Fleet(console::port, 3, Duration.ofMillis(15));
        fleet.awaitMore("saved", 20);
    }

    @AfterEach
    void stop() throws Exception {
        fleet.close();
        console.close();
        link.close();
    }

    @Test
    void aLinkThatIsOnlySlowOrRaggedSpoolsNothing() throws Exception {
        link.delay(Duration.ofMillis(60), Duration.ofMillis(60));
        fleet.awaitMore("saved", 60);
        link.mend();
        link.slice(7);
        fleet.awaitMore("saved", 60);
        link.mend();

        fleet.assertMended(console);
        assertThat(fleet.count("spooled")).isZero();
    }

    @Test
    void aHalfOpenLinkIsNoticedAndEverythingGoesToTheSpoolUntilItHeals() throws Exception {
        link.blackHole();
        fleet.awaitMore("spooled", 60);
        await().atMost(RawWebSocket.PATIENCE)
                .until(() -> console.metric("circuit_breaker_state{name=\"database\",state=\"open\"}") == 1);
        link.mend();
        fleet.assertMended(console);
    }

    @Test
    void aLinkOfSecondsIsAsGoodAsNone() throws Exception {
        link.delay(Duration.ofSeconds(3), Duration.ofSeconds(3));
        fleet.awaitMore("spooled", 60);
        link.mend();
        fleet.assertMended(console);
    }

    @Test
    void aServerThatListensNoMoreAndListensAgain() throws Exception {
        link.refuse();
        fleet.awaitMore("spooled", 60);
        link.mend();
        fleet.assertMended(console);
    }

    @Test
    void resetsInTheMiddleOfTheWork() throws Exception {
        for (int i = 0; i < 8; i++) {
            int before = fleet.acknowledged().size();
            await().atMost(RawWebSocket.PATIENCE)
                    .pollInterval(Duration.ofMillis(5))
                    .until(() -> fleet.acknowledged().size() > before + 10);
            link.reset();
        }
        fleet.assertMended(console);
    }
}
