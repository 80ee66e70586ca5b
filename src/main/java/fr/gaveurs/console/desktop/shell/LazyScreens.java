package fr.gaveurs.console.desktop.shell;

import fr.gaveurs.console.desktop.kit.Screen;
import fr.gaveurs.console.desktop.kit.ScreenEntry;
import fr.gaveurs.console.desktop.screens.station.StationScreen;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javafx.animation.PauseTransition;
import javafx.application.Platform;
import javafx.scene.Node;
import javafx.scene.layout.Pane;
import javafx.util.Duration;

/**
 * The rail's screens and the station's page. Built all at once they would hold the window up for a second: each is built
 * when it is wanted, or one at a time while nothing happens. FX thread only.
 */
final class LazyScreens {
    /** So long nothing is built ahead after somebody went to a screen: until that is drawn, the thread is needed there. */
    private static final long REST_NANOS = 800_000_000L;

    /** Steps are taken together until they took that long: most are short, and none is cut off. */
    private static final long AT_ONCE_NANOS = 6_000_000L;

    /** In the rail's order. */
    private final Map<String, LazyValue<Screen>> screens = new LinkedHashMap<>();

    private final LazyValue<StationScreen> station;
    private final PauseTransition idle;
    private final Deque<Runnable> ahead = new ArrayDeque<>();
    private final Pane place;
    /** The first screen comes before what nobody has asked for. */
    private long restedAt = System.nanoTime();

    /**
     * @param place where they are shown, one at a time
     * @param between how long the window rests between two steps of what is built ahead
     */
    LazyScreens(List<ScreenEntry> rail, Supplier<StationScreen> station, Pane place, Duration between) {
        idle = new PauseTransition(between);
        this.place = place;
        rail.forEach(entry -> screens.put(entry.key(), new LazyValue<>(entry.build())));
        this.station = new LazyValue<>(station);
        // With the frame's own work it would keep the thread away for as long as both take.
        idle.setOnFinished(event -> Platform.runLater(this::buildNext));
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

    /**
     * Builds what is not there yet, one after the other, and gives it its skins and its style: whoever goes there need not
     * wait for that. The station's page, which is the largest, comes first.
     */
    void buildAhead() {
        ahead.add(() -> styleNext(station.get().node()));
        screens.values()
                .forEach(screen -> ahead.add(() -> styleNext(screen.get().node())));
        screens.values().forEach(screen -> ahead.add(() -> screen.get().pages().forEach(this::styleNext)));
        idle.playFromStart();
    }

    /** Somebody goes to one of them. */
    void rest() {
        restedAt = System.nanoTime();
    }

    /** Builds no more by itself. */
    void stop() {
        idle.stop();
        ahead.clear();
    }

    private void buildNext() {
        if (ahead.isEmpty()) {
            return;
        }
        if (place.getScene() != null && System.nanoTime() - restedAt >= REST_NANOS) {
            long from = System.nanoTime();
            do {
                Runnable next = ahead.poll();
                if (next == null) {
                    return;
                }
                next.run();
            } while (System.nanoTime() - from < AT_ONCE_NANOS);
        }
        idle.playFromStart(); // before it is in the window nothing can get its style
    }

    private void styleNext(Node node) {
        ahead.addFirst(() -> {
            if (node.getScene() == null && node.getParent() == null) {
                AheadStyle.plan(node, place, ahead);
            }
        });
    }
}
