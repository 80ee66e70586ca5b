package fr.gaveurs.console.desktop.screens.firmware;

import fr.gaveurs.console.api.firmware.Firmware;
import fr.gaveurs.console.desktop.kit.Labels;
import fr.gaveurs.console.desktop.kit.Messages;
import fr.gaveurs.console.desktop.kit.WhyEmpty;
import fr.gaveurs.console.desktop.kit.pump.SystemDialogs;
import java.io.File;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javafx.scene.control.Button;
import javafx.scene.control.ListView;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.stage.FileChooser;
import org.jspecify.annotations.Nullable;

/** Whose signatures count. */
final class KeysPane extends VBox {
    private static final String SUFFIX = ".pub";
    private static final long MOST = 2_000;

    private final Messages messages;
    private final FirmwareController screen;
    private final FirmwareController.Backend backend;
    private final ListView<Firmware.Key> list;
    /** Stations by the key that signed what they run. */
    private final Map<String, Integer> running = new HashMap<>();

    private final Button revoke;

    KeysPane(Messages messages, FirmwareController screen, FirmwareController.Backend backend) {
        this.messages = messages;
        this.screen = screen;
        this.backend = backend;
        revoke = new Button(messages.get("firmware.key.revoke"));
        revoke.setId("keyRevoke");
        revoke.setDisable(true);
        revoke.setOnAction(event -> revoke());
        list = Lists.of("keyList", messages, "firmware.keys.none", Firmware.Key::name, this::below, this::choose);
        Button add = new Button(messages.get("firmware.key.add"));
        add.setId("keyAdd");
        add.setOnAction(event -> chooseFile());
        FlowPane acts = new FlowPane(add, revoke);
        acts.getStyleClass().add("firmware-acts");
        getStyleClass().add("firmware-page");
        getChildren().addAll(acts, Labels.wrapping(messages.get("firmware.keys.text"), "firmware-text"), list);
        VBox.setVgrow(list, Priority.ALWAYS);
    }

    private String below(Firmware.Key key) {
        String added = key.id() + " · " + key.algorithm() + " · " + messages.dayTime(key.addedAt());
        return key.revokedAt() == null
                ? added
                : added + " · " + messages.get("firmware.key.revoked", messages.dayTime(key.revokedAt()));
    }

    /** @param images says how many stations run what each key signed */
    void show(List<Firmware.Key> keys, List<Firmware.Image> images) {
        running.clear();
        images.stream()
                .filter(image -> image.keyId() != null)
                .forEach(image -> running.merge(String.valueOf(image.keyId()), image.running(), Integer::sum));
        Lists.fill(list, keys, Firmware.Key::id);
    }

    /** The keys could not be read. */
    void failed(String reason) {
        WhyEmpty.of(list).failed(reason);
    }

    private void choose(Firmware.@Nullable Key key) {
        revoke.setDisable(key == null || key.revokedAt() != null);
    }

    private void chooseFile() {
        FileChooser chooser = new FileChooser();
        chooser.setTitle(messages.get("firmware.key.choose"));
        chooser.getExtensionFilters()
                .add(new FileChooser.ExtensionFilter(messages.get("firmware.key.kind"), "*" + SUFFIX, "*.pem"));
        File chosen = SystemDialogs.open(chooser, getScene().getWindow());
        if (chosen != null) {
            add(chosen.toPath());
        }
    }

    /** Adds the key of a file, under the file's name. */
    void add(Path file) {
        try {
            if (Files.size(file) > MOST) {
                backend.warn(messages.get("firmware.key.none"));
                return;
            }
            String key = Files.readString(file);
            if (key.contains("PRIVATE KEY")) {
                // It is not even sent.
                backend.warn(messages.get("firmware.key.private"));
                return;
            }
            if (!key.strip().startsWith("-----BEGIN PUBLIC KEY-----")) {
                backend.warn(messages.get("firmware.key.none"));
                return;
            }
            String name = String.valueOf(file.getFileName()).replace(SUFFIX, "").replace(".pem", "");
            backend.take(backend.api().addKey(name, key), added -> {
                backend.good(messages.get("firmware.key.added", name));
                backend.again();
            });
        } catch (CharacterCodingException e) {
            backend.warn(messages.get("firmware.key.none"));
        } catch (IOException e) {
            backend.warn(messages.get("firmware.failed", e.getMessage()));
        }
    }

    private void revoke() {
        Firmware.Key key = list.getSelectionModel().getSelectedItem();
        if (key != null) {
            int stations = running.getOrDefault(key.id(), 0);
            screen.ask(
                    revoke,
                    messages.get("firmware.ask.revoke", key.name())
                            + (stations == 0 ? "" : ' ' + messages.count("firmware.ask.revoke.running", stations)),
                    messages.get("firmware.key.revoke"),
                    true,
                    client -> backend.take(client.revokeKey(key.id()), done -> backend.again()));
        }
    }
}
