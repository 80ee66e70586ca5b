package fr.gaveurs.console.desktop.screens.live;

import static org.assertj.core.api.Assertions.assertThat;

import fr.gaveurs.console.desktop.Fx;
import fr.gaveurs.console.desktop.kit.Messages;
import fr.gaveurs.console.desktop.kit.Messages.Language;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class TileMotionTest {
    private final Messages messages = new Messages(Language.FR, ZoneOffset.UTC);

    @BeforeAll
    static void start() {
        Fx.start();
    }

    @Test
    void aTileSetsOutFromWhereItStood() {
        Fx.run(() -> {
            TileMotion motion = new TileMotion(true);
            List<StationTile> tiles = placed(motion, 2);
            motion.expect(true);
            motion.place(tiles.get(0), 300, 0, 200, 50);
            motion.place(tiles.get(1), 200, 0, 200, 50);
            motion.start();

            assertThat(tiles.get(0).getLayoutX()).isEqualTo(300);
            assertThat(tiles.get(0).getTranslateX()).isEqualTo(-300);
            assertThat(tiles.get(0).getViewOrder()).isNegative();
            assertThat(tiles.get(1).getTranslateX()).isZero();

            motion.stop();
            assertThat(tiles.get(0).getTranslateX()).isZero();
            assertThat(tiles.get(0).getViewOrder()).isZero();
        });
    }

    @Test
    void headlessTheyStandThereAtOnce() {
        Fx.run(() -> {
            TileMotion motion = new TileMotion();
            List<StationTile> tiles = placed(motion, 1);
            motion.expect(true);
            motion.place(tiles.getFirst(), 300, 0, 200, 50);
            motion.start();
            assertThat(tiles.getFirst().getTranslateX()).isZero();
        });
    }

    @Test
    void whereAllMoveOrChangeTheirSizeNobodyCouldFollow() {
        Fx.run(() -> {
            TileMotion motion = new TileMotion(true);
            List<StationTile> tiles = placed(motion, TileMotion.MOST + 1);
            motion.expect(true);
            tiles.forEach(tile -> motion.place(tile, tile.getLayoutX(), 100, 200, 50));
            motion.start();
            assertThat(tiles).allMatch(TileMotionTest::rests);

            motion.expect(true);
            motion.place(tiles.getFirst(), 300, 0, 220, 50);
            motion.start();
            assertThat(tiles).allMatch(TileMotionTest::rests);
        });
    }

    @Test
    void theWayIsSlowAtBothEnds() {
        assertThat(TileMotion.left(0)).isEqualTo(1);
        assertThat(TileMotion.left(0.5)).isEqualTo(0.5);
        assertThat(TileMotion.left(1)).isZero();
        assertThat(TileMotion.left(7)).isZero();
        assertThat(TileMotion.left(0.1)).isGreaterThan(0.95);
        assertThat(TileMotion.left(0.9)).isLessThan(0.05);
    }

    private List<StationTile> placed(TileMotion motion, int count) {
        List<StationTile> tiles = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            tiles.add(new StationTile(messages, (tile, button) -> {}, (tile, button) -> {}));
            motion.place(tiles.get(i), 200 * i, 0, 200, 50);
        }
        motion.start();
        return tiles;
    }

    private static boolean rests(StationTile tile) {
        return tile.getTranslateX() == 0 && tile.getTranslateY() == 0 && tile.getViewOrder() == 0;
    }
}
