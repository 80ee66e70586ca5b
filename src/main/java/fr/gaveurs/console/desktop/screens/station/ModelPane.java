package fr.gaveurs.console.desktop.screens.station;

import fr.gaveurs.console.api.models.Models.Flag;
import fr.gaveurs.console.api.models.Models.Target;
import fr.gaveurs.console.api.models.Versions.Figure;
import fr.gaveurs.console.api.quality.Samples.GradedWith;
import fr.gaveurs.console.desktop.kit.FigureText;
import fr.gaveurs.console.desktop.kit.Labels;
import fr.gaveurs.console.desktop.kit.Letters;
import fr.gaveurs.console.desktop.kit.Messages;
import fr.gaveurs.console.desktop.kit.ModelNames;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import javafx.geometry.HPos;
import javafx.scene.control.Label;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.materialdesign2.MaterialDesignA;

/** What the active model says of the sample, with its interval, beside the formula. Its lines keep their places. */
final class ModelPane extends VBox {
    private record Row(Label model, Label formula) {}

    private final Messages messages;
    private final ModelFigures figures;
    private final Label who = Labels.eliding("station-quiet");
    private final GridPane grid = new GridPane();
    private final Map<Target, Row> rows = new EnumMap<>(Target.class);
    /** Where it took the formula's place in the score: said of the sample for ever. */
    private final Label graded = Labels.wrapping("", "station-model-graded");

    private final Label flags = Labels.wrapping("", "station-model-flags");

    ModelPane(Messages messages, ModelFigures figures) {
        this.messages = messages;
        this.figures = figures;
        getStyleClass().add("station-model");
        who.setId("stationModel");
        grid.getStyleClass().add("station-facts");
        ColumnConstraints name = new ColumnConstraints();
        name.setHgrow(Priority.ALWAYS);
        ColumnConstraints model = new ColumnConstraints();
        model.setHalignment(HPos.RIGHT);
        ColumnConstraints formula = new ColumnConstraints();
        formula.setHalignment(HPos.RIGHT);
        for (ColumnConstraints whole : new ColumnConstraints[] {model, formula}) {
            whole.setMinWidth(Region.USE_PREF_SIZE);
        }
        grid.getColumnConstraints().addAll(name, model, formula);
        grid.addRow(
                0,
                new Label(),
                Nodes.label(messages.get("station.model.model"), "station-quiet"),
                Nodes.label(messages.get("station.model.formula"), "station-quiet"));
        for (Target target : Target.values()) {
            Row row = new Row(Nodes.label(Messages.NONE, "station-figure-strong"), Nodes.label("", "station-figure"));
            rows.put(target, row);
            grid.addRow(
                    rows.size(),
                    Nodes.label(messages.get("models.target." + target.key()), "station-quiet"),
                    row.model(),
                    row.formula());
        }
        graded.setId("stationGradedWith");
        getChildren().addAll(who, grid, flags, graded);
        figures.shown().subscribe(this::told);
    }

    /** Another sample is shown; null for none. */
    void show(@Nullable Shown now) {
        figures.sample(now == null ? null : now.sample());
        GradedWith with = now == null ? null : now.sample().gradedWith();
        graded.setText(
                with == null
                        ? ""
                        : messages.get(
                                "station.model.graded",
                                messages.get("models.version", with.model().versionId()),
                                with.profile(),
                                Letters.of(with.formulaGrade(), messages),
                                messages.number(with.formulaScore(), 3)));
    }

    private void told(ModelFigures.Shown now) {
        who.setText(
                now.silence() != null
                        ? messages.get("station.model." + now.silence().name().toLowerCase(Locale.ROOT))
                        : now.time() == null
                                ? title(now)
                                : messages.get("station.model.of", title(now), messages.moment(now.time())));
        Set<Flag> said = EnumSet.noneOf(Flag.class);
        rows.forEach((target, row) -> {
            Figure figure = now.figures().get(target);
            row.model().setText(FigureText.withInterval(messages, target, figure));
            row.formula()
                    .setText(FigureText.plain(messages, target, now.formula().get(target)));
            if (figure != null) {
                said.addAll(figure.flags());
            }
            Nodes.style(row.model(), "station-old", figure != null && FigureText.isDoubtful(figure));
        });
        flags.setText(said.stream()
                .map(each -> messages.get("models.flag." + each.key()))
                .collect(Collectors.joining(" · ")));
        if (said.isEmpty()) {
            flags.setGraphic(null);
        } else {
            Nodes.icon(flags, MaterialDesignA.ALERT);
        }
    }

    private String title(ModelFigures.Shown now) {
        return now.name() == null
                ? messages.get("models.version", now.versionId())
                : messages.get(
                        "station.model.named",
                        messages.get("models.version", now.versionId()),
                        ModelNames.of(now.name(), messages));
    }
}
