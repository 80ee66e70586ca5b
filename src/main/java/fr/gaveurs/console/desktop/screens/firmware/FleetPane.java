package fr.gaveurs.console.desktop.screens.firmware;

import fr.gaveurs.console.api.firmware.Firmware.Event;
import fr.gaveurs.console.api.firmware.Firmware.StationFirmware;
import fr.gaveurs.console.api.firmware.Firmware.StationHistory;
import fr.gaveurs.console.desktop.kit.Labels;
import fr.gaveurs.console.desktop.kit.Messages;
import fr.gaveurs.console.desktop.kit.Roomy;
import fr.gaveurs.console.desktop.kit.WhyEmpty;
import java.util.List;
import java.util.Map;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** What each station runs, how many run which version, and what happened to the one that is chosen. */
final class FleetPane extends HBox {
    private static final int VERSIONS = 8;

    private final Messages messages;
    private final FirmwareText words;
    private final FirmwareController.Backend backend;
    private final GridPane versions = new GridPane();
    private final ListView<StationFirmware> list;
    private final Label title = Labels.wrapping("", "firmware-head");
    private final Label now = Labels.wrapping("", "firmware-text");
    private final ListView<Event> events;
    private final VBox detail;
    private final Roomy side = new Roomy();
    private final VBox left;
    /** The station that is to be chosen once it is known. */
    private @Nullable String wanted;
    /** The one whose updates are in the list, or asked for; null before. */
    private @Nullable String listed;

    FleetPane(Messages messages, FirmwareController.Backend backend) {
        this.messages = messages;
        this.words = new FirmwareText(messages);
        this.backend = backend;
        list = Lists.of(
                "fleetList",
                messages,
                "firmware.stations.none",
                station -> backend.called(station.deviceId()) + (station.line() == null ? "" : " · " + station.line()),
                words::runs,
                this::choose);
        events = Lists.of("fleetEvents", messages, "firmware.events.none", words::event, words::when, chosen -> {});
        versions.getStyleClass().add("firmware-versions");
        ColumnConstraints name = new ColumnConstraints();
        ColumnConstraints bar = new ColumnConstraints();
        bar.setHgrow(Priority.ALWAYS);
        versions.getColumnConstraints().addAll(name, bar, new ColumnConstraints());
        detail = new VBox(title, now, Labels.wrapping(messages.get("firmware.events"), "firmware-title"), events);
        detail.getStyleClass().add("firmware-detail");
        detail.setVisible(false);
        VBox.setVgrow(events, Priority.ALWAYS);
        side.setContent(detail);
        HBox.setHgrow(side, Priority.ALWAYS);
        left = new VBox(versions, list);
        left.getStyleClass().add("firmware-left");
        VBox.setVgrow(list, Priority.ALWAYS);
        getStyleClass().add("firmware-page");
        getChildren().addAll(left, side);
    }

    /** Chooses a station, at once or as soon as it is known. */
    void open(String deviceId) {
        wanted = deviceId;
        choose();
    }

    private void choose() {
        String id = wanted;
        if (id == null) {
            return;
        }
        for (StationFirmware station : list.getItems()) {
            if (station.deviceId().equals(id)) {
                wanted = null;
                list.getSelectionModel().select(station);
                list.scrollTo(station);
            }
        }
    }

    /** The station that is chosen; null for none. */
    @Nullable
    String opened() {
        StationFirmware chosen = list.getSelectionModel().getSelectedItem();
        return chosen == null ? wanted : chosen.deviceId();
    }

    void show(List<StationFirmware> stations) {
        Lists.fill(list, stations, StationFirmware::deviceId);
        Lists.beside(left, side, !stations.isEmpty());
        choose();
        versions.getChildren().clear();
        List<Map.Entry<String, Long>> counts = words.versions(stations);
        for (int i = 0; i < Math.min(VERSIONS, counts.size()); i++) {
            Map.Entry<String, Long> each = counts.get(i);
            ProgressBar bar = new ProgressBar(each.getValue().doubleValue() / stations.size());
            bar.setMaxWidth(Double.MAX_VALUE);
            bar.getStyleClass().add("firmware-version");
            Label name = new Label(each.getKey());
            name.setMinWidth(USE_PREF_SIZE);
            Label count = new Label(messages.integer(each.getValue()));
            count.setMinWidth(USE_PREF_SIZE);
            versions.addRow(i, name, bar, count);
        }
        StationFirmware chosen = list.getSelectionModel().getSelectedItem();
        if (chosen != null) {
            ask(chosen.deviceId());
        }
    }

    /** The stations could not be read. */
    void failed(String reason) {
        WhyEmpty.of(list).failed(reason);
    }

    private void ask(String deviceId) {
        if (!deviceId.equals(listed)) {
            listed = deviceId;
            Lists.ask(events);
        }
        backend.station(deviceId, this::history, reason -> {
            if (deviceId.equals(listed)) {
                WhyEmpty.of(events).failed(reason);
            }
        });
    }

    private void choose(@Nullable StationFirmware station) {
        detail.setVisible(station != null);
        if (station != null) {
            title.setText(backend.called(station.deviceId()));
            now.setText(words.runs(station));
            ask(station.deviceId());
        }
    }

    private void history(StationHistory history) {
        StationFirmware chosen = list.getSelectionModel().getSelectedItem();
        if (chosen != null && chosen.deviceId().equals(history.now().deviceId())) {
            now.setText(words.runs(history.now()));
            Lists.keep(events, history.events());
        }
    }
}
