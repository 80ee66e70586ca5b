package fr.gaveurs.console.desktop.screens.health;

import fr.gaveurs.console.desktop.kit.Level;
import fr.gaveurs.console.desktop.kit.Messages;
import fr.gaveurs.console.desktop.kit.Palette;
import fr.gaveurs.console.desktop.kit.RowTip;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/** A circuit breaker, with the button that closes it. */
final class BreakerCard extends VBox {
    private final StateRow row;
    private final Button close;
    private final Label error = new Label();

    BreakerCard(ReadOnlyObjectProperty<Palette> palette, Messages messages, String key, Consumer<String> reset) {
        getStyleClass().add("breaker-card");
        row = new StateRow(palette);
        row.steady();
        close = new Button(messages.get("health.reset"));
        close.getStyleClass().addAll("small", "breaker-reset");
        close.setOnAction(event -> reset.accept(key));
        // Its room is beside the button's, also while there is none: two lines, and what they do not hold is its tip.
        error.getStyleClass().addAll("component-note", "kept-note", "elides");
        error.setWrapText(true);
        HBox.setHgrow(error, Priority.ALWAYS);
        error.setMaxWidth(Double.MAX_VALUE);
        RowTip whole = new RowTip(error, tip -> tip.getStyleClass().add("strip-tip"));
        error.textProperty().subscribe(whole::text);
        close.setMinWidth(USE_PREF_SIZE);
        HBox foot = new HBox(close, error);
        foot.getStyleClass().add("breaker-foot");
        getChildren().addAll(row, foot);
    }

    void show(HealthRows.BreakerRow now) {
        row.head(now.level(), now.name(), now.status(), now.since(), "");
        row.words("", "");
        error.setText(now.error());
        row.figures(now.counts());
        row.strip(now.strip());
        // A closed one has nothing to close.
        close.setDisable(now.level() != Level.WARNING && now.level() != Level.BAD);
        close.setAccessibleText(close.getText() + ": " + now.name());
    }
}
