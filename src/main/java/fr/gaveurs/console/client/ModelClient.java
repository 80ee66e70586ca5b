package fr.gaveurs.console.client;

import fr.gaveurs.console.api.Listing;
import fr.gaveurs.console.api.Page;
import fr.gaveurs.console.api.Route;
import fr.gaveurs.console.api.models.Datasets.Dataset;
import fr.gaveurs.console.api.models.Datasets.NewDataset;
import fr.gaveurs.console.api.models.Gradings.GradingInput;
import fr.gaveurs.console.api.models.Gradings.ProductGrading;
import fr.gaveurs.console.api.models.ModelsApi;
import fr.gaveurs.console.api.models.Performance.ComparisonQuery;
import fr.gaveurs.console.api.models.Performance.ComparisonReport;
import fr.gaveurs.console.api.models.Performance.DriftLook;
import fr.gaveurs.console.api.models.Performance.DriftQuery;
import fr.gaveurs.console.api.models.Performance.DriftReport;
import fr.gaveurs.console.api.models.Performance.VersionPerformance;
import fr.gaveurs.console.api.models.Truth.AgreementReport;
import fr.gaveurs.console.api.models.Truth.BlindSample;
import fr.gaveurs.console.api.models.Truth.ImportResult;
import fr.gaveurs.console.api.models.Truth.Inspection;
import fr.gaveurs.console.api.models.Truth.Label;
import fr.gaveurs.console.api.models.Truth.LabelQuery;
import fr.gaveurs.console.api.models.Truth.QueueQuery;
import fr.gaveurs.console.api.models.Versions.Assignment;
import fr.gaveurs.console.api.models.Versions.AssignmentQuery;
import fr.gaveurs.console.api.models.Versions.FeatureInfo;
import fr.gaveurs.console.api.models.Versions.GateReport;
import fr.gaveurs.console.api.models.Versions.ImportQuery;
import fr.gaveurs.console.api.models.Versions.NewTraining;
import fr.gaveurs.console.api.models.Versions.Prediction;
import fr.gaveurs.console.api.models.Versions.PredictionQuery;
import fr.gaveurs.console.api.models.Versions.PredictionRequest;
import fr.gaveurs.console.api.models.Versions.Ranked;
import fr.gaveurs.console.api.models.Versions.StoredPrediction;
import fr.gaveurs.console.api.models.Versions.TrainingRun;
import fr.gaveurs.console.api.models.Versions.Version;
import fr.gaveurs.console.api.models.Versions.VersionCard;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/** The part of the contract that is about models, over the connection of an {@link ApiClient}. */
public final class ModelClient {
    private final RouteCaller api;

    ModelClient(RouteCaller api) {
        this.api = api;
    }

    /** @param route {@link ModelsApi#IMPORT_TRUTH} for a CSV file, {@link ModelsApi#IMPORT_RECORDING} for a recording */
    public CompletableFuture<ImportResult> labels(Route route, Path file) {
        return api.upload(route, new Nothing(), file, bytes -> {});
    }

    private record Nothing() {}

    public CompletableFuture<Dataset> freeze(NewDataset query) {
        return api.call(ModelsApi.MAKE_DATASET, Map.of(), null, query);
    }

    public CompletableFuture<TrainingRun> train(NewTraining training) {
        return api.call(ModelsApi.START_TRAINING, Map.of(), null, training);
    }

    public CompletableFuture<TrainingRun> training(long id) {
        return api.call(ModelsApi.GET_TRAINING, id(id), null);
    }

    public CompletableFuture<List<Version>> versions() {
        return api.<Listing<Version>>call(ModelsApi.LIST_MODELS, Map.of(), null).thenApply(Listing::items);
    }

    /** Takes a model file in: of the console, or ONNX. */
    public CompletableFuture<Version> take(Path file, ImportQuery query) {
        return api.upload(ModelsApi.IMPORT_MODEL, query, file, bytes -> {});
    }

    /** The file of a version: JSON, or ONNX where it was imported so. */
    public CompletableFuture<byte[]> file(long version) {
        return api.bytes(ModelsApi.MODEL_FILE, id(version), null);
    }

    /** @param act one of the routes that act on a version, such as {@link ModelsApi#SHADOW_MODEL} */
    public CompletableFuture<Version> act(Route act, long version) {
        return api.call(act, id(version), null);
    }

    public CompletableFuture<Version> rollBack() {
        return api.call(ModelsApi.ROLL_BACK, Map.of(), null);
    }

    /** A version, how it did in its tournament, and what it was used for when. */
    public CompletableFuture<VersionCard> card(long version) {
        return api.call(ModelsApi.GET_MODEL, id(version), null);
    }

