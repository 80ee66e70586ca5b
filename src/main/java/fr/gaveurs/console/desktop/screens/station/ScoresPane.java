package fr.gaveurs.console.desktop.screens.station;

import fr.gaveurs.console.desktop.kit.Letters;
import fr.gaveurs.console.desktop.kit.Messages;
import fr.gaveurs.console.desktop.kit.RowTip;
import fr.gaveurs.console.desktop.screens.station.ScoreLine.Kind;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javafx.geometry.HPos;
import javafx.geometry.VPos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import org.jspecify.annotations.Nullable;

/** How the score comes about: each part with its weight, its bar and its figure. */
final class ScoresPane extends GridPane {
    private static final int DECIMALS = 3;

    private final Look look;
    private final Messages messages;
    private final Map<String, Row> rows = new LinkedHashMap<>();
    private @Nullable Shown shown;

    /** The nodes of one line, made once. */
    private record Row(Label name, Label weight, @Nullable ScoreBar bar, Label figure, Label letter, List<Node> all) {}

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
        ScoreLine.KEYS.forEach(this::row);
        look.palette().subscribe(() -> show(shown));
    }

    private void row(String key, Kind kind) {
        boolean whole = ScoreLine.WHOLES.contains(key);
        Label name = Nodes.label(messages.get(key), whole ? "station-whole" : "station-part");
        if (whole && !rows.isEmpty()) {
            name.getStyleClass().add("station-group");
        }
        RowTip.of(name, messages.get(key + ".tip"));
        Label weight = Nodes.label("", "station-quiet");
        Label figure = Nodes.label("", whole ? "station-figure-strong" : "station-figure");
        Label letter = Nodes.label("", "station-letter");
        ScoreBar bar = kind == Kind.SCORE ? new ScoreBar(look) : null;
        Label inverse = Nodes.label(messages.get("station.score.inverse"), "station-quiet");
        inverse.setMinWidth(USE_PREF_SIZE);
        int at = rows.size();
        add(name, 0, at);
        add(weight, 1, at);
        add(figure, 3, at);
        add(letter, 4, at);
        if (bar != null) {
            bar.getStyleClass().add("station-score-bar");
            add(bar, 2, at);
            GridPane.setValignment(bar, VPos.CENTER);
        } else if (kind == Kind.INVERSE) {
            add(inverse, 2, at);
        }
        getRowConstraints().add(Nodes.growingRow());
        List<Node> all = getChildren().stream()
                .filter(node -> at == GridPane.getRowIndex(node))
                .toList();
        rows.put(key, new Row(name, weight, bar, figure, letter, all));
    }

    void show(@Nullable Shown now) {
        shown = now;
        Map<String, ScoreLine> lines = now == null
                ? Map.of()
                : ScoreLine.of(now.sample()).stream().collect(Collectors.toMap(ScoreLine::key, line -> line));
        rows.forEach((key, row) -> {
            ScoreLine line = lines.get(key);
            row.all().forEach(node -> node.setVisible(line != null));
            if (line != null) {
                fill(row, line);
            }
        });
    }

    private void fill(Row row, ScoreLine line) {
        row.weight().setText(line.weight() == null ? "" : "×\u00a0" + messages.number(line.weight(), 2));
        row.figure().setText(figure(line));
        if (row.bar() != null) {
            row.bar().show(line.value());
        }
        if (line.grade() != null) {
            row.letter().setText(Letters.of(line.grade(), messages));
            row.letter().setTextFill(look.palette().get().gradeInk(line.grade()));
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
