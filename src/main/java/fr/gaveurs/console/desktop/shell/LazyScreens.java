package fr.gaveurs.console.desktop.shell;

import fr.gaveurs.console.desktop.kit.Screen;
import fr.gaveurs.console.desktop.kit.ScreenEntry;
import fr.gaveurs.console.desktop.screens.station.StationScreen;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javafx.animation.PauseTransition;
import javafx.scene.Node;
import javafx.util.Duration;

/**
 * The rail's screens and the station's page. Built all at once they would hold the window up for a second: each is built
 * when it is wanted, or one at a time while nothing happens. FX thread only.
 */
final class LazyScreens {
    private static final Duration BETWEEN = Duration.seconds(1);

    /** In the rail's order. */
    private final Map<String, LazyValue<Screen>> screens = new LinkedHashMap<>();

    private final LazyValue<StationScreen> station;
    private final PauseTransition idle = new PauseTransition(BETWEEN);

    LazyScreens(List<ScreenEntry> rail, Supplier<StationScreen> station) {
        rail.forEach(entry -> screens.put(entry.key(), new LazyValue<>(entry.build())));
        this.station = new LazyValue<>(station);
        idle.setOnFinished(event -> buildNext());
    }

    /** The keys of the rail's screens, in its order. */
    List<String> keys() {
        return List.copyOf(screens.keySet());
    }

    Screen get(String key) {
        return Objects.requireNonNull(screens.get(key), key).get();
    }

    StationScreen station() {
        return station.get();
    }

    /** Every screen and then its pages, one after the other, built where it is not yet. */
    Iterable<Node> all() {
        return () -> Stream.concat(
                        screens.values().stream()
                                .map(LazyValue::get)
                                .flatMap(screen -> Stream.concat(Stream.of(screen.node()), screen.pages().stream())),
                        Stream.of(station).map(screen -> screen.get().node()))
                .iterator();
    }

    /** Builds what is not there yet, one after the other: whoever goes there need not wait for it. */
    void buildAhead() {
        idle.play();
    }

    /** Builds no more by itself. */
    void stop() {
        idle.stop();
    }

    private void buildNext() {
        Stream.concat(screens.values().stream(), Stream.of(station))
                .filter(screen -> screen.ifBuilt() == null)
                .findFirst()
                .ifPresent(screen -> {
                    screen.get();
                    idle.playFromStart();
                });
    }
}
