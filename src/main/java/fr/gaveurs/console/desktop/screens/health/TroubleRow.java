package fr.gaveurs.console.desktop.screens.health;

import fr.gaveurs.console.desktop.kit.Labels;
import fr.gaveurs.console.desktop.kit.LevelIcon;
import javafx.scene.control.Label;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/** One thing that is wrong: what, since when, and what follows from it. */
final class TroubleRow extends HBox {
    TroubleRow(HealthRows.Trouble trouble) {
        getStyleClass().addAll("trouble", trouble.level().style());
        LevelIcon icon = new LevelIcon();
        icon.level(trouble.level());
        Label name = label(trouble.name(), "component-name");
        Label status = label(trouble.status(), "component-status");
        status.getStyleClass().add(trouble.level().style());
        FlowPane head = new FlowPane(name, status, label(trouble.since(), "component-since"));
        head.getStyleClass().add("component-head");
        head.setPrefWrapLength(1_200);
        VBox body = new VBox(head);
        if (!trouble.detail().isEmpty()) {
            body.getChildren().add(Labels.wrapping(trouble.detail(), "component-detail"));
        }
        body.getStyleClass().add("component-body");
        HBox.setHgrow(body, Priority.ALWAYS);
        getChildren().addAll(icon, body);
        setAccessibleText(trouble.name() + ": " + trouble.status() + " " + trouble.since() + " " + trouble.detail());
    }

    private static Label label(String text, String style) {
        Label label = new Label(text);
        label.getStyleClass().add(style);
        label.setMinWidth(USE_PREF_SIZE);
        return label;
    }
}
