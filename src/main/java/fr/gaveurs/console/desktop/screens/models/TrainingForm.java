package fr.gaveurs.console.desktop.screens.models;

import fr.gaveurs.console.api.models.Datasets.Dataset;
import fr.gaveurs.console.api.models.Models.Target;
import fr.gaveurs.console.api.models.Versions.FeatureInfo;
import fr.gaveurs.console.api.models.Versions.NewTraining;
import fr.gaveurs.console.api.models.Versions.TrainingRun;
import fr.gaveurs.console.desktop.kit.Buttons;
import fr.gaveurs.console.desktop.kit.Choice;
import fr.gaveurs.console.desktop.kit.FieldChecks;
import fr.gaveurs.console.desktop.kit.LabeledField;
import fr.gaveurs.console.desktop.kit.Labels;
import fr.gaveurs.console.desktop.kit.ManyChoice;
import fr.gaveurs.console.desktop.kit.Messages;
import fr.gaveurs.console.desktop.kit.PopOvers;
import fr.gaveurs.console.desktop.kit.Visibility;
import fr.gaveurs.console.desktop.kit.Wrapping;
import fr.gaveurs.console.desktop.kit.pump.SystemDialogs;
import java.io.File;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.VBox;
import javafx.stage.FileChooser;
import org.jspecify.annotations.Nullable;

/** What a new training learns from, and what it shall tell: everything but the data set may stay as it is. */
final class TrainingForm extends VBox {
    private static final int LONGEST_NAME = 80;

    private final ModelsBackend backend;
    private final Messages messages;
    private final ModelsText words;
    private final Consumer<TrainingRun> started;
    private final ComboBox<Choice<Long>> dataset = new ComboBox<>();
    private final Label contents = Labels.wrapping("", "models-text");
    private final Button rows;
    private final Label warning = Labels.wrapping("", "models-warning");
    private final TextField name = new TextField();
    private final TextField seed = new TextField();
    private final ManyChoice<Target> targets;
    private final VBox featuresPlace = new VBox();
    private @Nullable ManyChoice<String> features;
    private final FieldChecks checks = new FieldChecks();
    private final Button train;
    private List<Dataset> known = List.of();
    /** Whether the console has said which there are. */
    private boolean answered;

    /** @param started hears of the training that was asked for */
    TrainingForm(ModelsBackend backend, Consumer<TrainingRun> started) {
        this.backend = backend;
        this.messages = backend.messages();
        this.started = started;
        words = new ModelsText(messages);
        getStyleClass().addAll("models-detail", "training-form");
        dataset.setId("trainingDataset");
        dataset.setMaxWidth(Double.MAX_VALUE);
        dataset.setPromptText(messages.get("models.asking"));
        dataset.valueProperty().subscribe(this::chosen);
        Button freeze = new Button(messages.get("models.dataset.new"));
        freeze.setId("datasetNew");
        freeze.getStyleClass().add("small");
        freeze.setMinWidth(USE_PREF_SIZE);
        freeze.setOnAction(event -> PopOvers.show(freeze, new DatasetForm(backend, this::frozen)));
        rows = Buttons.of("datasetRows", messages.get("models.dataset.rows"), this::chooseTarget, "small");
        Wrapping acts = new Wrapping();
        acts.getStyleClass().add("models-acts");
        acts.getChildren().addAll(freeze, rows);
        targets = Fields.many(
                "trainingTargets",
                messages.get("models.training.targets"),
                messages.get("models.training.targets.all"),
                List.of(Target.values()).stream()
                        .map(each -> new Choice<>(each, words.target(each)))
                        .toList());
        train = Buttons.of("trainingStart", messages.get("models.training.start"), this::start, "accent");
        train.setDisable(true);
        getChildren()
                .addAll(
                        Labels.wrapping(messages.get("models.training.new"), "models-head"),
                        Fields.named(messages.get("models.training.dataset"), dataset),
                        contents,
                        warning,
                        acts);
        field(
                "trainingName",
                name,
                "models.training.name",
                text -> text.length() > LONGEST_NAME ? messages.get("models.training.name.wrong", LONGEST_NAME) : "");
        getChildren().add(Fields.named(messages.get("models.training.targets"), targets));
        getChildren().add(featuresPlace);
        field(
                "trainingSeed",
                seed,
                "models.training.seed",
                text -> text.isBlank() || text.strip().matches("\\d{1,18}")
                        ? ""
                        : messages.get("models.training.seed.wrong"));
        seed.setPromptText("1");
        getChildren().add(train);
        offer(List.of());
        chosen();
    }

