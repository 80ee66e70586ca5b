package fr.gaveurs.console.desktop.screens.station;

import fr.gaveurs.console.api.quality.GradingRules;
import fr.gaveurs.console.api.quality.Samples.Defect;
import fr.gaveurs.console.api.quality.Samples.DefectType;
import fr.gaveurs.console.desktop.kit.Messages;
import java.util.List;
import javafx.beans.property.IntegerProperty;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import org.kordamp.ikonli.materialdesign2.MaterialDesignT;

/** The sample's defects under their numbers in the maps; choosing one moves the cursor to its worst zone. */
final class DefectsPane extends ScrollPane {
    private final Messages messages;
    private final IntegerProperty zone;
    private final VBox lines = new VBox();
    private @Nullable Shown shown;

    DefectsPane(Look look, IntegerProperty zone) {
        this.messages = look.messages();
        this.zone = zone;
        lines.getStyleClass().add("station-defects");
        getStyleClass().add("station-scroll");
        setFitToWidth(true);
        setHbarPolicy(ScrollBarPolicy.NEVER);
        setContent(lines);
    }

    void show(@Nullable Shown now) {
        if (now != null
                && shown != null
                && now.defects().isEmpty()
                && shown.defects().isEmpty()
                && measured(now) == measured(shown)) {
            shown = now;
            return;
        }
        shown = now;
        lines.getChildren().clear();
        if (now == null) {
            return;
        }
        List<Defect> defects = now.defects();
        for (int i = 0; i < defects.size(); i++) {
            lines.getChildren().add(line(i + 1, defects.get(i)));
        }
        if (defects.isEmpty()) {
            // Nobody looked for defects in what could not be graded: that is not "none".
            boolean measured = measured(now);
            var none = Nodes.label(
                    messages.get(measured ? "station.defects.none" : "station.defects.unknown"), "station-quiet");
            Nodes.icon(none, measured ? MaterialDesignC.CHECK : MaterialDesignC.CIRCLE_OFF_OUTLINE);
            lines.getChildren().add(none);
        }
    }

    private static boolean measured(Shown now) {
        return now.sample().vl53l8ch().analysis().score() != null;
    }

    private Button line(int number, Defect defect) {
        boolean bump = defect.type() == DefectType.FOREIGN_BODY;
        var badge = Nodes.label(Integer.toString(number), "station-badge");
        badge.setMinWidth(USE_PREF_SIZE);
        Nodes.icon(badge, bump ? MaterialDesignT.TRIANGLE : MaterialDesignT.TRIANGLE_DOWN);
        badge.getStyleClass().add(GradingRules.rejects(defect) ? "station-badge-danger" : "station-badge-warning");
        String name = messages.get("station.defect." + defect.type().key());
        String where = messages.get(
                bump ? "station.defect.height" : "station.defect.depth",
                messages.number(defect.extentMm(), 1),
                messages.count("station.defect.zones", defect.zones()),
                defect.row() + 1,
                defect.column() + 1);
        var title = Nodes.label(
                messages.get("station.defect.title", name, messages.number(defect.severity(), 2)), "station-whole");
        var position = Nodes.label(where, "station-quiet");
        VBox words = new VBox(title, position);
        HBox content = new HBox(badge, words);
        content.setAlignment(Pos.TOP_LEFT);
        content.getStyleClass().add("station-defect-line");
        Button button = new Button();
        button.setContentDisplay(ContentDisplay.GRAPHIC_ONLY);
        button.setGraphic(content);
        button.getStyleClass().add("station-defect");
        button.setMaxWidth(Double.MAX_VALUE);
        button.setAccessibleText(number + ". " + title.getText() + ". " + where);
        button.setOnAction(event -> zone.set(defect.row() * Zones.SIDE + defect.column()));
        return button;
    }
}
