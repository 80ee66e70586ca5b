package fr.gaveurs.console.desktop.screens.models;

import fr.gaveurs.console.api.models.Datasets.Dataset;
import fr.gaveurs.console.desktop.kit.Choice;
import fr.gaveurs.console.desktop.kit.Labels;
import fr.gaveurs.console.desktop.kit.Messages;
import fr.gaveurs.console.desktop.kit.PopOvers;
import fr.gaveurs.console.desktop.kit.Wrapping;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** By which data set a model from elsewhere is judged, before its file is chosen. */
final class ImportForm extends VBox {
    private final ComboBox<Choice<Long>> dataset = new ComboBox<>();

    /** @param file told the data set's number, null for none, when the file is to be chosen */
    ImportForm(ModelsBackend backend, Consumer<@Nullable Long> file) {
        Messages messages = backend.messages();
        ModelsText words = new ModelsText(messages);
        getStyleClass().add("dataset-form");
        dataset.setId("importDataset");
        dataset.setMaxWidth(Double.MAX_VALUE);
        Choice.fill(dataset, entries(messages, words, List.of()), null);
        Button choose = new Button(messages.get("models.import.file"));
        choose.setId("importFile");
        choose.getStyleClass().add("accent");
        choose.setMinWidth(USE_PREF_SIZE);
        choose.setOnAction(event -> {
            Choice<Long> chosen = dataset.getValue();
            PopOvers.close(this);
            file.accept(chosen == null ? null : chosen.value());
        });
        Button cancel = new Button(messages.get("reason.cancel"));
        cancel.setMinWidth(USE_PREF_SIZE);
        cancel.setOnAction(event -> PopOvers.close(this));
        Wrapping buttons = new Wrapping();
        buttons.getStyleClass().add("question-buttons");
        buttons.getChildren().addAll(choose, cancel);
        getChildren()
                .addAll(
                        Labels.wrapping(messages.get("models.import.question"), "question-text"),
                        Fields.named(messages.get("models.import.dataset"), dataset),
                        buttons);
        backend.take(
                backend.api().datasets(), found -> Choice.fill(dataset, entries(messages, words, found), chosen()));
    }

    private @Nullable Long chosen() {
        Choice<Long> now = dataset.getValue();
        return now == null ? null : now.value();
    }

    private static List<Choice<Long>> entries(Messages messages, ModelsText words, List<Dataset> found) {
        List<Choice<Long>> entries = new ArrayList<>();
        entries.add(new Choice<>(null, messages.get("models.import.dataset.none")));
        found.forEach(each -> entries.add(new Choice<>(each.id(), words.title(each.id(), each.name()))));
        return entries;
    }
}
