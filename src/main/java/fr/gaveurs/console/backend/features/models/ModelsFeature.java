package fr.gaveurs.console.backend.features.models;

import fr.gaveurs.console.api.Listing;
import fr.gaveurs.console.api.models.Gradings.GradingInput;
import fr.gaveurs.console.api.models.Gradings.ProductGrading;
import fr.gaveurs.console.api.models.ModelsApi;
import fr.gaveurs.console.api.quality.Samples.Sample;
import fr.gaveurs.console.backend.features.models.data.DatasetBuilder;
import fr.gaveurs.console.backend.features.models.data.DatasetStore;
import fr.gaveurs.console.backend.features.models.drift.Comparisons;
import fr.gaveurs.console.backend.features.models.drift.DriftStore;
import fr.gaveurs.console.backend.features.models.drift.LabelledErrors;
import fr.gaveurs.console.backend.features.models.grading.GradingStore;
import fr.gaveurs.console.backend.features.models.grading.ModelGrading;
import fr.gaveurs.console.backend.features.models.onnx.process.OnnxPrograms;
import fr.gaveurs.console.backend.features.models.onnx.process.OnnxRunners;
import fr.gaveurs.console.backend.features.models.predict.LiveStations;
import fr.gaveurs.console.backend.features.models.predict.PredictionStore;
import fr.gaveurs.console.backend.features.models.predict.Predictions;
import fr.gaveurs.console.backend.features.models.registry.Gate;
import fr.gaveurs.console.backend.features.models.registry.Leaderboard;
import fr.gaveurs.console.backend.features.models.registry.LoadedModels;
import fr.gaveurs.console.backend.features.models.registry.RoleActs;
import fr.gaveurs.console.backend.features.models.registry.VersionStore;
import fr.gaveurs.console.backend.features.models.training.TrainingQueue;
import fr.gaveurs.console.backend.features.models.training.TrainingWorker;
import fr.gaveurs.console.backend.features.models.truth.TruthImports;
import fr.gaveurs.console.backend.features.models.truth.TruthQueue;
import fr.gaveurs.console.backend.features.models.truth.TruthStore;
import fr.gaveurs.console.backend.features.quality.GradedSample;
import fr.gaveurs.console.backend.features.quality.RawSamples;
import fr.gaveurs.console.backend.platform.Feature;
import fr.gaveurs.console.backend.platform.Services;
import fr.gaveurs.console.backend.platform.conditions.ConditionKind;
import fr.gaveurs.console.backend.platform.http.Endpoint;
import fr.gaveurs.console.backend.platform.http.Reply;
import fr.gaveurs.console.backend.platform.jobs.Job;
import fr.gaveurs.console.backend.platform.lifecycle.StartException;
import fr.gaveurs.console.backend.platform.store.Database;
import fr.gaveurs.console.backend.platform.store.partitions.Partitions;
import fr.gaveurs.console.backend.platform.store.retention.RetainedTable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** Models that are trained on truth, and what they say of samples. */
public final class ModelsFeature implements Feature {
    private static final Duration CATCH_UP = Duration.ofMinutes(5);
    private static final Duration DRIFT = Duration.ofDays(7);
    /** Drift is told as long as anybody may ask how a model did. */
    private static final Duration DRIFT_KEPT = Duration.ofDays(730);

    private final Services services;
    private final List<Endpoint> endpoints;
    private final Predictions predictions;
    private final DriftStore drift;
    private final ModelGrading grading;

