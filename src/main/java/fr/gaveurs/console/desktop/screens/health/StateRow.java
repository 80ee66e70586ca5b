package fr.gaveurs.console.desktop.screens.health;

import fr.gaveurs.console.desktop.kit.Level;
import fr.gaveurs.console.desktop.kit.LevelIcon;
import fr.gaveurs.console.desktop.kit.Palette;
import fr.gaveurs.console.desktop.kit.SideBySide;
import java.util.List;
import java.util.Map;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.scene.control.Label;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/** What probes, components and breakers have in common: icon, name, status, since when, words, figures, and the hour. */
class StateRow extends HBox {
    private final LevelIcon icon = new LevelIcon();
    private final Label name = label("component-name");
    private final Label status = label("component-status");
    private final Label since = label("component-aside");
    private final Label took = label("component-aside");
    private final Label detail = label("component-detail");
    private final Label note = label("component-note");
    private final Figures figures = new Figures();
    private final StripView strip;
    private final FlowPane head = new FlowPane();
    private final VBox body = new VBox(head, detail, note);

    StateRow(ReadOnlyObjectProperty<Palette> palette) {
        getStyleClass().add("component-card");
        strip = new StripView(palette);
        head.getStyleClass().add("component-head");
        head.setPrefWrapLength(1_200);
        head.getChildren().addAll(name, status, since, took);
        for (Label label : List.of(name, status, since, took)) {
            label.setMinWidth(USE_PREF_SIZE);
            label.managedProperty().bind(label.textProperty().isNotEmpty());
        }
        for (Label label : List.of(detail, note)) {
            label.setWrapText(true);
            label.managedProperty().bind(label.textProperty().isNotEmpty());
        }
        body.getChildren().add(figures);
        body.getStyleClass().add("component-body");
        SideBySide sides = new SideBySide();
        sides.setGap(12);
        sides.getChildren().addAll(body, strip);
        HBox.setHgrow(sides, Priority.ALWAYS);
        getChildren().addAll(icon, sides);
    }

    /**
     * Whatever it says, what stands below it stays: since when has a line of its own, so that nothing folds where it gets
     * longer.
     */
    final void steady() {
        head.getChildren().remove(since);
        since.managedProperty().unbind();
        since.setManaged(true);
        body.getChildren().add(1, since);
    }

    private static Label label(String style) {
        Label label = new Label();
        label.getStyleClass().add(style);
        return label;
    }

    /** Names of the status and of how long, and what goes with them. */
    final void head(Level level, String nameText, String statusText, String sinceText, String tookText) {
        icon.level(level);
        name.setText(nameText);
        status.setText(statusText);
        status.getStyleClass().setAll("label", "component-status", level.style());
        since.setText(sinceText);
        took.setText(tookText);
    }

    /** A heading for what has no state of its own. */
    final void title(String nameText, String noteText) {
        icon.setVisible(false);
        strip.setVisible(false);
        name.setText(nameText);
        words("", noteText);
    }

    /** @param noteText smaller, below {@code detailText} */
    final void words(String detailText, String noteText) {
        detail.setText(detailText);
        note.setText(noteText);
        setAccessibleText(name.getText() + ": " + status.getText() + " " + since.getText() + " " + detailText);
    }

    final void figures(List<Map.Entry<String, String>> now) {
        figures.show(now);
    }

    final void strip(Strip now) {
        strip.show(now);
    }

    void show(HealthRows.ComponentRow row) {
        head(row.level(), row.name(), row.status(), row.since(), row.took());
        words(row.detail(), row.streak());
        figures(row.figures());
        strip(row.strip());
    }

    void show(HealthRows.ProbeRow row) {
        head(row.level(), row.name(), row.status(), row.since(), row.measured());
        words("", row.meaning());
        strip(row.strip());
    }
}
