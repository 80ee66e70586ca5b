package fr.gaveurs.console.desktop.screens.station;

import static org.assertj.core.api.Assertions.assertThat;

import fr.gaveurs.console.api.conditions.Conditions.Condition;
import fr.gaveurs.console.api.quality.Grade;
import fr.gaveurs.console.api.quality.Samples.Spectrum;
import fr.gaveurs.console.api.quality.Samples.Tof;
import fr.gaveurs.console.api.quality.Samples.TofAnalysis;
import fr.gaveurs.console.desktop.MadeUp;
import fr.gaveurs.console.desktop.kit.Messages;
import fr.gaveurs.console.desktop.kit.Messages.Language;
import fr.gaveurs.console.desktop.kit.StationState;
import fr.gaveurs.console.desktop.kit.StationView;
import fr.gaveurs.console.desktop.screens.station.Notices.Notice;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class NoticesTest {
    private final Messages messages = new Messages(Language.EN, ZoneOffset.UTC);

    private List<String> texts(Tof tof, @Nullable Spectrum spectrum) {
        Shown shown = Shown.of(TestSamples.sample(0, tof, spectrum, null));
        return Notices.of(messages, null, shown, false).stream()
                .map(Notice::text)
                .toList();
    }

    @Test
    void aGoodSampleNeedsNoWords() {
        assertThat(texts(
                        TestSamples.goodTof(1),
                        TestSamples.graded(TestSamples.spectrum(0).raw().channels(), List.of())))
                .isEmpty();
    }

    @Test
    void saysWhyThereIsNoGrade() {
        assertThat(texts(TestSamples.blind(), null))
                .containsExactly(
                        "Ungraded: 24 valid zones, 32 are needed.", "No spectrum: the grade rests on geometry alone.");
        assertThat(texts(new TestTray(1).tof(), TestSamples.spectrum(0)))
                .contains("Ungraded: nothing stands out from the tray.");
        TestTray edgeless = new TestTray(2).liver(150, 90, 90, 50, 40);
        for (int i = 0; i < 8; i++) {
            edgeless.status(0, i, 255).status(7, i, 255);
        }
        assertThat(texts(edgeless.tof(), TestSamples.spectrum(0)))
                .contains("Ungraded: 12 valid zones on the edge of the tray, 14 are needed to find its level.");
    }

    @Test
    void whereTheEmptyTrayIsMeasuredItsEdgeIsNotWhatIsMissing() {
        TestTray edgeless = new TestTray(2);
        for (int i = 0; i < 8; i++) {
            edgeless.status(0, i, 255).status(7, i, 255);
        }
        TofAnalysis calibrated =
                new TofAnalysis(48, 0, 95.0, null, null, null, null, null, null, List.of(), null, Grade.UNGRADED);
        assertThat(texts(new Tof(edgeless.raw(), calibrated), TestSamples.spectrum(0)))
                .contains("Ungraded: nothing stands out from the tray.");
    }

    @Test
    void saysWhyItWasRejected() {
        assertThat(texts(TestSamples.dentAndForeignBody(), TestSamples.spectrum(0)))
                .contains("Rejected: foreign body with a severity over 0.70.");
        assertThat(texts(TestSamples.goodTof(1), TestSamples.oddSpectrum()))
                .containsExactly("Rejected on spectrum: score 0.000, 0.45 is needed.");
        TestTray spotted = new TestTray(3).liver(150, 90, 60, 30, 40);
        int[][] dents = {{0, 0}, {0, 3}, {0, 6}, {7, 0}, {7, 3}};
        for (int[] dent : dents) {
            spotted.height(dent[0], dent[1], -5);
        }
        assertThat(texts(spotted.tof(), TestSamples.spectrum(0))).contains("Rejected: 5 defects, 5 are enough.");
    }

    @Test
    void whatIsWrongIsSaidOnceTheConsoleSaysSo() {
        assertThat(ofDevice(MadeUp.station("ESP32_LL_01").claims(Grade.B, 0.3))).isEmpty();
        assertThat(ofDevice(
                        MadeUp.station("ESP32_LL_01"),
                        MadeUp.condition("ESP32_LL_01", "claims_differ", Map.of("percent", "30")),
                        MadeUp.condition("ESP32_LL_01", "stuck_channel", Map.of("channels", "F3"))))
                .satisfiesExactly(
                        claims -> assertThat(claims)
                                .startsWith(
                                        "The station’s claimed grades differ for 30% of its last 50 samples (since ")
                                .endsWith("). Compare its firmware and its calibration with those of a station that"
                                        + " agrees."),
                        stuck -> assertThat(stuck).startsWith("Stuck channels: F3 (since "));
    }

    @Test
    void whatTheStationIsSaidToSufferFromIsNotSaidOfItsSampleToo() {
        Shown shown = Shown.of(TestSamples.sample(0, TestSamples.goodTof(1), TestSamples.spectrum(0), null));
        StationView view = TestSamples.view(StationState.LIVE, shown.sample(), 1.0)
                .with(List.of(MadeUp.condition(TestSamples.DEVICE, "stuck_channel", Map.of("channels", "Clear, NIR"))));
        assertThat(Notices.of(messages, view, shown, false))
                .extracting(Notice::text)
                .singleElement()
                .satisfies(text -> assertThat(text).startsWith("Stuck channels: "));
        assertThat(Notices.of(messages, view, shown, true))
                .as("of one that somebody chose it is")
                .extracting(Notice::text)
                .contains("Stuck channels, ignored: Clear, NIR");
    }

    @Test
    void besideTheButtonsOfTheManagementNothingComesAndGoesWithTheSamples() {
        Shown rejected = Shown.of(TestSamples.sample(0, TestSamples.dentAndForeignBody(), null, null));
        StationView view = TestSamples.view(StationState.STALE, rejected.sample(), 9.0)
                .with(List.of(MadeUp.condition(TestSamples.DEVICE, "stuck_channel", Map.of("channels", "F3"))));
        assertThat(Notices.of(messages, view, rejected, false)).hasSizeGreaterThan(2);
        assertThat(Notices.managed(messages, view)).isEmpty();
        StationView waits = new StationView(
                MadeUp.station("ESP32_LL_01").disputed().pending().build().device(),
                null,
                List.of(),
                StationState.NEVER_SEEN,
                null);
        assertThat(Notices.managed(messages, waits))
                .extracting(Notice::text)
                .containsExactly("Several boards say this id. Approve the right one.");
    }

    @Test
    void silenceIsTheHeadersToTell() {
        assertThat(ofDevice(
                        MadeUp.station("ESP32_LL_01"), MadeUp.condition("ESP32_LL_01", "station_offline", Map.of())))
                .isEmpty();
    }

    private List<String> ofDevice(MadeUp.Station station, Condition... conditions) {
        StationView view = new StationView(station.build().device(), null, List.of(), StationState.LIVE, 0.0)
                .with(List.of(conditions));
        return Notices.of(messages, view, null, false).stream()
                .map(Notice::text)
                .toList();
    }

    @Test
    void namesStuckChannels() {
        assertThat(texts(TestSamples.goodTof(1), TestSamples.spectrum(0)))
                .containsExactly("Stuck channels, ignored: Clear, NIR");
    }

    @Test
    void anOldSampleIsCalledOldUnlessItWasChosen() {
        Shown shown = Shown.of(TestSamples.sample(0, TestSamples.goodTof(1), TestSamples.oddSpectrum(), null));
        StationView offline = TestSamples.view(StationState.OFFLINE, shown.sample(), 200.0);
        String old = "These values are not current.";
        assertThat(Notices.of(messages, offline, shown, false)).contains(new Notice(true, old));
        assertThat(Notices.of(messages, offline, shown, true))
                .extracting(Notice::text)
                .doesNotContain(old);
        StationView stale = TestSamples.view(StationState.STALE, shown.sample(), 9.0);
        assertThat(Notices.of(messages, stale, shown, false)).contains(new Notice(false, old));
        StationView live = TestSamples.view(StationState.LIVE, shown.sample(), 1.0);
        assertThat(Notices.of(messages, live, shown, false))
                .extracting(Notice::text)
                .doesNotContain(old);
    }
}
