package fr.gaveurs.console.desktop.shell;

import static org.assertj.core.api.Assertions.assertThat;

import fr.gaveurs.console.client.RealtimeListener.Link;
import fr.gaveurs.console.desktop.MadeUp;
import fr.gaveurs.console.desktop.kit.Level;
import fr.gaveurs.console.desktop.kit.Messages;
import fr.gaveurs.console.desktop.kit.Messages.Language;
import fr.gaveurs.console.desktop.kit.StationCount;
import fr.gaveurs.console.desktop.kit.pump.BackendState;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class StatusModelTest {
    private final StatusModel model = new StatusModel(new Messages(Language.EN, ZoneOffset.UTC));

    @Test
    void saysHowTheBackendIs() {
        model.stations(new StationCount(12, 8, true));
        model.update(state(Link.OPEN, 0, null, 0.4), MadeUp.NOW, 0.004);

        assertThat(model.silent().get()).isFalse();
        assertThat(model.backend().get()).isEqualTo(new StatusModel.Entry(Level.GOOD, "Server: ready"));
        assertThat(model.database().get()).isEqualTo(new StatusModel.Entry(Level.GOOD, "Database: up"));
        assertThat(model.devices().get()).isEqualTo("Stations: 8/12");
        assertThat(model.rate().get()).isEqualTo("7.8 samples/s");
        assertThat(model.lag().get()).isEqualTo(new StatusModel.Entry(Level.GOOD, "Window: 4 ms"));
        assertThat(model.clock().get()).isEqualTo("10:32:07");
    }

    @Test
    void theStationsAreThoseOfTheTilesNotOfThePulse() {
        model.update(state(Link.OPEN, 0, null, 0.4), MadeUp.NOW, 0);
        assertThat(model.devices().get()).isEqualTo("Stations: –");
        model.stations(new StationCount(24, 11, true));
        assertThat(model.devices().get()).isEqualTo("Stations: 11/24");
        model.update(state(Link.OPEN, 0, null, 0.4), MadeUp.NOW, 0);
        assertThat(model.devices().get()).isEqualTo("Stations: 11/24");
    }

    @Test
    void aSilentBackendTakesItsFiguresWithIt() {
        model.stations(new StationCount(12, 8, true));
        model.update(state(Link.SILENT, 0, null, 35), MadeUp.NOW.plusSeconds(35), 0.3);

        assertThat(model.silent().get()).isTrue();
        assertThat(model.bandTitle().get()).isEqualTo("The server has not answered since 10:32:07 (35 s).");
        assertThat(model.backend().get().level()).isEqualTo(Level.BAD);
        assertThat(model.database().get().level()).isEqualTo(Level.UNKNOWN);
        assertThat(model.devices().get()).isEqualTo("Stations: –");
        assertThat(model.clock().get()).isEqualTo("--:--:--");
        assertThat(model.lag().get().level()).isEqualTo(Level.WARNING);
    }

    @Test
    void aShortReconnectIsNoNews() {
        model.update(state(Link.CONNECTING, 0, null, 2), MadeUp.NOW, 0);
        assertThat(model.silent().get()).isFalse();
        assertThat(model.backend().get().level()).isEqualTo(Level.UNKNOWN);
    }

    @Test
    void aRefusedTokenIsSaidAsSuch() {
        model.update(state(Link.LOST, 401, null, 9), MadeUp.NOW, 0);
        assertThat(model.bandTitle().get()).isEqualTo("The server refuses access.");
        assertThat(model.bandText().get()).contains("token create");
    }

    @Test
    void anAnnouncedEndIsNoSilence() {
        model.update(state(Link.OPEN, 0, "going down", 0.1), MadeUp.NOW, 0);
        assertThat(model.silent().get()).isTrue();
        assertThat(model.bandTitle().get()).isEqualTo("The server is stopping.");
    }

    @Test
    void aBackendThatNeverAnsweredIsNotDated() {
        model.update(new BackendState(Link.LOST, 0, "refused", null, null, 6, null), null, 0);
        assertThat(model.bandTitle().get()).isEqualTo("The server does not answer.");
    }

    private static BackendState state(Link link, int http, @Nullable String stopping, double quiet) {
        return new BackendState(link, http, null, stopping, MadeUp.NOW, quiet, MadeUp.pulse(MadeUp.everything()));
    }
}
