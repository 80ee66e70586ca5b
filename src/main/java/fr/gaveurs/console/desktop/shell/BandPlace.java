package fr.gaveurs.console.desktop.shell;

import fr.gaveurs.console.desktop.kit.Icon;
import fr.gaveurs.console.desktop.kit.Labels;
import javafx.geometry.Orientation;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.StackPane;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.materialdesign2.MaterialDesignL;

/**
 * The status line, and over it the band that says that nothing there is of now: when it comes and goes nothing moves.
 * A band that needs more room than the line has, such as with large text, reaches up over the screen.
 */
public final class BandPlace extends StackPane {
    private @Nullable Node band;

    /** @param line stands there while the server answers */
    void fill(Node line, StatusModel status) {
        Label title = new Label();
        title.getStyleClass().add("band-title");
        title.setMinWidth(USE_PREF_SIZE);
        title.textProperty().bind(status.bandTitle());
        Label text = Labels.wrapping("", "band-text");
        text.textProperty().bind(status.bandText());
        Icon icon = new Icon(MaterialDesignL.LAN_DISCONNECT);
        icon.getStyleClass().add("band-icon");
        HBox words = new HBox(icon, title, text);
        words.getStyleClass().add("band");
        words.setAccessibleRole(AccessibleRole.TEXT);
        words.setManaged(false);
        band = words;
        getChildren().setAll(line, words);
        status.silent().subscribe(silent -> {
            line.setVisible(!silent);
            words.setVisible(silent);
            requestLayout();
        });
        // What is not managed asks for no layout.
        title.textProperty().subscribe(this::requestLayout);
        text.textProperty().subscribe(this::requestLayout);
    }

    @Override
    public Orientation getContentBias() {
        return Orientation.HORIZONTAL;
    }

    @Override
    protected void layoutChildren() {
        super.layoutChildren();
        Node shown = band;
        if (shown != null) {
            double height = Math.max(getHeight(), Math.ceil(shown.prefHeight(getWidth())));
            shown.resizeRelocate(0, getHeight() - height, getWidth(), height);
        }
    }
}
