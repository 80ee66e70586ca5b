package fr.gaveurs.console.desktop.screens.models;

import fr.gaveurs.console.api.models.Versions.AssignmentQuery;
import fr.gaveurs.console.desktop.kit.Buttons;
import fr.gaveurs.console.desktop.kit.ChoiceText;
import fr.gaveurs.console.desktop.kit.Messages;
import fr.gaveurs.console.desktop.kit.PopOvers;
import fr.gaveurs.console.desktop.kit.Roomy;
import fr.gaveurs.console.desktop.kit.Wrapping;
import fr.gaveurs.console.desktop.kit.pump.Poll;
import fr.gaveurs.console.desktop.kit.pump.SystemDialogs;
import fr.gaveurs.console.desktop.screens.models.VersionsViewModel.Everything;
import fr.gaveurs.console.desktop.screens.models.VersionsViewModel.Row;
import fr.gaveurs.console.desktop.screens.models.VersionsViewModel.Sort;
import java.io.File;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.stage.FileChooser;
import org.jspecify.annotations.Nullable;

/** The leaderboard, and the card of the version that is chosen there. */
final class VersionsPage implements ModelsPage {
    private static final Duration BETWEEN_ANSWERS = Duration.ofSeconds(3);

    private final Messages messages;
    private final ModelsBackend backend;
    private final HBox root = new HBox();
    private final Rows<Row> rows;
    private final VersionDetail detail;
    private final ComboBox<Sort> sort = new ComboBox<>();
    private final Button take;
    private final Button back;
    private final Poll<Everything> poll;
    private Everything all = new Everything(List.of(), List.of(), List.of());

    VersionsPage(ModelsBackend backend) {
        this.backend = backend;
        messages = backend.messages();
        detail = new VersionDetail(backend, this::again);
        rows = new Rows<>(
                "versionList",
                messages,
                "models.versions.none",
                row -> Long.toString(row.version().id()),
                this::choose);
        rows.list().setCellFactory(view -> new VersionCell(messages));
        sort.setId("versionSort");
        sort.getStyleClass().add("small");
        sort.getItems().setAll(Sort.values());
        sort.setConverter(ChoiceText.of(value -> messages.get("models.sort." + value.name())));
        sort.setValue(Sort.ROLE);
        sort.setAccessibleText(messages.get("models.sort"));
        sort.valueProperty().addListener((property, old, now) -> fill());
        take = Buttons.of("modelImport", messages.get("models.import"), this::take, "small");
        back = Buttons.of("modelBack", messages.get("models.back"), this::rollBack, "small");
        back.setDisable(true);
        Wrapping tools = new Wrapping();
        tools.getStyleClass().add("models-acts");
        tools.getChildren().addAll(sort, take, back);
        VBox left = new VBox(tools, rows.list());
        left.getStyleClass().add("models-left");
        VBox.setVgrow(rows.list(), Priority.ALWAYS);
        Roomy side = new Roomy();
        side.setContent(detail);
        HBox.setHgrow(side, Priority.ALWAYS);
        root.getStyleClass().add("models-page");
        root.getChildren().addAll(left, side);
        poll = backend.poll(BETWEEN_ANSWERS, this::everything, this::answered);
    }

    private void take() {
        PopOvers.show(take, new ImportForm(backend, this::chooseFile));
    }

    private CompletableFuture<Everything> everything() {
        var versions = backend.api().versions();
        var ranked = backend.api().leaderboard();
        var assignments = backend.api().assignments(new AssignmentQuery(null, null));
        return CompletableFuture.allOf(versions, ranked, assignments)
                .thenApply(done -> new Everything(versions.join(), ranked.join(), assignments.join()));
    }

    private void answered(Everything now) {
        all = now;
        back.setDisable(!VersionsViewModel.canRollBack(now));
        fill();
    }

    private void fill() {
        detail.ranked(all.ranked());
        rows.fill(VersionsViewModel.rows(all, Objects.requireNonNullElse(sort.getValue(), Sort.ROLE)), this::choose);
    }

    private void choose(@Nullable Row row) {
        detail.show(row);
    }

    private void again() {
        poll.start();
    }

    /** At once and without a question: the version that is active now comes back the same way. */
    private void rollBack() {
        backend.take(backend.api().rollBack(), version -> {
            backend.good(messages.get("models.back.done", new ModelsText(messages).title(version)));
            again();
        });
    }

    private void chooseFile(@Nullable Long dataset) {
        FileChooser chooser = new FileChooser();
        chooser.setTitle(messages.get("models.import.choose"));
        chooser.getExtensionFilters()
                .add(new FileChooser.ExtensionFilter(messages.get("models.import.kind"), "*.json", "*.onnx"));
        File chosen = SystemDialogs.open(chooser, root.getScene().getWindow());
        if (chosen != null) {
            take(chosen.toPath(), dataset);
        }
    }

    /** Takes a model's file in, in the background. */
    void take(Path file, @Nullable Long dataset) {
        backend.tasks().over(ModelImport.SUBJECT);
        backend.start(new ModelImport(backend, file, dataset, version -> {
            rows.open(Long.toString(version.id()));
            again();
        }));
    }

    @Override
    public Node node() {
        return root;
    }

    @Override
    public void shown() {
        poll.start();
    }

    @Override
    public void failed(String reason) {
        rows.failed(reason);
    }

    @Override
    public void hidden() {
        poll.stop();
    }

    @Override
    public void open(String item) {
        if (!item.isEmpty()) {
            rows.open(item);
        }
    }

    @Override
    public String opened() {
        return rows.opened();
    }
}
