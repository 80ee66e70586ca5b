package fr.gaveurs.console.desktop.screens.live;

import static org.assertj.core.api.Assertions.assertThat;

import fr.gaveurs.console.api.conditions.Conditions.Condition;
import fr.gaveurs.console.api.devices.Devices;
import fr.gaveurs.console.api.quality.Samples;
import fr.gaveurs.console.backend.features.devices.HallConditions;
import fr.gaveurs.console.desktop.MadeUp;
import fr.gaveurs.console.desktop.StillHall;
import fr.gaveurs.console.desktop.kit.Messages;
import fr.gaveurs.console.desktop.kit.Messages.Language;
import fr.gaveurs.console.desktop.kit.StationState;
import fr.gaveurs.console.desktop.kit.StationView;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Five minutes of a hall at a sample a second of each station, as fast as they can be told. {@code StillnessBench} is the long form. */
class StillnessTest {
    private static final long SECOND = 1_000_000_000L;
    private static final int WARM_UP = 60;
    private static final int SECONDS = 300;

    /** What was seen. */
    private record Seen(int moves, int figureChanges, int events) {}

    @ParameterizedTest
    @ValueSource(ints = {12, 60, 120})
    void worstFirstOnlyWhatLastsMovesTiles(int stations) {
        Seen seen = watch(stations, TileOrder.WORST_FIRST);

        // One that gets worse moves itself and one tile of each rank that it passes; later it moves back as it came.
        assertThat(seen.moves()).isLessThanOrEqualTo(10 + 8 * (seen.events() + stations / 10));
        assertThat(seen.figureChanges()).isLessThanOrEqualTo(5 + 3 * (seen.events() + stations / 10));
    }

    @ParameterizedTest
    @ValueSource(ints = {12, 60, 120})
    void byNameNothingMoves(int stations) {
        assertThat(watch(stations, TileOrder.BY_NAME).moves()).isZero();
    }

    private static Seen watch(int stations, TileOrder order) {
        StillHall hall = new StillHall(stations);
        LiveViewModel model = new LiveViewModel(new Messages(Language.EN, ZoneOffset.UTC));
        model.order(order, 0);
        HallConditions conditions = new HallConditions();
        List<StationView> views = new ArrayList<>();
        for (Devices.DeviceLive live : hall.stations()) {
            views.add(view(live.device(), live.latest(), List.of()));
        }
        List<String> places = List.of();
        HallFigures.Figure figure = HallFigures.Figure.NONE;
        Map<String, List<Condition>> wrong = Map.of();
        int moves = 0;
        int figures = 0;
        int events = 0;
        for (int second = 0; second < WARM_UP + SECONDS; second++) {
            for (int i = 0; i < stations; i++) {
                Samples.Sample sample = hall.sample(i, MadeUp.NOW.plusSeconds(second));
                if (sample != null) {
                    conditions.sample(sample);
                }
                Samples.Sample latest = sample == null ? views.get(i).latest() : sample;
                Devices.Device device = hall.status(i);
                conditions.look(device);
                views.set(i, view(device, latest, wrong.getOrDefault(device.deviceId(), List.of())));
                model.stations(List.of(views.get(i)), Set.of(), second * SECOND + i);
            }
            conditions.advance(Duration.ofSeconds(1));
            wrong = conditions.open();
            List<String> now =
                    model.shown().get().stream().map(TileData::deviceId).toList();
            if (second >= WARM_UP) {
                for (int i = 0; i < stations; i++) {
                    moves += now.get(i).equals(places.get(i)) ? 0 : 1;
                }
                figures += model.figures().attention().get().equals(figure) ? 0 : 1;
            } else {
                events = hall.events();
            }
            places = now;
            figure = model.figures().attention().get();
        }
        return new Seen(moves, figures, hall.events() - events);
    }

    private static StationView view(Devices.Device device, Samples.Sample latest, List<Condition> wrong) {
        return new StationView(
                        device,
                        latest,
                        List.of(),
                        StationState.valueOf(device.state().name()),
                        device.ageSeconds())
                .with(wrong);
    }
}
