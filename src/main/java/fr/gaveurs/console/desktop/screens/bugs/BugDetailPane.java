package fr.gaveurs.console.desktop.screens.bugs;

import fr.gaveurs.console.api.bugs.Bugs.Bug;
import fr.gaveurs.console.api.bugs.Bugs.BugSummary;
import fr.gaveurs.console.desktop.kit.Fxml;
import fr.gaveurs.console.desktop.kit.Kept;
import fr.gaveurs.console.desktop.kit.Messages;
import fr.gaveurs.console.desktop.kit.Scrolling;
import fr.gaveurs.console.desktop.kit.SideBySide;
import fr.gaveurs.console.desktop.kit.Visibility;
import fr.gaveurs.console.desktop.kit.Wrapping;
import java.util.Collection;
import java.util.Map;
import java.util.function.LongConsumer;
import java.util.function.Supplier;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.fxml.FXML;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextArea;
import javafx.scene.control.TitledPane;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** Controller of {@code fxml/bugs-detail.fxml}: one bug. */
public final class BugDetailPane {
    /** Beside the facts there is room for the texts from this width on, em. */
    private static final double TEXTS_EM = 34;
    /** Lines of the log that are seen at once; the rest is scrolled to. */
    private static final int LOG_LINES = 20;

    private final BugText text;
    private final BugConflictText words;
    private final Messages messages;
    private final BugDetailViewModel model;
    private final BugDrafts drafts;
    private final Runnable leave;
    private final FieldEditors editors;
    private final GrowingArea comment = new GrowingArea(3);
    private final FactsGrid factsGrid;
    private final TimelinePane timelinePane;
    private final AttachmentsPane files;
    private final Parent root;
    private long shownId = -1;
    /** Where the page is to be scrolled to once it is in view; 0: it is there. */
    private double place;

    @FXML
    private Label number;

    @FXML
    private HBox badges;

    @FXML
    private Wrapping conflictBand;

    @FXML
    private Label conflictText;

    @FXML
    private Wrapping saveBand;

    @FXML
    private Label editedText;

    @FXML
    private Label saveProblem;

    @FXML
    private Button save;

    @FXML
    private Button discard;

    @FXML
    private Label loading;

    @FXML
    private ScrollPane scroll;

    @FXML
    private SideBySide columns;

    @FXML
    private VBox texts;

    @FXML
    private TitledPane logsPane;

    @FXML
    private TextArea logs;

    @FXML
    private VBox attachments;

    @FXML
    private VBox timeline;

    @FXML
    private VBox commentPlace;

    @FXML
    private Label commentProblem;

    @FXML
    private HBox actorPlace;

    @FXML
    private CheckBox internal;

    @FXML
    private Button send;

    @FXML
    private GridPane state;

    @FXML
    private GridPane facts;

    /**
     * @param open opens another bug, on top of this one
     * @param leave leads back to where this one was opened
     * @param people names that a bug may be given to
     */
    BugDetailPane(
            BugsContext context,
            BugText text,
            BugDetailViewModel model,
            LongConsumer open,
            Runnable leave,
            Supplier<Collection<String>> people) {
        this.text = text;
        this.words = new BugConflictText(text);
        this.messages = text.messages();
        this.model = model;
        this.drafts = context.drafts();
        this.leave = leave;
        this.editors = new FieldEditors(messages, model);
        this.root = Fxml.load("bugs-detail", messages, this);
        this.factsGrid = new FactsGrid(text, context.stations(), open, facts);
        this.timelinePane = new TimelinePane(text, timeline);
        this.files = new AttachmentsPane(
                messages, new BugFiles(context, model), context.pump()::post, context.notice(), attachments);
        texts();
        Button who = context.actor().button();
        who.setId("bugActor");
        actorPlace.getChildren().setAll(who);
        BugStateForm.fill(messages, editors, state, people, context.actor(), who);
        follow(context.appearance().textSize());
    }

    Parent node() {
        return root;
    }

    private void texts() {
        // What is edited is kept by bug, see the drafts.
        Kept.aside(texts);
        Kept.aside(state);
        GrowingArea title = editors.area(BugField.TITLE, 1);
        title.getStyleClass().add("bug-title-edit");
        texts.getChildren().add(title);
        section(BugField.DESCRIPTION, 2);
        section(BugField.STEPS, 1);
        section(BugField.RESOLUTION, 1);
    }

    private void section(BugField field, int lines) {
        Label heading = new Label(messages.get("bugs.label." + field.key()));
        heading.getStyleClass().add("bug-heading");
        texts.getChildren().addAll(heading, editors.area(field, lines == 1 ? 2 : lines));
    }

