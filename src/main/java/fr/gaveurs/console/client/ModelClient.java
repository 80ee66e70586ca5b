package fr.gaveurs.console.client;

import fr.gaveurs.console.api.Listing;
import fr.gaveurs.console.api.Route;
import fr.gaveurs.console.api.models.Datasets.Dataset;
import fr.gaveurs.console.api.models.Datasets.NewDataset;
import fr.gaveurs.console.api.models.ModelsApi;
import fr.gaveurs.console.api.models.Truth.ImportResult;
import fr.gaveurs.console.api.models.Versions.ImportQuery;
import fr.gaveurs.console.api.models.Versions.NewTraining;
import fr.gaveurs.console.api.models.Versions.TrainingRun;
import fr.gaveurs.console.api.models.Versions.Version;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

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

    public CompletableFuture<Version> take(Path file, ImportQuery query) {
        return api.upload(ModelsApi.IMPORT_MODEL, query, file, bytes -> {});
    }

    /** @param act one of the routes that act on a version, such as {@link ModelsApi#SHADOW_MODEL} */
    public CompletableFuture<Version> act(Route act, long version) {
        return api.call(act, id(version), null);
    }

    public CompletableFuture<Version> rollBack() {
        return api.call(ModelsApi.ROLL_BACK, Map.of(), null);
    }

    private static Map<String, String> id(long id) {
        return Map.of("id", Long.toString(id));
    }
}
