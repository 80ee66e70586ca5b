package fr.gaveurs.console.desktop.kit.tiles;

import fr.gaveurs.console.desktop.kit.Labels;
import fr.gaveurs.console.desktop.kit.Messages;
import javafx.beans.binding.Bindings;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;

/** What a figure is, over which time, and where its limits come from; its value goes on changing meanwhile. */
final class FigureExplanation extends VBox {
    /**
     * @param title the figure's name
     * @param key of the words: those of {@code explain.KEY.what}, {@code .over} and {@code .limits}
     * @param limits what those words name, such as a limit in force
     */
    FigureExplanation(FigureTile tile, String title, Messages messages, String key, Object... limits) {
        getStyleClass().add("figure-explanation");
        Label value = Labels.wrapping("", "figure-value");
        value.textProperty()
                .bind(Bindings.createStringBinding(
                        () -> (tile.getDescription() + " " + tile.note()).strip(),
                        tile.descriptionProperty(),
                        tile.textProperty()));
        getChildren().addAll(Labels.wrapping(title, "settings-heading"), value);
        for (String part : new String[] {"what", "over", "limits"}) {
            getChildren()
                    .add(new VBox(
                            Labels.wrapping(messages.get("explain." + part), "quiet"),
                            Labels.wrapping(messages.get("explain." + key + "." + part, limits))));
        }
    }
}
