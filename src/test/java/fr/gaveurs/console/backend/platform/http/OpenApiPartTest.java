package fr.gaveurs.console.backend.platform.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import fr.gaveurs.console.backend.platform.lifecycle.Deadline;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class OpenApiPartTest {
    private static final Duration LONG = Duration.ofMinutes(1);

    private final AtomicInteger writings = new AtomicInteger();

    private String write() {
        writings.incrementAndGet();
        return "{}";
    }

    @Test
    void itIsWrittenOnceForAllWhoAsk() throws Exception {
        OpenApiPart part = new OpenApiPart(this::write, LONG);
        part.start();

        assertThat(part.document()).isEqualTo("{}");
        assertThat(part.document()).isEqualTo("{}");
        part.stop(Deadline.in(LONG));
        assertThat(writings).hasValue(1);
    }

    @Test
    void nobodyWaitsWithoutBoundForOneThatTakesLong() throws Exception {
        CountDownLatch slow = new CountDownLatch(1);
        OpenApiPart part = new OpenApiPart(
                () -> {
                    try {
                        slow.await();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                    return write();
                },
                Duration.ofMillis(50));
        part.start();

        ProblemException busy = catchThrowableOfType(ProblemException.class, part::document);

        assertThat(busy.status()).isEqualTo(503);
        assertThat(busy.headers()).containsKey("Retry-After");
        slow.countDown();
        await().until(() -> writings.get() == 1);
        await().untilAsserted(() -> assertThat(part.document()).isEqualTo("{}"));
        part.stop(Deadline.in(LONG));
    }

    @Test
    void aConsoleThatNobodyAskedDoesNotWriteIt() throws Exception {
        OpenApiPart part = new OpenApiPart(this::write, LONG);
        part.start();
        part.stop(Deadline.in(LONG));

        assertThat(writings).hasValue(0);
    }
}
