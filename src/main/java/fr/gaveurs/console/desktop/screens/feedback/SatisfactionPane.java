package fr.gaveurs.console.desktop.screens.feedback;

import fr.gaveurs.console.api.feedback.Feedbacks.Correlation;
import fr.gaveurs.console.api.feedback.Feedbacks.Figure;
import fr.gaveurs.console.api.feedback.Feedbacks.GroupRating;
import fr.gaveurs.console.api.feedback.Feedbacks.Interval;
import fr.gaveurs.console.api.feedback.Feedbacks.Satisfaction;
import fr.gaveurs.console.desktop.kit.Choice;
import fr.gaveurs.console.desktop.kit.Messages;
import fr.gaveurs.console.desktop.kit.Visibility;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.controlsfx.control.Rating;
import org.jspecify.annotations.Nullable;

/** Satisfaction per site and lot, and beside what was measured: a scatter, and how the two go together. */
final class SatisfactionPane extends VBox {
    private static final int MOST_GROUPS = 10;
    /** Of a card, so that its figures stand in a line. */
    private static final double LEAST_EM = 36;

    private final Messages messages;
    private final Label state = new Label();
    private final GridPane groups = new GridPane();
    private final GridPane correlations = new GridPane();
    private final ComboBox<Choice<Figure>> figure = new ComboBox<>();
    private final FlowPane cards = new FlowPane();
    private final TotalCard total;
    private final ScatterView scatter;
    private final Label verdict = new Label();
    private @Nullable Satisfaction shown;
    /** From so many cases on something is said. */
    private int enough;

    SatisfactionPane(FeedbackContext context) {
        this.messages = context.messages();
        this.scatter = new ScatterView(context.appearance().palette(), messages);
        this.total = new TotalCard(context.appearance().palette(), messages);
        getStyleClass().add("satisfaction");
        groups.getStyleClass().add("satisfaction-grid");
        correlations.getStyleClass().add("satisfaction-grid");
        for (Label label : new Label[] {state, verdict}) {
            label.setWrapText(true);
            label.setMinHeight(Region.USE_PREF_SIZE);
        }
        state.setText(messages.get("feedback.asking"));
        state.getStyleClass().add("products-quiet");
        List<Choice<Figure>> figures = new ArrayList<>();
        Arrays.stream(Figure.values())
                .forEach(each -> figures.add(new Choice<>(each, messages.get("feedback.figure." + each.key()))));
        Choice.fill(figure, figures, Figure.FINAL_SCORE);
        figure.setAccessibleText(messages.get("feedback.figure"));
        Choice.onChosen(figure, choice -> draw());
        VBox all = new VBox(title("feedback.total"), total);
        VBox left = new VBox(title("feedback.groups"), groups);
        VBox middle = new VBox(title("feedback.figure"), figure, scatter, verdict);
        VBox right = new VBox(title("feedback.correlations"), correlations);
        for (VBox card : new VBox[] {all, left, middle, right}) {
            card.getStyleClass().add("satisfaction-card");
        }
        cards.getChildren().setAll(all, middle, left, right);
        cards.getStyleClass().add("satisfaction-cards");
        cards.widthProperty().subscribe(this::fit);
        cards.hgapProperty().subscribe(this::fit);
        state.fontProperty().subscribe(this::fit);
        // An empty chart would look like an answer.
        Visibility.show(cards, false);
        getChildren().setAll(state, cards);
    }

    /** As many cards in a row as there is room for, and no room left over. */
    private void fit() {
        double least = LEAST_EM * state.getFont().getSize();
        double gap = cards.getHgap();
        int room = Math.clamp((int) ((cards.getWidth() + gap) / (least + gap)), 1, 4);
        // Four cards: three in a row would leave one alone.
        int row = room == 3 ? 2 : room;
        double width = Math.floor((cards.getWidth() - gap * (row - 1)) / row);
        cards.getChildren().forEach(card -> ((Region) card).setPrefWidth(width));
    }

    private Label title(String key) {
        Label title = new Label(messages.get(key));
        title.getStyleClass().add("satisfaction-title");
        return title;
    }

    /** @param interval of the trend's steps */
    void show(Satisfaction report, Interval interval) {
        shown = report;
        boolean some = report.total().ratings() > 0;
        Visibility.show(cards, some);
        enough = report.enoughCases();
        state.setText(
                some
                        ? messages.count("feedback.cases", report.products().size())
                        : messages.get("feedback.cases.none"));
        total.show(report.total(), interval);
        groups.getChildren().clear();
        report.sites().forEach(site -> group(messages.get("feedback.site", site.name()), site));
        report.lots().stream().limit(MOST_GROUPS).forEach(lot -> group(messages.get("feedback.lot", lot.name()), lot));
        correlations.getChildren().clear();
        report.correlations().forEach(this::correlation);
        draw();
    }

    void failed(String reason) {
        state.setText(messages.get("feedback.failed", reason));
    }

    private void group(String name, GroupRating group) {
        int row = groups.getRowCount();
        Label label = new Label(name);
        label.setWrapText(true);
        groups.add(label, 0, row);
        Double average = group.average();
        if (average == null) {
            groups.add(quiet(messages.get("feedback.few")), 1, row);
        } else {
            Rating stars = Stars.none();
            stars.setPartialRating(true);
            stars.setRating(average);
            groups.add(stars, 1, row);
            groups.add(new Label(messages.number(average, 1)), 2, row);
        }
        groups.add(quiet(messages.count("feedback.ratings", group.ratings())), 3, row);
    }

    private static Label quiet(String text) {
        Label label = new Label(text);
        label.getStyleClass().add("products-quiet");
        return label;
    }

    private void correlation(Correlation each) {
        int row = correlations.getRowCount();
        correlations.add(
                new Label(messages.get("feedback.figure." + each.figure().key())), 0, row);
        correlations.add(quiet(words(each)), 1, row);
    }

    /** A figure with its interval and number of cases; where there are too few, that. */
    private String words(Correlation each) {
        if (each.correlation() == null) {
            return each.cases() < enough
                    ? messages.count("feedback.too_few", each.cases(), enough)
                    : messages.count("feedback.no_correlation", each.cases());
        }
        return messages.count(
                "feedback.correlation",
                each.cases(),
                messages.number(each.correlation(), 2),
                messages.number(each.low(), 2),
                messages.number(each.high(), 2));
    }

    private void draw() {
        Satisfaction report = shown;
        Choice<Figure> choice = figure.getValue();
        if (report == null || choice == null || choice.value() == null) {
            return;
        }
        Figure chosen = choice.value();
        scatter.show(report.products(), chosen, choice.words());
        report.correlations().stream()
                .filter(each -> each.figure() == chosen)
                .findFirst()
                .ifPresent(each -> verdict.setText(conclusion(each)));
    }

    private String conclusion(Correlation each) {
        Double correlation = each.correlation();
        if (correlation == null) {
            return words(each);
        }
        String what = !each.established() ? "feedback.neither" : correlation > 0 ? "feedback.rises" : "feedback.falls";
        return words(each) + ". " + messages.get(what, Figure.values().length);
    }
}
