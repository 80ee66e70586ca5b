package fr.gaveurs.console.backend.features.models;

import fr.gaveurs.console.api.conditions.Conditions.Severity;
import fr.gaveurs.console.api.models.Performance.DriftReport;
import fr.gaveurs.console.api.models.Performance.DriftRow;
import fr.gaveurs.console.api.models.Performance.LabelErrors;
import fr.gaveurs.console.api.models.Versions.Role;
import fr.gaveurs.console.backend.features.models.drift.DriftStore;
import fr.gaveurs.console.backend.features.models.drift.LabelledErrors;
import fr.gaveurs.console.backend.features.models.grading.ModelGrading;
import fr.gaveurs.console.backend.features.models.registry.LoadedModels;
import fr.gaveurs.console.backend.features.models.registry.LoadedModels.Loaded;
import fr.gaveurs.console.backend.platform.conditions.ConditionBoard;
import fr.gaveurs.console.backend.platform.conditions.ConditionKind;
import fr.gaveurs.console.backend.platform.conditions.Observation;
import fr.gaveurs.console.backend.platform.lifecycle.Deadline;
import fr.gaveurs.console.backend.platform.lifecycle.Part;
import fr.gaveurs.console.backend.platform.lifecycle.Supervised;
import fr.gaveurs.console.backend.platform.lifecycle.SupervisedTimer;
import fr.gaveurs.console.backend.platform.metrics.Metrics;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;
import org.jdbi.v3.core.JdbiException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hears which versions have a role, whichever console gave it to them, and says what is wrong with them: a file or golden
 * rows that are wrong, inputs unlike those that were learnt from, errors that leave their interval.
 */
final class ModelWatch implements Part {
    /** A version that has a role is not used. Details: {@code version}, {@code fault}. */
    static final ConditionKind UNUSABLE =
            ConditionKind.ofConsole("model_unusable", Severity.CRITICAL, Duration.ZERO, Duration.ZERO);
    /** What is measured is unlike what the active version learnt from. Details: {@code version}, {@code stations}. */
    static final ConditionKind DRIFT =
            ConditionKind.ofDatabase("model_drift", Severity.WARNING, Duration.ZERO, Duration.ZERO);
    /** The active version errs more than it says. Details: {@code version}, {@code target}, {@code percent}. */
    static final ConditionKind ERROR =
            ConditionKind.ofDatabase("model_error", Severity.WARNING, Duration.ZERO, Duration.ZERO);

    /** A product's samples are graded by the formula, although a model is wanted. Details: {@code product}. */
    static final ConditionKind GRADING_OFF =
            ConditionKind.ofConsole("model_grading_off", Severity.WARNING, Duration.ZERO, Duration.ZERO);

    static final List<ConditionKind> ALL = List.of(UNUSABLE, DRIFT, ERROR, GRADING_OFF);

    private static final Logger LOG = LoggerFactory.getLogger(ModelWatch.class);
    private static final Duration LOOK = Duration.ofSeconds(1);
    private static final Duration JUDGE = Duration.ofMinutes(1);
    /** Labels that it takes to say that the error left its interval, and the share within it below which it did. */
    private static final int LABELS = 20;

    private static final double COVERED = 0.8;

    private final LoadedModels loaded;
    private final ModelGrading grading;
    private final DriftStore drift;
    private final LabelledErrors errors;
    private final ConditionBoard board;
    private final SupervisedTimer timer = new SupervisedTimer("model-watch");
    private volatile long striking;
    /** Whether it was ever read who has a role: before, nobody knows what is over. */
    private boolean rolesKnown;

    /** @param grading grades samples with the active model, and looks at which ones */
    ModelWatch(
            LoadedModels loaded,
            ModelGrading grading,
            DriftStore drift,
            LabelledErrors errors,
            ConditionBoard board,
            Metrics metrics) {
        this.loaded = loaded;
        this.grading = grading;
        this.drift = drift;
        this.errors = errors;
        this.board = board;
        metrics.gauge(
                "model.drift.features",
                "Features of stations that are unlike what the active model learnt from, as of the last look",
                () -> striking);
    }

    @Override
    public String name() {
        return "model watch";
    }

