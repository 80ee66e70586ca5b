package fr.gaveurs.console.desktop.screens.bugs.report;

import fr.gaveurs.console.api.bugs.BugTerms.Category;
import fr.gaveurs.console.api.bugs.BugTerms.Priority;
import fr.gaveurs.console.api.bugs.BugTerms.Severity;
import fr.gaveurs.console.api.bugs.Bugs.BugSummary;
import fr.gaveurs.console.desktop.kit.Actor;
import fr.gaveurs.console.desktop.kit.Form;
import fr.gaveurs.console.desktop.kit.Fxml;
import fr.gaveurs.console.desktop.kit.Messages;
import fr.gaveurs.console.desktop.kit.Visibility;
import fr.gaveurs.console.desktop.kit.Wrapping;
import fr.gaveurs.console.desktop.screens.bugs.report.ReportViewModel.Field;
import java.util.List;
import javafx.fxml.FXML;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.control.TextInputControl;
import javafx.scene.image.Image;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.Pane;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** Controller of {@code fxml/report.fxml}: the report form. */
public final class ReportPane {
    static final String STYLES = "/css/report.css";

    /** What the form sets off. */
    interface Actions {
        void send();

        /** The bug that is there already is this person's too. */
        void mineToo(BugSummary bug);

        void open(long bugId);

        /** @param keep whether what was typed is kept as a draft */
        void close(boolean keep);

        void resume();

        void drop();
    }

    private final Messages messages;
    private final ReportViewModel model;
    private final Actions actions;
    private final Actor actor;
    private final ReportInputs inputs;
    private final SimilarPane similar;
    private final AttachedPane attached;
    private static final double NARROW_EM = 64;
    private static final double LOW_EM = 40;

    private final Parent root;
    private @Nullable LayerPane layer;
    private boolean sending;

    @FXML
    private StackPane drawer;

    @FXML
    private VBox form;

    @FXML
    private Label about;

    @FXML
    private Wrapping draftBar;

    @FXML
    private Label draftText;

    @FXML
    private Wrapping generalBar;

    @FXML
    private Label general;

    @FXML
    private TextField title;

    @FXML
    private Label titleError;

    @FXML
    private TextArea description;

    @FXML
    private Label descriptionError;

    @FXML
    private ComboBox<Severity> severity;

    @FXML
    private ComboBox<Priority> priority;

    @FXML
    private ComboBox<Category> category;

    @FXML
    private TextArea steps;

    @FXML
    private Label stepsError;

    @FXML
    private StackPane reporter;

    @FXML
    private TextField email;

    @FXML
    private Label emailError;

    @FXML
    private VBox side;

    @FXML
    private Wrapping askBar;

    @FXML
    private Button goOn;

    @FXML
    private Label state;

    /** @param actor in whose name it is reported */
    ReportPane(Messages messages, ReportViewModel model, Actor actor, Actions actions) {
        this.messages = messages;
        this.actor = actor;
        this.inputs = new ReportInputs(messages, model);
        this.model = model;
        this.actions = actions;
        this.similar = new SimilarPane(messages, actions::mineToo, actions::open);
        this.attached = new AttachedPane(messages, model, this::openCrop, this::openLogs);
        this.root = Fxml.load("report", messages, this);
        Fxml.style(root, STYLES);
        if (root instanceof Pane pane) {
            Form.follow(pane, pane, NARROW_EM, LOW_EM);
        }
        root.addEventFilter(KeyEvent.KEY_PRESSED, this::key);
    }

    @FXML
    public void initialize() {
        inputs.bind(Field.TITLE, title, titleError);
        inputs.bind(Field.DESCRIPTION, description, descriptionError);
        inputs.bind(Field.STEPS, steps, stepsError);
        inputs.bind(Field.EMAIL, email, emailError);
        inputs.choice(severity, Severity.values(), "report.severity.", model.severity());
        inputs.choice(priority, Priority.values(), "report.priority.", model.priority());
        inputs.choice(category, Category.values(), "report.category.", model.category());
        Button who = actor.button();
        who.setMaxWidth(Double.MAX_VALUE);
        who.setId("reportActor");
        reporter.getChildren().setAll(who);
        // What is found while somebody types comes below what they may press.
        side.getChildren().setAll(attached, similar);
        Visibility.show(draftBar, false);
        Visibility.show(askBar, false);
        model.general().subscribe(text -> {
            general.setText(text);
            Visibility.show(generalBar, !text.isEmpty());
        });
        loaded();
    }

