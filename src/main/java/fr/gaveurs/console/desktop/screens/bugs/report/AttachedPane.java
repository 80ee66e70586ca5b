package fr.gaveurs.console.desktop.screens.bugs.report;

import fr.gaveurs.console.desktop.kit.Labels;
import fr.gaveurs.console.desktop.kit.Messages;
import fr.gaveurs.console.desktop.kit.Visibility;
import javafx.geometry.Rectangle2D;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.image.Image;
import javafx.scene.image.ImageView;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** What goes with the report: the screenshot and the log, each of which can be looked at and left out. */
final class AttachedPane extends VBox {
    /** A tall part of the screen must not push the rest of the form out of sight, px. */
    private static final double TALLEST = 190;

    private final Messages messages;
    private final ReportViewModel model;
    private final ImageView preview = new ImageView();
    private final StackPane previewBox = new StackPane(preview);
    private final CheckBox withScreenshot = new CheckBox();
    private final CheckBox withLogs = new CheckBox();
    private final Button crop;
    private final Button look;
    private final VBox pictureBox;
    private final VBox logsBox;
    private final Label nothing;
    private @Nullable Image picture;

    /**
     * @param openCrop asked for when a part of the screenshot is to be chosen
     * @param openLogs asked for when the log is to be read
     */
    AttachedPane(Messages messages, ReportViewModel model, Runnable openCrop, Runnable openLogs) {
        this.messages = messages;
        this.model = model;
        getStyleClass().add("report-attached");
        Label heading = new Label(messages.get("report.attached"));
        heading.getStyleClass().add("report-heading");
        preview.setPreserveRatio(true);
        preview.setFitHeight(TALLEST);
        preview.fitWidthProperty().bind(previewBox.widthProperty().subtract(2));
        previewBox.getStyleClass().add("report-preview");
        // The picture follows the box, never the box the picture.
        previewBox.setMinWidth(0);
        previewBox.setPrefWidth(0);
        crop = button("report.crop", "report-crop", openCrop);
        look = button("report.logs.look", "report-look", openLogs);
        pictureBox = box(withScreenshot, previewBox, crop);
        logsBox = box(withLogs, look);
        nothing = Labels.wrapping(messages.get("report.attached.nothing"), "report-note");
        getChildren().addAll(heading, pictureBox, logsBox, nothing);
        withLogs.selectedProperty().bindBidirectional(model.withLogs());
        withScreenshot.selectedProperty().bindBidirectional(model.withScreenshot());
        model.logs().subscribe(this::refresh);
        model.crop().subscribe(this::refresh);
        model.withScreenshot().subscribe(this::refresh);
        refresh();
    }

    void picture(@Nullable Image taken) {
        picture = taken;
        refresh();
    }

    @Nullable
    Image picture() {
        return picture;
    }

    /** The part of a picture that is sent. */
    Crop part(Image image) {
        int width = (int) image.getWidth();
        int height = (int) image.getHeight();
        Crop part = model.crop().get();
        return part == null ? Crop.all(width, height) : part.within(width, height);
    }

    Node cropButton() {
        return crop;
    }

    Node lookButton() {
        return look;
    }

    private void refresh() {
        Image image = picture;
        Visibility.show(pictureBox, image != null);
        if (image != null) {
            Crop part = part(image);
            withScreenshot.setText(messages.get("report.screenshot", part.width(), part.height()));
            preview.setImage(image);
            preview.setViewport(new Rectangle2D(part.x(), part.y(), part.width(), part.height()));
        }
        Visibility.show(previewBox, model.withScreenshot().get());
        Visibility.show(crop, model.withScreenshot().get());
        long lines = model.logs().get().lines().count();
        Visibility.show(logsBox, lines > 0);
        withLogs.setText(messages.count("report.logs", lines));
        Visibility.show(nothing, image == null && lines == 0);
    }

    private Button button(String key, String style, Runnable action) {
        Button button = new Button(messages.get(key));
        button.getStyleClass().addAll("small", style);
        button.setOnAction(event -> action.run());
        return button;
    }

    private static VBox box(Node... nodes) {
        VBox box = new VBox(nodes);
        box.getStyleClass().add("report-picture-box");
        return box;
    }
}
