package fr.gaveurs.console.desktop.screens.stations;

import fr.gaveurs.console.desktop.kit.Labels;
import fr.gaveurs.console.desktop.kit.Wrapping;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** One of several boards that say a station's id, and the button by which it is chosen. */
final class BoardRow extends VBox {
    private final Label words = Labels.wrapping("");
    private final Button choose = new Button();

    BoardRow() {
        Wrapping row = new Wrapping();
        row.getStyleClass().add("manage-board");
        HBox.setHgrow(words, Priority.ALWAYS);
        choose.getStyleClass().add("small");
        choose.setMinWidth(Region.USE_PREF_SIZE);
        row.getChildren().addAll(words, choose);
        getChildren().add(row);
    }

    /**
     * @param act what its button says
     * @param known whether its hello was heard, so that it can be chosen
     */
    void show(String text, String act, boolean known, Runnable chosen) {
        words.setText(text);
        choose.setText(act);
        choose.setVisible(known);
        choose.setOnAction(event -> chosen.run());
    }
}
