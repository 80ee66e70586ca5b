package fr.gaveurs.console.desktop.shell;

import fr.gaveurs.console.desktop.kit.Icon;
import fr.gaveurs.console.desktop.kit.Labels;
import fr.gaveurs.console.desktop.kit.RowTip;
import javafx.geometry.Orientation;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.StackPane;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.materialdesign2.MaterialDesignL;

/**
 * The status line, and over it the band that says that nothing there is of now: when it comes and goes nothing moves, and
 * it covers nothing else. Where its second sentence has no room, as with large text, that one ends with dots; it is its tip.
 */
public final class BandPlace extends StackPane {
    private @Nullable Node band;
    private @Nullable Label more;

    /** @param line stands there while the server answers */
    void fill(Node line, StatusModel status) {
        Label title = new Label();
        title.getStyleClass().add("band-title");
        title.setMinWidth(USE_PREF_SIZE);
        title.textProperty().bind(status.bandTitle());
        Label text = Labels.wrapping("", "band-text", "elides");
        text.textProperty().bind(status.bandText());
        Icon icon = new Icon(MaterialDesignL.LAN_DISCONNECT);
        icon.getStyleClass().add("band-icon");
        HBox words = new HBox(icon, title, text);
        words.getStyleClass().add("band");
        words.setAccessibleRole(AccessibleRole.TEXT);
        words.setManaged(false);
        band = words;
        more = text;
        RowTip tip = new RowTip(words, look -> {});
        text.textProperty().subscribe(tip::text);
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
        Label second = more;
        if (shown != null && second != null) {
            second.setWrapText(true);
            second.setWrapText(shown.prefHeight(getWidth()) <= getHeight());
            shown.resizeRelocate(0, 0, getWidth(), getHeight());
        }
    }
}
