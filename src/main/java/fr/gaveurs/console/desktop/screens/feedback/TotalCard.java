package fr.gaveurs.console.desktop.screens.feedback;

import fr.gaveurs.console.api.feedback.Feedbacks;
import fr.gaveurs.console.api.feedback.Feedbacks.Aspects;
import fr.gaveurs.console.api.feedback.Feedbacks.FeedbackStats;
import fr.gaveurs.console.desktop.kit.BarView;
import fr.gaveurs.console.desktop.kit.Labels;
import fr.gaveurs.console.desktop.kit.Messages;
import fr.gaveurs.console.desktop.kit.Palette;
import fr.gaveurs.console.desktop.kit.Tone;
import fr.gaveurs.console.desktop.kit.Visibility;
import java.util.Map;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.scene.control.Label;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.controlsfx.control.Rating;
import org.jspecify.annotations.Nullable;

/** All ratings together: their average, how many gave how many stars, NPS, what was rated besides, and the trend. */
final class TotalCard extends VBox {
    private final ReadOnlyObjectProperty<Palette> palette;
    private final Messages messages;
    private final HBox headline = new HBox();
    private final Label recommended = Labels.wrapping("", "satisfaction-nps");
    private final GridPane distribution = new GridPane();
    private final Label aspects = Labels.wrapping("", "products-quiet");
    private final Label trendTitle = Labels.wrapping("", "products-quiet");
    private final TrendView trend;

    TotalCard(ReadOnlyObjectProperty<Palette> palette, Messages messages) {
        this.palette = palette;
        this.messages = messages;
        this.trend = new TrendView(palette, messages);
        getStyleClass().add("satisfaction-total");
        headline.getStyleClass().add("satisfaction-headline");
        distribution.getStyleClass().add("satisfaction-grid");
        getChildren().setAll(headline, recommended, distribution, aspects, trendTitle, trend);
    }

    void show(FeedbackStats total, Feedbacks.Interval interval) {
        Double average = total.average();
        Integer nps = total.nps();
        Label ratings = Labels.wrapping(messages.count("feedback.ratings", total.ratings()), "products-quiet");
        if (average == null) {
            headline.getChildren().setAll(ratings);
        } else {
            Rating stars = Stars.none();
            stars.setPartialRating(true);
            stars.setRating(average);
            Label figure = new Label(messages.number(average, 1));
            figure.getStyleClass().add("satisfaction-average");
            figure.setMinWidth(USE_PREF_SIZE);
            headline.getChildren().setAll(figure, stars, ratings);
        }
        recommended.setText(
                nps == null
                        ? messages.get("feedback.total.few", total.publicFrom())
                        : messages.get("feedback.nps", (nps > 0 ? "+" : "") + messages.integer(nps)));
        distribution(total.distribution(), total.ratings());
        aspects.setText(aspects(total.aspects()));
        Visibility.show(aspects, !aspects.getText().isEmpty());
        boolean drawn = total.trend().stream().anyMatch(step -> step.average() != null);
        trendTitle.setText(messages.get("feedback.trend." + interval.key()));
        Visibility.show(trendTitle, drawn);
        Visibility.show(trend, drawn);
        trend.show(total.trend());
    }

    private void distribution(@Nullable Map<String, Long> given, long ratings) {
        distribution.getChildren().clear();
        Visibility.show(distribution, given != null);
        if (given == null) {
            return;
        }
        long most = given.values().stream().mapToLong(Long::longValue).max().orElse(0);
        for (int stars = Stars.MOST; stars >= 1; stars--) {
            long count = given.getOrDefault(Integer.toString(stars), 0L);
            BarView bar = new BarView(palette, most == 0 ? 0 : (double) count / most, Tone.SERIES);
            GridPane.setHgrow(bar, Priority.ALWAYS);
            Label name = new Label(messages.get("feedback.stars", stars));
            name.setMinWidth(USE_PREF_SIZE);
            Label share = new Label(messages.get(
                    "feedback.share", messages.integer(count), messages.percent(100.0 * count / ratings, 0)));
            share.setMinWidth(USE_PREF_SIZE);
            name.setLabelFor(share);
            distribution.addRow(Stars.MOST - stars, name, bar, share);
        }
    }

    private String aspects(@Nullable Aspects of) {
        if (of == null) {
            return "";
        }
        StringBuilder words = new StringBuilder();
        aspect(words, "texture", of.texture());
        aspect(words, "flavor", of.flavor());
        aspect(words, "color", of.color());
        aspect(words, "aroma", of.aroma());
        aspect(words, "freshness", of.freshness());
        return words.toString();
    }

    private void aspect(StringBuilder words, String name, @Nullable Double average) {
        if (average != null) {
            words.append(words.isEmpty() ? "" : " · ")
                    .append(messages.get("feedback.aspect." + name))
                    .append(' ')
                    .append(messages.number(average, 1));
        }
    }
}
