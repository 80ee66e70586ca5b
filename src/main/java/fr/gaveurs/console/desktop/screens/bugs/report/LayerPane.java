package fr.gaveurs.console.desktop.screens.bugs.report;

import fr.gaveurs.console.desktop.kit.Labels;
import fr.gaveurs.console.desktop.kit.Messages;
import fr.gaveurs.console.desktop.kit.Wrapping;
import java.util.Objects;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import javafx.scene.image.Image;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** In the place of the form, for a moment: the screenshot to be cropped, or the log to be read. */
final class LayerPane extends VBox {
    private final Messages messages;
    private final Button back;
    private final Button use;

    private LayerPane(Messages messages, String title, String note, Node content, String useKey, Runnable closed) {
        this.messages = messages;
        getStyleClass().addAll("report-form", "report-layer");
        Label heading = new Label(messages.get(title));
        heading.getStyleClass().add("cover-title");
        Label text = Labels.wrapping(messages.get(note), "report-note");
        VBox head = new VBox(heading, text);
        head.getStyleClass().add("report-head");
        StackPane holder = new StackPane(content);
        holder.getStyleClass().add("report-layer-content");
        setVgrow(holder, Priority.ALWAYS);
        back = button("report.layer.back", closed);
        use = new Button(messages.get(useKey));
        use.setMinWidth(USE_PREF_SIZE);
        Region room = new Region();
        HBox.setHgrow(room, Priority.ALWAYS);
        Wrapping buttons = new Wrapping();
        buttons.getChildren().addAll(back, room, use);
        buttons.getStyleClass().add("report-buttons");
        getChildren().addAll(head, holder, buttons);
    }

    /** @param chosen told of the part that the person keeps, null for all of it; {@code closed} of the end, always */
    static LayerPane crop(Messages messages, Image image, Crop part, ChosenPart chosen, Runnable closed) {
        CropPane pane = new CropPane(messages, image, part);
        LayerPane layer =
                new LayerPane(messages, "report.crop.title", "report.crop.help", pane, "report.crop.use", closed);
        Button reset = layer.button("report.crop.reset", () -> {
            pane.reset();
            pane.requestFocus();
        });
        Wrapping buttons = (Wrapping) Objects.requireNonNull(layer.use.getParent());
        buttons.getChildren().add(2, reset);
        layer.use.getStyleClass().add("accent");
        layer.use.setOnAction(event -> {
            Crop kept = pane.crop();
            boolean all = kept.isAllOf((int) image.getWidth(), (int) image.getHeight());
            chosen.accept(all ? null : kept);
            closed.run();
        });
        return layer;
    }

    /** @param leftOut told when the log is not to go with the report; {@code closed} of the end, always */
    static LayerPane logs(Messages messages, String logs, Runnable leftOut, Runnable closed) {
        TextArea text = new TextArea(logs);
        text.setEditable(false);
        text.getStyleClass().add("report-logs");
        LayerPane layer =
                new LayerPane(messages, "report.logs.title", "report.logs.note", text, "report.logs.leave_out", closed);
        layer.use.setOnAction(event -> {
            leftOut.run();
            closed.run();
        });
        return layer;
    }

    /** What of the picture is kept. */
    interface ChosenPart {
        void accept(@Nullable Crop part);
    }

    /** Gives the keyboard to the picture, or to the button that leads back. */
    void focus() {
        Node pane = lookup(".crop-pane");
        (pane == null ? back : pane).requestFocus();
    }

    /** Does what its button on the right does. */
    void use() {
        use.fire();
    }

    private Button button(String key, Runnable action) {
        Button button = new Button(messages.get(key));
        button.setMinWidth(USE_PREF_SIZE);
        button.setOnAction(event -> action.run());
        return button;
    }
}
