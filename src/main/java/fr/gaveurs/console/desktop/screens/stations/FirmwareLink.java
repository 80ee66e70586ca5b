package fr.gaveurs.console.desktop.screens.stations;

import fr.gaveurs.console.desktop.kit.Icon;
import fr.gaveurs.console.desktop.kit.Labels;
import fr.gaveurs.console.desktop.kit.Messages;
import fr.gaveurs.console.desktop.kit.Visibility;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;

/** The way from a station to its firmware, and below it whether nobody signed what it runs. */
final class FirmwareLink extends VBox {
    private final Label unsigned;

    /** @param open leads to what happened to its firmware */
    FirmwareLink(Messages messages, Runnable open) {
        Button button = new Button(messages.get("stations.firmware"), new Icon(MaterialDesignC.CHIP));
        button.setId("stationFirmware");
        button.getStyleClass().add("small");
        button.setMinWidth(USE_PREF_SIZE);
        button.setOnAction(event -> open.run());
        unsigned = Labels.wrapping(messages.get("stations.firmware.unsigned"), "question-problem");
        unsigned.setId("stationUnsigned");
        unsigned(false);
        getStyleClass().add("manage-rows");
        getChildren().addAll(button, unsigned);
    }

    void unsigned(boolean now) {
        Visibility.show(unsigned, now);
    }
}
