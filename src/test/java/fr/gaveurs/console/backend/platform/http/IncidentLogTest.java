package fr.gaveurs.console.backend.platform.http;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import fr.gaveurs.console.api.health.HealthApi;
import fr.gaveurs.console.backend.RawHttp;
import fr.gaveurs.console.backend.platform.lifecycle.Deadline;
import fr.gaveurs.console.backend.platform.metrics.Metrics;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** An operation that fails each time it is asked: the log is told, and not filled. */
class IncidentLogTest {
    private final HttpServer server = new HttpServer(
            "127.0.0.1",
            0,
            Duration.ofMinutes(1),
            Bounds.STANDARD,
            List.of(new Endpoint(HealthApi.HEALTH_LIVE, call -> {
                throw new IllegalStateException("made up for a test");
            })),
            new Metrics(),
            () -> false);
    private final Logger log = (Logger) LoggerFactory.getLogger(Router.class);
    private final ListAppender<ILoggingEvent> lines = new ListAppender<>();

    @BeforeEach
    void start() throws Exception {
        lines.start();
        log.addAppender(lines);
        log.setAdditive(false);
        server.start();
    }

    @AfterEach
    void stop() throws Exception {
        log.detachAppender(lines);
        log.setAdditive(true);
        server.stop(Deadline.in(Duration.ofSeconds(5)));
    }

    @Test
    void aFaultThatIsMetAtWillWritesAFewTracesAMinute() throws Exception {
        String last = "";
        for (int i = 0; i < 40; i++) {
            RawHttp.Answer answer = RawHttp.get(server.port(), "/health/live");
            assertThat(answer.status()).isEqualTo(500);
            last = answer.body();
        }

        assertThat(lines.list).hasSizeBetween(1, 20);
        String incident = lines.list.getFirst().getFormattedMessage().replaceFirst(".* incident ", "");
        assertThat(last)
                .as("no incident is named that the log does not hold")
                .doesNotContain(incident)
                .contains("log");
    }
}
