package fr.gaveurs.console.desktop.station;

import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.Labeled;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.javafx.FontIcon;

/** Small nodes that the panes are made of. */
final class Nodes {
    private static final double ICON_EM = 1.2;

    private Nodes() {}

    static Label label(String text, String... styleClasses) {
        Label label = new Label(text);
        label.getStyleClass().addAll(styleClasses);
        return label;
    }

    /** Gives a text an icon of its own size, or changes the one it has. */
    static void icon(Labeled labeled, Ikon ikon) {
        if (labeled.getGraphic() instanceof FontIcon icon) {
            if (!ikon.equals(icon.getIconCode())) {
                icon.setIconCode(ikon);
            }
            return;
        }
        FontIcon icon = FontIcon.of(ikon);
        icon.getStyleClass().add("station-icon");
        // An em in an icon's own style is the em of the icon font, which grows with each pass.
        labeled.fontProperty().subscribe(font -> icon.setIconSize((int) Math.rint(font.getSize() * ICON_EM)));
        labeled.setGraphic(icon);
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
