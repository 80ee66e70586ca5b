package fr.gaveurs.console.desktop.screens.stations;

import fr.gaveurs.console.api.devices.DeviceDetails.Addresses;
import fr.gaveurs.console.desktop.kit.Labels;
import fr.gaveurs.console.desktop.kit.Messages;
import fr.gaveurs.console.desktop.kit.Wrapping;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** The address to put into an ESP32: as text to be copied, and as a QR code to be photographed. */
final class AddressPane {
    private final Messages messages;
    private @Nullable Addresses told;
    private final QrView code = new QrView();
    private final VBox rows = new VBox();
    private final Wrapping root = new Wrapping();

    /** @param addresses {@code ws://} addresses that stations reach this console by, best first, until the backend says them */
    AddressPane(Messages messages, List<String> addresses) {
        this.messages = messages;
        root.getStyleClass().add("address-pane");
        rows.getStyleClass().add("address-rows");
        HBox.setHgrow(rows, Priority.ALWAYS);
        root.getChildren().addAll(code, rows);
        fill(new Addresses(addresses, true, null));
    }

    /** The backend said what to put into a board. */
    void fill(Addresses now) {
        if (now.equals(told)) {
            return;
        }
        told = now;
        List<String> urls = now.urls();
        code.setVisible(!urls.isEmpty());
        code.setManaged(!urls.isEmpty());
        rows.getChildren().clear();
        words(messages.get(now.reachable() ? "stations.address.text" : "stations.address.local"), now.reachable());
        urls.forEach(address -> rows.getChildren().add(row(address, urls.size() > 1)));
        if (now.service() != null) {
            words(messages.get("stations.address.announced", now.service()), true);
        }
        if (!urls.isEmpty()) {
            show(urls.getFirst());
        }
    }

    private void words(String text, boolean quiet) {
        rows.getChildren().add(Labels.wrapping(text, quiet ? "stations-quiet" : "stations-failure"));
    }

    Node node() {
        return root;
    }

    private void show(String address) {
        code.show(address);
        code.setAccessibleText(messages.get("stations.address.code", address));
        rows.lookupAll(".address-choice").forEach(node -> {
            if (node instanceof ToggleButton choice) {
                choice.setSelected(choice.getText().equals(address));
            }
        });
    }

    private Wrapping row(String address, boolean several) {
        Wrapping row = new Wrapping();
        row.getStyleClass().add("address-row");
        if (several) {
            ToggleButton choice = new ToggleButton(address);
            choice.getStyleClass().addAll("small", "address-choice");
            choice.setMinWidth(Region.USE_PREF_SIZE);
            choice.setOnAction(event -> show(address));
            row.getChildren().add(choice);
        } else {
            Label label = new Label(address);
            label.getStyleClass().add("address");
            label.setMinWidth(Region.USE_PREF_SIZE);
            row.getChildren().add(label);
        }
        Button copy = new Button(messages.get("live.empty.copy"));
        copy.getStyleClass().add("small");
        copy.setMinWidth(Region.USE_PREF_SIZE);
        copy.setAccessibleText(messages.get("stations.address.copy", address));
        copy.setOnAction(event -> {
            ClipboardContent content = new ClipboardContent();
            content.putString(address);
            Clipboard.getSystemClipboard().setContent(content);
            copy.setText(messages.get("live.empty.copied"));
        });
        row.getChildren().add(copy);
        return row;
    }
}
