package fr.gaveurs.console.api.models;

import fr.gaveurs.console.api.FileContent;
import fr.gaveurs.console.api.Page;
import fr.gaveurs.console.api.Role;
import fr.gaveurs.console.api.Route;
import fr.gaveurs.console.api.Routes;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The part of {@link Routes} that is about models. */
public final class ModelsApi {
    private static final String AI = "models";
    private static final String ROOT = "/api/ai/";

    public static final Route LIST_TRUTH = Route.get(
            "listTruth",
            ROOT + "truth",
            AI,
            "Labels of samples, newest first; with replaced=true also those that were corrected",
            Role.VIEWER,
            Truth.LabelQuery.class,
            Route.generic(Page.class, Truth.Label.class));
    public static final Route ADD_TRUTH = post(
            "addTruth",
            "truth",
            "Says how a sample really was, as somebody sees it who does not know its grade",
            Role.OPERATOR,
            null,
            Truth.Inspection.class,
            Route.JSON_LIMIT,
            Truth.ImportResult.class);
    public static final Route IMPORT_TRUTH = post(
            "importTruth",
            "truth/import",
            "Takes labels from a CSV file, 8 MiB at most: device_id, sample_id, time where an id was used twice, and any of"
                    + " freshness, fat_quality, oxidation, weight_g, grade, grader; a wrong line is named and left out,"
                    + " and the same file twice changes nothing",
            Role.OPERATOR,
            null,
            FileContent.class,
            Truth.MAX_CSV,
            Truth.ImportResult.class);
    public static final Route IMPORT_RECORDING = post(
            "importRecordedTruth",
            "truth/recording",
            "Takes labels from a recording, 64 MiB at most, for stored samples that have its ids, or are its replay, and its"
                    + " counts",
            Role.OPERATOR,
            null,
            FileContent.class,
            Truth.MAX_RECORDING,
            Truth.ImportResult.class);
    public static final Route TRUTH_QUEUE = Route.get(
            "truthQueue",
            ROOT + "truth/queue",
            AI,
            "Samples that the caller might judge, without their grades; one of twenty is given to two people",
            Role.OPERATOR,
            Truth.QueueQuery.class,
            Route.listOf(Truth.BlindSample.class));
    public static final Route TRUTH_AGREEMENT = Route.get(
            "truthAgreement",
            ROOT + "truth/agreement",
            AI,
            "How far two people agree who judged the same samples",
            Role.VIEWER,
            null,
            Truth.AgreementReport.class);
    public static final Route LIST_DATASETS = Route.get(
            "listDatasets",
            ROOT + "datasets",
            AI,
            "The last 200 data sets, newest first",
            Role.VIEWER,
            null,
            Route.listOf(Datasets.Dataset.class));
    public static final Route MAKE_DATASET = post(
            "makeDataset",
            "datasets",
            "Freezes the labelled samples of a query, 100,000 at most; 200 with the data set that is there where the"
                    + " same query would freeze the same rows again",
            Role.OPERATOR,
            null,
            Datasets.NewDataset.class,
            Route.JSON_LIMIT,
            Datasets.Dataset.class);
    public static final Route GET_DATASET = Route.get(
            "getDataset", ROOT + "datasets/{id}", AI, "One data set", Role.VIEWER, null, Datasets.Dataset.class);
    public static final Route DATASET_ROWS = Route.get(
            "datasetRows",
            ROOT + "datasets/{id}/rows",
            AI,
            "The rows of a data set as CSV: keys, raw figures and truths",
            Role.VIEWER,
            null,
            FileContent.class);
    public static final Route LIST_TRAINING = Route.get(
            "listTraining",
            ROOT + "training",
            AI,
            "The last 200 trainings, newest first",
            Role.VIEWER,
            null,
            Route.listOf(Versions.TrainingRun.class));
    public static final Route START_TRAINING = post(
            "startTraining",
            "training",
            "Trains a model on a data set, as soon as a console has time: the same data set and seed give the same bytes",
            Role.OPERATOR,
            null,
            Versions.NewTraining.class,
            Route.JSON_LIMIT,
            Versions.TrainingRun.class);
    public static final Route GET_TRAINING = Route.get(
            "getTraining",
            ROOT + "training/{id}",
            AI,
            "One training, and how far it is",
            Role.VIEWER,
            null,
            Versions.TrainingRun.class);
    public static final Route CANCEL_TRAINING = post(
            "cancelTraining",
            "training/{id}/cancel",
            "Gives a training up",
            Role.OPERATOR,
            null,
            null,
            Route.JSON_LIMIT,
            Versions.TrainingRun.class);
    public static final Route LIST_MODELS = Route.get(
            "listModels",
            ROOT + "models",
            AI,
            "The last 500 versions, newest first",
            Role.VIEWER,
            null,
            Route.listOf(Versions.Version.class));
    public static final Route IMPORT_MODEL = post(
            "importModel",
            "models",
            "Takes a model file in, 20 MiB at most, as model train writes it, as it was downloaded, or ONNX: as a draft, once"
                    + " its golden rows are right; an ONNX file is judged on a data set, and validated where it beats the"
                    + " formula there",
            Role.ADMIN,
            Versions.ImportQuery.class,
            FileContent.class,
            Versions.MAX_FILE,
            Versions.Version.class);
    public static final Route GET_MODEL = Route.get(
            "getModel",
            ROOT + "models/{id}",
            AI,
            "A version, how it did in its tournament, and what it was used for when",
            Role.VIEWER,
            null,
            Versions.VersionCard.class);
    public static final Route MODEL_FILE = Route.get(
            "modelFile",
            ROOT + "models/{id}/artefact",
            AI,
            "The file of a version, as it was taken in or trained; Repr-Digest is its SHA-256",
            Role.VIEWER,
            null,
            FileContent.class);
    public static final Route PREDICT = post(
            "predict",
            "predict",
            "What a version, or the active one, says of a raw measurement",
            Role.VIEWER,
            null,
            Versions.PredictionRequest.class,
            Route.JSON_LIMIT,
            Versions.Prediction.class);
    public static final Route ACTIVATE_MODEL = act(
            "activateModel",
            "activate",
            "Lets a version's figures stand beside the grade: where its gate is open, or with a reason");
    public static final Route SHADOW_MODEL =
            act("shadowModel", "shadow", "Lets a version say its figures beside the active one, to be compared");
    public static final Route DEACTIVATE_MODEL = act("deactivateModel", "deactivate", "Takes a version's role away");
    public static final Route RETIRE_MODEL = act(
            "retireModel",
            "retire",
            "Lets a version never be used again; what role it has it loses, the active one for a reason alone");
    public static final Route ROLL_BACK = post(
            "rollBackModel",
            "rollback",
            "Brings the version back that was active before; once more, it goes further back",
            Role.ADMIN,
            null,
            null,
            Route.JSON_LIMIT,
            Versions.Version.class);
    public static final Route MODEL_GATE = Route.get(
            "modelGate",
            ROOT + "models/{id}/gate",
            AI,
            "Whether a version may become active without a reason, and what is missing",
            Role.VIEWER,
            null,
            Versions.GateReport.class);
    public static final Route LIST_ASSIGNMENTS = Route.get(
            "listModelAssignments",
            ROOT + "assignments",
            AI,
            "Which version had which role when, newest first; with at= those of one time",
            Role.VIEWER,
            Versions.AssignmentQuery.class,
            Route.listOf(Versions.Assignment.class));
    public static final Route LIST_PREDICTIONS = Route.get(
            "listPredictions",
            ROOT + "predictions",
            AI,
            "What versions said of stored samples, the newest samples first",
            Role.VIEWER,
            Versions.PredictionQuery.class,
            Route.listOf(Versions.StoredPrediction.class));
    public static final Route MODEL_METRICS = Route.get(
            "modelMetrics",
            ROOT + "metrics",
            AI,
            "How the active version and the shadow do: predictions of 30 days, and week by week their errors on labels"
                    + " that were said after they were made",
            Role.VIEWER,
            null,
            Route.listOf(Performance.VersionPerformance.class));
    public static final Route GET_DRIFT = Route.get(
            "getDrift",
            ROOT + "drift",
            AI,
            "How far each station's features are from what the active version learnt from, as of the last look",
            Role.VIEWER,
            null,
            Performance.DriftReport.class);
    public static final Route RECKON_DRIFT = post(
            "reckonDrift",
            "drift",
            "Looks for drift now; it is looked for each week anyway",
            Role.OPERATOR,
            null,
            null,
            Route.JSON_LIMIT,
            Performance.DriftReport.class);
    public static final Route DRIFT_HISTORY = Route.get(
            "driftHistory",
            ROOT + "drift/history",
            AI,
            "Drift of stations' features look by look, the newest first, 5,000 rows at most",
            Role.VIEWER,
            Performance.DriftQuery.class,
            Route.listOf(Performance.DriftLook.class));
    public static final Route COMPARE_MODELS = Route.get(
            "compareModels",
            ROOT + "comparison",
            AI,
            "The shadow, or a named version, against the active one, or the formula, on the samples of which both said"
                    + " their figures: by station and day",
            Role.VIEWER,
            Performance.ComparisonQuery.class,
            Performance.ComparisonReport.class);
    public static final Route LEADERBOARD = Route.get(
            "modelLeaderboard",
            ROOT + "leaderboard",
            AI,
            "Versions that were trained here, target by target, those with the least error on held-out samples first",
            Role.VIEWER,
            null,
            Route.listOf(Versions.Ranked.class));
    public static final Route LIST_FEATURES = Route.get(
            "listFeatures",
            ROOT + "features",
            AI,
            "The figures that models can be made of",
            Role.VIEWER,
            null,
            Route.listOf(Versions.FeatureInfo.class));
    public static final Route LIST_GRADINGS = Route.get(
            "listModelGradings",
            ROOT + "grading",
            AI,
            "Of which products the active model's figures take the formula's place in the score",
            Role.VIEWER,
            null,
            Route.listOf(Gradings.ProductGrading.class));
    public static final Route SET_GRADING = new Route(
            "setModelGrading",
            "PUT",
            ROOT + "grading/{id}",
            AI,
            "Lets the active model's figures take the formula's place in the score of a product's samples, or takes that"
                    + " back; of samples that come from now on, and with a reason alone (Gaveurs-Reason)",
            Role.ADMIN,
            null,
            Gradings.GradingInput.class,
            Route.JSON_LIMIT,
            Gradings.ProductGrading.class);
    /** All of them, in the order of the documentation. */
    public static final List<Route> ALL = List.of(
            LIST_TRUTH,
            ADD_TRUTH,
            IMPORT_TRUTH,
            IMPORT_RECORDING,
            TRUTH_QUEUE,
            TRUTH_AGREEMENT,
            LIST_DATASETS,
            MAKE_DATASET,
            GET_DATASET,
            DATASET_ROWS,
            LIST_TRAINING,
            START_TRAINING,
            GET_TRAINING,
            CANCEL_TRAINING,
            LIST_MODELS,
            IMPORT_MODEL,
            GET_MODEL,
            MODEL_FILE,
            PREDICT,
            ACTIVATE_MODEL,
            SHADOW_MODEL,
            DEACTIVATE_MODEL,
            RETIRE_MODEL,
            ROLL_BACK,
            MODEL_GATE,
            LIST_ASSIGNMENTS,
            LIST_PREDICTIONS,
            MODEL_METRICS,
            GET_DRIFT,
            RECKON_DRIFT,
            DRIFT_HISTORY,
            COMPARE_MODELS,
            LEADERBOARD,
            LIST_FEATURES,
            LIST_GRADINGS,
            SET_GRADING);

    private static Route post(
            String id,
            String path,
            String summary,
            Role role,
            @Nullable Class<? extends Record> query,
            @Nullable Class<? extends Record> body,
            int limit,
            Class<?> response) {
        return new Route(id, "POST", ROOT + path, AI, summary, role, query, body, limit, response);
    }

    private static Route act(String id, String verb, String summary) {
        return post(
                id, "models/{id}/" + verb, summary, Role.ADMIN, null, null, Route.JSON_LIMIT, Versions.Version.class);
    }

    private ModelsApi() {}
}