    private void follow(ReadOnlyDoubleProperty textSize) {
        columns.firstWidthProperty().bind(textSize.multiply(TEXTS_EM));
        columns.gapProperty().bind(textSize.multiply(1.14));
        comment.setId("bugComment");
        comment.setPromptText(messages.get("bugs.detail.comment"));
        comment.setAccessibleText(messages.get("bugs.detail.comment"));
        comment.textProperty().bindBidirectional(model.comment());
        commentPlace.getChildren().setAll(comment);
        internal.selectedProperty().bindBidirectional(model.internal());
        model.bug().subscribe(this::show);
        model.edits().subscribe(edits -> edited(edits));
        model.problem().subscribe(problem -> words(saveProblem, problem));
        model.commentProblem().subscribe(problem -> {
            words(commentProblem, problem);
            send.setText(messages.get(problem.isEmpty() ? "bugs.detail.send" : "bugs.again"));
        });
        model.conflict().subscribe(this::conflict);
        model.loadProblem().subscribe(problem -> loading());
        model.retry().subscribe(retry -> save.setText(messages.get(retry ? "bugs.again" : "bugs.save")));
        model.busy().subscribe(busy -> busy());
        model.comment().subscribe(typed -> busy());
        root.addEventHandler(KeyEvent.KEY_PRESSED, this::key);
    }

    private static void words(Label label, String words) {
        label.setText(words);
        label.setVisible(!words.isEmpty());
        label.setManaged(!words.isEmpty());
    }

    private void loading() {
        boolean here = model.bug().get() != null;
        String problem = model.loadProblem().get();
        words(loading, !problem.isEmpty() ? problem : here ? "" : messages.get("bugs.detail.asking"));
        scroll.setVisible(here);
    }

    private void busy() {
        boolean waiting = model.busy().get();
        save.setDisable(waiting || model.conflict().get() != null);
        discard.setDisable(waiting);
        send.setDisable(waiting || model.comment().get().isBlank());
    }

    private void show(@Nullable Bug bug) {
        loading();
        if (bug == null) {
            return;
        }
        BugSummary summary = bug.summary();
        boolean fresh = summary.id() != shownId;
        shownId = summary.id();
        number.setText("#" + summary.id());
        badges.getChildren().setAll(text.severityBadge(summary), text.statusBadge(summary.status()));
        String log = bug.errorLogs() == null ? "" : bug.errorLogs();
        Visibility.show(logsPane, !log.isEmpty());
        if (!log.equals(logs.getText())) {
            logs.setText(log);
            logs.setPrefRowCount(Math.clamp(log.lines().count(), 2, LOG_LINES));
        }
        editors.show(bug);
        factsGrid.show(bug);
        files.show(bug);
        timelinePane.show(bug.timeline(), fresh);
        if (fresh) {
            logsPane.setExpanded(false);
            scroll.setVvalue(0);
            place = drafts.takeScrolled(summary.id());
        }
        place();
    }

    /** In another language the page is another one: it is as high as it will be only later, and may not be in view yet. */
    private void place() {
        Scene scene = root.getScene();
        if (place > 0 && scene != null) {
            double wanted = place;
            place = 0;
            Scrolling.settleAt(scene, scroll, wanted);
        }
    }

    /** The comment that was just sent, and the field below it for the next. */
    private void revealNewest() {
        Scene scene = root.getScene();
        if (scene != null) {
            Scrolling.afterLayout(scene, () -> {
                Scrolling.reveal(comment);
                if (!timeline.getChildren().isEmpty()) {
                    Scrolling.reveal(timeline.getChildren().getLast());
                }
            });
        }
    }

    private void edited(Map<BugField, String> edits) {
        editors.mark(edits);
        Visibility.show(saveBand, !edits.isEmpty());
        editedText.setText(words.edited(edits.keySet()));
    }

    private void conflict(BugDetailViewModel.@Nullable Conflict open) {
        Visibility.show(conflictBand, open != null);
        busy();
        if (open != null) {
            conflictText.setText(words.of(open, model.edits().get().keySet()));
        }
    }

    private void key(KeyEvent event) {
        if (event.isShortcutDown() && event.getCode() == KeyCode.S) {
            save();
            event.consume();
        } else if (event.isShortcutDown() && event.getCode() == KeyCode.ENTER && comment.isFocused()) {
            send();
            event.consume();
        }
    }

    /** In view again. */
    void shown() {
        show(model.bug().get());
    }

    /** Out of view: what is typed is put aside. */
    void hidden() {
        model.keep();
        drafts.scrolled(model.bug().get() == null ? -1 : model.id(), place > 0 ? place : scroll.getVvalue());
        files.hidden();
    }

    @FXML
    public void back() {
        leave.run();
    }

    @FXML
    public void save() {
        if (save.isFocused()) {
            // Its button rests meanwhile: the keyboard would go to the next field, and the page with it.
            root.requestFocus();
        }
        model.save();
    }

    @FXML
    public void discard() {
        model.discard();
    }

    @FXML
    public void takeTheirs() {
        model.discard();
    }

    @FXML
    public void keepMine() {
        model.keepMine();
    }

    @FXML
    public void send() {
        if (send.isFocused()) {
            // Its button rests meanwhile: the keyboard would go to the next field, and the page with it.
            comment.requestFocus();
        }
        model.sendComment(this::revealNewest);
    }
}
