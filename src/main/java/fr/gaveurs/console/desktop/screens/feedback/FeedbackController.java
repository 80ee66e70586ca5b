package fr.gaveurs.console.desktop.screens.feedback;

import fr.gaveurs.console.api.feedback.Feedbacks.Feedback;
import fr.gaveurs.console.api.feedback.Feedbacks.Satisfaction;
import fr.gaveurs.console.api.feedback.Feedbacks.SatisfactionQuery;
import fr.gaveurs.console.api.feedback.Feedbacks.State;
import fr.gaveurs.console.desktop.kit.Choice;
import fr.gaveurs.console.desktop.kit.Messages;
import fr.gaveurs.console.desktop.kit.PagedList;
import fr.gaveurs.console.desktop.kit.Segments;
import fr.gaveurs.console.desktop.kit.Typing;
import fr.gaveurs.console.desktop.kit.Visibility;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.fxml.FXML;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.layout.VBox;
import org.controlsfx.control.SegmentedButton;
import org.jspecify.annotations.Nullable;

/** Controller of {@code fxml/feedback.fxml}. */
public final class FeedbackController {
    private final FeedbackContext context;
    private final Messages messages;
    private final FeedbackViewModel model;
    private final Runnable ask;
    private final Runnable askOlder;
    private @Nullable Typing typing;
    private final FeedbackPane detail;
    private final SatisfactionPane satisfaction;
    private boolean figures;

    @FXML
    private SegmentedButton pages;

    @FXML
    private TextField about;

    @FXML
    private ComboBox<Choice<State>> state;

    @FXML
    private CheckBox commented;

    @FXML
    private ComboBox<Choice<Period>> period;

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
        PagedList<Feedback> paged = new PagedList<>(
                list, model.feedbacks(), context.appearance().textSize(), detailPlace, detail::show, askOlder);
        list.setCellFactory(of -> new FeedbackCell(messages, paged));
        Typing asking = new Typing(this::filter, about);
        typing = asking;
        Choice.onChosen(state, value -> asking.now());
        commented.setOnAction(event -> asking.now());
        Choice.fill(
                period,
                Arrays.stream(Period.values())
                        .map(each -> new Choice<>(each, messages.get("feedback.period." + each.key())))
                        .toList(),
                Period.ALL);
        Choice.onChosen(period, value -> ask.run());
        clear.setDisable(true);
        detailPlace.getChildren().setAll(detail);
        figuresPlace.getChildren().setAll(satisfaction);
        new Segments<>(pages, List.of(false, true), false, toFigures -> {
            turn(toFigures);
            ask.run();
        });
        turn(false);
    }

    private void turn(boolean toFigures) {
        figures = toFigures;
        Visibility.show(inboxPlace, !toFigures);
        Visibility.show(figuresPlace, toFigures);
        Visibility.show(state, !toFigures);
        Visibility.show(commented, !toFigures);
        Visibility.show(period, toFigures);
    }

    boolean figuresInView() {
        return figures;
    }

    private void filter() {
        Choice<State> only = state.getValue();
        model.filter(about.getText(), only == null ? null : only.value(), commented.isSelected());
        clear.setDisable(!model.filtered());
        ask.run();
    }

    @FXML
    public void clear() {
        Typing asking = Objects.requireNonNull(typing, "not loaded yet");
        asking.quietly(() -> {
            about.clear();
            Choice.select(state, null);
            commented.setSelected(false);
        });
        asking.now();
    }

    /** What the figures are of: the product, lot or site that is looked for, or all, in the period that was chosen. */
    SatisfactionQuery satisfactionQuery() {
        return model.figures(period(), messages.today(), messages.zone());
    }

    private Period period() {
        Choice<Period> chosen = period.getValue();
        return chosen == null || chosen.value() == null ? Period.ALL : chosen.value();
    }

    void satisfaction(Satisfaction report) {
        satisfaction.show(report, period().interval());
    }

    void noSatisfaction(String reason) {
        satisfaction.failed(reason);
    }

    void focus() {
        if (figures) {
            pages.getButtons().getLast().requestFocus();
        } else {
            list.requestFocus();
        }
    }

    void hidden() {
        if (typing != null) {
            typing.stop();
        }
    }

    public ReadOnlyStringProperty noteProperty() {
        return model.feedbacks().note();
    }

    public String getNote() {
        return model.feedbacks().note().get();
    }
}
