package fr.gaveurs.console.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fr.gaveurs.console.Patience;
import fr.gaveurs.console.api.Routes;
import fr.gaveurs.console.api.realtime.Realtime;
import fr.gaveurs.console.client.RealtimeListener.Link;
import fr.gaveurs.console.client.RealtimeListener.LinkState;
import fr.gaveurs.console.desktop.MadeUp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RealtimeClientTest {
    private static final RealtimeClient.Timing QUICK = new RealtimeClient.Timing(
            Duration.ofMillis(400), Duration.ofSeconds(30), Duration.ofMillis(20), Duration.ofMillis(100));

    private static final class Heard implements RealtimeListener {
        final BlockingQueue<Realtime.ServerMessage> messages = new LinkedBlockingQueue<>();
        final List<LinkState> links = new CopyOnWriteArrayList<>();

        @Override
        public void link(LinkState state) {
            links.add(state);
        }

        @Override
        public void message(Realtime.ServerMessage message) {
            messages.add(message);
        }

        boolean was(Link link) {
            return links.stream().anyMatch(state -> state.link() == link);
        }

        Link last() {
            return links.getLast().link();
        }
    }

    private final Heard heard = new Heard();
    private final Realtime.Snapshot snapshot = MadeUp.snapshot(MadeUp.everything());
    private TestBackend backend;

    @BeforeEach
    void serve() {
        backend = new TestBackend().greeting(snapshot);
    }

    @AfterEach
    void stop() {
        backend.close();
    }

    @Test
    void deliversWhatTheBackendSendsInOrder() throws InterruptedException {
        try (RealtimeClient client = client(Realtime.Filters.NONE, RealtimeClient.Timing.STANDARD)) {
            client.start();
            assertThat(next()).isEqualTo(snapshot);
            Realtime.SensorUpdate update = Realtime.SensorUpdate.of(
                    MadeUp.sample("ESP32_LL_01", "LL", MadeUp.NOW, 0.8, null, null, 0.7, 0.2, false));

            backend.send(update);
            backend.send(MadeUp.pulse(MadeUp.everything()));

            assertThat(next()).isEqualTo(update);
            assertThat(next()).isInstanceOf(Realtime.HealthPulse.class);
            assertThat(heard.last()).isEqualTo(Link.OPEN);
            assertThat(backend.asked.take().authorization()).isEqualTo("Bearer secret");
        }
    }

    @Test
    void saysWhatItWantsToSeeOnceConnected() throws InterruptedException {
        Realtime.Filters filters = new Realtime.Filters(List.of("ESP32_LL_01"), null, null, null, true);
        try (RealtimeClient client = client(filters, RealtimeClient.Timing.STANDARD)) {
            client.start();

            assertThat(backend.heard.take()).isEqualTo(new Realtime.Subscribe(filters));
        }
    }

    @Test
    void asksForAFreshSnapshotWhenMessagesAreMissing() throws InterruptedException {
        try (RealtimeClient client = client(Realtime.Filters.NONE, RealtimeClient.Timing.STANDARD)) {
            client.start();
            next();
            backend.skip(3);
            backend.send(MadeUp.pulse(List.of()));

            assertThat(backend.heard.poll(Patience.LIMIT.toSeconds(), TimeUnit.SECONDS))
                    .isEqualTo(new Realtime.Subscribe(Realtime.Filters.NONE));
        }
    }

    @Test
    void asksForAFreshSnapshotWhenToldOfAGapButNotForEachOfMany() throws InterruptedException {
        try (RealtimeClient client = client(Realtime.Filters.NONE, RealtimeClient.Timing.STANDARD)) {
            client.start();
            next();
            for (int i = 0; i < 50; i++) {
                backend.send(new Realtime.Gap(MadeUp.NOW, 4, List.of()));
            }
            for (int i = 0; i < 50; i++) {
                next();
            }
            assertThat(backend.heard.poll(Patience.LIMIT.toSeconds(), TimeUnit.SECONDS))
                    .isInstanceOf(Realtime.Subscribe.class);
            backend.send(new Realtime.Ping(MadeUp.NOW));

            // The one that was put off, and the answer to the ping; no storm of 50.
            await().untilAsserted(() -> assertThat(backend.heard).hasSize(2));
            assertThat(backend.heard).contains(new Realtime.ClientPong());
        }
    }

    @Test
    void noticesSilenceAndItsEnd() {
        try (RealtimeClient client = client(Realtime.Filters.NONE, QUICK)) {
            client.start();
            await().until(() -> heard.was(Link.SILENT));

            backend.send(new Realtime.Ping(Instant.now()));

            await().until(() -> heard.last() == Link.OPEN || heard.links.size() > 4);
            assertThat(heard.links.stream().map(LinkState::link).toList())
                    .containsSubsequence(Link.OPEN, Link.SILENT, Link.OPEN);
        }
    }

    @Test
    void comesBackAfterTheBackendDid() {
        int port = backend.port();
        try (RealtimeClient client = client(Realtime.Filters.NONE, QUICK)) {
            client.start();
            await().until(() -> !heard.messages.isEmpty());
            backend.close();
            await().until(() -> heard.was(Link.LOST));
            heard.messages.clear();
            heard.links.clear();

            backend = new TestBackend(port).greeting(snapshot);

            await().untilAsserted(() -> assertThat(heard.messages).contains(snapshot));
            // It may be silent again by now: nothing more is sent.
            assertThat(heard.was(Link.OPEN)).isTrue();
        }
    }

    @Test
    void givesUpAConnectionThatStaysSilent() {
        RealtimeClient.Timing timing = new RealtimeClient.Timing(
                Duration.ofMillis(100), Duration.ofMillis(300), Duration.ofMillis(20), Duration.ofMillis(100));
        try (RealtimeClient client = client(Realtime.Filters.NONE, timing)) {
            client.start();

            await().until(() -> heard.links.stream()
                            .filter(state -> state.link() == Link.LOST)
                            .count()
                    >= 2);
        }
    }

    @Test
    void aRefusedHandshakeSaysItsStatus() {
        backend.answer(Routes.WS_REALTIME, 401, "no");
        try (RealtimeClient client = client(Realtime.Filters.NONE, QUICK)) {
            client.start();

            await().untilAsserted(() ->
                    assertThat(heard.links).anyMatch(state -> state.link() == Link.LOST && state.httpStatus() == 401));
        }
    }

    @Test
    void aMessageItCannotReadDoesNotEndTheConnection() throws InterruptedException {
        try (RealtimeClient client = client(Realtime.Filters.NONE, RealtimeClient.Timing.STANDARD)) {
            client.start();
            next();
            backend.sendText("{\"type\":\"something_new\",\"seq\":1}");
            backend.sendText("not json");
            backend.skip(1);
            backend.send(MadeUp.pulse(List.of()));

            assertThat(next()).isInstanceOf(Realtime.HealthPulse.class);
            assertThat(heard.was(Link.LOST)).isFalse();
        }
    }

    @Test
    void aListenerThatFailsCostsNeitherTheConnectionNorTheNextOne() {
        int port = backend.port();
        List<Link> links = new CopyOnWriteArrayList<>();
        BlockingQueue<Realtime.ServerMessage> messages = new LinkedBlockingQueue<>();
        RealtimeListener failing = new RealtimeListener() {
            @Override
            public void link(LinkState state) {
                links.add(state.link());
                throw new IllegalStateException("a test's");
            }

            @Override
            public void message(Realtime.ServerMessage message) {
                messages.add(message);
                throw new StackOverflowError("a test's");
            }
        };
        try (RealtimeClient client =
                new RealtimeClient(backend.base(), "secret", Realtime.Filters.NONE, QUICK, failing)) {
            client.start();
            await().dontCatchUncaughtExceptions().until(() -> messages.size() == 1);
            backend.send(MadeUp.pulse(List.of()));
            await().dontCatchUncaughtExceptions().until(() -> messages.size() == 2);
            await().dontCatchUncaughtExceptions().until(() -> links.contains(Link.SILENT));
            backend.close();
            await().dontCatchUncaughtExceptions().until(() -> links.contains(Link.LOST));

            backend = new TestBackend(port).greeting(snapshot);

            await().dontCatchUncaughtExceptions().until(() -> messages.size() == 3);
        }
    }

    @Test
    void closingSaysGoodbye() {
        RealtimeClient client = client(Realtime.Filters.NONE, QUICK);
        client.start();
        await().until(() -> backend.dashboards() == 1);

        client.close();

        await().until(() -> backend.dashboards() == 0);
        assertThat(heard.was(Link.LOST)).isFalse();
    }

    private RealtimeClient client(Realtime.Filters filters, RealtimeClient.Timing timing) {
        return new RealtimeClient(backend.base(), "secret", filters, timing, heard);
    }

    private Realtime.ServerMessage next() throws InterruptedException {
        Realtime.ServerMessage message = heard.messages.poll(Patience.LIMIT.toSeconds(), TimeUnit.SECONDS);
        if (message == null) {
            throw new AssertionError("no message came");
        }
        return message;
    }
}