    Parent node() {
        return root;
    }

    /** Gives the keyboard to the first field that wants it. */
    void focus() {
        TextInputControl wrong = inputs.firstWrong();
        TextInputControl wanted = wrong == null ? title : wrong;
        if (wanted.getScene() == null) {
            // What a scroll pane holds is in the scene, and so can have the keyboard, once its skin is made.
            root.applyCss();
        }
        wanted.requestFocus();
        if (wrong == null && !model.typed()) {
            // A title that was only proposed is gone with the first letter typed.
            wanted.selectAll();
        } else {
            wanted.end();
        }
    }

    /** Types into the first field. */
    void type(String letters) {
        if (!letters.isEmpty()) {
            title.replaceSelection(letters);
        }
    }

    /** The model has taken over another draft. */
    void loaded() {
        about.setText(model.where());
        inputs.loaded();
    }

    /** The backend did not take a field: the model knows which. */
    void refused() {
        inputs.refused();
    }

    /** The window as it was before the form covered it; null where there is none. */
    void picture(@Nullable Image taken) {
        attached.picture(taken);
    }

    /** Bugs that are like this report. */
    void similar(List<BugSummary> bugs) {
        similar.show(bugs);
    }

    /** Another report that was not sent; empty takes the offer away. */
    void offer(String text) {
        draftText.setText(text);
        Visibility.show(draftBar, !text.isEmpty());
    }

    /** While a report is on its way nothing can be changed, so that what is sent is what is seen. */
    void sending(boolean on) {
        sending = on;
        state.setText(on ? messages.get("report.sending") : "");
        form.setDisable(on);
    }

    /** Escape: back from the picture or the log, out of the question, or out of the form. */
    void escape() {
        if (layer != null) {
            closeLayer();
        } else if (askBar.isVisible()) {
            goOn();
        } else {
            askToClose();
        }
    }

    private void key(KeyEvent event) {
        if (event.getCode() == KeyCode.ENTER && event.isShortcutDown() && !sending) {
            if (layer != null) {
                layer.use();
            } else {
                send();
            }
            event.consume();
        }
    }

    @FXML
    public void send() {
        Visibility.show(askBar, false);
        model.tell("");
        if (inputs.pass()) {
            actions.send();
        } else {
            focus();
        }
    }

    @FXML
    public void askToClose() {
        if (sending) {
            return;
        }
        if (model.typed()) {
            Visibility.show(askBar, true);
            goOn.requestFocus();
        } else {
            actions.close(false);
        }
    }

    @FXML
    public void goOn() {
        Visibility.show(askBar, false);
        focus();
    }

    @FXML
    public void keep() {
        actions.close(true);
    }

    @FXML
    public void discard() {
        actions.close(false);
    }

    @FXML
    public void resumeDraft() {
        actions.resume();
    }

    @FXML
    public void dropDraft() {
        actions.drop();
    }

    private void openCrop() {
        Image image = attached.picture();
        if (image != null) {
            open(LayerPane.crop(
                    messages, image, attached.part(image), part -> model.crop().set(part), () -> {
                        closeLayer();
                        attached.cropButton().requestFocus();
                    }));
        }
    }

    private void openLogs() {
        open(LayerPane.logs(messages, model.logs().get(), () -> model.withLogs().set(false), () -> {
            closeLayer();
            attached.lookButton().requestFocus();
        }));
    }

    private void open(LayerPane opened) {
        layer = opened;
        drawer.getChildren().setAll(form, opened);
        form.setVisible(false);
        opened.focus();
    }

    private void closeLayer() {
        layer = null;
        drawer.getChildren().setAll(form);
        form.setVisible(true);
    }
}
