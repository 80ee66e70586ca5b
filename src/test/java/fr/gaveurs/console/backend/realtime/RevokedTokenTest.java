package fr.gaveurs.console.backend.realtime;

import static org.assertj.core.api.Assertions.assertThat;

import fr.gaveurs.console.backend.platform.lifecycle.Deadline;
import fr.gaveurs.console.backend.platform.metrics.Metrics;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.websocket.core.CloseStatus;
import org.eclipse.jetty.websocket.core.CoreSession;
import org.eclipse.jetty.websocket.core.OpCode;
import org.eclipse.jetty.websocket.core.OutgoingEntry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A dashboard whose token is revoked while it watches. */
class RevokedTokenTest {
    private final Hub hub =
            new Hub(Clock.systemUTC(), "1", List::of, () -> null, Duration.ofSeconds(30), new Metrics());

    @AfterEach
    void stop() {
        hub.stop(Deadline.in(Duration.ZERO));
    }

    /** A session that remembers how it was closed. */
    private static final class Session extends CoreSession.Empty {
        private final List<CloseStatus> closes = new CopyOnWriteArrayList<>();

        @Override
        public SocketAddress getRemoteAddress() {
            return new InetSocketAddress("192.168.1.30", 50_000);
        }

        @Override
        public void sendFrame(OutgoingEntry entry) {
            if (entry.getFrame().getOpCode() == OpCode.CLOSE) {
                closes.add(CloseStatus.getCloseStatus(entry.getFrame()));
            }
            entry.getCallback().succeeded();
        }
    }

    private Session watch(AtomicBoolean stillIn) {
        Session session = new Session();
        new RealtimeSocket(hub, stillIn::get).onOpen(session, Callback.NOOP);
        return session;
    }

    @Test
    void isClosedAndTheOthersAreNot() {
        AtomicBoolean revoked = new AtomicBoolean(true);
        Session one = watch(revoked);
        Session other = watch(new AtomicBoolean(true));
        hub.expel();
        assertThat(one.closes).isEmpty();

        revoked.set(false);
        hub.expel();

        assertThat(one.closes).singleElement().satisfies(close -> {
            assertThat(close.getCode()).isEqualTo(CloseStatus.POLICY_VIOLATION);
            assertThat(close.getReason()).isEqualTo("the token was revoked");
        });
        assertThat(other.closes).isEmpty();
    }
}
