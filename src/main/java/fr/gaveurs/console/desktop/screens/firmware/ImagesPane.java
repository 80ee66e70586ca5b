package fr.gaveurs.console.desktop.screens.firmware;

import fr.gaveurs.console.api.firmware.Firmware.Fit;
import fr.gaveurs.console.api.firmware.Firmware.Image;
import fr.gaveurs.console.api.firmware.Firmware.UploadQuery;
import fr.gaveurs.console.api.firmware.Rollouts.Plan;
import fr.gaveurs.console.desktop.kit.Messages;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.stage.FileChooser;
import org.jspecify.annotations.Nullable;

/** Images: what they are, who can take them, and how they come in. */
final class ImagesPane extends HBox {
    private final Messages messages;
    private final FirmwareText words;
    private final FirmwareController screen;
    private final FirmwareController.Backend backend;
    private final ListView<Image> list;
    private final Label title = Lists.text("", "firmware-head");
    private final GridPane facts = new GridPane();
    private final Label notes = Lists.text("", "firmware-text");
    private final ListView<Fit> fits;
    private final PlanForm form;
    private final Button roll;
    private final Button delete;
    private final VBox detail;
    private final ProgressBar progress = new ProgressBar(0);

    ImagesPane(Messages messages, FirmwareController screen, FirmwareController.Backend backend) {
        this.messages = messages;
        this.words = new FirmwareText(messages);
        this.screen = screen;
        this.backend = backend;
        list = Lists.of(
                "imageList",
                messages.get("firmware.images.none"),
                FirmwareText::name,
                image -> image.chip() + " · " + words.signer(image) + " · "
                        + messages.count("firmware.running", image.running()),
                this::choose);
        fits = Lists.of("imageFits", messages.get("firmware.fits.none"), Fit::deviceId, words::fit, chosen -> {});
        Button upload = new Button(messages.get("firmware.upload"));
        upload.setId("imageUpload");
        upload.setOnAction(event -> chooseFile());
        roll = new Button(messages.get("firmware.roll"));
        roll.setId("imageRoll");
        roll.setOnAction(event -> draft());
        delete = new Button(messages.get("firmware.delete"));
        delete.setId("imageDelete");
        delete.setOnAction(event -> delete());
        progress.setVisible(false);
        progress.setManaged(false);
        form = new PlanForm(messages);
        FlowPane acts = new FlowPane(roll, delete);
        acts.getStyleClass().add("firmware-acts");
        ColumnConstraints names = new ColumnConstraints();
        ColumnConstraints values = new ColumnConstraints();
        values.setHgrow(Priority.ALWAYS);
        facts.getColumnConstraints().addAll(names, values);
        facts.getStyleClass().add("firmware-facts");
        detail = new VBox(
                title,
                facts,
                notes,
                form,
                acts,
                Lists.text(messages.get("firmware.fits.title"), "firmware-title"),
                fits);
        detail.getStyleClass().add("firmware-detail");
        detail.setVisible(false);
        VBox.setVgrow(fits, Priority.ALWAYS);
        HBox.setHgrow(detail, Priority.ALWAYS);
        VBox left = new VBox(upload, progress, list);
        left.getStyleClass().add("firmware-left");
        VBox.setVgrow(list, Priority.ALWAYS);
        getStyleClass().add("firmware-page");
        getChildren().addAll(left, detail);
    }

    void show(List<Image> images) {
        Lists.fill(list, images, Image::id);
    }

    private void choose(@Nullable Image image) {
        detail.setVisible(image != null);
        if (image == null) {
            return;
        }
        title.setText(FirmwareText.name(image));
        facts.getChildren().clear();
        int[] row = {0};
        words.facts(image).forEach((name, value) -> {
            Label shown = new Label(value);
            shown.setMinWidth(0);
            Label named = new Label(messages.get("firmware.fact." + name));
            named.getStyleClass().add("firmware-text");
            named.setMinWidth(USE_PREF_SIZE);
            facts.addRow(row[0]++, named, shown);
        });
        notes.setText(image.notes());
        notes.setVisible(!image.notes().isEmpty());
        notes.setManaged(notes.isVisible());
        roll.setDisable(image.keyRevoked());
        backend.fits(image.id(), found -> {
            Image chosen = list.getSelectionModel().getSelectedItem();
            if (chosen != null && chosen.id() == image.id()) {
                Lists.fill(fits, found, Fit::deviceId);
            }
        });
    }

    private void chooseFile() {
        FileChooser chooser = new FileChooser();
        chooser.setTitle(messages.get("firmware.upload.choose"));
        chooser.getExtensionFilters()
                .addAll(
                        new FileChooser.ExtensionFilter(messages.get("firmware.upload.kind"), "*.bin"),
                        new FileChooser.ExtensionFilter(messages.get("firmware.upload.any"), "*"));
        File chosen = chooser.showOpenDialog(getScene().getWindow());
        if (chosen != null) {
            upload(chosen.toPath());
        }
    }

    /** Sends an image, with the signature that lies beside it. */
    void upload(Path file) {
        UploadQuery query;
        long size;
        try {
            query = FirmwareViewModel.query(file, null);
            size = Math.max(1, Files.size(file));
        } catch (FirmwareViewModel.NoSignature e) {
            screen.say(messages.get("firmware.upload.noSignature", e.getMessage()));
            return;
        } catch (IOException e) {
            screen.failed(String.valueOf(e.getMessage()));
            return;
        }
        progress.setProgress(0);
        progress.setVisible(true);
        progress.setManaged(true);
        backend.take(
                backend.api()
                        .upload(
                                file,
                                query,
                                read -> backend.progress(() -> progress.setProgress((double) read / (double) size)))
                        .whenComplete((image, failure) -> backend.progress(() -> {
                            progress.setVisible(false);
                            progress.setManaged(false);
                        })),
                image -> backend.again());
    }

    private void draft() {
        Image image = list.getSelectionModel().getSelectedItem();
        Plan plan = form.plan();
        if (plan == null) {
            screen.say(messages.get("firmware.form.wrong"));
        } else if (image != null) {
            backend.take(backend.api().draft(image.id(), plan), made -> {
                screen.say(messages.get("firmware.drafted", words.title(made)));
                backend.again();
            });
        }
    }

    private void delete() {
        Image image = list.getSelectionModel().getSelectedItem();
        if (image != null) {
            screen.ask(
                    messages.get("firmware.ask.delete", FirmwareText.name(image)),
                    messages.get("firmware.delete"),
                    client -> backend.take(client.delete(image.id()), gone -> backend.again()));
        }
    }
}