    /**
     * @param console what other consoles on the database know this one by
     * @param partitions known once the database has answered
     * @param live what dashboards show
     */
    public ModelsFeature(Services services, String console, Supplier<Partitions> partitions, LiveStations live)
            throws StartException {
        this.services = services;
        Database database = services.database();
        RawSamples samples = new RawSamples(database.jdbi());
        TruthStore truth = new TruthStore(database.jdbi(), database.changes());
        DatasetStore datasets = new DatasetStore(database.jdbi(), database.changes());
        TrainingQueue trainings = new TrainingQueue(database, console);
        TrainingWorker worker = services.lifecycle().start(new TrainingWorker(trainings, datasets, services.version()));
        OnnxRunners runners = services.lifecycle()
                .start(new OnnxRunners(
                        OnnxPrograms.find(services.settings().dataDir().resolve("onnx")),
                        System::nanoTime,
                        services.metrics()));
        LoadedModels loaded = new LoadedModels(database, runners);
        VersionStore versions = new VersionStore(database.jdbi(), loaded::fault);
        PredictionStore kept = new PredictionStore(database, partitions);
        predictions = services.lifecycle()
                .start(new Predictions(loaded, kept, samples, live, services.clock(), services.metrics()));
        drift = new DriftStore(database.jdbi(), database.changes(), samples, loaded, services.clock());
        LabelledErrors errors = new LabelledErrors(database.jdbi());
        Gate gate = new Gate(database.jdbi(), services.settings().timeZone());
        GradingStore gradings = new GradingStore(database, () -> ModelGrading.trouble(loaded));
        grading = new ModelGrading(loaded, gradings, services.metrics());
        ModelWatch watch = services.lifecycle()
                .start(new ModelWatch(
                        loaded, grading, drift, errors, services.conditions().board(), services.metrics()));
        List<Endpoint> all = new ArrayList<>(new TruthRoutes(
                        truth,
                        new TruthImports(truth, samples, services.clock()),
                        new TruthQueue(truth, samples, services.clock()),
                        new DatasetBuilder(truth, samples, services.settings().timeZone()),
                        datasets,
                        watch::soon)
                .endpoints());
        all.addAll(new VersionRoutes(versions, loaded, trainings, datasets, worker::hurry).endpoints());
        all.addAll(new FileRoutes(versions, new OnnxImports(runners, datasets), database.changes()).endpoints());
        all.addAll(new RoleRoutes(
                        versions,
                        new RoleActs(database.changes(), versions, loaded, gate::report),
                        gate,
                        kept,
                        drift,
                        errors,
                        new Comparisons(
                                database.jdbi(), versions, services.settings().timeZone(), services.clock()),
                        new Leaderboard(database.jdbi(), versions),
                        watch::soon)
                .endpoints());
        all.add(new Endpoint(ModelsApi.LIST_GRADINGS, call -> new Listing<>(gradings.list())));
        all.add(new Endpoint(ModelsApi.SET_GRADING, call -> {
            ProductGrading set = gradings.set(Numbers.id(call), call.body(GradingInput.class), call.act());
            grading.refresh();
            return Reply.json(200, set);
        }));
        endpoints = List.copyOf(all);
    }

    /** Hears of each sample once it is stored and acknowledged. */
    public Consumer<GradedSample> afterCommit() {
        return predictions::stored;
    }

    /** Hears of samples that other consoles stored and that are their stations' newest. */
    public Consumer<List<Sample>> elsewhere() {
        return predictions::storedElsewhere;
    }

    /** Grades a sample with the active model's figures where an administrator wants it; returns at once. */
    public UnaryOperator<GradedSample> grading() {
        return grading;
    }

    @Override
    public List<ConditionKind> conditions() {
        return ModelWatch.ALL;
    }

    @Override
    public List<Job> jobs() {
        return List.of(
                Job.every("model predictions", CATCH_UP, predictions::catchUp),
                Job.every("model drift", DRIFT, () -> drift.reckon(handle -> {})));
    }

    /** What models said is kept as long as the samples. */
    @Override
    public List<RetainedTable> retained() {
        return List.of(
                RetainedTable.byDay("predictions", services.settings().sampleRetention()),
                RetainedTable.byRow("model_drift", "at", DRIFT_KEPT));
    }

    @Override
    public List<Endpoint> endpoints() {
        return endpoints;
    }
}
