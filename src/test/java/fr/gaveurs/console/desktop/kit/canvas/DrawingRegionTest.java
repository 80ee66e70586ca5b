package fr.gaveurs.console.desktop.kit.canvas;

import static org.assertj.core.api.Assertions.assertThat;

import fr.gaveurs.console.desktop.Fx;
import javafx.scene.Scene;
import javafx.scene.layout.StackPane;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class DrawingRegionTest {
    @BeforeAll
    static void toolkit() {
        Fx.start();
    }

    private static final class Counting extends DrawingRegion {
        private int drawn;
        private double lastEm;
        private double lastWidth;

        @Override
        protected void draw(Frame frame) {
            drawn++;
            lastEm = frame.em();
            lastWidth = frame.width();
        }
    }

    @Test
    void drawsOnceHoweverOftenItIsInvalidated() {
        Fx.run(() -> {
            Counting region = new Counting();
            StackPane root = new StackPane(region);
            new Scene(root, 300, 200);
            root.applyCss();
            root.layout();
            assertThat(region.drawn).isEqualTo(1);
            root.layout();
            assertThat(region.drawn).isEqualTo(1);
            for (int i = 0; i < 100; i++) {
                region.invalidate();
            }
            root.layout();
            assertThat(region.drawn).isEqualTo(2);
            assertThat(region.lastWidth).isEqualTo(300);
        });
    }

    @Test
    void growsWithTheTextOfItsPlace() {
        Fx.run(() -> {
            Counting region = new Counting();
            StackPane root = new StackPane(region);
            new Scene(root, 300, 200);
            root.setStyle("-fx-font-size: 21px;");
            root.applyCss();
            root.layout();
            assertThat(region.lastEm).isEqualTo(21);
            root.setStyle("-fx-font-size: 28px;");
            root.applyCss();
            root.layout();
            assertThat(region.lastEm).isEqualTo(28);
        });
    }

    @Test
    void doesNotDrawWithoutRoom() {
        Fx.run(() -> {
            Counting region = new Counting();
            StackPane root = new StackPane(region);
            new Scene(root, 0, 0);
            root.applyCss();
            root.layout();
            assertThat(region.drawn).isZero();
        });
    }
}
