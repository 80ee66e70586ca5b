package fr.gaveurs.console.desktop.screens.station;

import fr.gaveurs.console.desktop.kit.Icon;
import javafx.geometry.VPos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.Labeled;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.RowConstraints;
import org.kordamp.ikonli.Ikon;

/** Small nodes that the panes are made of. */
final class Nodes {
    private Nodes() {}

    static Label label(String text, String... styleClasses) {
        Label label = new Label(text);
        label.getStyleClass().addAll(styleClasses);
        return label;
    }

    /** Gives a text an icon that grows with it, or changes the one it has. */
    static void icon(Labeled labeled, Ikon ikon) {
        if (labeled.getGraphic() instanceof Icon icon) {
            icon.icon(ikon);
        } else {
            Icon icon = new Icon(ikon);
            icon.getStyleClass().add("station-icon");
            labeled.setGraphic(icon);
        }
    }

    /** A row of a grid that takes its share of the room that is left. */
    static RowConstraints growingRow() {
        RowConstraints row = new RowConstraints();
        row.setVgrow(Priority.ALWAYS);
        row.setValignment(VPos.CENTER);
        return row;
    }

    /** Takes up what room is left between its neighbours. */
    static Region spring() {
        Region region = new Region();
        HBox.setHgrow(region, Priority.ALWAYS);
        return region;
    }

    /** Shown or gone: what is invisible takes no room. */
    static void show(Node node, boolean visible) {
        node.setVisible(visible);
        node.setManaged(visible);
    }

    /** Sets or removes a style class. */
    static void style(Node node, String styleClass, boolean on) {
        if (!on) {
            node.getStyleClass().remove(styleClass);
        } else if (!node.getStyleClass().contains(styleClass)) {
            node.getStyleClass().add(styleClass);
        }
    }
}
