package fr.gaveurs.console.backend.features.models;

import fr.gaveurs.console.api.models.Datasets.Dataset;
import fr.gaveurs.console.api.models.ModelFault;
import fr.gaveurs.console.api.models.Training.TrainingReport;
import fr.gaveurs.console.backend.features.models.data.DatasetStore;
import fr.gaveurs.console.backend.features.models.learning.Example;
import fr.gaveurs.console.backend.features.models.learning.ExternalTraining;
import fr.gaveurs.console.backend.features.models.learning.ExternalTraining.Origin;
import fr.gaveurs.console.backend.features.models.learning.LearningException;
import fr.gaveurs.console.backend.features.models.learning.ModelFile;
import fr.gaveurs.console.backend.features.models.learning.ModelUnavailableException;
import fr.gaveurs.console.backend.features.models.onnx.OnnxCheck;
import fr.gaveurs.console.backend.features.models.onnx.OnnxException;
import fr.gaveurs.console.backend.features.models.onnx.OnnxException.Reason;
import fr.gaveurs.console.backend.features.models.onnx.OnnxFile;
import fr.gaveurs.console.backend.features.models.onnx.OnnxSchema;
import fr.gaveurs.console.backend.features.models.onnx.process.OnnxRunner;
import fr.gaveurs.console.backend.features.models.onnx.process.OnnxRunners;
import fr.gaveurs.console.backend.platform.http.ProblemException;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Takes ONNX files in, one at a time: looked at, then run in a process of its own on its golden rows and on as many
 * samples at once as it will ever be asked for, then judged on a data set.
 */
final class OnnxImports {
    private static final int FULL = 500;
    private static final int BUSY_SECONDS = 10;

    private final OnnxRunners runners;
    private final DatasetStore datasets;
    private final ReentrantLock one = new ReentrantLock();

    OnnxImports(OnnxRunners runners, DatasetStore datasets) {
        this.runners = runners;
        this.datasets = datasets;
    }

    /** @param report null where it was judged on nothing */
    record Judged(ModelFile model, @Nullable TrainingReport report, boolean validated) {}

    /**
     * Looks at a file, runs it, and judges it.
     *
     * @throws OnnxException why it is not taken
     * @throws LearningException why it cannot be judged on that data set
     * @throws ModelUnavailableException why its process cannot run it
     */
    Judged take(byte[] bytes, @Nullable Long datasetId) throws OnnxException, LearningException {
        if (!one.tryLock()) {
            throw ProblemException.unavailable("another ONNX file is being looked at: send it again", BUSY_SECONDS);
        }
        try {
            OnnxFile file = OnnxCheck.check(bytes);
            runners.check();
            Dataset dataset = datasetId == null ? null : dataset(datasetId);
            OnnxRunner runner = runners.of(file);
            ModelFault fault = runner.goldenFault();
            if (fault != null) {
                throw new OnnxException(
                        Reason.GOLDEN,
                        "it does not say of its golden rows what they say: " + fault.text()
                                + ". Write them with the very model that is exported, of 32-bit figures");
            }
            runner.run(full(file.schema().goldenInputs()));
            OnnxSchema schema = file.schema();
            if (dataset == null) {
                return new Judged(
                        ExternalTraining.unjudged(schema.features(), schema.columns(), origin(file, null)),
                        null,
                        false);
            }
            List<Example> examples = datasets.examples(dataset.id());
            boolean known = known(schema, dataset);
            ExternalTraining.Judged judged = ExternalTraining.judge(
                    schema.features(),
                    schema.columns(),
                    origin(file, dataset),
                    known ? others(examples, schema) : examples,
                    known,
                    runner);
            return new Judged(judged.model(), judged.report(), judged.validated());
        } finally {
            one.unlock();
        }
    }

    private Dataset dataset(long id) {
        return datasets.find(id)
                .orElseThrow(() ->
                        ProblemException.notFound("no data set " + id + " is known; GET /api/ai/datasets lists them"));
    }

    private static Origin origin(OnnxFile file, @Nullable Dataset dataset) {
        return new Origin(
                file.producer(), dataset == null ? "" : dataset.sha256(), dataset == null ? 0 : dataset.samples());
    }

    private static double[][] full(double[][] golden) {
        double[][] rows = new double[FULL][];
        for (int i = 0; i < FULL; i++) {
            rows[i] = golden[i % golden.length];
        }
        return rows;
    }

    /** Whether everything that it says to have learnt from is known here, so that it can be kept apart. */
    private boolean known(OnnxSchema schema, Dataset dataset) throws OnnxException {
        List<String> learnt = schema.trainedOn();
        if (learnt == null) {
            return false;
        }
        if (learnt.contains(dataset.sha256())) {
            throw new OnnxException(
                    Reason.LEARNT,
                    "it learnt from the data set " + dataset.id()
                            + ", and cannot be judged on it: freeze one of samples" + " that were labelled since");
        }
        return learnt.stream().allMatch(each -> datasets.ofSha256(each).isPresent());
    }

    private record Key(String deviceId, String sampleId, Instant time) {
        static Key of(Example example) {
            return new Key(example.deviceId(), example.sampleId(), example.time());
        }
    }

    /** Those of a data set that are in none that the model learnt from. */
    private List<Example> others(List<Example> examples, OnnxSchema schema) throws LearningException {
        Set<Key> learnt = new HashSet<>();
        List<String> sets = schema.trainedOn();
        for (String each : sets == null ? List.<String>of() : sets) {
            Optional<Long> id = datasets.ofSha256(each);
            if (id.isPresent()) {
                datasets.examples(id.get()).forEach(example -> learnt.add(Key.of(example)));
            }
        }
        return examples.stream().filter(each -> !learnt.contains(Key.of(each))).toList();
    }
}
