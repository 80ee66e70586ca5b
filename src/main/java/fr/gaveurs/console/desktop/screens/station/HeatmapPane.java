package fr.gaveurs.console.desktop.screens.station;

import fr.gaveurs.console.api.quality.Samples.Defect;
import fr.gaveurs.console.api.quality.Samples.TofRaw;
import fr.gaveurs.console.desktop.kit.Messages;
import java.util.EnumMap;
import java.util.Map;
import javafx.beans.property.IntegerProperty;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/**
 * The five matrices: one large, all small beside it to pick from. Beside each small one stands its value in the zone
 * under the cursor.
 */
final class HeatmapPane extends VBox {
    private final Messages messages;
    private final IntegerProperty zone;
    private final HeatmapView large;
    private final Label readout = Nodes.label("", "station-readout");
    private final ToggleGroup group = new ToggleGroup();
    private final Map<Quantity, Thumb> thumbs = new EnumMap<>(Quantity.class);
    private @Nullable Shown shown;

    private record Thumb(ToggleButton button, HeatmapView map, Label value) {}

    HeatmapPane(Look look, IntegerProperty zone) {
        this.messages = look.messages();
        this.zone = zone;
        getStyleClass().add("station-maps");
        large = new HeatmapView(look, Quantity.DISTANCE, true, zone);
        large.setAccessibleHelp(messages.get("station.map.help"));
        HBox.setHgrow(large, Priority.ALWAYS);
        VBox column = new VBox();
        column.getStyleClass().add("station-thumbs");
        for (Quantity quantity : Quantity.values()) {
            Thumb thumb = thumb(look, quantity);
            thumbs.put(quantity, thumb);
            VBox.setVgrow(thumb.button(), Priority.ALWAYS);
            column.getChildren().add(thumb.button());
        }
        pick(Quantity.DISTANCE);
        HBox maps = new HBox(large, column);
        maps.getStyleClass().add("station-maps-row");
        VBox.setVgrow(maps, Priority.ALWAYS);
        getChildren().addAll(readout, maps);
        group.selectedToggleProperty().subscribe((before, now) -> {
            if (now == null && before != null) {
                before.setSelected(true);
            } else if (now != null) {
                large.quantity((Quantity) now.getUserData());
            }
        });
        zone.subscribe(this::read);
    }

    private Thumb thumb(Look look, Quantity quantity) {
        HeatmapView map = new HeatmapView(look, quantity, false, zone);
        map.getStyleClass().add("station-thumb-map");
        VBox.setVgrow(map, Priority.ALWAYS);
        Label value = Nodes.label("", "station-figure");
        HBox words = new HBox(Nodes.label(messages.get(quantity.key()), "station-quiet"), Nodes.spring(), value);
        VBox content = new VBox(map, words);
        ToggleButton button = new ToggleButton();
        button.setGraphic(content);
        button.setContentDisplay(ContentDisplay.GRAPHIC_ONLY);
        button.setMaxSize(Double.MAX_VALUE, Double.MAX_VALUE);
        button.setToggleGroup(group);
        button.setUserData(quantity);
        button.getStyleClass().add("station-thumb");
        return new Thumb(button, map, value);
    }

    /** Makes a quantity the large one. */
    void pick(Quantity quantity) {
        Thumb thumb = thumbs.get(quantity);
        if (thumb != null) {
            thumb.button().setSelected(true);
        }
    }

    void show(@Nullable Shown now) {
        shown = now;
        large.show(now);
        thumbs.values().forEach(thumb -> thumb.map().show(now));
        read();
    }

    private void read() {
        Shown now = shown;
        TofRaw raw = now == null ? null : now.sample().vl53l8ch().raw();
        Zones zones = now == null ? null : now.zones();
        if (now == null || raw == null || zones == null) {
            readout.setText("");
            thumbs.values().forEach(thumb -> thumb.value().setText(""));
            return;
        }
        int at = zone.get();
        StringBuilder spoken = new StringBuilder();
        thumbs.forEach((quantity, thumb) -> {
            String value = messages.number(quantity.values(raw)[at], quantity.decimals());
            String text = quantity.unit().isEmpty() ? value : value + "\u00a0" + quantity.unit();
            thumb.value().setText(text);
            String named = messages.get(quantity.key()) + " " + text;
            thumb.button().setAccessibleText(named);
            spoken.append(", ").append(named);
        });
        String place = messages.get("station.map.zone", at / Zones.SIDE + 1, at % Zones.SIDE + 1);
        String text = place + " · " + meaning(now, zones, raw, at);
        readout.setText(text);
        large.setAccessibleText(text + spoken);
    }

    /** What the zone is: floor, liver, a defect, or nothing that counts and why. */
    private String meaning(Shown now, Zones zones, TofRaw raw, int at) {
        int status = raw.statusMatrix()[at / Zones.SIDE][at % Zones.SIDE];
        String code = zones.statusReported() && !Zones.good(status)
                ? " · " + messages.getOr("station.status." + status, messages.get("station.status.other", status))
                : "";
        if (!zones.valid(at)) {
            return messages.get("station.map.invalid") + code;
        }
        String height = messages.get("station.map.height", messages.number(zones.height(at), 1));
        int defect = zones.defect(at);
        if (defect >= 0) {
            Defect found = now.defects().get(defect);
            return height + " · " + (defect + 1) + " "
                    + messages.get("station.defect." + found.type().key()) + code;
        }
        return height + " · " + messages.get(zones.occupied(at) ? "station.map.liver" : "station.map.floor") + code;
    }
}
