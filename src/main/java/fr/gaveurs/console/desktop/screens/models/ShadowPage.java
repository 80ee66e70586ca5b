package fr.gaveurs.console.desktop.screens.models;

import fr.gaveurs.console.api.models.Models.Target;
import fr.gaveurs.console.api.models.Performance.ComparisonQuery;
import fr.gaveurs.console.api.models.Performance.ComparisonReport;
import fr.gaveurs.console.api.models.Versions;
import fr.gaveurs.console.api.models.Versions.GateReport;
import fr.gaveurs.console.api.models.Versions.PredictionQuery;
import fr.gaveurs.console.api.models.Versions.StoredPrediction;
import fr.gaveurs.console.api.models.Versions.Version;
import fr.gaveurs.console.api.models.Versions.VersionState;
import fr.gaveurs.console.desktop.kit.Labels;
import fr.gaveurs.console.desktop.kit.Messages;
import fr.gaveurs.console.desktop.kit.Roomy;
import fr.gaveurs.console.desktop.kit.Segments;
import fr.gaveurs.console.desktop.kit.Wrapping;
import fr.gaveurs.console.desktop.kit.pump.Poll;
import fr.gaveurs.console.desktop.screens.models.ShadowPlots.Sum;
import fr.gaveurs.console.desktop.screens.models.chart.PictureCard;
import fr.gaveurs.console.desktop.screens.models.chart.Plot;
import fr.gaveurs.console.desktop.screens.models.chart.PlotView;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;
import org.controlsfx.control.SegmentedButton;
import org.jspecify.annotations.Nullable;

/** The shadow against the active version, or the formula: on the samples of which both said something. */
final class ShadowPage implements ModelsPage {
    private static final Duration BETWEEN_ANSWERS = Duration.ofSeconds(15);
    /** Of each, for the cloud: the newest. */
    private static final int SAMPLES = 500;

    private static final List<Integer> DAYS = List.of(7, 31);

    /** In their order. */
    private enum Kind {
        SCATTER,
        STATIONS,
        DAYS,
        ERRORS
    }

    private record Shown(PictureCard card, PlotView view) {}

    /** Everything that is shown; {@code gate} is null where none is the shadow, {@code versions} are by number. */
    private record Everything(
            ComparisonReport report,
            List<StoredPrediction> version,
            List<StoredPrediction> against,
            @Nullable GateReport gate,
            Map<Long, Version> versions) {}

    private final ModelsBackend backend;
    private final Messages messages;
    private final ModelsText words;
    private final ShadowPlots plots;
    private final Map<Kind, Shown> pictures = new EnumMap<>(Kind.class);
    private final Label who = Labels.wrapping("", "models-head");
    private final Label summary = Labels.wrapping("", "models-standing");
    private final Label gate = Labels.wrapping("", "models-standing");
    private final Roomy root = new Roomy();
    private final Poll<Everything> poll;
    private Target target = Target.FRESHNESS;
    private int days = DAYS.getFirst();
    private @Nullable Everything all;

    ShadowPage(ModelsBackend backend) {
        this.backend = backend;
        messages = backend.messages();
        words = new ModelsText(messages);
        plots = new ShadowPlots(messages);
        for (Kind kind : Kind.values()) {
            PlotView view = new PlotView(messages, backend.palette());
            String id = "save-shadow-" + kind.name().toLowerCase(Locale.ROOT);
            pictures.put(kind, new Shown(new PictureCard(id, title(kind), view, backend.pictures()), view));
        }
        SegmentedButton targets = Segments.box(List.of(Target.values()), words::target);
        new Segments<>(targets, List.of(Target.values()), target, this::choose);
        SegmentedButton periods = Segments.box(DAYS, each -> messages.get("models.period", each));
        new Segments<>(periods, DAYS, days, this::period);
        Wrapping tools = new Wrapping();
        tools.getStyleClass().add("models-acts");
        tools.getChildren().addAll(targets, periods);
        who.setId("shadowWho");
        gate.setId("shadowGate");
        VBox page = new VBox(
                tools,
                who,
                gate,
                summary,
                new PictureGrid(pictures.values().stream().map(Shown::card).toList()));
        page.getStyleClass().add("models-detail");
        root.setContent(page);
        poll = backend.poll(BETWEEN_ANSWERS, this::everything, this::answered);
        fill();
    }

    private String title(Kind kind) {
        return messages.get("models.picture.shadow." + kind.name().toLowerCase(Locale.ROOT));
    }

    private void choose(Target now) {
        target = now;
        fill();
    }

    private void period(int now) {
        days = now;
        poll.start();
    }

