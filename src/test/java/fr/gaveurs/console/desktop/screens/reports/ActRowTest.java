package fr.gaveurs.console.desktop.screens.reports;

import static org.assertj.core.api.Assertions.assertThat;

import fr.gaveurs.console.desktop.Fx;
import fr.gaveurs.console.desktop.screens.reports.ActRow.Act;
import java.util.List;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.layout.FlowPane;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ActRowTest {
    @BeforeAll
    static void toolkit() {
        Fx.start();
    }

    private static Act cancel(boolean there) {
        return new Act("cancel", "cancel", List.of("Give up"), there, pressed -> {});
    }

    /** What was pressed a moment ago may be pressed again: nothing else stands there then. */
    @Test
    void whatCanBeDoneNoMoreIsNotSeenAndKeepsItsPlace() {
        Fx.run(() -> {
            FlowPane pane = new FlowPane();
            Scene scene = new Scene(pane, 600, 80);
            ActRow row = new ActRow(pane);
            row.show(List.of(cancel(true)));
            scene.getRoot().applyCss();
            scene.getRoot().layout();
            Node button = pane.getChildren().getFirst();
            Bounds before = button.getBoundsInParent();
            assertThat(button.isVisible()).isTrue();

            row.show(List.of(cancel(false), Act.of("open", "Open", pressed -> {})));
            scene.getRoot().applyCss();
            scene.getRoot().layout();

            assertThat(pane.getChildren()).hasSize(2).first().isEqualTo(button);
            assertThat(button.isVisible()).isFalse();
            assertThat(button.isManaged()).isTrue();
            assertThat(pane.getChildren().get(1).getBoundsInParent().getMinX())
                    .isGreaterThanOrEqualTo(before.getMaxX());
        });
    }
}
