package fr.gaveurs.console.desktop.shell;

import fr.gaveurs.console.desktop.kit.DemoModel;
import fr.gaveurs.console.desktop.kit.Form;
import fr.gaveurs.console.desktop.kit.Icon;
import fr.gaveurs.console.desktop.kit.LevelIcon;
import fr.gaveurs.console.desktop.kit.Messages;
import fr.gaveurs.console.desktop.kit.Notifier;
import fr.gaveurs.console.desktop.kit.ReportContext;
import fr.gaveurs.console.desktop.kit.Roomy;
import fr.gaveurs.console.desktop.kit.Wrapping;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import javafx.animation.PauseTransition;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.css.PseudoClass;
import javafx.fxml.FXML;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.TraversalDirection;
import javafx.scene.control.Button;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.util.Duration;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignA;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;

/** Between {@code fxml/shell.fxml} and the window: the rail, the band, the place of the screen, the status line. */
public final class ShellController implements Notifier {
    /** Where the window is narrower or lower than this, the rail and what stands around the screen take less room. */
    private static final double NARROW_EM = 70;

    private static final double LOW_EM = 40;
    private static final Duration GOOD_NEWS = Duration.seconds(8);
    private static final PseudoClass URGENT = PseudoClass.getPseudoClass("urgent");
    private static final PseudoClass GOOD = PseudoClass.getPseudoClass("good");

    private final StatusModel status;
    private final DemoModel demo;
    private final Runnable help;
    private final Supplier<ReportContext> context;
    private final Consumer<ReportContext> report;
    private final List<ToggleButton> entries = new ArrayList<>();
    /** What waits behind each entry, and how its tip begins. */
    private final List<Label> marks = new ArrayList<>();

    private final List<String> tips = new ArrayList<>();
    private final NoticeModel notices = new NoticeModel();
    /** Good news are over after it, unless somebody is at them. */
    private final PauseTransition goodNews = new PauseTransition(GOOD_NEWS);

    private final ReadOnlyStringWrapper notice = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper noticeAction = new ReadOnlyStringWrapper("");
    private final ReadOnlyBooleanWrapper demoShown = new ReadOnlyBooleanWrapper();

    private @Nullable ReportContext pressed;
    private @Nullable Node question;
    private final Consumer<String> openStation;
    private final String noConditions;
    private final IntFunction<String> moreConditions;

    @FXML
    private BorderPane root;

    @FXML
    private VBox top;

    @FXML
    private VBox rail;

    @FXML
    private Button reportButton;

    @FXML
    private MenuButton settings;

    @FXML
    private MenuButton actor;

    @FXML
    private Roomy placeScroll;

    @FXML
    private StackPane place;

    @FXML
    private StackPane taskPlace;

    @FXML
    private Wrapping noticeBox;

    @FXML
    private Icon noticeIcon;

    @FXML
    private LevelIcon backendIcon;

    @FXML
    private Label backendText;

    @FXML
    private LevelIcon databaseIcon;

    @FXML
    private Label databaseText;

    @FXML
    private MenuButton conditions;

    @FXML
    private LevelIcon conditionsIcon;

    @FXML
    private LevelIcon spoolIcon;

    @FXML
    private Label spoolText;

    @FXML
    private Label lag;

