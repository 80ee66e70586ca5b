package fr.gaveurs.console.backend.platform.websocket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.gaveurs.console.backend.platform.metrics.Metrics;
import java.time.Duration;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.websocket.core.CoreSession;
import org.eclipse.jetty.websocket.core.Frame;
import org.eclipse.jetty.websocket.core.OpCode;
import org.junit.jupiter.api.Test;

class LateMessagesTest {
    private final Metrics metrics = new Metrics();
    private final SocketGroup group = new SocketGroup("sensors", Duration.ZERO, metrics);

    /** A socket that was never opened: whoever wants to close it fails. */
    private final class Broken extends FrameSocket {
        Broken() {
            super(group, 1_000);
            group.opened(this);
            Frame piece = new Frame(OpCode.TEXT, false, "{");
            assertThatThrownBy(() -> onFrame(piece, Callback.NOOP)).isInstanceOf(NullPointerException.class);
        }

        @Override
        protected void opened(CoreSession session) {}

        @Override
        protected boolean received(byte[] utf8, int offset, int length) {
            return true;
        }

        @Override
        protected boolean isStranger() {
            return false;
        }

        @Override
        protected void passedOver(MessageAssembly.Unread reason) {}

        @Override
        protected void gone() {}
    }

    @Test
    void aSocketThatCannotBeEndedKeepsNoneOfTheOthers() {
        assertThat(new Broken()).isNotSameAs(new Broken());

        // The timer counts and logs it, and comes again.
        assertThatThrownBy(group::endLateMessages).isInstanceOf(NullPointerException.class);

        assertThat(metrics.scrape("text/plain"))
                .contains("websocket_errors_total{endpoint=\"sensors\",error_type=\"slow_message\"} 2");
    }
}
