package fr.gaveurs.console.backend.features.models.onnx;

import fr.gaveurs.console.api.Json;
import fr.gaveurs.console.api.ShortText;
import fr.gaveurs.console.api.models.ModelFault;
import fr.gaveurs.console.api.models.Models.Target;
import fr.gaveurs.console.backend.features.models.learning.ExternalTraining.Columns;
import fr.gaveurs.console.backend.features.models.learning.Feature;
import fr.gaveurs.console.backend.features.models.learning.LeakGuard;
import fr.gaveurs.console.backend.features.models.learning.LearningException;
import fr.gaveurs.console.backend.features.models.onnx.OnnxException.Reason;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * What an ONNX file says of itself in its properties: {@code feature_schema}, {@code features}, {@code outputs},
 * {@code golden_rows} and, where it is known, {@code trained_on}.
 *
 * @param features columns of its input, in their order
 * @param columns of its output
 * @param goldenInputs rows of features; {@code goldenOutputs} what it must say of them
 * @param trainedOn SHA-256 of the data sets that it learnt from; null where it does not say
 */
public record OnnxSchema(
        List<Feature> features,
        List<Columns> columns,
        double[][] goldenInputs,
        double[][] goldenOutputs,
        @Nullable List<String> trainedOn) {
    /** The figures of {@link Feature}, as they are reckoned by this version of the program. */
    public static final String VERSION = "gaveurs-features/1";

    public static final String SCHEMA = "feature_schema";
    public static final String FEATURES = "features";
    public static final String OUTPUTS = "outputs";
    public static final String GOLDEN = "golden_rows";
    public static final String TRAINED_ON = "trained_on";

    private static final int FEWEST_GOLDEN = 20;
    private static final int MOST_GOLDEN = 200;
    private static final int MOST_DATASETS = 20;

    /** @throws OnnxException naming the property that is missing or wrong, and what it should be */
    static OnnxSchema read(Map<String, String> metadata) throws OnnxException {
        String version = metadata.getOrDefault(SCHEMA, "");
        if (!version.equals(VERSION)) {
            throw schema(
                    "its property " + SCHEMA + " is '" + shortened(version) + "', and should be '" + VERSION + "'");
        }
        List<Feature> features;
        try {
            features = LeakGuard.features(words(metadata, FEATURES));
        } catch (LearningException e) {
            throw schema("its property " + FEATURES + ": " + shortened(String.valueOf(e.getMessage())));
        }
        List<String> outputs = words(metadata, OUTPUTS);
        List<Columns> columns = columns(outputs);
        JsonNode golden = golden(metadata);
        double[][] inputs = rows(golden.path("inputs"), features.size());
        double[][] said = rows(golden.path("outputs"), outputs.size());
        if (inputs.length != said.length || inputs.length < FEWEST_GOLDEN || inputs.length > MOST_GOLDEN) {
            throw golden("there are " + inputs.length + " rows of inputs and " + said.length + " of outputs, and "
                    + FEWEST_GOLDEN + " to " + MOST_GOLDEN + " of both belong there");
        }
        return new OnnxSchema(features, columns, inputs, said, trainedOn(metadata));
    }

    private static String shortened(String text) {
        return ShortText.elided(text, 100);
    }

    private static OnnxException schema(String what) {
        return new OnnxException(
                Reason.SCHEMA, what + ". Set it with onnx.helper.set_model_props; the manual has the steps");
    }

    private static OnnxException golden(String what) {
        return new OnnxException(
                Reason.GOLDEN,
                "its property " + GOLDEN + ": " + what
                        + ". It is JSON, {\"inputs\": [[…], …], \"outputs\": [[…], …]}: rows"
                        + " of features and what the model says of them");
    }

    private static List<String> words(Map<String, String> metadata, String property) throws OnnxException {
        String text = metadata.getOrDefault(property, "").strip();
        if (text.isEmpty() || text.length() > 1_000) {
            throw schema("its property " + property + " is missing or too long");
        }
        return Arrays.stream(text.split(",", -1)).map(String::strip).toList();
    }

    private static List<Columns> columns(List<String> names) throws OnnxException {
        List<Columns> columns = new ArrayList<>();
        int used = 0;
        for (Target target : Target.values()) {
            int value = names.indexOf(target.key());
            int low = names.indexOf(target.key() + "_low");
            int high = names.indexOf(target.key() + "_high");
            if ((low >= 0) != (high >= 0) || (value < 0 && low >= 0)) {
                throw schema("its property " + OUTPUTS + " names a bound of " + target.key() + " without the rest: "
                        + target.key() + ", " + target.key() + "_low and " + target.key() + "_high belong together");
            }
            if (value >= 0) {
                columns.add(new Columns(target, value, low, high));
                used += low < 0 ? 1 : 3;
            }
        }
        if (used != names.size()) {
            throw schema("its property " + OUTPUTS + " is '" + shortened(String.join(",", names))
                    + "': each column is freshness, fat_quality, oxidation or weight, or such a name with _low or _high,"
                    + " once");
        }
        return columns;
    }

    private static JsonNode golden(Map<String, String> metadata) throws OnnxException {
        String text = metadata.getOrDefault(GOLDEN, "");
        if (text.isBlank()) {
            throw golden("it is missing");
        }
        try {
            return Json.MAPPER.readTree(text);
        } catch (JacksonException e) {
            throw golden("it cannot be read");
        }
    }

    private static double[][] rows(JsonNode node, int width) throws OnnxException {
        int count = Math.min(node.size(), MOST_GOLDEN + 1);
        double[][] rows = new double[count][width];
        for (int i = 0; i < count; i++) {
            JsonNode row = node.path(i);
            // A model with one column says numbers where others say rows.
            boolean single = width == 1 && row.isNumber();
            if (!single && row.size() != width) {
                throw golden("row " + (i + 1) + " has " + row.size() + " figures where " + width + " belong");
            }
            for (int k = 0; k < width; k++) {
                JsonNode figure = single ? row : row.path(k);
                if (!figure.isNumber() || !Double.isFinite(figure.asDouble())) {
                    throw golden("row " + (i + 1) + " holds something else than numbers");
                }
                rows[i][k] = figure.asDouble();
            }
        }
        return rows;
    }

    private static @Nullable List<String> trainedOn(Map<String, String> metadata) throws OnnxException {
        if (!metadata.containsKey(TRAINED_ON)) {
            return null;
        }
        List<String> sets = words(metadata, TRAINED_ON).stream()
                .map(each -> each.toLowerCase(Locale.ROOT))
                .toList();
        if (sets.size() > MOST_DATASETS || !sets.stream().allMatch(each -> each.matches("[0-9a-f]{64}"))) {
            throw schema("its property " + TRAINED_ON + " is no list of SHA-256 of data sets, 64 digits each, "
                    + MOST_DATASETS + " at most");
        }
        return sets;
    }

    /** What a column of its output is called. */
    private String output(int column) {
        for (Columns each : columns) {
            if (column == each.value()) {
                return each.target().key();
            }
            if (column == each.low() || column == each.high()) {
                return each.target().key() + (column == each.low() ? "_low" : "_high");
            }
        }
        return "column " + (column + 1);
    }

    /** What is wrong with what was said of the golden rows; null: nothing. */
    public @Nullable ModelFault goldenFault(double[][] said) {
        for (int i = 0; i < goldenOutputs.length; i++) {
            for (int k = 0; k < goldenOutputs[i].length; k++) {
                double wanted = goldenOutputs[i][k];
                // Of 32 bits: another processor rounds otherwise, a wrong model is farther off.
                if (!(Math.abs(said[i][k] - wanted) <= 1e-4 * Math.max(1, Math.abs(wanted)))) {
                    return ModelFault.of(ModelFault.Code.GOLDEN_ROW, i + 1, output(k), wanted, said[i][k]);
                }
            }
        }
        return null;
    }
}
