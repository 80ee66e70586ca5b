package fr.gaveurs.console.backend.features.models.onnx;

import fr.gaveurs.console.backend.features.models.onnx.OnnxException.Reason;
import fr.gaveurs.console.backend.features.models.onnx.OnnxGraph.Node;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The operators that are allowed: those of linear models, trees and small neural networks. */
final class OnnxOperators {
    /** Of classical machine learning. */
    static final String ML = "ai.onnx.ml";

    static final long LEAST_IR = 4;
    static final long MOST_IR = 11;
    private static final long LEAST_OPSET = 9;
    private static final long MOST_OPSET = 22;
    private static final long MOST_ML = 4;

    /** @param most inputs; {@code attributes} that it may have */
    private record Operator(int least, int most, Set<String> attributes) {}

    private static final Map<String, Operator> KNOWN = known();

    private OnnxOperators() {}

    private static Map<String, Operator> known() {
        Map<String, Operator> known = new HashMap<>();
        for (String plain : List.of(
                "Identity", "Relu", "Sigmoid", "Tanh", "Neg", "Abs", "Exp", "Log", "Sqrt", "Softplus", "Softsign")) {
            known.put(plain, new Operator(1, 1, Set.of()));
        }
        for (String two : List.of("Add", "Sub", "Mul", "Div", "Pow", "MatMul")) {
            known.put(two, new Operator(2, 2, Set.of()));
        }
        for (String several : List.of("Min", "Max", "Sum")) {
            known.put(several, new Operator(1, 100, Set.of()));
        }
        known.put("LeakyRelu", new Operator(1, 1, Set.of("alpha")));
        known.put("Elu", new Operator(1, 1, Set.of("alpha")));
        known.put("Selu", new Operator(1, 1, Set.of("alpha", "gamma")));
        known.put("Softmax", new Operator(1, 1, Set.of("axis")));
        known.put("Clip", new Operator(1, 3, Set.of("min", "max")));
        known.put("Cast", new Operator(1, 1, Set.of("to", "saturate")));
        known.put("Gemm", new Operator(2, 3, Set.of("alpha", "beta", "transA", "transB")));
        known.put("Concat", new Operator(1, 100, Set.of("axis")));
        known.put("Reshape", new Operator(2, 2, Set.of("allowzero")));
        known.put("Flatten", new Operator(1, 1, Set.of("axis")));
        known.put("Gather", new Operator(2, 2, Set.of("axis")));
        known.put(
                "Constant",
                new Operator(0, 0, Set.of("value", "value_float", "value_floats", "value_int", "value_ints")));
        known.put(ML + ".Scaler", new Operator(1, 1, Set.of("offset", "scale")));
        known.put(ML + ".Normalizer", new Operator(1, 1, Set.of("norm")));
        known.put(
                ML + ".LinearRegressor",
                new Operator(1, 1, Set.of("coefficients", "intercepts", "post_transform", "targets")));
        known.put(ML + ".TreeEnsembleRegressor", new Operator(1, 1, OnnxTrees.ATTRIBUTES));
        return Map.copyOf(known);
    }

    /** The usual domain has two names. */
    static String domain(String domain) {
        return domain.equals("ai.onnx") ? "" : domain;
    }

    /** Looks at versions and domains. */
    static void checkVersions(OnnxGraph graph) throws OnnxException {
        if (graph.irVersion() < LEAST_IR || graph.irVersion() > MOST_IR) {
            throw version("the file format (IR)", graph.irVersion(), LEAST_IR, MOST_IR);
        }
        for (Map.Entry<String, Long> each : graph.opsets().entrySet()) {
            switch (each.getKey()) {
                case "" -> {
                    if (each.getValue() < LEAST_OPSET || each.getValue() > MOST_OPSET) {
                        throw version("the operators (opset)", each.getValue(), LEAST_OPSET, MOST_OPSET);
                    }
                }
                case ML -> {
                    if (each.getValue() < 1 || each.getValue() > MOST_ML) {
                        throw version("the operators of " + ML, each.getValue(), 1, MOST_ML);
                    }
                }
                default ->
                    throw new OnnxException(
                            Reason.OPERATOR,
                            "it uses operators of '" + each.getKey() + "': only those of ONNX itself and of " + ML
                                    + " are taken");
            }
        }
    }

    private static OnnxException version(String what, long found, long least, long most) {
        return new OnnxException(
                Reason.VERSION,
                "the version of " + what + " is " + found + ", and " + least + " to " + most
                        + " are taken: export it with" + " such a target_opset, as 18, and 3 for " + ML);
    }

    /** Looks at what a step is, not at what it reckons with. */
    static void check(Node node, Map<String, Long> opsets) throws OnnxException {
        String name = node.domain().isEmpty() ? node.operator() : node.domain() + "." + node.operator();
        @Nullable Operator operator = KNOWN.get(name);
        if (Set.of("If", "Loop", "Scan", "SequenceMap").contains(node.operator())) {
            throw OnnxReader.subgraph("it holds the step " + node.operator());
        }
        if (operator == null) {
            throw new OnnxException(
                    Reason.OPERATOR,
                    "it uses the operator " + name + "; these are taken: "
                            + String.join(
                                    ", ",
                                    KNOWN.keySet().stream()
                                            .sorted(Comparator.naturalOrder())
                                            .toList()));
        }
        if (!opsets.containsKey(node.domain())) {
            throw new OnnxException(
                    Reason.VERSION, "it does not say which version of the operators it uses: export it again");
        }
        for (String attribute : node.attributes().keySet()) {
            if (!operator.attributes().contains(attribute)) {
                throw new OnnxException(
                        Reason.OPERATOR, node.title() + " has an attribute '" + attribute + "' that is not taken");
            }
        }
        if (node.inputs().size() < operator.least() || node.inputs().size() > operator.most()) {
            throw new OnnxException(
                    Reason.GRAPH,
                    node.title() + " has " + node.inputs().size() + " inputs, and may have " + operator.least() + " to "
                            + operator.most());
        }
        if (node.outputs().size() != 1 || node.outputs().getFirst().isEmpty()) {
            throw new OnnxException(Reason.GRAPH, node.title() + " has another number of outputs than one");
        }
    }
}
