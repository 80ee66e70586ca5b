package fr.gaveurs.console.desktop.kit;

import static org.assertj.core.api.Assertions.assertThat;

import fr.gaveurs.console.desktop.Fx;
import fr.gaveurs.console.desktop.WindowRobot;
import fr.gaveurs.console.desktop.kit.Messages.Language;
import fr.gaveurs.console.desktop.kit.ReasonForm.Question;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import javafx.event.Event;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.stage.Stage;
import org.controlsfx.control.PopOver;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Keys in a panel. On a desktop the window below keeps the keyboard of the system: each key comes to what opened the
 * panel, is led on into the panel, and comes back to what opened it where nobody in the panel wanted it. The headless
 * platform gives the keyboard to the panel instead, so the keys are sent to the window below by hand.
 */
class PopOversTest {
    private final AtomicInteger opened = new AtomicInteger();
    private Stage stage;
    private Button anchor;

    @BeforeEach
    void open() {
        Fx.start();
        Fx.run(() -> {
            anchor = new Button("Asks");
            anchor.setOnAction(event -> opened.incrementAndGet());
            stage = new Stage();
            stage.setScene(new Scene(new StackPane(anchor), 600, 400));
            stage.show();
            anchor.requestFocus();
        });
    }

    @AfterEach
    void close() {
        Fx.run(stage::close);
    }

    private void send(KeyCode code) {
        Fx.run(() -> {
            for (var type : List.of(KeyEvent.KEY_PRESSED, KeyEvent.KEY_RELEASED)) {
                Event.fireEvent(anchor, new KeyEvent(type, "", "", code, false, false, false, false));
            }
        });
    }

    @Test
    void withoutAPanelTheKeysPressTheButton() {
        send(KeyCode.SPACE);
        assertThat(opened).hasValue(1);
    }

    @ParameterizedTest
    @EnumSource(
            value = KeyCode.class,
            names = {"ENTER", "SPACE"})
    void whatNobodyInThePanelWantsDoesNotPressTheButtonBelow(KeyCode code) {
        StackPane some = new StackPane();
        some.setFocusTraversable(true);
        PopOver panel = Fx.call(() -> PopOvers.show(anchor, new VBox(some)));
        Fx.run(some::requestFocus);
        send(code);
        assertThat(opened).hasValue(0);
        assertThat(Fx.call(panel::isShowing)).isTrue();
    }

    @Test
    void enterInThePanelPressesThePanelsOwnButton() {
        AtomicInteger given = new AtomicInteger();
        Fx.run(() -> PopOvers.ask(
                anchor,
                new Messages(Language.EN, ZoneOffset.UTC),
                new Question("Approve it?", "Approve", false, List.of()),
                (choice, why) -> given.incrementAndGet()));
        send(KeyCode.ENTER);
        assertThat(given).hasValue(1);
        // The key comes up when the panel is closed.
        assertThat(opened).hasValue(0);
    }

    @Test
    void whatIsNotAnsweredIsNotDoneByTheKeysOfAnother() {
        AtomicInteger given = new AtomicInteger();
        Fx.run(() -> PopOvers.ask(
                anchor,
                new Messages(Language.EN, ZoneOffset.UTC),
                new Question("Delete it?", "Delete", true, List.of()),
                (choice, why) -> given.incrementAndGet()));
        new WindowRobot(stage).press(KeyCode.ENTER);
        send(KeyCode.ENTER);
        assertThat(given).as("it needs a reason").hasValue(0);
        assertThat(opened).hasValue(0);
    }
}
