package fr.gaveurs.console.desktop.health;

import fr.gaveurs.console.desktop.screen.LevelIcon;
import java.util.List;
import java.util.Map;
import javafx.scene.control.Label;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** One component: status, name, detail, since when, what its check took, and its figures. */
final class ComponentCard extends HBox {
    private final LevelIcon icon = new LevelIcon();
    private final Label name = new Label();
    private final Label status = new Label();
    private final Label since = new Label();
    private final Label took = new Label();
    private final Label detail = new Label();
    private final FlowPane figures = new FlowPane();
    private List<String> names = List.of();

    ComponentCard() {
        getStyleClass().add("component-card");
        name.getStyleClass().add("component-name");
        status.getStyleClass().add("component-status");
        since.getStyleClass().add("component-aside");
        took.getStyleClass().add("component-aside");
        detail.getStyleClass().add("component-detail");
        detail.setWrapText(true);
        figures.getStyleClass().add("component-figures");
        // Its height is reckoned for this width before it is known how wide it will be.
        figures.setPrefWrapLength(1_200);
        Region room = new Region();
        HBox.setHgrow(room, Priority.ALWAYS);
        HBox head = new HBox(name, status, room, since, took);
        head.getStyleClass().add("component-head");
        VBox body = new VBox(head, detail, figures);
        body.getStyleClass().add("component-body");
        HBox.setHgrow(body, Priority.ALWAYS);
        for (Label label : List.of(name, status, since, took)) {
            label.setMinWidth(USE_PREF_SIZE);
        }
        getChildren().addAll(icon, body);
        detail.managedProperty().bind(detail.textProperty().isNotEmpty());
        figures.managedProperty().bind(figures.visibleProperty());
    }

    void show(HealthViewModel.ComponentRow row) {
        icon.level(row.level());
        name.setText(row.name());
        status.setText(row.status());
        status.getStyleClass().setAll("label", "component-status", row.level().style());
        since.setText(row.since());
        took.setText(row.took());
        detail.setText(row.detail());
        figures(row.figures());
        setAccessibleText(row.name() + ": " + row.status() + " " + row.detail());
    }

    /** Labels are kept while the figures' names stay the same, so that a value that changes costs one label's text. */
    private void figures(List<Map.Entry<String, String>> now) {
        List<String> wanted = now.stream().map(Map.Entry::getKey).toList();
        if (!wanted.equals(names)) {
            names = wanted;
            figures.getChildren().clear();
            for (String figure : wanted) {
                Label key = new Label(figure);
                key.getStyleClass().add("figure-key");
                Label value = new Label();
                value.getStyleClass().add("figure-amount");
                HBox pair = new HBox(key, value);
                pair.getStyleClass().add("figure-pair");
                figures.getChildren().add(pair);
            }
            figures.setVisible(!wanted.isEmpty());
        }
        for (int i = 0; i < now.size(); i++) {
            HBox pair = (HBox) figures.getChildren().get(i);
            ((Label) pair.getChildren().getLast()).setText(now.get(i).getValue());
        }
    }
}
