package fr.gaveurs.console.backend.features.models;

import fr.gaveurs.console.api.FieldError;
import fr.gaveurs.console.api.FileContent;
import fr.gaveurs.console.api.Listing;
import fr.gaveurs.console.api.models.Datasets;
import fr.gaveurs.console.api.models.Datasets.Dataset;
import fr.gaveurs.console.api.models.Datasets.NewDataset;
import fr.gaveurs.console.api.models.ModelsApi;
import fr.gaveurs.console.api.models.Truth.ImportResult;
import fr.gaveurs.console.api.models.Truth.Inspection;
import fr.gaveurs.console.api.models.Truth.LabelQuery;
import fr.gaveurs.console.api.models.Truth.QueueQuery;
import fr.gaveurs.console.backend.features.models.data.DatasetBuilder;
import fr.gaveurs.console.backend.features.models.data.DatasetBuilder.Labelled;
import fr.gaveurs.console.backend.features.models.data.DatasetStore;
import fr.gaveurs.console.backend.features.models.learning.Example;
import fr.gaveurs.console.backend.features.models.truth.TruthImports;
import fr.gaveurs.console.backend.features.models.truth.TruthQueue;
import fr.gaveurs.console.backend.features.models.truth.TruthStore;
import fr.gaveurs.console.backend.platform.http.Call;
import fr.gaveurs.console.backend.platform.http.Endpoint;
import fr.gaveurs.console.backend.platform.http.ProblemException;
import fr.gaveurs.console.backend.platform.http.Reply;
import java.util.List;
import java.util.Objects;

/** The routes of labels and data sets. */
final class TruthRoutes {
    private final TruthStore truth;
    private final TruthImports imports;
    private final TruthQueue queue;
    private final DatasetBuilder builder;
    private final DatasetStore datasets;
    private final Runnable judged;

    /** @param judged told that labels are to be compared with what models said */
    TruthRoutes(
            TruthStore truth,
            TruthImports imports,
            TruthQueue queue,
            DatasetBuilder builder,
            DatasetStore datasets,
            Runnable judged) {
        this.judged = judged;
        this.truth = truth;
        this.imports = imports;
        this.queue = queue;
        this.builder = builder;
        this.datasets = datasets;
    }

    List<Endpoint> endpoints() {
        return List.of(
                new Endpoint(ModelsApi.LIST_TRUTH, call -> truth.page(call.query(LabelQuery.class))),
                new Endpoint(
                        ModelsApi.ADD_TRUTH, call -> said(imports.inspection(call.body(Inspection.class), call.act()))),
                new Endpoint(
                        ModelsApi.IMPORT_TRUTH,
                        call -> said(imports.csv(call.body(FileContent.class).bytes(), call.act()))),
                new Endpoint(
                        ModelsApi.IMPORT_RECORDING,
                        call -> said(
                                imports.recording(call.body(FileContent.class).bytes(), call.act()))),
                new Endpoint(
                        ModelsApi.TRUTH_QUEUE,
                        call -> new Listing<>(queue.next(
                                Objects.requireNonNullElse(call.actor().name(), ""),
                                TruthQueue.limit(call.query(QueueQuery.class).limit())))),
                new Endpoint(ModelsApi.TRUTH_AGREEMENT, call -> queue.agreement()),
                new Endpoint(ModelsApi.LIST_DATASETS, call -> new Listing<>(datasets.list())),
                new Endpoint(ModelsApi.MAKE_DATASET, this::make),
                new Endpoint(ModelsApi.GET_DATASET, this::dataset),
                new Endpoint(ModelsApi.DATASET_ROWS, this::rows));
    }

    private Reply said(ImportResult result) {
        judged.run();
        return Reply.json(201, result);
    }

    private Reply make(Call call) {
        NewDataset query = call.body(NewDataset.class);
        check(query);
        Labelled labelled = builder.examples(query);
        List<Example> examples = labelled.examples();
        if (examples.isEmpty()) {
            throw ProblemException.conflict("no stored sample of this query has a label of freshness, fat quality,"
                    + " oxidation or weight: import some first");
        }
        if (examples.size() > Datasets.MAX_SAMPLES) {
            throw ProblemException.conflict("a data set has at most " + Datasets.MAX_SAMPLES + " samples");
        }
        return datasets.same(query, labelled)
                .map(same -> Reply.json(200, same))
                .orElseGet(() -> Reply.json(201, datasets.add(query, labelled, call.act())));
    }

    private static void check(NewDataset query) {
        if (query.from() != null && query.to() != null && !query.from().isBefore(query.to())) {
            throw ProblemException.validation(
                    "the data set cannot be made", List.of(new FieldError("from", "must be before to")));
        }
    }

    private Dataset dataset(Call call) {
        return datasets.find(Numbers.id(call)).orElseThrow(() -> unknown(call));
    }

    private static ProblemException unknown(Call call) {
        return ProblemException.notFound(
                "no data set " + call.path("id") + " is known; GET /api/ai/datasets lists them");
    }

    private Reply rows(Call call) {
        byte[] rows = datasets.rows(Numbers.id(call)).orElseThrow(() -> unknown(call));
        return Reply.download("text/csv; charset=utf-8", "dataset-" + call.path("id") + ".csv", rows);
    }
}
