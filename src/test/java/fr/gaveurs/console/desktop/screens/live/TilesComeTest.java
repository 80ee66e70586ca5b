package fr.gaveurs.console.desktop.screens.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fr.gaveurs.console.api.devices.Devices.DeviceLive;
import fr.gaveurs.console.desktop.Fx;
import fr.gaveurs.console.desktop.MadeUp;
import fr.gaveurs.console.desktop.kit.Messages;
import fr.gaveurs.console.desktop.kit.Messages.Language;
import fr.gaveurs.console.desktop.kit.Palette;
import fr.gaveurs.console.desktop.kit.StationView;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javafx.application.Platform;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A whole hall is not drawn within one frame. */
@Timeout(60)
class TilesComeTest {
    private static final int MOST_A_FRAME = 6;
    private static final int HALL = 40;

    private final Messages messages = new Messages(Language.FR, ZoneOffset.UTC);

    @BeforeAll
    static void toolkit() {
        Fx.start();
    }

    private TileGrid grid() {
        return new TileGrid(messages, id -> {}, (tile, node) -> {}, (tile, node) -> {}, new Presence());
    }

    private List<TileData> hall() {
        List<TileData> tiles = new ArrayList<>();
        for (DeviceLive live : MadeUp.many(HALL)) {
            StationView view = MadeUp.view(live);
            tiles.add(TileData.of(view, Attention.standing(view, messages), messages));
        }
        return tiles;
    }

    private static Map<Node, Bounds> places(TileGrid grid) {
        Map<Node, Bounds> places = new HashMap<>();
        grid.getChildrenUnmodifiable().forEach(tile -> places.put(tile, tile.getBoundsInParent()));
        return places;
    }

    @Test
    void aHallComesAFewTilesAFrameEachIntoItsPlace() {
        List<Integer> counts = new ArrayList<>();
        Map<Node, Bounds> first = new HashMap<>();
        List<String> moved = new ArrayList<>();
        List<TileData> hall = hall();
        Stage stage = Fx.call(() -> {
            TileGrid grid = grid();
            grid.palette(Palette.load(false));
            grid.view(700, 14);
            Stage window = new Stage();
            window.setScene(new Scene(new StackPane(grid), 1_200, 700));
            window.show();
            window.getScene().addPostLayoutPulseListener(() -> {
                Map<Node, Bounds> now = places(grid);
                counts.add(now.size());
                now.forEach((tile, place) -> {
                    Bounds before = first.putIfAbsent(tile, place);
                    if (before != null && !before.equals(place)) {
                        moved.add(before + " to " + place);
                    }
                });
                Platform.requestNextPulse();
            });
            grid.show(hall);
            return window;
        });
        await().until(() -> Fx.call(() -> counts.getLast() == HALL));
        Fx.run(() -> {
            for (int i = 1; i < counts.size(); i++) {
                assertThat(counts.get(i) - counts.get(i - 1)).isBetween(0, MOST_A_FRAME);
            }
            assertThat(counts.getFirst()).isLessThanOrEqualTo(MOST_A_FRAME);
            assertThat(moved).isEmpty();
            stage.close();
        });
    }

    @Test
    void oneThatIsWantedBeforeItsTurnIsThere() {
        List<TileData> hall = hall();
        Fx.run(() -> {
            TileGrid grid = grid();
            Stage window = new Stage();
            window.setScene(new Scene(new StackPane(grid), 1_200, 700));
            window.show();
            grid.show(hall);
            String last = hall.getLast().deviceId();
            grid.focus(last);
            assertThat(grid.focused()).isEqualTo(last);
            window.close();
        });
    }

    @Test
    void outOfAnyWindowTheyAreThereAtOnce() {
        List<TileData> hall = hall();
        Fx.run(() -> {
            TileGrid grid = grid();
            grid.show(hall);
            assertThat(grid.getChildrenUnmodifiable()).hasSize(HALL);
        });
    }
}
