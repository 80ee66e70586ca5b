package fr.gaveurs.console.backend.platform.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fr.gaveurs.console.backend.platform.resilience.HeldBytes;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.ByteBuffer;
import java.time.Duration;
import org.eclipse.jetty.io.ByteArrayEndPoint;
import org.junit.jupiter.api.Test;

class SlowReadersTest {
    private static final Duration GRACE = Duration.ofSeconds(2);

    @Test
    void whatIsTakenOfAPieceCountsBeforeAllOfItIsGone() {
        Bounds bounds = new Bounds(
                Bounds.STANDARD.headers(),
                Bounds.STANDARD.bodyGrace(),
                1_024,
                GRACE,
                1_024,
                Bounds.STANDARD.message(),
                100,
                100,
                100,
                Bounds.STANDARD.held());
        Counter ended = new SimpleMeterRegistry().counter("ended");
        try (SlowReaders readers = new SlowReaders(bounds, new HeldBytes(HeldBytes.ofHeap()), ended);
                ByteArrayEndPoint client = new ByteArrayEndPoint()) {
            readers.start();
            ByteBuffer piece = ByteBuffer.allocate(SlowReaders.HELD_PIECE);
            SlowReaders.Reading reading = readers.watch(client, piece.capacity());
            reading.writing(piece);
            // Twice the grace for one piece, of which a little goes all the time.
            await().pollInterval(Duration.ofMillis(50))
                    .during(GRACE.multipliedBy(2))
                    .atMost(GRACE.multipliedBy(4))
                    .until(() -> {
                        piece.position(piece.position() + 400);
                        return client.isOpen();
                    });
            assertThat(ended.count()).isZero();
            // And who stops is cut off.
            await().until(() -> !client.isOpen());
            assertThat(ended.count()).isOne();
        }
    }
}
