package fr.gaveurs.console.desktop.shell;

import fr.gaveurs.console.desktop.kit.BoxWidths;
import fr.gaveurs.console.desktop.kit.DemoModel;
import fr.gaveurs.console.desktop.kit.Form;
import fr.gaveurs.console.desktop.kit.Messages;
import fr.gaveurs.console.desktop.kit.NoticePane;
import fr.gaveurs.console.desktop.kit.Notifier;
import fr.gaveurs.console.desktop.kit.ReportContext;
import fr.gaveurs.console.desktop.kit.Roomy;
import fr.gaveurs.console.desktop.kit.Settling;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.TraversalDirection;
import javafx.scene.control.Button;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.Pane;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.util.Duration;
import org.jspecify.annotations.Nullable;

/** Between {@code fxml/shell.fxml} and the window: the rail, the band, the place of the screen, the status line. */
public final class ShellController implements Notifier {
    /** Where the window is narrower or lower than this, the rail and what stands around the screen take less room. */
    private static final double NARROW_EM = 70;

    private static final double LOW_EM = 40;
    private static final double SAME_PLACE = 0.005;

    /** Whoever has touched nothing for that long aims at nothing. */
    private static final Duration UNTOUCHED = Duration.seconds(30);

    /** Subject of warnings about the demo's stations. */
    static final String DEMO = "demo";

    private final StatusModel status;
    private final DemoModel demo;
    private final Runnable help;
    private final Supplier<ReportContext> context;
    private final Consumer<ReportContext> report;

    private @Nullable ReportContext pressed;
    private @Nullable Node question;
    private @Nullable Rail rail;
    private @Nullable NoticeBar notices;
    private @Nullable ScreenNotices ofScreen;
    private @Nullable Settling settling;
    private @Nullable Aim aim;
    private final Consumer<String> openStation;
    private final Messages messages;
    private final String dismiss;

    @FXML
    private BorderPane root;

    @FXML
    private VBox top;

    @FXML
    private Roomy railScroll;

    @FXML
    private VBox railBox;

    @FXML
    private Button reportButton;

    @FXML
    private Button settings;

    @FXML
    private Button actor;

    @FXML
    private NoticePane noticePane;

    @FXML
    private StackPane noticeScreen;

    @FXML
    private Roomy placeScroll;

    @FXML
    private StackPane place;

    @FXML
    private StackPane taskPlace;

    @FXML
    private VBox middle;

    @FXML
    private BandPlace foot;

    /**
     * @param context what is in front of the person
     * @param report opens the form of a bug report
     * @param openStation opens a station's page
     */
    ShellController(
            StatusModel status,
            DemoModel demo,
            Runnable help,
            Supplier<ReportContext> context,
            Consumer<ReportContext> report,
            Consumer<String> openStation,
            Messages messages) {
        this.status = status;
        this.demo = demo;
        this.help = help;
        this.context = context;
        this.report = report;
        this.openStation = openStation;
        this.dismiss = messages.get("notice.dismiss");
        this.messages = messages;
    }

    @FXML
    public void initialize() {
        Form.follow(root, root, NARROW_EM, LOW_EM);
        rail = new Rail(railScroll, railBox);
        Settling rest = new Settling(root, UNTOUCHED);
        settling = rest;
        aim = new Aim(middle);
        notices = new NoticeBar(
                noticePane,
                noticeScreen,
                dismiss,
                () -> place.requestFocusTraversal(TraversalDirection.NEXT),
                rest,
                NoticeBar.GOOD_NEWS);
        ofScreen = new ScreenNotices(notices);
        foot.fill(new StatusLine(status, demo, openStation, messages), status);
        // A press takes the keyboard from the tile that the report is about.
        reportButton.addEventFilter(MouseEvent.MOUSE_PRESSED, event -> pressed = context.get());
        demo.state().subscribe(state -> over(DEMO));
    }

    /** The way to each screen. */
    Rail rail() {
        return Objects.requireNonNull(rail, "not loaded yet");
    }

    /** What is told below the screen. */
    NoticeBar notices() {
        return Objects.requireNonNull(notices, "not loaded yet");
    }

    /** For what is told of acts on the screen in view. */
    Notifier ofScreen() {
        return Objects.requireNonNull(ofScreen, "not loaded yet");
    }

    /** With an action: a word for its button, and what that does. Good news look calm. */
    void notice(String text, boolean good, @Nullable String action, Runnable run) {
        notices().tell(new NoticeModel.Notice(text, good, action, run));
    }

    /** Nothing of it wakes up any more. */
    void dispose() {
        notices().dispose();
        settling().dispose();
    }

    /** What it is made of, hidden: to be shown one after the other, since drawing all at once takes too long. */
    List<Runnable> inParts() {
        List<Node> parts = List.of(top, railScroll, foot, noticePane);
        parts.forEach(part -> part.setVisible(false));
        List<Runnable> all = new ArrayList<>(rail().ahead());
        parts.forEach(part -> all.add(() -> part.setVisible(true)));
        return all;
    }

    /** When the screen may get more or less room. */
    Settling settling() {
        return Objects.requireNonNull(settling, "not loaded yet");
    }

    /** What the pointer is at on the screen and below it. */
    Aim aim() {
        return Objects.requireNonNull(aim, "not loaded yet");
    }

    /** Below the screen, for what runs in the background. */
    StackPane taskPlace() {
        return taskPlace;
    }

    /** Where the screen is. */
    Pane place() {
        return place;
    }

    void show(Node screen) {
        notices().left();
        settling().now();
        // The text may have been larger when it was shown last.
        BoxWidths.renew(screen);
        if (!place.getChildren().equals(List.of(screen))) {
            place.getChildren().setAll(screen);
        }
        placeScroll.setVvalue(0);
    }

    /** Where the screen is scrolled to, 0 its top and 1 its end. */
    double scrolled() {
        return placeScroll.getVvalue();
    }

    /** Scrolls it there; whether it is there by now. */
    boolean scroll(double to) {
        boolean there = Math.abs(placeScroll.getVvalue() - to) < SAME_PLACE;
        if (!there) {
            placeScroll.setVvalue(to);
        }
        return there;
    }

    /** Puts something to be chosen once above the screen. */
    void offer(Node choice) {
        top.getChildren().add(choice);
    }

    /** Opens the settings of the window. */
    Button settings() {
        return settings;
    }

    /** Asks who sits in front of the window, above the screen. */
    void ask(Node who) {
        question = who;
        top.getChildren().add(who);
    }

    /** What is asked above the screen; null for nothing. */
    @Nullable
    Node asked() {
        return question;
    }

    /** The question is answered. */
    void answered() {
        Node asked = question;
        if (asked != null) {
            question = null;
            top.getChildren().remove(asked);
            place.requestFocusTraversal(TraversalDirection.NEXT);
        }
    }

    /** Who sits in front of the window. */
    Button actor() {
        return actor;
    }

    /** Tells something that did not work. */
    @Override
    public void warn(String text) {
        notices().tell(NoticeModel.Notice.warning(text));
    }

    @Override
    public void warn(String subject, String text) {
        notices().tell(NoticeModel.Notice.warning(subject, text));
    }

    @Override
    public void over(String subject) {
        notices().over(subject);
    }

    /** Of what concerns the window itself nothing is over by another act. */
    @Override
    public void over() {}

    @Override
    public void good(String text) {
        notices().tell(NoticeModel.Notice.good(text));
    }

    @FXML
    public void report() {
        ReportContext before = pressed;
        pressed = null;
        report.accept(before == null ? context.get() : before);
    }

    @FXML
    public void showHelp() {
        help.run();
    }
}
