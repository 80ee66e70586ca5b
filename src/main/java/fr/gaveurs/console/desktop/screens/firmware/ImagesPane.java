package fr.gaveurs.console.desktop.screens.firmware;

import fr.gaveurs.console.api.firmware.Firmware;
import fr.gaveurs.console.api.firmware.Firmware.Fit;
import fr.gaveurs.console.api.firmware.Firmware.Image;
import fr.gaveurs.console.api.firmware.Firmware.StationFirmware;
import fr.gaveurs.console.api.firmware.Firmware.UploadQuery;
import fr.gaveurs.console.api.firmware.Rollouts.Plan;
import fr.gaveurs.console.desktop.kit.Buttons;
import fr.gaveurs.console.desktop.kit.Labels;
import fr.gaveurs.console.desktop.kit.Messages;
import fr.gaveurs.console.desktop.kit.PopOvers;
import fr.gaveurs.console.desktop.kit.Roomy;
import fr.gaveurs.console.desktop.kit.TabLeads;
import fr.gaveurs.console.desktop.kit.Visibility;
import fr.gaveurs.console.desktop.kit.WhyEmpty;
import fr.gaveurs.console.desktop.kit.Wrapping;
import fr.gaveurs.console.desktop.kit.pump.SystemDialogs;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextFormatter;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.stage.FileChooser;
import org.jspecify.annotations.Nullable;

/** Images: what they are, who can take them, and how they come in. */
final class ImagesPane extends HBox {
    private static final long DOUBLE_CLICK_NANOS = 1_000_000_000L;

    private final Messages messages;
    private final FirmwareText words;
    private final FirmwareController screen;
    private final FirmwareController.Backend backend;
    private final ListView<Image> list;
    private final Label title = Labels.wrapping("", "firmware-head");
    private final GridPane facts = new GridPane();
    private final Label notes = Labels.wrapping("", "firmware-text");
    /** What is new in the image that is sent next. */
    private final TextArea newNotes = new TextArea();

    private final ListView<Fit> fits;
    private final PlanForm form;
    private final Button upload;
    private final Button roll;
    private final Button delete;
    /** Why no rollout can be made of the chosen one. */
    private final Label resting;

    private final VBox detail;
    private final WantedChoice<Image> choice;
    /** The one whose stations are in the list, or asked for; -1 before. */
    private long listed = -1;

    /** When the last draft was asked for; null before. */
    private @Nullable Long draftedNanos;

    ImagesPane(Messages messages, FirmwareController screen, FirmwareController.Backend backend) {
        this.messages = messages;
        this.words = new FirmwareText(messages);
        this.screen = screen;
        this.backend = backend;
        list = Lists.of(
                "imageList",
                messages,
                "firmware.images.none",
                FirmwareText::row,
                image -> image.chip() + " · " + words.signer(image) + " · "
                        + messages.count("firmware.running", image.running()),
                this::choose);
        choice = new WantedChoice<>(list, Image::id);
        fits = Lists.of(
                "imageFits",
                messages,
                "firmware.fits.none",
                fit -> backend.called(fit.deviceId()),
                words::fit,
                chosen -> {});
        upload = new Button(messages.get("firmware.upload"));
        upload.setId("imageUpload");
        upload.setOnAction(event -> chooseFile());
        roll = Buttons.of("imageRoll", messages.get("firmware.roll"), this::draft);
        delete = Buttons.of("imageDelete", messages.get("firmware.delete"), this::delete);
        form = new PlanForm(messages, backend::called);
        Wrapping acts = new Wrapping();
        resting = Labels.wrapping(messages.get("firmware.roll.revoked"), "firmware-text");
        resting.setId("imageResting");
        // After the buttons: neither moves when it comes.
        acts.getChildren().addAll(roll, delete, resting);
        acts.getStyleClass().add("firmware-acts");
        ColumnConstraints names = new ColumnConstraints();
        ColumnConstraints values = new ColumnConstraints();
        values.setHgrow(Priority.ALWAYS);
        facts.getColumnConstraints().addAll(names, values);
        facts.getStyleClass().add("firmware-facts");
        detail = new VBox(
                title,
                acts,
                form,
                facts,
                notes,
                Labels.wrapping(messages.get("firmware.fits.title"), "firmware-title"),
                fits);
        detail.getStyleClass().add("firmware-detail");
        detail.setVisible(false);
        VBox.setVgrow(fits, Priority.ALWAYS);
        Roomy side = new Roomy();
        side.setContent(detail);
        HBox.setHgrow(side, Priority.ALWAYS);
        newNotes.setId("imageNotes");
        newNotes.setPromptText(messages.get("firmware.notes"));
        newNotes.setAccessibleText(messages.get("firmware.notes"));
        newNotes.setWrapText(true);
        TabLeads.outOf(newNotes);
        newNotes.setPrefRowCount(2);
        newNotes.setMinHeight(USE_PREF_SIZE);
        newNotes.setTextFormatter(new TextFormatter<String>(
                change -> change.getControlNewText().length() <= Firmware.MAX_NOTES ? change : null));
        VBox left = new VBox(newNotes, upload, list);
        left.getStyleClass().add("firmware-left");
        VBox.setVgrow(list, Priority.ALWAYS);
        getStyleClass().add("firmware-page");
        getChildren().addAll(left, side);
    }

