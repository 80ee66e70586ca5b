package fr.gaveurs.console.desktop.station;

import fr.gaveurs.console.desktop.screen.Letters;
import fr.gaveurs.console.desktop.screen.Messages;
import fr.gaveurs.console.desktop.station.ScoreLine.Kind;
import java.util.List;
import javafx.geometry.HPos;
import javafx.geometry.VPos;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import org.jspecify.annotations.Nullable;

/** How the score comes about: each part with its weight, its bar and its figure. */
final class ScoresPane extends GridPane {
    private static final int DECIMALS = 3;
    private static final int MOST_LINES = 12;

    private final Look look;
    private final Messages messages;

    ScoresPane(Look look) {
        this.look = look;
        this.messages = look.messages();
        getStyleClass().add("station-scores");
        ColumnConstraints name = new ColumnConstraints();
        ColumnConstraints weight = new ColumnConstraints();
        weight.setHalignment(HPos.RIGHT);
        ColumnConstraints bar = new ColumnConstraints();
        bar.setHgrow(Priority.ALWAYS);
        bar.setMinWidth(0);
        ColumnConstraints figure = new ColumnConstraints();
        figure.setHalignment(HPos.RIGHT);
        ColumnConstraints letter = new ColumnConstraints();
        for (ColumnConstraints whole : new ColumnConstraints[] {name, weight, figure, letter}) {
            whole.setMinWidth(USE_PREF_SIZE);
        }
        getColumnConstraints().addAll(name, weight, bar, figure, letter);
        // As many rows as a full sample has, so that a shorter sum keeps its lines together.
        for (int row = 0; row < MOST_LINES; row++) {
            getRowConstraints().add(Nodes.growingRow());
        }
    }

    void show(@Nullable Shown now) {
        getChildren().clear();
        if (now == null) {
            return;
        }
        List<ScoreLine> lines = ScoreLine.of(now.sample());
        for (int row = 0; row < lines.size(); row++) {
            add(lines.get(row), row);
        }
    }

    private void add(ScoreLine line, int row) {
        String text = messages.get(line.key());
        Label name = Nodes.label(text, line.part() ? "station-part" : "station-whole");
        if (!line.part() && row > 0) {
            name.getStyleClass().add("station-group");
        }
        Tooltip.install(name, new Tooltip(messages.get(line.key() + ".tip")));
        add(name, 0, row);
        if (line.weight() != null) {
            add(Nodes.label("×\u00a0" + messages.number(line.weight(), 2), "station-quiet"), 1, row);
        }
        Label figure = Nodes.label(figure(line), line.part() ? "station-figure" : "station-figure-strong");
        add(figure, 3, row);
        if (line.kind() == Kind.INVERSE) {
            Label inverse = Nodes.label(messages.get("station.score.inverse"), "station-quiet");
            inverse.setMinWidth(USE_PREF_SIZE);
            add(inverse, 2, row);
        } else if (line.kind() == Kind.SCORE) {
            ScoreBar bar = new ScoreBar(look);
            bar.getStyleClass().add("station-score-bar");
            bar.show(line.value());
            add(bar, 2, row);
            GridPane.setValignment(bar, VPos.CENTER);
        }
        if (line.grade() != null) {
            Label letter = Nodes.label(Letters.of(line.grade(), messages), "station-letter");
            letter.setTextFill(look.palette().get().gradeInk(line.grade()));
            add(letter, 4, row);
        }
    }

    private String figure(ScoreLine line) {
        return switch (line.kind()) {
            case SCORE, INVERSE -> messages.number(line.value(), DECIMALS);
            case FACTOR -> "×\u00a0" + messages.number(line.value(), DECIMALS);
            case PENALTY ->
                line.value() == null || line.value() == 0
                        ? messages.number(line.value(), 0)
                        : "−\u00a0" + messages.number(line.value(), 2);
        };
    }
}
