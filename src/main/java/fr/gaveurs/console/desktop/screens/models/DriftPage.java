package fr.gaveurs.console.desktop.screens.models;

import fr.gaveurs.console.api.conditions.Conditions.Condition;
import fr.gaveurs.console.api.models.Models.Target;
import fr.gaveurs.console.api.models.Performance.DriftQuery;
import fr.gaveurs.console.api.models.Performance.DriftReport;
import fr.gaveurs.console.api.models.Performance.DriftRow;
import fr.gaveurs.console.api.models.Performance.VersionPerformance;
import fr.gaveurs.console.desktop.kit.Buttons;
import fr.gaveurs.console.desktop.kit.ConditionText;
import fr.gaveurs.console.desktop.kit.Labels;
import fr.gaveurs.console.desktop.kit.Messages;
import fr.gaveurs.console.desktop.kit.Roomy;
import fr.gaveurs.console.desktop.kit.Segments;
import fr.gaveurs.console.desktop.kit.Visibility;
import fr.gaveurs.console.desktop.kit.pump.Poll;
import fr.gaveurs.console.desktop.screens.models.chart.PictureCard;
import fr.gaveurs.console.desktop.screens.models.chart.Plot;
import fr.gaveurs.console.desktop.screens.models.chart.PlotView;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.util.Subscription;
import org.controlsfx.control.SegmentedButton;
import org.jspecify.annotations.Nullable;

/** Whether what is measured is still like what models learnt from, and whether they still err as little. */
final class DriftPage implements ModelsPage {
    private static final Duration BETWEEN_ANSWERS = Duration.ofSeconds(15);
    private static final String KINDS = "model_";

    private record Everything(DriftReport drift, List<VersionPerformance> performance) {}

    private final ModelsBackend backend;
    private final Messages messages;
    private final ModelsText words;
    private final DriftPlots plots;
    private final HBox root = new HBox();
    private final Label standing = Labels.wrapping("", "models-standing");
    private final Label conditions = Labels.wrapping("", "models-wrong");
    private final Rows<DriftRow> rows;
    private final DriftPicture grid;
    private final PlotView history;
    private final PictureCard historyCard;
    private final PlotView errors;
    private final PlotView covered;
    private final Button reckon;
    private final Poll<Everything> poll;
    private Target target = Target.FRESHNESS;
    private @Nullable Everything all;
    /** Key of the line whose looks are shown, or asked for. */
    private String looked = "";

    private Subscription hearing = Subscription.EMPTY;

    DriftPage(ModelsBackend backend) {
        this.backend = backend;
        messages = backend.messages();
        words = new ModelsText(messages);
        plots = new DriftPlots(messages);
        rows = new Rows<DriftRow>("driftList", messages, "models.drift.empty", DriftPage::key, this::choose)
                .lines(row -> row.deviceId() + " · " + words.feature(row.feature()), this::distance, this::chance);
        reckon = Buttons.of("driftReckon", messages.get("models.drift.reckon"), this::reckon, "small");
        VBox left = new VBox(reckon, rows.list());
        left.getStyleClass().add("models-left");
        VBox.setVgrow(rows.list(), Priority.ALWAYS);
        grid = new DriftPicture(messages, backend.palette());
        history = new PlotView(messages, backend.palette());
        errors = new PlotView(messages, backend.palette());
        covered = new PlotView(messages, backend.palette());
        historyCard =
                new PictureCard("save-history", messages.get("models.picture.history"), history, backend.pictures());
        SegmentedButton targets = Segments.box(List.of(Target.values()), words::target);
        new Segments<>(targets, List.of(Target.values()), target, this::choose);
        VBox page = new VBox(
                standing,
                conditions,
                new PictureGrid(List.of(
                        new PictureCard("save-drift", messages.get("models.picture.drift"), grid, backend.pictures()),
                        historyCard)),
                new HBox(targets),
                new PictureGrid(List.of(
                        new PictureCard(
                                "save-errors", messages.get("models.picture.errors"), errors, backend.pictures()),
                        new PictureCard(
                                "save-covered", messages.get("models.picture.covered"), covered, backend.pictures()))));
        page.getStyleClass().add("models-detail");
        Roomy side = new Roomy();
        side.setContent(page);
        HBox.setHgrow(side, Priority.ALWAYS);
        root.getStyleClass().add("models-page");
        root.getChildren().addAll(left, side);
        Visibility.show(conditions, false);
        poll = backend.poll(BETWEEN_ANSWERS, this::everything, this::answered);
        fill();
    }