    /** Writes a version's file into a file, which is there only once it is whole. */
    public Download artefact(long version, Path target, LongConsumer progress) {
        return api.download(ModelsApi.MODEL_FILE, id(version), null, target, progress);
    }

    /** Whether a version may become active without a reason, and what is missing. */
    public CompletableFuture<GateReport> gate(long version) {
        return api.call(ModelsApi.MODEL_GATE, id(version), null);
    }

    /** Target by target, those with the least error first. */
    public CompletableFuture<List<Ranked>> leaderboard() {
        return list(ModelsApi.LEADERBOARD, null);
    }

    public CompletableFuture<List<Assignment>> assignments(AssignmentQuery query) {
        return list(ModelsApi.LIST_ASSIGNMENTS, query);
    }

    public CompletableFuture<List<StoredPrediction>> predictions(PredictionQuery query) {
        return list(ModelsApi.LIST_PREDICTIONS, query);
    }

    /** How the active version and the shadow do. */
    public CompletableFuture<List<VersionPerformance>> performance() {
        return list(ModelsApi.MODEL_METRICS, null);
    }

    public CompletableFuture<ComparisonReport> compare(ComparisonQuery query) {
        return api.call(ModelsApi.COMPARE_MODELS, Map.of(), query);
    }

    /** Drift as it was reckoned last. */
    public CompletableFuture<DriftReport> drift() {
        return api.call(ModelsApi.GET_DRIFT, Map.of(), null);
    }

    /** Looks for drift now. */
    public CompletableFuture<DriftReport> reckonDrift() {
        return api.call(ModelsApi.RECKON_DRIFT, Map.of(), null);
    }

    /** Newest first. */
    public CompletableFuture<List<DriftLook>> driftHistory(DriftQuery query) {
        return list(ModelsApi.DRIFT_HISTORY, query);
    }

    public CompletableFuture<List<FeatureInfo>> features() {
        return list(ModelsApi.LIST_FEATURES, null);
    }

    /** Newest first. */
    public CompletableFuture<List<TrainingRun>> trainings() {
        return list(ModelsApi.LIST_TRAINING, null);
    }

    /** Gives a training up. */
    public CompletableFuture<TrainingRun> cancel(long training) {
        return api.call(ModelsApi.CANCEL_TRAINING, id(training), null);
    }

    /** Newest first. */
    public CompletableFuture<List<Dataset>> datasets() {
        return list(ModelsApi.LIST_DATASETS, null);
    }

    public CompletableFuture<Dataset> dataset(long id) {
        return api.call(ModelsApi.GET_DATASET, id(id), null);
    }

    /** Writes a data set's rows as CSV into a file, which is there only once it is whole. */
    public Download rows(long dataset, Path target) {
        return api.download(ModelsApi.DATASET_ROWS, id(dataset), null, target, bytes -> {});
    }

    /** What a version, or the active one, says of a raw measurement. */
    public CompletableFuture<Prediction> predict(PredictionRequest measured) {
        return api.call(ModelsApi.PREDICT, Map.of(), null, measured);
    }

    /** Newest first, a page at a time. */
    public CompletableFuture<Page<Label>> labels(LabelQuery query) {
        return api.call(ModelsApi.LIST_TRUTH, Map.of(), query);
    }

    /** Samples that the caller might judge, without their grades. */
    public CompletableFuture<List<BlindSample>> queue(QueueQuery query) {
        return list(ModelsApi.TRUTH_QUEUE, query);
    }

    public CompletableFuture<ImportResult> inspect(Inspection inspection) {
        return api.call(ModelsApi.ADD_TRUTH, Map.of(), null, inspection);
    }

    /** How far two people agree who judged the same samples. */
    public CompletableFuture<AgreementReport> agreement() {
        return api.call(ModelsApi.TRUTH_AGREEMENT, Map.of(), null);
    }

    /** Of which products the active model's figures take the formula's place. */
    public CompletableFuture<List<ProductGrading>> gradings() {
        return list(ModelsApi.LIST_GRADINGS, null);
    }

    public CompletableFuture<ProductGrading> grade(long profile, GradingInput wanted) {
        return api.call(ModelsApi.SET_GRADING, id(profile), null, wanted);
    }

    private <T> CompletableFuture<List<T>> list(Route route, @Nullable Record query) {
        return api.<Listing<T>>call(route, Map.of(), query).thenApply(Listing::items);
    }

    private static Map<String, String> id(long id) {
        return Map.of("id", Long.toString(id));
    }
}
