package fr.gaveurs.console.desktop.health;

import fr.gaveurs.console.desktop.screen.LevelIcon;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

/** One probe: its name, its answer, what that means. */
final class ProbeCard extends VBox {
    private final Label name = new Label();
    private final LevelIcon icon = new LevelIcon();
    private final Label status = new Label();
    private final Label measured = new Label();
    private final Label meaning = new Label();

    ProbeCard() {
        getStyleClass().add("probe-card");
        name.getStyleClass().add("figure-title");
        status.getStyleClass().add("probe-status");
        measured.getStyleClass().add("figure-note");
        meaning.getStyleClass().add("probe-meaning");
        meaning.setWrapText(true);
        HBox answer = new HBox(icon, status, measured);
        answer.getStyleClass().add("probe-answer");
        getChildren().addAll(name, answer, meaning);
    }

    void show(HealthViewModel.ProbeRow row) {
        name.setText(row.name());
        icon.level(row.level());
        status.setText(row.status());
        measured.setText(row.measured());
        meaning.setText(row.meaning());
    }
}