    private static String key(DriftRow row) {
        return row.deviceId() + " " + row.feature();
    }

    private String distance(DriftRow row) {
        return (row.striking() ? "▲ " : "")
                + messages.get("models.drift.row", messages.number(row.psi(), 2), messages.number(row.ks(), 2));
    }

    private String chance(DriftRow row) {
        return messages.count("models.drift.row.chance", row.samples(), messages.number(row.chance(), 3));
    }

    private CompletableFuture<Everything> everything() {
        return backend.api().drift().thenCombine(backend.api().performance(), Everything::new);
    }

    private void answered(Everything now) {
        all = now;
        List<DriftRow> sorted = now.drift().rows().stream()
                .sorted(Comparator.comparing(DriftRow::striking)
                        .reversed()
                        .thenComparing(Comparator.comparingDouble(DriftRow::psi).reversed())
                        .thenComparing(DriftPage::key))
                .toList();
        rows.fill(sorted, this::choose);
        fill();
    }

    private void fill() {
        Everything now = all;
        DriftReport drift = now == null ? null : now.drift();
        standing.setText(drift == null ? messages.get("models.asking") : standing(drift));
        grid.show(
                drift == null ? List.of() : drift.rows(),
                messages.get(drift == null ? "models.asking" : "models.drift.empty"));
        List<VersionPerformance> performance = now == null ? List.of() : now.performance();
        String none = messages.get(now == null ? "models.asking" : "models.picture.no_labels");
        errors.show(plots.errors(performance, target), none);
        covered.show(plots.covered(performance, target), none);
        if (now == null || rows.chosen() == null) {
            history.show(Plot.NONE, messages.get(now == null ? "models.asking" : "models.drift.choose"));
        }
    }

    private String standing(DriftReport drift) {
        Long version = drift.versionId();
        Instant at = drift.at();
        if (version == null) {
            return messages.get("models.drift.no_active");
        }
        if (at == null) {
            return messages.get("models.drift.never", version);
        }
        long striking = drift.rows().stream().filter(DriftRow::striking).count();
        return messages.count("models.drift.standing", striking, version, messages.dateTime(at));
    }

    private void choose(Target now) {
        target = now;
        fill();
    }

    private void choose(@Nullable DriftRow row) {
        if (row == null) {
            history.show(Plot.NONE, messages.get("models.drift.choose"));
            looked = "";
            return;
        }
        if (!key(row).equals(looked)) {
            // Not those of the one before under the title of this one.
            looked = key(row);
            history.show(Plot.NONE, messages.get("models.asking"));
        }
        historyCard.title(messages.get("models.picture.history.of", row.deviceId(), words.feature(row.feature())));
        backend.take(
                backend.api().driftHistory(new DriftQuery(null, row.deviceId(), row.feature(), null, null)), looks -> {
                    DriftRow chosen = rows.chosen();
                    if (chosen != null && Objects.equals(key(chosen), key(row))) {
                        history.show(plots.history(looks), messages.get("models.drift.choose"));
                    }
                });
    }

    private void reckon() {
        reckon.setDisable(true);
        backend.take(
                backend.api().reckonDrift(),
                report -> {
                    backend.good(messages.get("models.drift.reckoned"));
                    poll.start();
                },
                () -> reckon.setDisable(false));
    }

    private void conditions(List<Condition> open) {
        List<String> said = open.stream()
                .filter(each -> each.kind().startsWith(KINDS) && each.clearedAt() == null)
                .map(each -> ConditionText.text(each, messages))
                .toList();
        conditions.setText(String.join("\n", said));
        Visibility.show(conditions, !said.isEmpty());
    }

    @Override
    public Node node() {
        return root;
    }

    @Override
    public void shown() {
        poll.start();
        hearing = backend.feed().onConditions(this::conditions);
    }

    @Override
    public void failed(String reason) {
        rows.failed(reason);
    }

    @Override
    public void hidden() {
        poll.stop();
        hearing.unsubscribe();
        hearing = Subscription.EMPTY;
    }
}
