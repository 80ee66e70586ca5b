package fr.gaveurs.console.backend.platform.store.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fr.gaveurs.console.backend.FaultyLink;
import fr.gaveurs.console.backend.platform.store.TestDatabase;
import fr.gaveurs.console.backend.platform.store.connection.ConnectionInfo;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Who hears of the probe may fail; what is known of the database goes on being true. */
class ProbeTest {
    private final AtomicInteger told = new AtomicInteger();

    private final class Failing implements Probe.Observer {
        private final boolean error;

        Failing(boolean error) {
            this.error = error;
        }

        private void fail() {
            told.incrementAndGet();
            if (error) {
                throw new OutOfMemoryError("made up");
            }
            throw new IllegalStateException("made up");
        }

        @Override
        public void answered(long nanos) {
            fail();
        }

        @Override
        public void failed(Exception cause, long nanos, boolean silent) {
            fail();
        }

        @Override
        public void reconnected() {
            fail();
        }
    }

    private void followsTheDatabase(boolean error) throws Exception {
        ConnectionInfo direct = TestDatabase.freshInfo();
        try (FaultyLink link = new FaultyLink(direct.port());
                Probe probe = new Probe(
                        new ConnectionInfo(
                                "127.0.0.1", link.port(), direct.database(), direct.user(), direct.password()),
                        () -> {},
                        new Failing(error))) {
            probe.start();
            assertThat(probe.awaitUp(60, TimeUnit.SECONDS)).isTrue();

            link.cut();
            await().until(() -> !probe.availability().isUp());
            link.mend();
            assertThat(probe.awaitUp(60, TimeUnit.SECONDS)).isTrue();

            assertThat(told.get()).isGreaterThanOrEqualTo(3);
            assertThat(probe.supervised().report().dead()).isFalse();
            assertThat(probe.supervised().report().failures()).isGreaterThanOrEqualTo(3);
        }
    }

    @Test
    void anObserverThatThrowsDoesNotEndIt() throws Exception {
        followsTheDatabase(false);
    }

    @Test
    void norDoesAnError() throws Exception {
        followsTheDatabase(true);
    }
}
