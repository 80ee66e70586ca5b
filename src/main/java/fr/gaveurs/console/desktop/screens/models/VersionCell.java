package fr.gaveurs.console.desktop.screens.models;

import fr.gaveurs.console.api.models.Models.Target;
import fr.gaveurs.console.api.models.Versions.Ranked;
import fr.gaveurs.console.api.models.Versions.VersionState;
import fr.gaveurs.console.desktop.kit.Labels;
import fr.gaveurs.console.desktop.kit.Messages;
import fr.gaveurs.console.desktop.screens.models.VersionsViewModel.Row;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javafx.geometry.HPos;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** One version of the leaderboard: name and role, since when, and the errors beside the formula's. */
final class VersionCell extends ListCell<Row> {
    /** The weight is shown on the card alone. */
    private static final List<Target> SHOWN = List.of(Target.FRESHNESS, Target.FAT_QUALITY, Target.OXIDATION);

    private record Figures(Label error, Label formula) {}

    private final Messages messages;
    private final ModelsText words;
    private final Label title = Labels.eliding("models-title");
    private final Label role = new Label();
    private final Label standing = Labels.eliding("models-text");
    private final Label made = Labels.eliding("models-text");
    private final GridPane figures = new GridPane();
    private final Map<Target, Figures> errors = new EnumMap<>(Target.class);
    private final Label elsewhere;
    private final VBox box;

    VersionCell(Messages messages) {
        this.messages = messages;
        words = new ModelsText(messages);
        HBox.setHgrow(title, Priority.ALWAYS);
        title.setMaxWidth(Double.MAX_VALUE);
        role.getStyleClass().add("models-role");
        role.setMinWidth(Region.USE_PREF_SIZE);
        HBox head = new HBox(title, role);
        head.setAlignment(Pos.CENTER_LEFT);
        head.getStyleClass().add("models-row-head");
        figures.getStyleClass().add("models-row-figures");
        ColumnConstraints name = new ColumnConstraints();
        name.setMinWidth(Region.USE_PREF_SIZE);
        ColumnConstraints error = new ColumnConstraints();
        error.setMinWidth(Region.USE_PREF_SIZE);
        ColumnConstraints formula = new ColumnConstraints();
        formula.setHgrow(Priority.ALWAYS);
        formula.setHalignment(HPos.RIGHT);
        figures.getColumnConstraints().addAll(name, error, formula);
        for (Target target : SHOWN) {
            Label named = Labels.eliding("models-text");
            named.setText(messages.get("models.kind." + target.key()));
            Figures made = new Figures(new Label(), Labels.eliding("models-text"));
            made.error().getStyleClass().add("models-figure");
            errors.put(target, made);
            figures.addRow(errors.size() - 1, named, made.error(), made.formula());
        }
        elsewhere = Labels.eliding("models-text");
        elsewhere.setText(messages.get("models.elsewhere"));
        box = new VBox(head, standing, made, figures, elsewhere);
        box.setMinWidth(0);
        box.setPrefWidth(0);
    }

    @Override
    protected void updateItem(@Nullable Row row, boolean empty) {
        super.updateItem(row, empty);
        if (empty || row == null) {
            setGraphic(null);
            setAccessibleText(null);
            return;
        }
        VersionState state = row.version().state();
        title.setText(words.title(row.version()));
        role.setText(words.state(state));
        role.getStyleClass().setAll("label", "models-role", state.name().toLowerCase(Locale.ROOT));
        standing.setText(row.version().fault() == null ? since(row) : words.fault(row.version()));
        made.setText(words.madeOf(row.version()));
        List<String> spoken =
                new ArrayList<>(List.of(title.getText(), role.getText(), standing.getText(), made.getText()));
        boolean known = !row.ranks().isEmpty();
        figures.setVisible(known);
        figures.setManaged(known);
        elsewhere.setVisible(!known);
        elsewhere.setManaged(!known);
        errors.forEach((target, shown) -> {
            Ranked rank = row.ranks().get(target);
            shown.error().setText(rank == null ? Messages.NONE : words.error(target, rank.heldOutMae()));
            shown.formula()
                    .setText(
                            rank == null
                                    ? ""
                                    : messages.get(
                                            "models.row.formula", words.error(target, rank.formulaHeldOutMae())));
            if (rank != null) {
                spoken.add(words.target(target) + " " + shown.error().getText() + ", "
                        + shown.formula().getText());
            }
        });
        setAccessibleText(String.join(", ", spoken));
        setGraphic(box);
    }

    private String since(Row row) {
        return row.since() == null
                ? messages.get("models.made", messages.dayTime(row.version().madeAt()))
                : messages.get("models.since", messages.dayTime(row.since()));
    }
}