    /** Which one is chosen, by its number. */
    WantedChoice<Image> choice() {
        return choice;
    }

    void show(List<Image> images, List<StationFirmware> stations) {
        form.lines(stations.stream()
                .flatMap(station -> Stream.ofNullable(station.line()))
                .distinct()
                .sorted()
                .toList());
        Lists.fill(list, images, Image::id);
        choice.filled();
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
            Label shown = Labels.wrapping(value, "firmware-fact");
            Label named = new Label(messages.get("firmware.fact." + name));
            named.getStyleClass().add("firmware-text");
            named.setMinWidth(USE_PREF_SIZE);
            facts.addRow(row[0]++, named, shown);
        });
        notes.setText(image.notes());
        Visibility.show(notes, !image.notes().isEmpty());
        boolean unsigned = !image.signed() && !screen.admitsUnsigned();
        roll.setDisable(image.keyRevoked() || unsigned);
        resting.setText(messages.get(unsigned ? "firmware.roll.unsigned" : "firmware.roll.revoked"));
        Visibility.show(resting, roll.isDisabled());
        if (image.id() != listed) {
            listed = image.id();
            Lists.ask(fits);
        }
        backend.fits(
                image.id(),
                found -> {
                    if (image.id() == listed) {
                        Lists.keep(fits, found);
                        form.fits(found);
                    }
                },
                reason -> {
                    if (image.id() == listed) {
                        WhyEmpty.of(fits).failed(reason);
                    }
                });
    }

    /** The images could not be read. */
    void failed(String reason) {
        WhyEmpty.of(list).failed(reason);
    }

    private void chooseFile() {
        FileChooser chooser = new FileChooser();
        chooser.setTitle(messages.get("firmware.upload.choose"));
        chooser.getExtensionFilters()
                .addAll(
                        new FileChooser.ExtensionFilter(messages.get("firmware.upload.kind"), "*.bin"),
                        new FileChooser.ExtensionFilter(messages.get("firmware.upload.any"), "*"));
        File chosen = SystemDialogs.open(chooser, getScene().getWindow());
        if (chosen != null) {
            upload(chosen.toPath());
        }
    }

    /** Sends an image, with the signature that lies beside it; of one that Arduino built, without one, its name is asked. */
    void upload(Path file) {
        try {
            UploadQuery query = FirmwareViewModel.query(file, newNotes.getText().strip());
            if (query.signature() == null && screen.admitsUnsigned() && FirmwareViewModel.isArduino(file)) {
                PopOvers.show(
                        upload,
                        new NameForm(
                                messages,
                                query.fileName(),
                                (project, version) -> send(file, FirmwareViewModel.named(query, project, version))));
            } else {
                send(file, query);
            }
        } catch (FirmwareViewModel.NoSignature e) {
            backend.warn(messages.get("firmware.upload.noSignature", e.getMessage()));
        } catch (IOException e) {
            backend.warn(messages.get("firmware.failed", e.getMessage()));
        }
    }

    private void send(Path file, UploadQuery query) {
        try {
            ImageUpload sending = new ImageUpload(backend.api(), messages, file, Files.size(file), query, this::sent);
            // What comes next is about the image that was just added.
            sending.setOnSucceeded(
                    event -> choice.open(Long.toString(sending.getValue().id())));
            backend.upload(sending);
        } catch (IOException e) {
            backend.warn(messages.get("firmware.failed", e.getMessage()));
        }
    }

    private void sent(ImageUpload.End end, String words) {
        switch (end) {
            case DONE -> {
                newNotes.clear();
                backend.tasks().good(words);
                backend.again();
            }
            // What was typed is there for the next try.
            case CANCELED -> backend.tasks().good(words);
            case FAILED -> backend.tasks().warn(ImageUpload.SUBJECT, words);
        }
    }

    private void draft() {
        Image image = list.getSelectionModel().getSelectedItem();
        long now = System.nanoTime();
        // A double click is one wish.
        if (draftedNanos != null && now - draftedNanos < DOUBLE_CLICK_NANOS) {
            return;
        }
        Plan plan = form.plan();
        if (plan != null && image != null) {
            draftedNanos = now;
            backend.take(backend.api().draft(image.id(), plan), made -> {
                backend.good(messages.get("firmware.drafted", words.title(made)));
                screen.drafted(made.id());
                backend.again();
            });
        }
    }

    private void delete() {
        Image image = list.getSelectionModel().getSelectedItem();
        if (image != null) {
            screen.ask(
                    delete,
                    messages.get("firmware.ask.delete", FirmwareText.name(image))
                            + (image.running() == 0
                                    ? ""
                                    : ' ' + messages.count("firmware.ask.delete.running", image.running())),
                    messages.get("firmware.delete"),
                    true,
                    client -> backend.take(client.delete(image.id()), gone -> backend.again()));
        }
    }
}
