package fr.gaveurs.console.desktop.shell;

import fr.gaveurs.console.desktop.kit.Icon;
import fr.gaveurs.console.desktop.kit.NoticePane;
import fr.gaveurs.console.desktop.kit.Settling;
import java.util.ArrayList;
import java.util.List;
import javafx.animation.PauseTransition;
import javafx.css.PseudoClass;
import javafx.geometry.Insets;
import javafx.scene.Node;
import javafx.scene.control.ButtonBar;
import javafx.scene.layout.Region;
import javafx.util.Duration;
import org.controlsfx.control.action.Action;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.materialdesign2.MaterialDesignA;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;

/**
 * Shows the notices of {@link NoticeModel} over the foot of the screen. That gives way to them once it may move: what
 * somebody aims at stays where it is. FX thread only.
 */
final class NoticeBar {
    static final Duration GOOD_NEWS = Duration.seconds(8);
    private static final PseudoClass GOOD = PseudoClass.getPseudoClass("good");

    private final NoticeModel notices = new NoticeModel();
    private final NoticePane pane;
    private final Region screen;
    private final String dismiss;
    private final Runnable leave;
    /** Good news are over after it, unless somebody is at them. */
    private final PauseTransition goodNews;

    private final Settling settling;

    private final Runnable giveWay = this::giveWay;

    /** Whether it stands where it belongs, and does not come or go. */
    private boolean up;

    /**
     * @param screen lies in the pane
     * @param dismiss word of the button by which a notice was read
     * @param leave leads the keyboard on, where what had it is gone
     * @param settling says when the screen may move
     * @param goodNews how long good news are shown
     */
    NoticeBar(NoticePane pane, Region screen, String dismiss, Runnable leave, Settling settling, Duration goodNews) {
        this.pane = pane;
        this.screen = screen;
        this.dismiss = dismiss;
        this.leave = leave;
        this.settling = settling;
        this.goodNews = new PauseTransition(goodNews);
        if (bar() instanceof Region bar) {
            // Higher or lower with other words, or with another size of text.
            bar.heightProperty().subscribe(height -> heightened());
        }
        // Once, and not with each step of its way: tiles would be laid out anew for each.
        pane.setOnShown(event -> up(true));
        pane.setOnHiding(event -> up(false));
        notices.shown().subscribe(this::show);
        this.goodNews.setOnFinished(event -> goodNewsOver());
    }

    void tell(NoticeModel.Notice notice) {
        notices.tell(notice);
    }

    /** What a warning was about is over. */
    void over(String subject) {
        notices.over(subject);
    }

    /** Another screen comes into view. */
    void left() {
        notices.left();
    }

    /** Nothing of it wakes up any more. */
    void dispose() {
        goodNews.stop();
    }

    private @Nullable Node bar() {
        return pane.lookup(".notification-bar");
    }

    private void up(boolean now) {
        up = now;
        settling.later(giveWay);
    }

    private void heightened() {
        if (screen.getPadding().getBottom() > 0) {
            giveWay(); // it has its room already, and the screen changed with the text
        } else {
            settling.later(giveWay);
        }
    }

    private void giveWay() {
        double height = up && bar() instanceof Region bar ? bar.getHeight() : 0;
        screen.setPadding(new Insets(0, 0, height, 0));
    }

    private void show(NoticeModel.@Nullable Notice now) {
        goodNews.stop();
        if (now == null) {
            pane.hide();
            return;
        }
        pane.pseudoClassStateChanged(GOOD, now.good());
        Icon icon = new Icon(now.good() ? MaterialDesignC.CHECK_CIRCLE_OUTLINE : MaterialDesignA.ALERT);
        icon.getStyleClass().add("notice-icon");
        pane.setGraphic(icon);
        pane.setText(now.text());
        List<Action> actions = new ArrayList<>();
        if (now.action() != null) {
            actions.add(action(now.action(), "notice-action", () -> {
                read();
                now.run().run();
            }));
        }
        actions.add(action(dismiss, "notice-dismiss", this::read));
        pane.getActions().setAll(actions);
        whole();
        pane.show();
        if (now.good()) {
            goodNews.playFromStart();
        }
    }

    /** Its buttons, which are others for each notice, are not squeezed by its words. */
    private void whole() {
        Node bar = bar();
        if (bar != null && bar.lookup(".button-bar") instanceof ButtonBar buttons) {
            buttons.setMinWidth(Region.USE_PREF_SIZE);
            // Of one width they would keep it when the text grows.
            buttons.getButtons().forEach(button -> ButtonBar.setButtonUniformSize(button, false));
            buttons.setButtonMinWidth(0);
        }
    }

    private static Action action(String word, String style, Runnable run) {
        Action action = new Action(word, event -> run.run());
        action.getStyleClass().addAll("small", style);
        return action;
    }

    /** The notice shown was read. */
    void read() {
        Node bar = bar();
        boolean keyboard = bar != null && bar.isFocusWithin();
        notices.dismiss();
        if (keyboard && notices.shown().get() == null) {
            leave.run();
        }
    }

    private void goodNewsOver() {
        Node bar = bar();
        if (bar != null && (bar.isHover() || bar.isFocusWithin())) {
            goodNews.playFromStart();
        } else {
            notices.dismiss();
        }
    }
}