    private CompletableFuture<Everything> everything() {
        Instant to = messages.now();
        Instant from = to.minus(Duration.ofDays(days)).plusSeconds(60);
        var versions = backend.api().versions();
        return backend.api()
                .compare(new ComparisonQuery(null, null, from, to))
                .thenCompose(report -> said(report.versionId(), from, to)
                        .thenCombine(
                                said(report.againstId(), from, to),
                                (mine, others) -> new Everything(report, mine, others, null, Map.of())))
                .thenCompose(found -> gate(found.report().versionId())
                        .thenCombine(
                                versions,
                                (gate, list) -> new Everything(
                                        found.report(), found.version(), found.against(), gate, byNumber(list))));
    }

    private static Map<Long, Version> byNumber(List<Version> versions) {
        Map<Long, Version> byNumber = new HashMap<>();
        versions.forEach(each -> byNumber.put(each.id(), each));
        return byNumber;
    }

    private CompletableFuture<@Nullable GateReport> gate(@Nullable Long version) {
        return version == null
                ? CompletableFuture.completedFuture(null)
                : backend.api().gate(version).thenApply(found -> found);
    }

    private CompletableFuture<List<StoredPrediction>> said(@Nullable Long version, Instant from, Instant to) {
        return version == null
                ? CompletableFuture.completedFuture(List.of())
                : backend.api().predictions(new PredictionQuery(null, null, version, from, to, SAMPLES));
    }

    private void answered(Everything now) {
        if (!now.equals(all)) {
            all = now;
            fill();
        }
    }

    private void fill() {
        Everything now = all;
        Long version = now == null ? null : now.report().versionId();
        if (now == null || version == null) {
            who.setText(messages.get(now == null ? "models.asking" : "models.shadow.none"));
            summary.setText(now == null ? "" : messages.get("models.shadow.how"));
            gate.setText("");
            for (Kind kind : Kind.values()) {
                put(kind, Plot.NONE, now == null ? "models.asking" : "models.picture.no_shadow");
            }
            return;
        }
        Long against = now.report().againstId();
        who.setText(messages.get(
                "models.shadow.who",
                title(now, version),
                against == null ? messages.get("models.plot.formula") : title(now, against)));
        gate.setText(standing(now.gate(), now.versions().get(version)));
        Sum total = ShadowPlots.total(now.report().rows(), target);
        summary.setText(
                total.samples() == 0
                        ? messages.get("models.shadow.no_samples")
                        : messages.get(
                                        "models.shadow.summary",
                                        words.target(target),
                                        messages.integer(total.samples()),
                                        words.error(target, total.difference()),
                                        words.covered(total.within()))
                                + " "
                                + (total.labels() == 0
                                        ? messages.get("models.shadow.no_labels")
                                        : messages.get(
                                                "models.shadow.labels",
                                                messages.integer(total.labels()),
                                                words.error(target, total.mae()),
                                                words.error(target, total.against()))));
        put(
                Kind.SCATTER,
                plots.scatter(now.version(), now.against(), target),
                against == null ? "models.picture.no_scatter" : "models.picture.no_samples");
        put(Kind.STATIONS, plots.stations(now.report().rows(), target), "models.picture.no_samples");
        put(Kind.DAYS, plots.days(now.report().rows(), target), "models.picture.no_samples");
        put(Kind.ERRORS, plots.errors(now.report().rows(), target), "models.picture.no_labels");
    }

    private String title(Everything now, long id) {
        Version version = now.versions().get(id);
        return words.title(id, version == null ? null : version.name());
    }

    /** How far the shadow is on its way to become active without a reason. */
    private String standing(@Nullable GateReport found, @Nullable Version version) {
        if (found == null || version == null) {
            return "";
        }
        if (found.open()) {
            return messages.get("models.shadow.gate.open");
        }
        String way = messages.get(
                "models.shadow.gate.closed",
                messages.integer(found.shadowSamples()),
                messages.integer(Versions.GATE_SAMPLES),
                found.shadowDays(),
                Versions.GATE_DAYS,
                found.shadowStations(),
                Versions.GATE_STATIONS,
                messages.get(
                        !found.comparisons().isEmpty()
                                        && found.comparisons().values().stream().allMatch(GateForm::better)
                                ? "models.shadow.gate.yes"
                                : "models.shadow.gate.no"));
        return version.state() == VersionState.DRAFT ? way + ' ' + messages.get("models.shadow.gate.draft") : way;
    }

    private void put(Kind kind, Plot plot, String none) {
        Shown shown = pictures.get(kind);
        if (shown != null) {
            shown.card().title(title(kind) + " · " + words.target(target));
            shown.view().show(plot, messages.get(none));
        }
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
    public void hidden() {
        poll.stop();
    }
}
