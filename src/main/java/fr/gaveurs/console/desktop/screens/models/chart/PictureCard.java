package fr.gaveurs.console.desktop.screens.models.chart;

import fr.gaveurs.console.desktop.kit.Icon;
import fr.gaveurs.console.desktop.kit.Labels;
import fr.gaveurs.console.desktop.kit.Tip;
import java.nio.file.Path;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;

/** A picture with its title and the button that saves it. */
public final class PictureCard extends VBox {
    private final Label title;
    private final Picture picture;
    private final PictureFiles files;
    private final Button save;

    /** @param id of the button that saves it */
    public PictureCard(String id, String words, Picture picture, PictureFiles files) {
        this.picture = picture;
        this.files = files;
        getStyleClass().add("picture-card");
        title = Labels.wrapping(words, "picture-title");
        HBox.setHgrow(title, Priority.ALWAYS);
        title.setMaxWidth(Double.MAX_VALUE);
        save = new Button();
        save.setId(id);
        save.setGraphic(new Icon(MaterialDesignC.CONTENT_SAVE_OUTLINE));
        save.getStyleClass().addAll("small", "picture-save");
        save.setMinWidth(USE_PREF_SIZE);
        save.setTooltip(new Tip(files.words()));
        save.setOnAction(event -> files.choose(this));
        name();
        HBox head = new HBox(title, save);
        head.getStyleClass().add("picture-head");
        head.setAlignment(Pos.CENTER_LEFT);
        VBox.setVgrow(picture, Priority.ALWAYS);
        getChildren().addAll(head, picture);
    }

    private void name() {
        save.setAccessibleText(files.words() + " · " + title.getText());
    }

    /** Says from now on what else it is. */
    public void title(String words) {
        title.setText(words);
        name();
    }

    public String title() {
        return title.getText();
    }

    /** Saves it. */
    public void save(Path target) {
        files.save(this, target);
    }

    Picture picture() {
        return picture;
    }
}
