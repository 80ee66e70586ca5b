package fr.gaveurs.console.backend.platform.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fr.gaveurs.console.backend.platform.lifecycle.Deadline;
import fr.gaveurs.console.backend.platform.metrics.Metrics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is said, and what becomes of it when messages are lost. */
@Timeout(120)
class ChangeNoticeTest {
    /** A line that a test can cut: everything said is heard by everybody, or by nobody. */
    private static final class Line implements Transport {
        private static final List<Line> ALL = new CopyOnWriteArrayList<>();
        private final AtomicInteger reconnects = new AtomicInteger();
        private volatile Listener listener;
        private volatile boolean deaf;
        private volatile boolean mute;

        @Override
        public String name() {
            return "line";
        }

        @Override
        public void start(Listener hearing) {
            listener = hearing;
            ALL.add(this);
        }

        @Override
        public void send(String message) throws Exception {
            if (mute) {
                throw new java.io.IOException("cut");
            }
            ALL.stream().filter(line -> !line.deaf).forEach(line -> line.listener.heard(message));
        }

        @Override
        public void reconnect() {
            reconnects.incrementAndGet();
        }

        @Override
        public void close() {
            ALL.remove(this);
        }
    }

    private record Span(long from, long to) {}

    private static final ChangeTopic<Span> SPANS = new ChangeTopic<>(
            "s",
            true,
            2,
            span -> List.of(Long.toString(span.from), Long.toString(span.to)),
            parts -> new Span(Long.parseLong(parts.getFirst()), Long.parseLong(parts.get(1))),
            (one, other) -> new Span(Math.min(one.from, other.from), Math.max(one.to, other.to)));
    private static final ChangeTopic<Boolean> ROWS = ChangeTopic.ofSubjects("d");
    private static final ChangeTopic<Boolean> ANYTHING = ChangeTopic.withoutSubjects("t");
    private static final List<ChangeTopic<?>> TOPICS = List.of(SPANS, ROWS, ANYTHING);

    @Test
    void gatheredWordsComeBackAsTheyWere() {
        ChangeNotice notice = new ChangeNotice();
        for (int i = 0; i < 1_000; i++) {
            notice.add(SPANS, "ESP32_LL_" + i, new Span(1_700_000_000_000_000L + i, 1_700_000_000_000_000L + 2L * i));
            notice.add(ROWS, "ESP32_LL_" + i, true);
        }
        notice.add(SPANS, "ESP32_LL_5", new Span(-7, 3));
        notice.add(ANYTHING, "", true);
        notice.add(ANYTHING, "", true);

        List<String> texts = notice.texts(Transport.LIMIT);
        assertThat(texts).hasSizeGreaterThan(1).allSatisfy(text -> assertThat(text)
                .hasSizeLessThanOrEqualTo(Transport.LIMIT)
                .isASCII());
        ChangeNotice back = new ChangeNotice();
        texts.forEach(text -> back.addAll(ChangeNotice.parse(Arrays.asList(text.split(" ")), TOPICS)));
        assertThat(back.of(SPANS)).isEqualTo(notice.of(SPANS)).hasSize(1_000);
        assertThat(back.of(SPANS).get("ESP32_LL_5")).isEqualTo(new Span(-7, 1_700_000_000_000_010L));
        assertThat(back.of(ROWS)).isEqualTo(notice.of(ROWS)).hasSize(1_000);
        assertThat(back.of(ANYTHING)).containsOnlyKeys("");
        assertThat(new ChangeNotice().texts(100)).isEmpty();
    }

    @Test
    void whatIsNoneOfOursIsPassedOver() {
        ChangeNotice heard = ChangeNotice.parse(List.of("", "s", "s:1", "s:!:2:x", "s:1:2", "d", "q:9", "tt"), TOPICS);
        assertThat(heard.isEmpty()).isTrue();
    }

