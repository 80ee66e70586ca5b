package fr.gaveurs.console.desktop.kit.pump;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fr.gaveurs.console.api.quality.Samples;
import fr.gaveurs.console.api.realtime.Realtime;
import fr.gaveurs.console.client.RealtimeListener.Link;
import fr.gaveurs.console.client.RealtimeListener.LinkState;
import fr.gaveurs.console.client.TestBackend;
import fr.gaveurs.console.desktop.Fx;
import fr.gaveurs.console.desktop.MadeUp;
import fr.gaveurs.console.desktop.kit.StationState;
import fr.gaveurs.console.desktop.kit.StationView;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import javafx.util.Subscription;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LiveFeedTest {
    private Pump pump;
    private Inbox inbox;
    private LiveFeed feed;

    @BeforeAll
    static void toolkit() {
        Fx.start();
    }

    @BeforeEach
    void open() {
        pump = new Pump(UiMeter.NONE);
        pump.running(true);
        inbox = new Inbox(pump::signal);
        feed = new LiveFeed(pump, inbox);
    }

    @AfterEach
    void close() {
        feed.close();
        pump.close();
    }

    @Test
    void manyChangesReachTheFxThreadInFewRunsAndTheNewestWins() {
        AtomicInteger runs = new AtomicInteger();
        Fx.run(() -> feed.onChanges(changes -> runs.incrementAndGet()));
        inbox.message(MadeUp.snapshot(List.of(MadeUp.station("ESP32_LL_01").build())));

        for (int i = 1; i <= 10_000; i++) {
            inbox.message(Realtime.SensorUpdate.of(sample("ESP32_LL_01", i, i / 10_000.0)));
        }

        await().until(() -> newest("ESP32_LL_01") == 1.0);
        assertThat(runs.get()).isLessThan(1_000);
        // No score is lost on the way, though values are: the trend is kept where they arrive.
        assertThat(Fx.call(() -> station("ESP32_LL_01").recentScores()))
                .hasSize(50)
                .doesNotContainNull();
    }

    @Test
    void aStationThatIsNotInTheNextSnapshotIsGone() {
        List<String> gone = new CopyOnWriteArrayList<>();
        Fx.run(() -> feed.onChanges(changes -> gone.addAll(changes.gone())));
        inbox.message(MadeUp.snapshot(MadeUp.everything()));
        await().until(() -> Fx.call(() -> feed.stations().size()) == 12);

        inbox.message(MadeUp.snapshot(MadeUp.everything().subList(0, 11)));

        await().until(() -> Fx.call(() -> feed.stations().size()) == 11);
        assertThat(gone).containsExactly("ESP32_LL_05");
    }

    @Test
    void onceTheBackendIsSilentNoStationLooksLive() {
        inbox.link(new LinkState(Link.OPEN, 0, null));
        inbox.message(MadeUp.snapshot(MadeUp.everything()));
        await().until(() -> Fx.call(() -> feed.stations().size()) == 12);

        inbox.link(new LinkState(Link.SILENT, 0, null));

        await().untilAsserted(() -> assertThat(Fx.call(() -> new ArrayList<>(feed.stations())))
                .extracting(StationView::state)
                .containsOnly(StationState.UNKNOWN));
    }

    @Test
    void whileThePumpRestsNothingComesAndThenTheNewestDoes() {
        inbox.message(MadeUp.snapshot(List.of(MadeUp.station("ESP32_LL_01").build())));
        await().until(() -> Fx.call(() -> feed.stations().size()) == 1);
        pump.running(false);
        inbox.message(Realtime.SensorUpdate.of(sample("ESP32_LL_01", 1, 0.111)));
        inbox.message(Realtime.SensorUpdate.of(sample("ESP32_LL_01", 2, 0.222)));
        assertThat(newest("ESP32_LL_01")).isNotIn(0.111, 0.222);

        pump.running(true);

        await().until(() -> newest("ESP32_LL_01") == 0.222);
    }

    @Test
    void fullSamplesOfAStationComeOverAConnectionThatLivesAsLongAsSomebodyWatches() {
        Samples.Sample full = withMatrices(sample("ESP32_LL_01", 0, 0.8));
        try (TestBackend backend = new TestBackend().greeting(Realtime.SensorUpdate.of(full))) {
            feed.connect(backend.base(), null);
            await().until(() -> backend.dashboards() == 1);
            List<Samples.Sample> seen = new CopyOnWriteArrayList<>();

            Subscription watching = Fx.call(() -> feed.onSample("ESP32_LL_01", seen::add));

            await().untilAsserted(() -> assertThat(seen).isNotEmpty());
            assertThat(seen.getFirst().vl53l8ch().raw()).isNotNull();
            assertThat(backend.dashboards()).isEqualTo(2);
            await().untilAsserted(() -> assertThat(backend.heard)
                    .contains(new Realtime.Subscribe(
                            new Realtime.Filters(List.of("ESP32_LL_01"), null, null, null, true))));
            Fx.run(watching::unsubscribe);
            await().until(() -> backend.dashboards() == 1);
        }
    }

    @Test
    void aStationsListenerHearsItsChangesUntilItUnsubscribes() {
        List<StationView> heard = new CopyOnWriteArrayList<>();
        inbox.message(MadeUp.snapshot(List.of(MadeUp.station("ESP32_LL_01").build())));
        await().until(() -> Fx.call(() -> feed.stations().size()) == 1);

        Subscription subscription = Fx.call(() -> feed.onStation("ESP32_LL_01", heard::add));
        assertThat(heard).hasSize(1);
        inbox.message(Realtime.SensorUpdate.of(sample("ESP32_LL_01", 5, 0.5)));

        await().untilAsserted(() -> assertThat(heard)
                .anySatisfy(view -> assertThat(view.recentScores().getLast()).isEqualTo(0.5)));
        Fx.run(subscription::unsubscribe);
        int before = heard.size();
        inbox.message(Realtime.SensorUpdate.of(sample("ESP32_LL_01", 6, 0.6)));
        await().until(() -> newest("ESP32_LL_01") == 0.6);
        assertThat(heard).hasSize(before);
    }

    private StationView station(String id) {
        StationView view = feed.station(id);
        if (view == null) {
            throw new AssertionError("no station " + id);
        }
        return view;
    }

    private double newest(String id) {
        return Fx.call(() -> {
            StationView view = feed.station(id);
            Double score = view == null ? null : view.recentScores().getLast();
            return score == null ? Double.NaN : score;
        });
    }

    private static Samples.Sample sample(String id, int milliseconds, double score) {
        return MadeUp.sample(id, "LL", MadeUp.NOW.plusMillis(milliseconds), score, null, null, 0.8, 0.2, false);
    }

    private static Samples.Sample withMatrices(Samples.Sample s) {
        double[][] zeros = new double[Samples.SIDE][Samples.SIDE];
        Samples.TofRaw raw = new Samples.TofRaw(zeros, zeros, zeros, zeros, new int[Samples.SIDE][Samples.SIDE]);
        return new Samples.Sample(
                s.timestamp(),
                s.receivedAt(),
                s.sampleId(),
                s.deviceId(),
                s.siteCode(),
                s.location(),
                s.lot(),
                s.firmwareVersion(),
                s.temperatureC(),
                s.humidityPercent(),
                s.clockWrong(),
                s.idReused(),
                s.sequence(),
                s.late(),
                new Samples.Tof(raw, s.vl53l8ch().analysis()),
                s.as7341(),
                s.fusion(),
                null);
    }
}
