package fr.gaveurs.console.desktop.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fr.gaveurs.console.desktop.Fx;
import fr.gaveurs.console.desktop.kit.NoticePane;
import fr.gaveurs.console.desktop.kit.Settling;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;
import javafx.util.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Notices come and go over the foot of a screen. */
@Timeout(60)
class NoticeBarTest {
    private static final Duration NEVER = Duration.hours(1);
    private static final Duration SOON = Duration.millis(700);

    private final NoticePane pane = Fx.call(NoticePane::new);
    private final Button button = Fx.call(() -> new Button("at the foot"));
    private final StackPane screen = Fx.call(() -> new StackPane(button));
    private final Button elsewhere = Fx.call(() -> new Button("elsewhere"));
    private Stage stage;

    @BeforeAll
    static void toolkit() {
        Fx.start();
    }

    private NoticeBar open(Duration untouched, Duration goodNews) {
        return Fx.call(() -> {
            button.setMaxSize(Double.MAX_VALUE, Double.MAX_VALUE);
            pane.setContent(screen);
            StackPane root = new StackPane(pane, elsewhere);
            stage = new Stage();
            stage.setScene(new Scene(root, 800, 600));
            stage.show();
            return new NoticeBar(
                    pane, screen, "dismiss", elsewhere::requestFocus, new Settling(root, untouched), goodNews);
        });
    }

    @AfterEach
    void close() {
        Fx.run(stage::hide);
    }

    private Bounds place() {
        return Fx.call(() -> button.localToScene(button.getLayoutBounds()));
    }

    private double barHeight() {
        return Fx.call(() -> pane.lookup(".notification-bar").getLayoutBounds().getHeight());
    }

    @Test
    void aNoticeMovesNothingWhileSomebodyIsThereAndHasItsRoomOnceNobodyIs() {
        NoticeBar bar = open(SOON, NEVER);
        Fx.settle(stage);
        Bounds before = place();

        Fx.run(() -> bar.tell(NoticeModel.Notice.warning("the disk is full")));
        await().until(() -> Fx.call(pane::isShowing));
        await().until(() -> place().getHeight() < before.getHeight());
        assertThat(place().getMinY()).isEqualTo(before.getMinY());
        await().untilAsserted(() -> assertThat(place().getHeight()).isEqualTo(before.getHeight() - barHeight()));

        Fx.run(bar::read);
        await().until(() -> place().equals(before));
    }

    @Test
    void inAWindowThatIsTouchedTheScreenKeepsItsSize() {
        NoticeBar bar = open(NEVER, SOON);
        Fx.settle(stage);
        Bounds before = place();

        Fx.run(() -> bar.tell(NoticeModel.Notice.good("hall.backup is written")));
        await().until(() -> barHeight() > 20);
        await().until(() -> !Fx.call(pane::isShowing));
        assertThat(place()).isEqualTo(before);
    }

    @Test
    void goodNewsGoByThemselvesUnlessSomebodyIsAtThem() {
        NoticeBar bar = open(NEVER, SOON);
        Fx.run(() -> bar.tell(NoticeModel.Notice.good("hall.backup is written")));
        await().until(() -> Fx.call(() -> {
            Node dismiss = pane.lookup(".notice-dismiss");
            if (dismiss != null) {
                dismiss.requestFocus();
            }
            if (dismiss != null && dismiss.isFocused() && pane.isShowing()) {
                return true;
            }
            if (!pane.isShowing()) {
                // It was gone before anybody came to it.
                bar.tell(NoticeModel.Notice.good("hall.backup is written"));
            }
            return false;
        }));
        // Longer than their time.
        long asked = System.nanoTime();
        await().until(() -> System.nanoTime() - asked > 2 * SOON.toMillis() * 1e6);
        assertThat(Fx.call(pane::isShowing)).isTrue();

        Fx.run(elsewhere::requestFocus);
        await().until(() -> !Fx.call(pane::isShowing));
    }

    @Test
    void aWarningStaysUntilItIsRead() {
        NoticeBar bar = open(NEVER, SOON);
        Fx.run(() -> bar.tell(NoticeModel.Notice.good("written")));
        Fx.run(() -> bar.tell(NoticeModel.Notice.warning("not written")));
        long asked = System.nanoTime();
        await().until(() -> System.nanoTime() - asked > 2 * SOON.toMillis() * 1e6);
        assertThat(Fx.call(pane::isShowing)).isTrue();
        assertThat(Fx.call(pane::getText)).isEqualTo("not written");
        Fx.run(bar::read);
        await().until(() -> !Fx.call(pane::isShowing));
    }
}
