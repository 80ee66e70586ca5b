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
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.layout.StackPane;
import javafx.util.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The rail's screens and the station's page. Built all at once they would hold the window up for a second: each is built
 * when it is wanted, or one at a time while nothing happens. FX thread only.
 */
final class LazyScreens {
    private static final Duration BETWEEN = Duration.millis(500);

    /** In the rail's order. */
    private final Map<String, LazyValue<Screen>> screens = new LinkedHashMap<>();

    private final LazyValue<StationScreen> station;
    private final PauseTransition idle = new PauseTransition(BETWEEN);
    private final Deque<Runnable> ahead = new ArrayDeque<>();
    private final Supplier<@Nullable Scene> window;

    /** @param window in which they are shown; null while there is none */
    LazyScreens(List<ScreenEntry> rail, Supplier<StationScreen> station, Supplier<@Nullable Scene> window) {
        this.window = window;
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

    /** Builds no more by itself. */
    void stop() {
        idle.stop();
        ahead.clear();
    }

    private void buildNext() {
        Runnable next = ahead.poll();
        if (next != null) {
            next.run();
            idle.playFromStart();
        }
    }

    private void styleNext(Node node) {
        ahead.addFirst(() -> style(node));
    }

    /** As if it were shown, in a scene of its own with the style of the window's: skins that were made stay. */
    private void style(Node node) {
        Scene shown = window.get();
        if (shown == null || node.getScene() != null || node.getParent() != null) {
            return;
        }
        boolean hidden = !node.isVisible() && !node.visibleProperty().isBound();
        if (hidden) {
            node.setVisible(true);
        }
        StackPane room = new StackPane(node);
        room.setStyle(shown.getRoot().getStyle());
        new Scene(room, shown.getWidth(), shown.getHeight()).getStylesheets().setAll(shown.getStylesheets());
        room.applyCss();
        room.layout();
        room.getChildren().clear();
        if (hidden) {
            node.setVisible(false);
        }
    }
}
