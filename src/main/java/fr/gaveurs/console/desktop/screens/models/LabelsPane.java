package fr.gaveurs.console.desktop.screens.models;

import fr.gaveurs.console.api.Page;
import fr.gaveurs.console.api.Route;
import fr.gaveurs.console.api.models.ModelsApi;
import fr.gaveurs.console.api.models.Truth.ImportResult;
import fr.gaveurs.console.api.models.Truth.Label;
import fr.gaveurs.console.api.models.Truth.LabelKind;
import fr.gaveurs.console.api.models.Truth.LabelQuery;
import fr.gaveurs.console.desktop.kit.Buttons;
import fr.gaveurs.console.desktop.kit.Kept;
import fr.gaveurs.console.desktop.kit.Labels;
import fr.gaveurs.console.desktop.kit.Letters;
import fr.gaveurs.console.desktop.kit.LineCell;
import fr.gaveurs.console.desktop.kit.Messages;
import fr.gaveurs.console.desktop.kit.NoteLabel;
import fr.gaveurs.console.desktop.kit.OnOff;
import fr.gaveurs.console.desktop.kit.PagedList;
import fr.gaveurs.console.desktop.kit.PagedRows;
import fr.gaveurs.console.desktop.kit.Visibility;
import fr.gaveurs.console.desktop.kit.Wrapping;
import fr.gaveurs.console.desktop.kit.pump.PagedPoll;
import fr.gaveurs.console.desktop.kit.pump.SystemDialogs;
import java.io.File;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import javafx.css.PseudoClass;
import javafx.scene.control.Button;
import javafx.scene.control.ListView;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.stage.FileChooser;
import org.jspecify.annotations.Nullable;

/** What is known of samples: labels, newest first, with those that were corrected; and how more of them come in. */
final class LabelsPane extends VBox {
    private static final Duration BETWEEN_ANSWERS = Duration.ofSeconds(4);
    private static final int PAGE = 100;

    private final ModelsBackend backend;
    private final Messages messages;
    private final ModelsText words;
    private final PagedRows<Label> rows;
    private final PagedPoll<Label> poll;
    private final OnOff replaced;
    private final VBox result = new VBox();
    private final javafx.scene.control.Label summary = Labels.wrapping("", "models-title");
    private final ListView<String> faults = new ListView<>();
    private final javafx.scene.control.Label detail = Labels.wrapping("", "models-text");

    LabelsPane(ModelsBackend backend) {
        this.backend = backend;
        this.messages = backend.messages();
        words = new ModelsText(messages);
        rows = new PagedRows<>(messages, "models.labels", Label::id);
        poll = backend.paged(BETWEEN_ANSWERS, rows, () -> page(null), this::older);
        Button csv = button("labelsCsv", "models.labels.csv", ModelsApi.IMPORT_TRUTH, "*.csv");
        Button recording = button(
                "labelsRecording", "models.labels.recording", ModelsApi.IMPORT_RECORDING, "*.ndjson", "*.ndjson.gz");
        replaced = new OnOff(messages.get("models.labels.replaced"));
        replaced.setId("labelsReplaced");
        replaced.onTurned(on -> again());
        Kept.part(replaced, Boolean.class, replaced::isSelected, replaced::setSelected);
        NoteLabel note = new NoteLabel();
        note.textProperty().bind(rows.note());
        Wrapping tools = new Wrapping();
        tools.getStyleClass().add("models-acts");
        tools.getChildren().addAll(csv, recording, replaced, note);
        ListView<Label> list = new ListView<>();
        list.setId("labelList");
        list.getStyleClass().add("models-list");
        VBox.setVgrow(list, Priority.ALWAYS);
        detail.getStyleClass().add("label-detail");
        PagedList<Label> paged = new PagedList<>(list, rows, backend.textSize(), detail, this::choose, poll::askOlder);
        list.setCellFactory(view -> new Cell(messages, paged));
        faults.setId("labelFaults");
        faults.getStyleClass().addAll("models-list", "label-faults");
        Button close = Buttons.of(
                "labelsClose", messages.get("models.labels.close"), () -> Visibility.show(result, false), "small");
        result.getStyleClass().add("models-detail");
        result.setMinHeight(USE_PREF_SIZE);
        result.getChildren().addAll(summary, faults, close);
        Visibility.show(result, false);
        getStyleClass().add("models-right");
        // Below the list: what comes there moves nothing that is above it.
        getChildren().addAll(tools, list, detail, result);
    }

