package fr.gaveurs.console.desktop.screens.models;

import fr.gaveurs.console.api.models.Datasets.Dataset;
import fr.gaveurs.console.api.models.Versions.TrainingRun;
import fr.gaveurs.console.api.models.Versions.TrainingState;
import fr.gaveurs.console.desktop.kit.Buttons;
import fr.gaveurs.console.desktop.kit.Labels;
import fr.gaveurs.console.desktop.kit.Messages;
import fr.gaveurs.console.desktop.kit.Roomy;
import fr.gaveurs.console.desktop.kit.Visibility;
import fr.gaveurs.console.desktop.kit.Wrapping;
import fr.gaveurs.console.desktop.kit.pump.Poll;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** Trainings: a new one, those that run, and what came of each. */
final class TrainingPage implements ModelsPage {
    private static final Duration BETWEEN_ANSWERS = Duration.ofSeconds(2);

    private final Messages messages;
    private final ModelsBackend backend;
    private final ModelsText words;
    private final HBox root = new HBox();
    private final TrainingForm form;
    private final Rows<TrainingRun> rows;
    private final Label title = Labels.wrapping("", "models-head");
    private final Label standing = Labels.wrapping("", "models-standing");
    private final ProgressBar bar = new ProgressBar();
    private final Label facts = Labels.wrapping("", "models-text");
    private final Button cancel;
    private final Button see;
    private final VBox detail;
    private final Poll<Everything> poll;

    private record Everything(List<TrainingRun> runs, List<Dataset> datasets) {}

    TrainingPage(ModelsBackend backend) {
        this.backend = backend;
        messages = backend.messages();
        words = new ModelsText(messages);
        form = new TrainingForm(backend, this::started);
        rows = new Rows<>(
                        "trainingList", messages, "models.trainings.none", run -> Long.toString(run.id()), this::choose)
                .lines(run -> words.title(run.id(), run.name()), this::below);
        cancel = Buttons.of("trainingCancel", messages.get("models.training.cancel"), this::cancel);
        see = Buttons.of("trainingSee", messages.get("models.training.see"), this::see);
        Wrapping acts = new Wrapping();
        acts.getStyleClass().add("models-acts");
        acts.getChildren().addAll(see, cancel);
        bar.getStyleClass().add("training-bar");
        bar.setMaxWidth(Double.MAX_VALUE);
        detail = new VBox(title, acts, standing, bar, facts);
        detail.getStyleClass().add("models-detail");
        detail.setVisible(false);
        detail.setMinHeight(Region.USE_PREF_SIZE);
        VBox right = new VBox(rows.list(), detail);
        right.getStyleClass().add("models-right");
        VBox.setVgrow(rows.list(), Priority.ALWAYS);
        Roomy left = new Roomy();
        left.setContent(form);
        left.getStyleClass().add("models-form-side");
        HBox.setHgrow(right, Priority.ALWAYS);
        root.getStyleClass().add("models-page");
        root.getChildren().addAll(left, right);
        poll = backend.poll(BETWEEN_ANSWERS, this::everything, this::answered);
    }

    private String below(TrainingRun run) {
        return words.progress(run) + " · " + messages.dayTime(run.requestedAt());
    }

    private CompletableFuture<Everything> everything() {
        var runs = backend.api().trainings();
        var datasets = backend.api().datasets();
        return CompletableFuture.allOf(runs, datasets).thenApply(done -> new Everything(runs.join(), datasets.join()));
    }

    private void answered(Everything now) {
        form.datasets(now.datasets());
        rows.fill(now.runs(), this::choose);
    }

    private void choose(@Nullable TrainingRun run) {
        detail.setVisible(run != null);
        if (run == null) {
            return;
        }
        title.setText(words.title(run.id(), run.name()));
        standing.setText(words.progress(run));
        boolean under = !run.state().isFinal();
        bar.setVisible(under);
        bar.setProgress(run.state() == TrainingState.QUEUED ? 0 : run.progress() / 100.0);
        cancel.setDisable(!under);
        see.setDisable(run.versionId() == null);
        facts.setText(messages.get(
                "models.training.facts",
                run.datasetId(),
                String.join(", ", run.targets().stream().map(words::target).toList()),
                String.join(", ", run.features().stream().map(words::feature).toList()),
                run.seed(),
                run.requestedBy() == null ? Messages.NONE : words.by(run.requestedBy())));
        Visibility.show(facts, true);
    }

    private void started(TrainingRun run) {
        backend.tasks().over(TrainingTask.SUBJECT);
        backend.start(new TrainingTask(backend, run, this::again));
        rows.open(Long.toString(run.id()));
        again();
    }

    private void again() {
        if (root.getScene() != null) {
            poll.start();
        }
    }

    private void cancel() {
        TrainingRun run = rows.chosen();
        if (run != null) {
            backend.take(backend.api().cancel(run.id()), gone -> again());
        }
    }

    private void see() {
        TrainingRun run = rows.chosen();
        if (run != null && run.versionId() != null) {
            backend.go(ModelsController.Page.VERSIONS, Long.toString(run.versionId()));
        }
    }

    @Override
    public Node node() {
        return root;
    }

    @Override
    public void shown() {
        form.shown();
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
