package fr.gaveurs.console.backend.features.models.learning;

import fr.gaveurs.console.api.Json;
import fr.gaveurs.console.api.Sha256;
import fr.gaveurs.console.backend.features.models.learning.ModelFile.Golden;
import fr.gaveurs.console.backend.features.models.learning.ModelFile.Head;
import fr.gaveurs.console.backend.platform.tlog.CanonicalJson;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * Model files: JSON of which there is one form only, {@code {"format": "gaveurs-model", "version": 1, "sha256": …,
 * "model": …}}. The digest is that of the model's own text.
 */
public final class ModelFiles {
    /** Bytes that a file may have. */
    public static final int MOST_BYTES = 8 << 20;

    private static final String FORMAT = "gaveurs-model";
    private static final int VERSION = 1;

    private ModelFiles() {}

    /** The file of a model: the same model, the same bytes. */
    public static byte[] write(ModelFile model) {
        Map<String, Object> content = content(model);
        Map<String, Object> file = new LinkedHashMap<>();
        file.put("format", FORMAT);
        file.put("version", VERSION);
        file.put("sha256", sha256(CanonicalJson.write(content).getBytes(StandardCharsets.UTF_8)));
        file.put("model", content);
        return (CanonicalJson.write(file) + "\n").getBytes(StandardCharsets.UTF_8);
    }

    /** The hexadecimal SHA-256 of bytes. */
    public static String sha256(byte[] bytes) {
        return Sha256.hex(bytes);
    }

    /**
     * Reads a file.
     *
     * @throws LearningException if it is none, is damaged or of a newer version
     */
    public static ModelFile read(byte[] bytes) throws LearningException {
        if (bytes.length > MOST_BYTES) {
            throw new LearningException("a model has at most " + (MOST_BYTES >> 20) + " MiB");
        }
        try {
            JsonNode file = Json.MAPPER.readTree(bytes);
            if (!file.path("format").asString("").equals(FORMAT)) {
                throw new LearningException("this is no model of the console");
            }
            if (file.path("version").asInt(0) != VERSION) {
                throw new LearningException("the model has the format version "
                        + file.path("version").asInt(0) + ", and this console knows " + VERSION);
            }
            ModelFile model = new ModelFileReader(file.path("model")).read();
            String digest = sha256(CanonicalJson.write(content(model)).getBytes(StandardCharsets.UTF_8));
            if (!digest.equals(file.path("sha256").asString(""))) {
                throw new LearningException("the model is not what it was when it was written: its SHA-256 differs");
            }
            return model;
        } catch (JacksonException e) {
            throw new LearningException("the model cannot be read: it is no JSON, or not whole");
        } catch (IllegalArgumentException e) {
            throw new LearningException("the model cannot be read: "
                    + String.valueOf(e.getMessage()).lines().findFirst().orElse(""));
        }
    }

    private static Map<String, Object> content(ModelFile model) {
        Map<String, Object> content = new LinkedHashMap<>();
        content.put("code_version", model.codeVersion());
        content.put("seed", model.seed());
        content.put("dataset_sha256", model.datasetSha256());
        content.put("dataset_samples", model.datasetSamples());
        content.put("heads", model.heads().stream().map(ModelFiles::head).toList());
        content.put("golden", model.golden().stream().map(ModelFiles::golden).toList());
        return content;
    }

    private static Map<String, Object> head(Head head) {
        Map<String, Object> content = new LinkedHashMap<>();
        content.put("target", head.target().key());
        content.put("features", head.features().stream().map(Feature::key).toList());
        content.put("mean", list(head.scaling().mean()));
        content.put("scale", list(head.scaling().scale()));
        content.put("covariance_root", rows(head.distance().lower()));
        content.put("distance_limit", head.distance().limit());
        content.put("reference", rows(head.reference()));
        content.put("learnt", head.learnt());
        content.put(
                "interval",
                Map.of(
                        "level", head.interval().level(),
                        "radius", head.interval().radius(),
                        "grouping", head.interval().grouping().key(),
                        "groups", head.interval().groups(),
                        "assured", head.interval().assured()));
        content.put("method", head.regression().method().key());
        content.put("regression", regression(head.regression()));
        return content;
    }

    private static Map<String, Object> regression(Regression regression) {
        return switch (regression) {
            case Regression.AsFormula any -> Map.of();
            case Regression.Recalibrated line -> Map.of("intercept", line.intercept(), "slope", line.slope());
            case Regression.Linear linear ->
                Map.of(
                        "intercept", linear.intercept(),
                        "coefficients", list(linear.coefficients()),
                        "squares", list(linear.squares()));
            case Regression.External columns ->
                Map.of("value", columns.value(), "low", columns.low(), "high", columns.high());
            case Regression.Trees trees ->
                Map.of(
                        "base",
                        trees.base(),
                        "trees",
                        trees.trees().stream()
                                .map(tree -> Map.of(
                                        "feature", list(tree.feature()),
                                        "threshold", list(tree.threshold()),
                                        "leaves", list(tree.leaves())))
                                .toList());
        };
    }

    private static Map<String, Object> golden(Golden golden) {
        ModelInput input = golden.input();
        Map<String, Object> content = new LinkedHashMap<>();
        content.put("counts", list(input.counts()));
        content.put("gain", orNull(input.gain()));
        content.put("integration_time_ms", orNull(input.integrationTimeMs()));
        content.put("volume_mm3", orNull(input.volumeMm3()));
        content.put("max_height_mm", orNull(input.maxHeightMm()));
        content.put("occupied_zones", input.occupiedZones());
        Map<String, Object> values = new LinkedHashMap<>();
        golden.values().forEach((target, value) -> values.put(target.key(), value));
        content.put("values", values);
        return content;
    }

    private static @Nullable Double orNull(double figure) {
        return Double.isNaN(figure) ? null : figure;
    }

    private static List<@Nullable Double> list(double[] figures) {
        List<@Nullable Double> list = new ArrayList<>();
        for (double figure : figures) {
            list.add(orNull(figure));
        }
        return list;
    }

    private static List<Integer> list(int[] numbers) {
        List<Integer> list = new ArrayList<>();
        for (int number : numbers) {
            list.add(number);
        }
        return list;
    }

    private static List<List<@Nullable Double>> rows(double[][] rows) {
        List<List<@Nullable Double>> list = new ArrayList<>();
        for (double[] row : rows) {
            list.add(list(row));
        }
        return list;
    }
}
