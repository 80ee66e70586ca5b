package fr.gaveurs.console.desktop.screens.models;

import fr.gaveurs.console.api.models.Datasets.Dataset;
import fr.gaveurs.console.api.models.Datasets.NewDataset;
import fr.gaveurs.console.api.models.Truth.LabelSource;
import fr.gaveurs.console.desktop.kit.Buttons;
import fr.gaveurs.console.desktop.kit.Choice;
import fr.gaveurs.console.desktop.kit.FieldChecks;
import fr.gaveurs.console.desktop.kit.LabeledField;
import fr.gaveurs.console.desktop.kit.Labels;
import fr.gaveurs.console.desktop.kit.ManyChoice;
import fr.gaveurs.console.desktop.kit.Messages;
import fr.gaveurs.console.desktop.kit.PanelScroll;
import fr.gaveurs.console.desktop.kit.PopOvers;
import fr.gaveurs.console.desktop.kit.Wrapping;
import java.time.LocalDate;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.scene.control.Button;
import javafx.scene.control.TextField;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** Which labelled samples are frozen into a data set. */
final class DatasetForm extends VBox {
    private static final int LONGEST_NAME = 80;

    private final ModelsBackend backend;
    private final Messages messages;
    private final Consumer<Dataset> made;
    private final TextField name = new TextField();
    private final TextField from = new TextField();
    private final TextField to = new TextField();
    private final TextField lots = new TextField();
    private final ManyChoice<String> stations;
    private final ManyChoice<LabelSource> sources;
    private final VBox asked = new VBox();
    private final FieldChecks checks = new FieldChecks();
    private final Button freeze;

    /** @param made hears of the data set */
    DatasetForm(ModelsBackend backend, Consumer<Dataset> made) {
        this.backend = backend;
        this.messages = backend.messages();
        this.made = made;
        getStyleClass().add("dataset-form");
        asked.getChildren().add(Labels.wrapping(messages.get("models.dataset.question"), "question-text"));
        String day = messages.get("models.dataset.day");
        field(
                "datasetName",
                name,
                "models.dataset.name",
                text -> text.isBlank() || text.length() > LONGEST_NAME
                        ? messages.get("models.dataset.name.wrong", LONGEST_NAME)
                        : "");
        field("datasetFrom", from, "models.dataset.from", text -> isDay(text) ? "" : day);
        field("datasetTo", to, "models.dataset.to", text -> isDay(text) ? inOrder() : day);
        from.setPromptText(messages.get("models.dataset.day.prompt"));
        to.setPromptText(messages.get("models.dataset.day.prompt"));
        stations = Fields.many(
                "datasetStations",
                messages.get("models.dataset.stations"),
                messages.get("models.dataset.stations.all"),
                backend.feed().stations().stream()
                        .map(each -> new Choice<>(each.deviceId(), each.name()))
                        .sorted((a, b) -> a.words().compareToIgnoreCase(b.words()))
                        .toList());
        field(
                "datasetLots",
                lots,
                "models.dataset.lots",
                text -> Fields.several(text).size() > 100 ? messages.get("models.dataset.lots.many") : "");
        lots.setPromptText(messages.get("models.dataset.lots.prompt"));
        sources = Fields.many(
                "datasetSources",
                messages.get("models.dataset.sources"),
                messages.get("models.dataset.sources.all"),
                List.of(LabelSource.values()).stream()
                        .map(each -> new Choice<>(each, messages.get("models.source." + each.key())))
                        .toList());
        freeze = Buttons.of("datasetFreeze", messages.get("models.dataset.freeze"), this::send, "accent");
        Button cancel = new Button(messages.get("reason.cancel"));
        cancel.setMinWidth(USE_PREF_SIZE);
        cancel.setOnAction(event -> PopOvers.close(this));
        Wrapping buttons = new Wrapping();
        buttons.getStyleClass().add("question-buttons");
        buttons.setMinHeight(USE_PREF_SIZE);
        buttons.getChildren().addAll(freeze, cancel);
        asked.getChildren()
                .addAll(
                        Fields.named(messages.get("models.dataset.stations"), stations),
                        Fields.named(messages.get("models.dataset.sources"), sources));
        getChildren().addAll(new PanelScroll(asked), buttons);
    }

    private void field(String id, TextField input, String key, Function<String, String> wrong) {
        input.setId(id);
        input.getStyleClass().add("question-field");
        LabeledField field = Fields.named(messages.get(key), input);
        asked.getChildren().add(field);
        checks.add(input, field.problem(), wrong);
    }

    private static boolean isDay(String text) {
        return text.isBlank() || DayFields.day(text) != null;
    }

    private String inOrder() {
        LocalDate first = DayFields.day(from.getText());
        LocalDate last = DayFields.day(to.getText());
        return first != null && last != null && last.isBefore(first) ? messages.get("models.dataset.order") : "";
    }

    /** What is asked for; null where something is wrong: its field has the keyboard then. */
    @Nullable
    NewDataset query() {
        if (!checks.pass()) {
            return null;
        }
        LocalDate first = DayFields.day(from.getText());
        LocalDate last = DayFields.day(to.getText());
        List<String> named = Fields.several(lots.getText());
        return new NewDataset(
                name.getText().strip(),
                first == null ? null : DayFields.begin(first, messages.zone()),
                last == null ? null : DayFields.end(last, messages.zone()),
                stations.values().isEmpty() ? null : stations.values(),
                named.isEmpty() ? null : named,
                sources.values().isEmpty() ? null : sources.values());
    }

    private void send() {
        NewDataset query = query();
        if (query != null) {
            freeze.setDisable(true);
            backend.take(
                    backend.api().freeze(query),
                    set -> {
                        PopOvers.close(this);
                        made.accept(set);
                    },
                    () -> freeze.setDisable(false));
        }
    }
}