    private Button button(String id, String words, Route route, String... kinds) {
        Button button = new Button(messages.get(words));
        button.setId(id);
        button.getStyleClass().add("small");
        button.setMinWidth(USE_PREF_SIZE);
        button.setOnAction(event -> {
            FileChooser chooser = new FileChooser();
            chooser.setTitle(button.getText());
            chooser.getExtensionFilters()
                    .addAll(
                            new FileChooser.ExtensionFilter(messages.get(words + ".kind"), kinds),
                            new FileChooser.ExtensionFilter(messages.get("models.any"), "*"));
            File chosen = SystemDialogs.open(chooser, getScene().getWindow());
            if (chosen != null) {
                take(route, chosen.toPath());
            }
        });
        return button;
    }

    /** Brings the labels of a file in. */
    void take(Route route, Path file) {
        backend.tasks().over(LabelImport.SUBJECT);
        backend.start(new LabelImport(backend, route, file, came -> {
            told(String.valueOf(file.getFileName()), came);
            poll.ask();
        }));
    }

    private void told(String file, ImportResult came) {
        summary.setText(messages.get(
                "models.labels.came",
                file,
                messages.integer(came.added()),
                messages.integer(came.corrected()),
                messages.integer(came.unchanged()),
                messages.integer(came.unknownSamples())));
        List<String> lines = new ArrayList<>(
                came.faultReasons().stream().map(words::labelFault).toList());
        came.unknown().forEach(each -> lines.add(messages.get("models.labels.unknown", each)));
        if (came.withoutTruth() > 0) {
            lines.add(messages.count("models.labels.without", came.withoutTruth()));
        }
        faults.getItems().setAll(lines);
        Visibility.show(faults, !lines.isEmpty());
        Visibility.show(result, true);
    }

    private CompletableFuture<Page<Label>> page(@Nullable String cursor) {
        return backend.api()
                .labels(new LabelQuery(null, null, null, null, replaced.isSelected() ? true : null, cursor, PAGE));
    }

    private @Nullable CompletableFuture<Page<Label>> older() {
        String cursor = rows.older();
        return cursor == null ? null : page(cursor);
    }

    private void again() {
        rows.again(false);
        poll.ask();
    }

    private void choose(@Nullable Label label) {
        if (label != null) {
            String said = messages.get(
                    "models.label.said",
                    messages.dateTime(label.saidAt()),
                    label.grader() == null
                            ? messages.get("models.source." + label.source().key())
                            : label.grader());
            detail.setText(
                    label.replacedAt() == null
                            ? said
                            : said + " · "
                                    + messages.get("models.label.replaced", messages.dateTime(label.replacedAt())));
        }
    }

    void shown() {
        poll.show();
    }

    void hidden() {
        poll.hide();
    }

    /** A label in a line. */
    private static final class Cell extends LineCell<Label> {
        private static final PseudoClass REPLACED = PseudoClass.getPseudoClass("replaced");

        private final Messages messages;
        private final javafx.scene.control.Label time = Labels.eliding("label-time");
        private final javafx.scene.control.Label sample = Labels.eliding("models-title");
        private final javafx.scene.control.Label value = Labels.eliding("label-value");
        private final javafx.scene.control.Label source = Labels.eliding("label-source");

        Cell(Messages messages, PagedList<Label> paged) {
            super("label-cell", "label-row", paged);
            this.messages = messages;
            line(List.of(sample), List.of(value, source), time, sample, value, source);
        }

        @Override
        protected String fill(@Nullable Label label) {
            if (label == null) {
                return "";
            }
            time.setText(messages.dayTime(label.saidAt()));
            sample.setText(label.deviceId() + " · " + label.sampleId());
            value.setText(messages.get("models.kind." + label.kind().key()) + " " + figure(label));
            String from = messages.get("models.source." + label.source().key());
            source.setText(
                    label.replacedAt() == null
                            ? label.grader() == null ? from : label.grader()
                            : messages.get("models.label.was_replaced"));
            pseudoClassStateChanged(REPLACED, label.replacedAt() != null);
            return String.join(" · ", time.getText(), sample.getText(), value.getText(), source.getText());
        }

        private String figure(Label label) {
            if (label.grade() != null) {
                return Letters.of(label.grade(), messages);
            }
            return label.kind() == LabelKind.WEIGHT
                    ? messages.get("unit.grams", messages.number(label.value(), 0))
                    : messages.number(label.value(), 3);
        }
    }
}
