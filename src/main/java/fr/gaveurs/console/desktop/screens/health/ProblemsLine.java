package fr.gaveurs.console.desktop.screens.health;

import fr.gaveurs.console.desktop.kit.LevelIcon;
import fr.gaveurs.console.desktop.screens.health.HealthRows.Verdict;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.scene.control.Hyperlink;
import javafx.scene.layout.HBox;

/** How many problems are open and of how many stations, which leads to those. */
public final class ProblemsLine extends HBox {
    private final LevelIcon icon = new LevelIcon();
    private final Hyperlink words = new Hyperlink();

    public ProblemsLine() {
        getStyleClass().add("health-problems");
        words.setId("healthProblems");
        words.setWrapText(true);
        getChildren().addAll(icon, words);
    }

    /** @param stations leads to the stations */
    void follow(ReadOnlyObjectProperty<Verdict> problems, Runnable stations) {
        problems.subscribe(now -> {
            icon.level(now.level());
            words.setText(now.title());
        });
        words.setOnAction(event -> stations.run());
    }
}
