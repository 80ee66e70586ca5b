package fr.gaveurs.console.backend.features.models.learning;

import fr.gaveurs.console.api.Keyed;
import fr.gaveurs.console.api.models.Models.Method;
import fr.gaveurs.console.api.models.Models.Target;
import fr.gaveurs.console.api.models.Training.Grouping;
import fr.gaveurs.console.api.models.Training.Interval;
import fr.gaveurs.console.api.quality.SpectralChannel;
import fr.gaveurs.console.backend.features.models.learning.ModelFile.Golden;
import fr.gaveurs.console.backend.features.models.learning.ModelFile.Head;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Takes a model out of its JSON; everything that a prediction relies on is looked at here. */
final class ModelFileReader {
    private static final int MOST_TREES = 2_000;
    private static final int MOST_INNER = 1_023;
    private static final int MOST_GOLDEN = 200;
    private static final int MOST_COLUMNS = 12;

    private final JsonNode content;

    ModelFileReader(JsonNode content) {
        this.content = content;
    }

    /** @throws IllegalArgumentException saying what does not fit */
    ModelFile read() throws LearningException {
        List<Head> heads = new ArrayList<>();
        for (JsonNode head : content.path("heads")) {
            heads.add(head(head));
        }
        List<Golden> golden = new ArrayList<>();
        for (JsonNode row : content.path("golden")) {
            golden.add(golden(row));
        }
        check(!heads.isEmpty(), "it says nothing of any target");
        check(heads.stream().map(Head::target).distinct().count() == heads.size(), "a target stands there twice");
        // What runs outside brings its golden rows in its own file.
        boolean outside = heads.stream().allMatch(head -> head.regression() instanceof Regression.External);
        check(
                outside || (!golden.isEmpty() && golden.size() <= MOST_GOLDEN),
                "it needs 1 to " + MOST_GOLDEN + " golden rows");
        return new ModelFile(
                content.path("code_version").asString(),
                content.path("seed").asLong(),
                content.path("dataset_sha256").asString(),
                content.path("dataset_samples").asInt(),
                heads,
                golden);
    }

    private static void check(boolean right, String fault) {
        if (!right) {
            throw new IllegalArgumentException(fault);
        }
    }

    private static <E extends Enum<E> & Keyed> E named(Class<E> type, String key) {
        for (E each : type.getEnumConstants()) {
            if (each.key().equals(key)) {
                return each;
            }
        }
        throw new IllegalArgumentException("'" + key + "' is not known");
    }

    private static Head head(JsonNode node) throws LearningException {
        List<String> names = new ArrayList<>();
        node.path("features").forEach(name -> names.add(name.asString()));
        List<Feature> features = LeakGuard.features(names);
        int n = features.size();
        double[][] lower = rows(node.path("covariance_root"), n, n);
        for (int i = 0; i < n; i++) {
            check(lower[i][i] > 0, "a covariance is not positive");
        }
        JsonNode interval = node.path("interval");
        double radius = finite(interval.path("radius"));
        check(radius >= 0, "an interval is narrower than nothing");
        int learnt = node.path("learnt").asInt(0);
        Method method = named(Method.class, node.path("method").asString());
        check(learnt > 0 || (learnt == 0 && method == Method.ONNX), "it was learnt from nothing");
        return new Head(
                named(Target.class, node.path("target").asString()),
                features,
                new Scaling(figures(node.path("mean"), n), figures(node.path("scale"), n)),
                new TrainingDistance(lower, finite(node.path("distance_limit"))),
                rows(node.path("reference"), n, Drift.QUANTILES),
                learnt,
                regression(method, node.path("regression"), n),
                new Interval(
                        finite(interval.path("level")),
                        radius,
                        named(Grouping.class, interval.path("grouping").asString()),
                        interval.path("groups").asInt(),
                        interval.path("assured").asBoolean()));
    }

    private static Regression regression(Method method, JsonNode node, int features) {
        return switch (method) {
            case FORMULA -> new Regression.AsFormula();
            case RECALIBRATED_FORMULA ->
                new Regression.Recalibrated(finite(node.path("intercept")), finite(node.path("slope")));
            case RIDGE, ELASTIC_NET, RIDGE_SQUARES, ELASTIC_NET_SQUARES -> {
                int squares = node.path("squares").size();
                check(squares == 0 || squares == features, "a square is missing");
                yield new Regression.Linear(
                        method,
                        finite(node.path("intercept")),
                        figures(node.path("coefficients"), features),
                        figures(node.path("squares"), squares));
            }
            case ONNX ->
                new Regression.External(
                        column(node.path("value"), 0), column(node.path("low"), -1), column(node.path("high"), -1));
            case BOOSTED_TREES -> {
                check(node.path("trees").size() <= MOST_TREES, "it has more than " + MOST_TREES + " trees");
                List<Regression.Tree> trees = new ArrayList<>();
                for (JsonNode tree : node.path("trees")) {
                    trees.add(tree(tree, features));
                }
                yield new Regression.Trees(finite(node.path("base")), trees);
            }
        };
    }

    private static int column(JsonNode node, int least) {
        int column = node.asInt(-2);
        check(column >= least && column < MOST_COLUMNS, "a column is none");
        return column;
    }

    private static Regression.Tree tree(JsonNode node, int features) {
        int inner = node.path("feature").size();
        check(inner <= MOST_INNER && Integer.bitCount(inner + 1) == 1, "a tree's paths differ in length");
        int[] feature = new int[inner];
        for (int i = 0; i < inner; i++) {
            feature[i] = node.path("feature").path(i).asInt(-2);
            check(feature[i] >= -1 && feature[i] < features, "a tree asks for a feature that there is not");
        }
        return new Regression.Tree(
                feature, figures(node.path("threshold"), inner), figures(node.path("leaves"), inner + 1));
    }

    private static Golden golden(JsonNode node) {
        JsonNode counts = node.path("counts");
        check(counts.size() == SpectralChannel.values().length, "a golden row has too few counts");
        double[] figures = new double[counts.size()];
        for (int i = 0; i < figures.length; i++) {
            figures[i] = orNaN(counts.path(i));
        }
        Map<Target, Double> values = new EnumMap<>(Target.class);
        for (Map.Entry<String, JsonNode> value : node.path("values").properties()) {
            values.put(named(Target.class, value.getKey()), finite(value.getValue()));
        }
        return new Golden(
                new ModelInput(
                        figures,
                        orNaN(node.path("gain")),
                        orNaN(node.path("integration_time_ms")),
                        orNaN(node.path("volume_mm3")),
                        orNaN(node.path("max_height_mm")),
                        finite(node.path("occupied_zones"))),
                values);
    }

    private static double orNaN(JsonNode node) {
        return node.isNumber() ? node.asDouble() : Double.NaN;
    }

    private static double finite(JsonNode node) {
        check(node.isNumber() && Double.isFinite(node.asDouble()), "a number is missing or not finite");
        return node.asDouble();
    }

    private static double[] figures(JsonNode node, int length) {
        check(node.size() == length, "it has " + node.size() + " figures where " + length + " belong");
        double[] figures = new double[length];
        for (int i = 0; i < length; i++) {
            figures[i] = finite(node.path(i));
        }
        return figures;
    }

    private static double[][] rows(JsonNode node, int rows, int length) {
        check(node.size() == rows, "it has " + node.size() + " rows where " + rows + " belong");
        double[][] figures = new double[rows][];
        for (int i = 0; i < rows; i++) {
            figures[i] = figures(node.path(i), length);
        }
        return figures;
    }
}