    @Test
    void whoFallsSilentIsMissedForAMinuteAndWhoSaysGoodbyeIsNot() {
        AtomicLong nanos = new AtomicLong();
        Peers peers = new Peers("me", nanos::get);
        peers.heard("me");
        peers.heard("killed");
        peers.heard("ended");
        assertThat(peers.others()).isEqualTo(2);
        assertThat(peers.hearsItself()).isTrue();

        peers.left("ended");
        nanos.addAndGet(Peers.SILENCE.multipliedBy(3).toNanos());
        assertThat(peers.hearsItself()).isFalse();
        peers.heard("me");
        assertThat(peers.someFellSilent()).isTrue();
        assertThat(peers.others()).isZero();
        nanos.addAndGet(Peers.LOST_PEER_TTL.plusSeconds(1).toNanos());
        assertThat(peers.someFellSilent()).isFalse();
    }

    @Test
    void aRelayKnowsThatItIsDeafAndSaysWhatItCouldNotSayLater() throws Exception {
        Line first = new Line();
        Line second = new Line();
        Relay one = new Relay(first, "one", new Metrics());
        Relay two = new Relay(second, "two", new Metrics());
        Set<String> heard = new HashSet<>();
        AtomicInteger missed = new AtomicInteger();
        two.listen(TOPICS, new Relay.Listener() {
            @Override
            public void heard(ChangeNotice notice) {
                synchronized (heard) {
                    heard.addAll(notice.of(ROWS).keySet());
                }
            }

            @Override
            public void missed() {
                missed.incrementAndGet();
            }
        });
        one.start();
        two.start();
        await().until(() -> one.hearsAll() && two.hearsAll());
        one.tell(ROWS, "a", true);
        awaitHeard(heard, "a");

        first.mute = true;
        one.tell(ROWS, "b", true);
        await().until(() -> !two.hearsAll() && !one.hearsAll());
        first.mute = false;
        awaitHeard(heard, "a", "b");
        await().until(two::hearsAll);

        int before = missed.get();
        second.deaf = true;
        await().until(() -> !two.hearsAll() && second.reconnects.get() > 0 && missed.get() > before);
        second.deaf = false;
        await().until(two::hearsAll);

        one.tell(ROWS, "c", true); // said with the goodbye
        one.stop(Deadline.in(Duration.ofSeconds(5)));
        awaitHeard(heard, "a", "b", "c");
        await().until(two::hearsAll);
        two.stop(Deadline.in(Duration.ofSeconds(5)));
    }

    private static void awaitHeard(Set<String> heard, String... ids) {
        await().untilAsserted(() -> {
            synchronized (heard) {
                assertThat(heard).containsExactlyInAnyOrder(ids);
            }
        });
    }

    @Test
    void everythingIsReadFromTimeToTimeAndAgainAfterAFailure() throws Exception {
        List<String> read = new ArrayList<>();
        AtomicInteger fails = new AtomicInteger(2);
        ChangePoller follower = new ChangePoller(
                () -> true,
                List.of(new ChangeReader<>(
                        ROWS,
                        changed -> {
                            synchronized (read) {
                                read.addAll(changed.keySet());
                            }
                        },
                        () -> {
                            if (fails.getAndDecrement() > 0) {
                                throw new java.sql.SQLTransientConnectionException("away", "08006");
                            }
                            synchronized (read) {
                                read.add("all");
                            }
                        })),
                new ChangePoller.Pace(Duration.ofMillis(200), Duration.ofMillis(20)));
        follower.start();
        await().untilAsserted(() -> {
            synchronized (read) {
                assertThat(read).hasSizeGreaterThanOrEqualTo(2).containsOnly("all");
            }
        });
        follower.heard(ChangeNotice.parse(List.of("d:x"), TOPICS));
        await().untilAsserted(() -> {
            synchronized (read) {
                assertThat(read).contains("x");
            }
        });
        follower.stop(Deadline.in(Duration.ofSeconds(5)));
    }
}