    @Override
    public void start() {
        timer.every(Duration.ZERO, LOOK, this::look);
        timer.every(Duration.ZERO, JUDGE, this::judge);
        timer.start();
    }

    private void look() {
        try {
            loaded.refresh();
            grading.refresh();
        } catch (JdbiException e) {
            LOG.debug("which models are used stays as it was: {}", e.getMessage());
            return;
        }
        rolesKnown = true;
        Set<String> wrong = new HashSet<>();
        for (Role role : Role.values()) {
            Loaded model = loaded.of(role);
            if (model != null && model.fault() != null) {
                wrong.add(source(model.versionId()));
                board.observe(
                        UNUSABLE,
                        source(model.versionId()),
                        new Observation.Active(
                                "the model " + model.versionId() + " is not used: " + model.faultText(),
                                "roll back to the version before it, or take its file in again",
                                Map.of("version", Long.toString(model.versionId()), "fault", model.faultText())));
            }
        }
        board.over(UNUSABLE, wrong);
        board.over(GRADING_OFF, off());
    }

    /** Products that a model is to grade, and none can. */
    private Set<String> off() {
        String why = ModelGrading.trouble(loaded);
        Set<String> off = why == null ? Set.of() : grading.products();
        for (String product : off) {
            board.observe(
                    GRADING_OFF,
                    product,
                    new Observation.Active(
                            "samples of " + product + " are graded by the formula, although a model is wanted: " + why,
                            "activate a model that was trained here, or take the setting back",
                            Map.of("product", product)));
        }
        return off;
    }

    /** Something was said or done that models are judged by: no need to wait for the next look. */
    void soon() {
        try {
            timer.execute(this::judge);
        } catch (RejectedExecutionException e) {
            LOG.debug("the console stops", e);
        }
    }

    private static String source(long versionId) {
        return "model " + versionId;
    }

    private void judge() {
        if (!rolesKnown) {
            return;
        }
        Loaded active = loaded.of(Role.ACTIVE);
        try {
            board.over(DRIFT, drifting(active));
            board.over(ERROR, erring(active));
        } catch (JdbiException e) {
            LOG.debug("how models do stays as it was: {}", e.getMessage());
        }
    }

    private Set<String> drifting(@Nullable Loaded active) {
        DriftReport report = active == null ? null : drift.latest(active.versionId());
        List<String> stations = report == null
                ? List.of()
                : report.rows().stream()
                        .filter(DriftRow::striking)
                        .map(DriftRow::deviceId)
                        .distinct()
                        .toList();
        striking = report == null
                ? 0
                : report.rows().stream().filter(DriftRow::striking).count();
        if (active == null || report == null || stations.isEmpty()) {
            return Set.of();
        }
        String names = String.join(", ", stations.subList(0, Math.min(10, stations.size())));
        String source = source(active.versionId());
        Observation.Active words = new Observation.Active(
                "what " + names + " measured in the last week is unlike what the model " + active.versionId()
                        + " learnt from",
                "look at lamps and sensors of these stations; if they are well, label samples of theirs and train"
                        + " again",
                Map.of("version", Long.toString(active.versionId()), "stations", names));
        board.observe(DRIFT, source, words.since(report.at()));
        return Set.of(source);
    }

    private Set<String> erring(@Nullable Loaded active) {
        if (active == null) {
            return Set.of();
        }
        for (LabelErrors each : errors.lately(active.versionId())) {
            if (each.samples() >= LABELS && each.covered() < COVERED) {
                String percent = String.format(Locale.ROOT, "%.0f", 100 * each.covered());
                String source = source(active.versionId());
                Observation.Active words = new Observation.Active(
                        "of " + each.samples() + " samples that were labelled in the last 30 days only " + percent
                                + " % lie within the interval that the model " + active.versionId()
                                + " gives for the " + each.target().key(),
                        "train a version with the new labels, or roll back",
                        Map.of(
                                "version",
                                Long.toString(active.versionId()),
                                "target",
                                each.target().key(),
                                "percent",
                                percent));
                board.observe(ERROR, source, words.since(errors.newest(active.versionId(), each.target())));
                return Set.of(source);
            }
        }
        return Set.of();
    }

    @Override
    public void stop(Deadline deadline) {
        timer.stop();
    }

    @Override
    public List<Supervised> supervised() {
        return List.of(timer);
    }
}
