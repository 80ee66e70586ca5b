package fr.gaveurs.console.desktop.shell;

import static org.assertj.core.api.Assertions.assertThat;

import fr.gaveurs.console.desktop.Fx;
import fr.gaveurs.console.desktop.WindowRobot;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AimTest {
    private static final int ROWS = 200;

    private Stage stage;
    private WindowRobot robot;
    private Aim aim;
    private Label beside;
    private Label below;
    private ListView<Integer> list;

    @BeforeEach
    void open() {
        Fx.start();
        Fx.run(() -> {
            beside = new Label("beside");
            below = new Label("below");
            list = new ListView<>();
            for (int i = 0; i < ROWS; i++) {
                list.getItems().add(i);
            }
            VBox.setVgrow(list, Priority.ALWAYS);
            StackPane screen = new StackPane(new VBox(list, below));
            HBox.setHgrow(screen, Priority.ALWAYS);
            aim = new Aim(screen);
            stage = new Stage();
            stage.setX(0);
            stage.setY(0);
            stage.setScene(new Scene(new HBox(beside, screen), 600, 400));
            stage.show();
        });
        robot = new WindowRobot(stage);
    }

    @AfterEach
    void close() {
        Fx.run(stage::close);
    }

    private boolean stays(Node at, double y) {
        robot.moveTo(at, 40, y);
        return Fx.call(aim::staysWithMoreRoom);
    }

    @Test
    void whatIsBelowMovesAndWhatIsAboveStays() {
        assertThat(Fx.call(aim::staysWithMoreRoom))
                .as("nobody pointed anywhere")
                .isTrue();
        assertThat(stays(below, 5)).isFalse();
        assertThat(stays(list, 40)).isTrue();
        assertThat(stays(list, 360)).isFalse();
        assertThat(stays(beside, 5)).as("no part of the screen").isTrue();
    }

    @Test
    void rowsOfAListThatWasScrolledToItsEndMove() {
        Fx.run(() -> list.scrollTo(ROWS - 1));
        Fx.settle(stage);
        assertThat(stays(list, 40)).isFalse();
    }
}
