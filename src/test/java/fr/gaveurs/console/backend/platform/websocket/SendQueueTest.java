package fr.gaveurs.console.backend.platform.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import fr.gaveurs.console.backend.platform.metrics.Metrics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jetty.websocket.core.CloseStatus;
import org.eclipse.jetty.websocket.core.CoreSession;
import org.eclipse.jetty.websocket.core.OutgoingEntry;
import org.junit.jupiter.api.Test;

class SendQueueTest {
    private final List<String> writes = new ArrayList<>();
    private final StringBuilder write = new StringBuilder();
    private final SocketGroup group = new SocketGroup("sensors", Duration.ofSeconds(10), new Metrics());
    private final SendQueue queue = new SendQueue(
            new CoreSession.Empty() {
                @Override
                public void sendFrame(OutgoingEntry entry) {
                    write.append(entry.getFrame().getPayloadAsUTF8());
                    if (!entry.isBatch()) {
                        writes.add(write.toString());
                        write.setLength(0);
                    }
                    entry.getCallback().succeeded();
                }
            },
            4_096,
            1 << 20,
            group,
            () -> {},
            failure -> {});

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void whatMayWaitGoesOutInOneWrite() {
        queue.textSoon(utf8("a"));
        queue.textSoon(utf8("b"));
        queue.textSoon(utf8("c"));
        assertThat(writes).isEmpty();

        queue.flush();
        assertThat(writes).containsExactly("abc");
        queue.flush();
        assertThat(writes).hasSize(1);
        assertThat(group.held().toWrite()).isZero();
    }

    @Test
    void whatIsSentNextTakesItAlongInOrder() {
        queue.textSoon(utf8("a"));
        queue.text(utf8("b"));
        assertThat(writes).containsExactly("ab");
    }

    @Test
    void muchOfItWaitsForNobody() {
        for (int i = 0; i < 200; i++) {
            queue.textSoon(utf8("x"));
        }
        assertThat(writes).hasSize(3).allMatch(text -> text.length() == 64);
        queue.flush();
        assertThat(writes).hasSize(4);
    }

    @Test
    void aGoodbyeFollowsIt() {
        queue.textSoon(utf8("a"));
        queue.send(new CloseStatus(1001, "").toFrame());
        assertThat(writes).hasSize(2).first().isEqualTo("a");
    }

    @Test
    void whatWaitsAsItsSocketGoesIsGivenBack() {
        queue.textSoon(utf8("a"));
        assertThat(group.held().toWrite()).isPositive();
        queue.gone();
        queue.flush();
        assertThat(writes).isEmpty();
        assertThat(group.held().toWrite()).isZero();
    }
}
