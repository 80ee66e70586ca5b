package fr.gaveurs.console.backend.features.models;

import fr.gaveurs.console.api.FieldError;
import fr.gaveurs.console.api.Listing;
import fr.gaveurs.console.api.models.Datasets.Dataset;
import fr.gaveurs.console.api.models.Models.Target;
import fr.gaveurs.console.api.models.ModelsApi;
import fr.gaveurs.console.api.models.Versions.AssignmentQuery;
import fr.gaveurs.console.api.models.Versions.NewTraining;
import fr.gaveurs.console.api.models.Versions.Prediction;
import fr.gaveurs.console.api.models.Versions.PredictionRequest;
import fr.gaveurs.console.api.models.Versions.Role;
import fr.gaveurs.console.api.models.Versions.TrainingRun;
import fr.gaveurs.console.api.models.Versions.Version;
import fr.gaveurs.console.api.models.Versions.VersionCard;
import fr.gaveurs.console.backend.features.models.data.DatasetStore;
import fr.gaveurs.console.backend.features.models.learning.Feature;
import fr.gaveurs.console.backend.features.models.learning.LeakGuard;
import fr.gaveurs.console.backend.features.models.learning.LearningException;
import fr.gaveurs.console.backend.features.models.learning.ModelInput;
import fr.gaveurs.console.backend.features.models.learning.ModelUnavailableException;
import fr.gaveurs.console.backend.features.models.learning.Predictor;
import fr.gaveurs.console.backend.features.models.learning.Trainer;
import fr.gaveurs.console.backend.features.models.predict.Figures;
import fr.gaveurs.console.backend.features.models.registry.LoadedModels;
import fr.gaveurs.console.backend.features.models.registry.LoadedModels.Loaded;
import fr.gaveurs.console.backend.features.models.registry.VersionStore;
import fr.gaveurs.console.backend.features.models.training.TrainingQueue;
import fr.gaveurs.console.backend.platform.http.Call;
import fr.gaveurs.console.backend.platform.http.Endpoint;
import fr.gaveurs.console.backend.platform.http.ProblemException;
import fr.gaveurs.console.backend.platform.http.Reply;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The routes of trainings and versions. */
final class VersionRoutes {
    private static final long SEED = 1;
    private static final int AWAY_SECONDS = 5;
    private static final List<Target> USUAL = List.of(Target.FRESHNESS, Target.FAT_QUALITY, Target.OXIDATION);

    private final VersionStore versions;
    private final LoadedModels loaded;
    private final TrainingQueue trainings;
    private final DatasetStore datasets;
    private final Runnable hurry;

    /** @param hurry told that a training waits */
    VersionRoutes(
            VersionStore versions,
            LoadedModels loaded,
            TrainingQueue trainings,
            DatasetStore datasets,
            Runnable hurry) {
        this.versions = versions;
        this.loaded = loaded;
        this.trainings = trainings;
        this.datasets = datasets;
        this.hurry = hurry;
    }

    List<Endpoint> endpoints() {
        return List.of(
                new Endpoint(ModelsApi.LIST_TRAINING, call -> new Listing<>(trainings.list())),
                new Endpoint(ModelsApi.START_TRAINING, this::train),
                new Endpoint(ModelsApi.GET_TRAINING, call -> trainings.need(Numbers.id(call))),
                new Endpoint(ModelsApi.CANCEL_TRAINING, call -> trainings.cancel(Numbers.id(call), call.act())),
                new Endpoint(ModelsApi.LIST_MODELS, call -> new Listing<>(versions.list())),
                new Endpoint(ModelsApi.GET_MODEL, this::card),
                new Endpoint(ModelsApi.PREDICT, this::predict));
    }

    private Reply train(Call call) {
        NewTraining wanted = call.body(NewTraining.class);
        Dataset dataset = datasets.find(wanted.datasetId())
                .orElseThrow(() -> ProblemException.notFound(
                        "no data set " + wanted.datasetId() + " is known; GET /api/ai/datasets lists them"));
        if (dataset.samples() < Trainer.FEWEST) {
            throw ProblemException.conflict("the data set " + dataset.id() + " has " + dataset.samples()
                    + " samples, and " + Trainer.FEWEST + " are needed to learn anything");
        }
        List<String> features = Objects.requireNonNullElseGet(
                wanted.features(),
                () -> Feature.SPECTRAL.stream().map(Feature::key).toList());
        try {
            LeakGuard.features(features);
        } catch (LearningException e) {
            throw refused("features", e);
        }
        TrainingRun run = trainings.add(
                wanted.datasetId(),
                Objects.requireNonNullElse(wanted.name(), "data set " + wanted.datasetId()),
                Objects.requireNonNullElse(wanted.seed(), SEED),
                Objects.requireNonNullElse(wanted.targets(), USUAL),
                features,
                call.act());
        hurry.run();
        return Reply.json(201, run);
    }

    private static ProblemException refused(String field, LearningException e) {
        String why = String.valueOf(e.getMessage());
        return ProblemException.validation("nothing is trained on these features", List.of(new FieldError(field, why)));
    }

    private VersionCard card(Call call) {
        Version version = versions.need(Numbers.id(call));
        return new VersionCard(
                version,
                versions.report(version.id()),
                versions.assignments(new AssignmentQuery(null, null), version.id()));
    }

    private Reply predict(Call call) {
        PredictionRequest asked = call.body(PredictionRequest.class);
        Loaded model = asked.versionId() == null ? loaded.of(Role.ACTIVE) : named(asked.versionId());
        if (model == null) {
            throw ProblemException.conflict("no model is active: name one by version_id");
        }
        Predictor predictor = model.predictor();
        if (predictor == null) {
            throw ProblemException.conflict("the model " + model.versionId() + " is not used: " + model.faultText());
        }
        double[] counts =
                asked.channels().stream().mapToDouble(VersionRoutes::orNaN).toArray();
        ModelInput input = new ModelInput(
                counts,
                orNaN(asked.gain()),
                orNaN(asked.integrationTimeMs()),
                orNaN(asked.volumeMm3()),
                orNaN(asked.maxHeightMm()),
                asked.occupiedZones() == null ? 0 : asked.occupiedZones());
        try {
            var figures = Figures.of(predictor.predict(input, Set.of()));
            if (figures.isEmpty()) {
                throw ProblemException.unprocessable(
                        "nothing can be told of this measurement: what the model " + model.versionId()
                                + " needs is missing or 0",
                        List.of(new FieldError("channels", "must have the counts that the model needs, above 0")));
            }
            return Reply.json(200, new Prediction(model.versionId(), figures));
        } catch (ModelUnavailableException e) {
            throw ProblemException.unavailable(
                    "the model " + model.versionId() + " does not answer now: " + e.getMessage(), AWAY_SECONDS);
        }
    }

    private Loaded named(long id) {
        Version version = versions.need(id);
        for (Role role : Role.values()) {
            Loaded known = loaded.of(role);
            if (known != null && known.versionId() == version.id()) {
                return known;
            }
        }
        return loaded.read(version.id());
    }

    private static double orNaN(@Nullable Double figure) {
        return figure == null ? Double.NaN : figure;
    }
}
