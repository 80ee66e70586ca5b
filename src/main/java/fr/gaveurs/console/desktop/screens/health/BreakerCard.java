package fr.gaveurs.console.desktop.screens.health;

import fr.gaveurs.console.desktop.kit.Level;
import fr.gaveurs.console.desktop.kit.Messages;
import fr.gaveurs.console.desktop.kit.Palette;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.scene.control.Button;
import javafx.scene.layout.VBox;

/** A circuit breaker, with the button that closes it. */
final class BreakerCard extends VBox {
    private final StateRow row;
    private final Button close;

    BreakerCard(ReadOnlyObjectProperty<Palette> palette, Messages messages, String key, Consumer<String> reset) {
        getStyleClass().add("breaker-card");
        row = new StateRow(palette);
        row.steady();
        close = new Button(messages.get("health.reset"));
        close.getStyleClass().addAll("small", "breaker-reset");
        close.setOnAction(event -> reset.accept(key));
        getChildren().addAll(row, close);
    }

    void show(HealthRows.BreakerRow now) {
        row.head(now.level(), now.name(), now.status(), now.since(), "");
        row.words("", now.error());
        row.figures(now.counts());
        row.strip(now.strip());
        // A closed one has nothing to close.
        close.setDisable(now.level() != Level.WARNING && now.level() != Level.BAD);
        close.setAccessibleText(close.getText() + ": " + now.name());
    }
}
