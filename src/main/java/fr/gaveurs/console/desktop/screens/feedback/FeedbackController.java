package fr.gaveurs.console.desktop.screens.feedback;

import fr.gaveurs.console.api.feedback.Feedbacks.Feedback;
import fr.gaveurs.console.api.feedback.Feedbacks.Satisfaction;
import fr.gaveurs.console.api.feedback.Feedbacks.SatisfactionQuery;
import fr.gaveurs.console.api.feedback.Feedbacks.State;
import fr.gaveurs.console.desktop.kit.Choice;
import fr.gaveurs.console.desktop.kit.Messages;
import fr.gaveurs.console.desktop.kit.Visibility;
import java.util.ArrayList;
import java.util.List;
import javafx.animation.PauseTransition;
import javafx.beans.binding.Bindings;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.fxml.FXML;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.VBox;
import javafx.util.Duration;
import org.jspecify.annotations.Nullable;

/** Controller of {@code fxml/feedback.fxml}. */
public final class FeedbackController {
    private static final double LINE_EM = 2.3;
    /** Typing is over when no key came for so long. */
    private static final Duration TYPED = Duration.millis(300);
    /** So many lines before the last one the next page is asked for. */
    private static final int AHEAD = 20;

    private final FeedbackContext context;
    private final Messages messages;
    private final FeedbackViewModel model;
    private final Runnable ask;
    private final Runnable askOlder;
    private final PauseTransition typing = new PauseTransition(TYPED);
    private final FeedbackPane detail;
    private final SatisfactionPane satisfaction;
    private @Nullable Long chosen;

    @FXML
    private ToggleButton inbox;

    @FXML
    private ToggleButton figures;

    @FXML
    private TextField about;

    @FXML
    private ComboBox<Choice<State>> state;

    @FXML
    private CheckBox commented;

    @FXML
    private Button clear;

    @FXML
    private VBox inboxPlace;

    @FXML
    private ListView<Feedback> list;

    @FXML
    private VBox detailPlace;

    @FXML
    private VBox figuresPlace;

    /**
     * @param ask the filters or what is in view have changed: ask now
     * @param askOlder the end of the list is near
     */
    FeedbackController(FeedbackContext context, FeedbackViewModel model, Runnable ask, Runnable askOlder) {
        this.context = context;
        this.messages = context.messages();
        this.model = model;
        this.ask = ask;
        this.askOlder = askOlder;
        this.detail = new FeedbackPane(context, model.feedbacks()::put);
        this.satisfaction = new SatisfactionPane(context);
    }

    @FXML
    public void initialize() {
        List<Choice<State>> states = new ArrayList<>();
        states.add(new Choice<>(null, messages.get("feedback.state.all")));
        for (State each : State.values()) {
            states.add(new Choice<>(each, messages.get("feedback.state." + each.key())));
        }
        Choice.fill(state, states, null);
        list.setItems(model.feedbacks().rows());
        list.setCellFactory(of -> new FeedbackCell(messages, this::seen));
        Label placeholder = new Label();
        placeholder.getStyleClass().add("products-empty");
        placeholder.setWrapText(true);
        placeholder.textProperty().bind(model.feedbacks().empty());
        list.setPlaceholder(placeholder);
        list.fixedCellSizeProperty()
                .bind(Bindings.createDoubleBinding(
                        () -> Math.rint(context.appearance().textSize().get() * LINE_EM),
                        context.appearance().textSize()));
        list.getSelectionModel().selectedItemProperty().subscribe(this::choose);
        typing.setOnFinished(event -> filter());
        about.textProperty().addListener((property, old, now) -> typing.playFromStart());
        Choice.onChosen(state, value -> filter());
        commented.setOnAction(event -> filter());
        clear.setDisable(true);
        detailPlace.getChildren().setAll(detail);
        figuresPlace.getChildren().setAll(satisfaction);
        Visibility.show(detailPlace, false);
        turn(false);
    }

    @FXML
    public void showInbox() {
        turn(false);
        ask.run();
    }

    @FXML
    public void showFigures() {
        turn(true);
        ask.run();
    }

    private void turn(boolean toFigures) {
        inbox.setSelected(!toFigures);
        figures.setSelected(toFigures);
        Visibility.show(inboxPlace, !toFigures);
        Visibility.show(figuresPlace, toFigures);
        Visibility.show(state, !toFigures);
        Visibility.show(commented, !toFigures);
    }

    boolean figuresInView() {
        return figures.isSelected();
    }

    private void filter() {
        typing.stop();
        Choice<State> only = state.getValue();
        model.filter(about.getText(), only == null ? null : only.value(), commented.isSelected());
        clear.setDisable(!model.filtered());
        ask.run();
    }

    @FXML
    public void clear() {
        about.clear();
        Choice.select(state, null);
        commented.setSelected(false);
        filter();
    }

    private void seen(int line) {
        if (line >= model.feedbacks().rows().size() - AHEAD) {
            askOlder.run();
        }
    }

    private void choose(@Nullable Feedback feedback) {
        // A row that is replaced by what is known of it now is no other choice.
        if (feedback == null && model.feedbacks().has(chosen)) {
            return;
        }
        chosen = feedback == null ? null : (Long) feedback.id();
        Visibility.show(detailPlace, feedback != null);
        detail.show(feedback);
    }

    /** What the figures are of: the site or the lot that is looked for, or all. */
    SatisfactionQuery satisfactionQuery() {
        String what = about.getText().strip();
        boolean site = what.matches("[A-Z]{2}");
        return new SatisfactionQuery(site || what.isEmpty() ? null : what, site ? what : null, null, null);
    }

    void satisfaction(Satisfaction report) {
        satisfaction.show(report);
    }

    void noSatisfaction(String reason) {
        satisfaction.failed(reason);
    }

    void focus() {
        (figuresInView() ? figures : list).requestFocus();
    }

    void hidden() {
        typing.stop();
    }

    public ReadOnlyStringProperty noteProperty() {
        return model.feedbacks().note();
    }

    public String getNote() {
        return model.feedbacks().note().get();
    }
}
