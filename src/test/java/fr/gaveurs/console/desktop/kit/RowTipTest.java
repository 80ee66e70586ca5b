package fr.gaveurs.console.desktop.kit;

import static org.assertj.core.api.Assertions.assertThat;

import fr.gaveurs.console.desktop.Fx;
import java.util.concurrent.atomic.AtomicInteger;
import javafx.event.Event;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class RowTipTest {
    private final AtomicInteger made = new AtomicInteger();
    private final Label row = Fx.call(Label::new);
    private final RowTip tip = new RowTip(row, tip -> made.incrementAndGet());

    @BeforeAll
    static void start() {
        Fx.start();
    }

    private void enter() {
        Fx.run(() -> Event.fireEvent(
                row,
                new MouseEvent(
                        MouseEvent.MOUSE_ENTERED,
                        1,
                        1,
                        1,
                        1,
                        MouseButton.NONE,
                        0,
                        false,
                        false,
                        false,
                        false,
                        false,
                        false,
                        false,
                        false,
                        false,
                        false,
                        null)));
    }

    private String told() {
        Tooltip shown = row.getTooltip();
        return shown == null ? "" : shown.getText();
    }

    @Test
    void nobodyPaysForATipThatIsNotRead() {
        Fx.run(() -> tip.text("the whole of it"));
        assertThat(made).hasValue(0);
        assertThat(row.getTooltip()).isNull();
    }

    @Test
    void thePointerMakesItOnceAndItSaysWhatTheRowSaysNow() {
        Fx.run(() -> tip.text("one"));
        enter();
        assertThat(told()).isEqualTo("one");
        Fx.run(() -> tip.text("another"));
        assertThat(told()).isEqualTo("another");
        Fx.run(() -> tip.text(""));
        assertThat(told()).isEmpty();
        Fx.run(() -> tip.text("a third"));
        enter();
        assertThat(told()).isEqualTo("a third");
        assertThat(made).hasValue(1);
    }
}