    private void field(String id, TextField input, String key, Function<String, String> wrong) {
        input.setId(id);
        LabeledField field = Fields.named(messages.get(key), input);
        getChildren().add(field);
        checks.add(input, field.problem(), wrong);
    }

    /** It came into view. */
    void shown() {
        if (features == null || features.getItems().isEmpty()) {
            backend.take(backend.api().features(), this::offer);
        }
    }

    private void offer(List<FeatureInfo> all) {
        String title = messages.get("models.training.features");
        ManyChoice<String> box = Fields.many(
                "trainingFeatures",
                title,
                messages.get("models.training.features.usual"),
                all.stream()
                        .map(each -> new Choice<>(each.key(), words.feature(each.key())))
                        .toList());
        features = box;
        featuresPlace.getChildren().setAll(Fields.named(title, box));
    }

    void datasets(List<Dataset> now) {
        if (!answered) {
            answered = true;
            dataset.setPromptText(messages.get("models.datasets.none"));
            chosen();
        }
        if (now.equals(known)) {
            return;
        }
        Choice<Long> before = dataset.getValue();
        known = now;
        List<Choice<Long>> entries = new ArrayList<>();
        now.forEach(each -> entries.add(new Choice<>(each.id(), words.title(each.id(), each.name()))));
        Long wanted = before != null
                ? before.value()
                : now.isEmpty() ? null : (Long) now.getFirst().id();
        Choice.fill(dataset, entries, wanted);
    }

    private void frozen(Dataset set) {
        backend.good(messages.get("models.dataset.frozen", words.title(set.id(), set.name()), words.contents(set)));
        List<Dataset> all = new ArrayList<>(known);
        all.removeIf(each -> each.id() == set.id());
        all.addFirst(set);
        datasets(all);
        Choice.select(dataset, set.id());
    }

    private @Nullable Dataset dataset() {
        Choice<Long> chosen = dataset.getValue();
        return chosen == null
                ? null
                : known.stream()
                        .filter(each -> Objects.equals(each.id(), chosen.value()))
                        .findFirst()
                        .orElse(null);
    }

    private void chosen() {
        Dataset set = dataset();
        train.setDisable(set == null);
        rows.setDisable(set == null);
        contents.setText(
                set == null
                        ? messages.get(answered ? "models.datasets.how" : "models.asking")
                        : words.contents(set) + "\nSHA-256 " + ModelsText.digits(set.sha256()) + "…");
        String told = set == null ? "" : words.warning(set);
        warning.setText(told);
        Visibility.show(warning, !told.isEmpty());
    }

    private void chooseTarget() {
        Dataset set = dataset();
        if (set == null) {
            return;
        }
        FileChooser dialog = new FileChooser();
        dialog.setTitle(rows.getText());
        dialog.setInitialFileName("dataset-" + set.id() + ".csv");
        File target = SystemDialogs.save(dialog, getScene().getWindow());
        if (target != null) {
            save(target);
        }
    }

    /** Writes the rows of the data set in view. */
    void save(File target) {
        Dataset set = dataset();
        if (set != null) {
            backend.take(
                    backend.api().rows(set.id(), target.toPath()).done(),
                    bytes -> backend.good(messages.get("models.downloaded", target.getName())));
        }
    }

    private void start() {
        Dataset set = dataset();
        if (set == null || !checks.pass()) {
            return;
        }
        List<Target> wanted = targets.values();
        List<String> made = features == null ? List.of() : features.values();
        String typed = name.getText().strip();
        String number = seed.getText().strip();
        NewTraining training = new NewTraining(
                set.id(),
                typed.isEmpty() ? set.name() : typed,
                number.isEmpty() ? null : Long.valueOf(number),
                wanted.isEmpty() ? null : wanted,
                made.isEmpty() ? null : made);
        train.setDisable(true);
        backend.take(backend.api().train(training), started, () -> train.setDisable(false));
    }
}
