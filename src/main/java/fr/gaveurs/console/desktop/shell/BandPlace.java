package fr.gaveurs.console.desktop.shell;

import fr.gaveurs.console.desktop.kit.Icon;
import fr.gaveurs.console.desktop.kit.Labels;
import fr.gaveurs.console.desktop.kit.Visibility;
import javafx.geometry.Orientation;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.StackPane;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.materialdesign2.MaterialDesignL;

/**
 * The status line, and over it the band that says that nothing there is of now: when it comes and goes nothing moves.
 * Where its second sentence would reach far up over the screen, as with large text, that one is its tip alone.
 */
public final class BandPlace extends StackPane {
    /** So much higher than the line it may be, em. */
    private static final double MOST_OVER_EM = 1;

    private @Nullable Node band;
    private @Nullable Label more;

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
        more = text;
        Tooltip tip = new Tooltip();
        tip.textProperty().bind(text.textProperty());
        Tooltip.install(words, tip);
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
            Visibility.show(second, true);
            double over = shown.prefHeight(getWidth()) - getHeight();
            Visibility.show(second, over <= MOST_OVER_EM * second.getFont().getSize());
            double height = Math.max(getHeight(), Math.ceil(shown.prefHeight(getWidth())));
            shown.resizeRelocate(0, getHeight() - height, getWidth(), height);
        }
    }
}
