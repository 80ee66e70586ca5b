package fr.gaveurs.console.backend.platform.diagnostics;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import fr.gaveurs.console.api.admin.Admin.LogEvent;
import fr.gaveurs.console.api.admin.Admin.LogLevel;
import fr.gaveurs.console.api.admin.Admin.LogPage;
import fr.gaveurs.console.api.admin.Admin.LogQuery;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LogRingTest {
    private final LoggerContext context = new LoggerContext();
    private final LogRing ring = new LogRing();

    @BeforeEach
    void start() {
        ring.setContext(context);
        ring.start();
    }

    private void log(String logger, Level level, String message, @Nullable Throwable thrown) {
        ring.doAppend(new LoggingEvent("", context.getLogger(logger), level, message, thrown, new Object[0]));
    }

    private void log(String message) {
        log("fr.gaveurs.console.Some", Level.INFO, message, null);
    }

    private LogPage read(@Nullable LogLevel level, @Nullable String search, @Nullable Long after, int limit) {
        return ring.read(new LogQuery(level, search, after, limit));
    }

    @Test
    void theNewestStandLast() {
        for (int i = 1; i <= 5; i++) {
            log("message " + i);
        }

        LogPage page = read(null, null, null, 3);

        assertThat(page.events()).extracting(LogEvent::message).containsExactly("message 3", "message 4", "message 5");
        assertThat(page.events().getFirst().logger()).isEqualTo("Some");
        assertThat(page.next()).isEqualTo(5);
        assertThat(page.missed()).isFalse();
    }

    @Test
    void whoAsksAgainAndAgainMissesNothing() {
        for (int i = 1; i <= 5; i++) {
            log("message " + i);
        }
        LogPage first = read(null, null, 1L, 2);
        assertThat(first.events()).extracting(LogEvent::seq).containsExactly(2L, 3L);
        LogPage second = read(null, null, first.next(), 2);
        assertThat(second.events()).extracting(LogEvent::seq).containsExactly(4L, 5L);
        LogPage third = read(null, null, second.next(), 2);
        assertThat(third.events()).isEmpty();
        assertThat(third.next()).isEqualTo(5);
    }

    @Test
    void levelAndSearchNarrow() {
        log("a.Database", Level.ERROR, "it broke", new IllegalStateException("the cable is OUT"));
        log("a.Database", Level.WARN, "slow", null);
        log("a.Other", Level.INFO, "database is fine", null);

        assertThat(read(LogLevel.WARN, null, null, 10).events()).hasSize(2);
        assertThat(read(null, "DATABASE", null, 10).events())
                .as("message and logger")
                .hasSize(3);
        assertThat(read(null, "cable is out", null, 10).events())
                .as("trace")
                .singleElement()
                .satisfies(event -> assertThat(event.trace())
                        .startsWith("java.lang.IllegalStateException: the cable is OUT")
                        .contains("at fr.gaveurs"));
        assertThat(read(LogLevel.ERROR, "fine", null, 10).events()).isEmpty();
    }

    @Test
    void aLongMessageIsCutAndTheRingIsBounded() {
        log("x".repeat(100_000));
        assertThat(read(null, null, null, 1).events().getFirst().message()).hasSize(LogRing.MAX_MESSAGE);

        for (int i = 0; i < 3 * LogRing.MAX_EVENTS; i++) {
            log(i + "y".repeat(LogRing.MAX_MESSAGE - 10));
        }
        LogPage all = read(null, null, null, 1_000_000);
        assertThat(all.events().stream().mapToLong(e -> e.message().length()).sum())
                .isLessThanOrEqualTo(LogRing.MAX_CHARS);

        for (int i = 0; i < 3 * LogRing.MAX_EVENTS; i++) {
            log("short");
        }
        assertThat(read(null, null, null, 1_000_000).events()).hasSize(LogRing.MAX_EVENTS);
        assertThat(read(null, null, 1L, 10).missed()).isTrue();
    }

    @Test
    void aNumberOfAnEarlierRunIsNoReasonForSilence() {
        log("new run");
        LogPage page = read(null, null, 9_000L, 10);
        assertThat(page.events()).hasSize(1);
        assertThat(page.missed()).isTrue();
        assertThat(page.next()).isEqualTo(1);
    }

    @Test
    void secretsAreTakenOut() {
        log("cannot reach postgresql://gaveurs:p@ss/w0rd@db.local:5432/x?password=other1");
        log("redis://:hunter2@cache:6379 said no; Authorization: Bearer abc.def");
        log("token gvc_0123456789abcdefghijklmnopqrstuvwxyz was shown, password: letmein");

        assertThat(read(null, null, null, 10).events())
                .extracting(LogEvent::message)
                .containsExactly(
                        "cannot reach postgresql://***@db.local:5432/x?password=***",
                        "redis://***@cache:6379 said no; Authorization: Bearer ***",
                        "token gvc_*** was shown, password: ***");
    }
}