    @FXML
    private Button stopDemo;

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
        this.noConditions = messages.get("conditions.none");
        this.moreConditions = more -> messages.count("conditions.more", more);
    }

    @FXML
    public void initialize() {
        Form.follow(root, root, NARROW_EM, LOW_EM);
        status.backend().subscribe(entry -> {
            backendIcon.level(entry.level());
            backendText.setText(entry.text());
        });
        status.spool().subscribe(entry -> {
            spoolIcon.level(entry.level());
            spoolText.setText(entry.text());
        });
        status.conditions().subscribe(entry -> {
            conditionsIcon.level(entry.level());
            conditions.setText(entry.text());
        });
        status.conditionLines().subscribe(this::list);
        status.database().subscribe(entry -> {
            databaseIcon.level(entry.level());
            databaseText.setText(entry.text());
        });
        status.lag().subscribe(entry -> {
            lag.setText(entry.text());
            lag.getStyleClass().setAll("label", "status-text", entry.level().style());
        });
        // A press takes the keyboard from the tile that the report is about.
        reportButton.addEventFilter(MouseEvent.MOUSE_PRESSED, event -> pressed = context.get());
        notices.shown().subscribe(this::show);
        goodNews.setOnFinished(event -> goodNewsOver());
        demo.state().subscribe(state -> {
            demoShown.set(state == DemoModel.State.ON || state == DemoModel.State.STOPPING);
            stopDemo.setDisable(state != DemoModel.State.ON);
        });
    }

    /** What is wrong, a line each: one of a station opens its page. */
    private void list(List<StatusModel.ConditionLine> lines) {
        List<MenuItem> items = new ArrayList<>();
        for (StatusModel.ConditionLine line : lines) {
            LevelIcon icon = new LevelIcon();
            icon.level(line.level());
            MenuItem item = new MenuItem(line.text() + "\n" + line.remedy(), icon);
            item.setMnemonicParsing(false); // ids have underscores
            String station = line.station();
            item.setOnAction(event -> {
                if (station != null) {
                    openStation.accept(station);
                }
            });
            items.add(item);
        }
        if (lines.isEmpty()) {
            items.add(silentItem(noConditions));
        } else if (status.conditionsLeftOut() > 0) {
            items.add(silentItem(moreConditions.apply(status.conditionsLeftOut())));
        }
        conditions.getItems().setAll(items);
    }

    private static MenuItem silentItem(String text) {
        MenuItem item = new MenuItem(text);
        item.setDisable(true);
        return item;
    }

    /** With an action: a word for its button, and what that does. Good news look calm. */
    void notice(String text, boolean good, @Nullable String action, Runnable run) {
        notices.tell(new NoticeModel.Notice(text, good, action, run));
    }

    private void show(NoticeModel.@Nullable Notice now) {
        goodNews.stop();
        notice.set(now == null ? "" : now.text());
        noticeAction.set(now == null || now.action() == null ? "" : now.action());
        if (now != null) {
            noticeBox.pseudoClassStateChanged(GOOD, now.good());
            noticeIcon.icon(now.good() ? MaterialDesignC.CHECK_CIRCLE_OUTLINE : MaterialDesignA.ALERT);
            if (now.good()) {
                goodNews.playFromStart();
            }
        }
    }

    private void goodNewsOver() {
        if (noticeBox.isHover() || noticeBox.isFocusWithin()) {
            goodNews.playFromStart();
        } else {
            notices.dismiss();
        }
    }

    /** Runs while good news are shown. */
    PauseTransition goodNews() {
        return goodNews;
    }

    /** Nothing of it wakes up any more. */
    void dispose() {
        goodNews.stop();
    }

    /** Below the screen, for what runs in the background. */
    StackPane taskPlace() {
        return taskPlace;
    }

    /** Adds an entry to the rail, below those that are there. */
    void entry(Ikon icon, String word, String shortcut, Runnable open) {
        Label mark = new Label();
        mark.getStyleClass().add("rail-mark");
        mark.setVisible(false);
        StackPane sign = new StackPane(new Icon(icon), mark);
        StackPane.setAlignment(mark, Pos.TOP_RIGHT);
        ToggleButton button = new ToggleButton(word, sign);
        button.setContentDisplay(ContentDisplay.TOP);
        button.getStyleClass().setAll("rail-entry");
        button.setMaxWidth(Double.MAX_VALUE);
        tips.add(word + " (" + shortcut + ")");
        button.setTooltip(new Tooltip(tips.getLast()));
        // In no group: there the arrows would mark another entry, and the screen would stay.
        button.setOnAction(event -> {
            // A second press must not leave the rail without a chosen entry.
            button.setSelected(true);
            open.run();
        });
        entries.add(button);
        marks.add(mark);
        rail.getChildren().add(entries.size() - 1, button);
    }

    /**
     * Says on an entry what waits behind it.
     *
     * @param mark a sign or a figure; empty for nothing
     * @param urgent whether it wants a person
     * @param words the same in words, for its tip
     */
    void mark(int entry, String mark, boolean urgent, String words) {
        Label label = marks.get(entry);
        if (!label.getText().equals(mark) || !words.equals(label.getAccessibleText())) {
            label.setText(mark);
            label.setAccessibleText(words);
            label.setVisible(!mark.isEmpty());
            label.pseudoClassStateChanged(URGENT, urgent);
            ToggleButton button = entries.get(entry);
            String tip = tips.get(entry);
            button.getTooltip().setText(words.isEmpty() ? tip : tip + " · " + words);
            button.setAccessibleText(words.isEmpty() ? button.getText() : button.getText() + ", " + words);
        }
    }

    void choose(int entry) {
        for (int i = 0; i < entries.size(); i++) {
            entries.get(i).setSelected(i == entry);
        }
    }

    boolean railHasKeyboard() {
        Node owner = rail.getScene() == null ? null : rail.getScene().getFocusOwner();
        while (owner != null && !owner.equals(rail)) {
            owner = owner.getParent();
        }
        return owner != null;
    }

    /** Leads the keyboard to an entry of the rail, as a walk by Tab would: so that it is seen. */
    void focusRail(int entry) {
        Node before = entry == 0 ? rail : entries.get(entry - 1);
        before.requestFocusTraversal(TraversalDirection.NEXT);
    }

    void show(Node screen) {
        place.getChildren().setAll(screen);
        placeScroll.setVvalue(0);
    }

    /** Puts something to be chosen once above the screen. */
    void offer(Node choice) {
        top.getChildren().add(choice);
    }

    MenuButton settings() {
        return settings;
    }

    /** Asks who sits in front of the window, above the screen. */
    void ask(Node who) {
        question = who;
        top.getChildren().add(who);
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
    MenuButton actor() {
        return actor;
    }

    /** Tells something that did not work. */
    @Override
    public void warn(String text) {
        notices.tell(NoticeModel.Notice.warning(text));
    }

    @Override
    public void warn(String subject, String text) {
        notices.tell(NoticeModel.Notice.warning(subject, text));
    }

    @Override
    public void over(String subject) {
        notices.over(subject);
    }

    @Override
    public void good(String text) {
        notices.tell(NoticeModel.Notice.good(text));
    }

    @FXML
    public void runNoticeAction() {
        NoticeModel.Notice now = notices.shown().get();
        dismissNotice();
        if (now != null) {
            now.run().run();
        }
    }

    @FXML
    public void report() {
        ReportContext before = pressed;
        pressed = null;
        report.accept(before == null ? context.get() : before);
    }

    @FXML
    public void dismissNotice() {
        boolean keyboard = noticeBox.isFocusWithin();
        notices.dismiss();
        if (keyboard && notices.shown().get() == null) {
            // What had the keyboard is gone: it goes on in the screen and not in the rail.
            place.requestFocusTraversal(TraversalDirection.NEXT);
        }
    }

    @FXML
    public void stopDemo() {
        demo.stop();
    }

    @FXML
    public void showHelp() {
        help.run();
    }

    public ReadOnlyStringProperty noticeProperty() {
        return notice.getReadOnlyProperty();
    }

    public String getNotice() {
        return notice.get();
    }

    /** Word of the notice's button; empty for none. */
    public ReadOnlyStringProperty noticeActionProperty() {
        return noticeAction.getReadOnlyProperty();
    }

    public String getNoticeAction() {
        return noticeAction.get();
    }

    public ReadOnlyBooleanProperty demoShownProperty() {
        return demoShown.getReadOnlyProperty();
    }

    public boolean isDemoShown() {
        return demoShown.get();
    }

    public ReadOnlyBooleanProperty silentProperty() {
        return status.silent();
    }

    public boolean isSilent() {
        return status.silent().get();
    }

    public ReadOnlyStringProperty bandTitleProperty() {
        return status.bandTitle();
    }

    public String getBandTitle() {
        return status.bandTitle().get();
    }

    public ReadOnlyStringProperty bandTextProperty() {
        return status.bandText();
    }

    public String getBandText() {
        return status.bandText().get();
    }

    public ReadOnlyStringProperty devicesProperty() {
        return status.devices();
    }

    public String getDevices() {
        return status.devices().get();
    }

    public ReadOnlyStringProperty rateProperty() {
        return status.rate();
    }

    public String getRate() {
        return status.rate().get();
    }

    public ReadOnlyStringProperty clockProperty() {
        return status.clock();
    }

    public String getClock() {
        return status.clock().get();
    }
}
