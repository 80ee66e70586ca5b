package fr.gaveurs.console.backend.features.models.onnx;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;

/** Writes ONNX files, sound ones and others: by default features · weights + intercept, of eight features, for freshness. */
public final class OnnxBuilder {
    static final int FEATURES = 8;
    static final float[] WEIGHTS = {0.1f, -0.2f, 0.3f, -0.1f, 0.05f, 0.2f, -0.3f, 0.15f};

    long ir = 8;
    final List<ProtoWriter> opsets = new ArrayList<>(List.of(opset("", 17)));
    final List<ProtoWriter> nodes = new ArrayList<>(List.of(node("Gemm", "said", "features", "weights", "intercept")));
    final List<ProtoWriter> weights = new ArrayList<>(
            List.of(floats("weights", WEIGHTS, FEATURES, 1), floats("intercept", new float[] {0.5f}, 1)));
    final List<ProtoWriter> inputs = new ArrayList<>(List.of(value("features", OnnxGraph.FLOAT, -1, FEATURES)));
    final List<ProtoWriter> outputs = new ArrayList<>(List.of(value("said", OnnxGraph.FLOAT, -1, 1)));
    final Map<String, String> properties = new LinkedHashMap<>();
    final List<ProtoWriter> more = new ArrayList<>();

    public OnnxBuilder() {
        properties.put(OnnxSchema.SCHEMA, OnnxSchema.VERSION);
        properties.put(OnnxSchema.FEATURES, "log_f1,log_f2,log_f3,log_f4,log_f5,log_f6,log_f7,log_f8");
        properties.put(OnnxSchema.OUTPUTS, "freshness");
        properties.put(OnnxSchema.GOLDEN, golden(row -> 0.5 + dot(row)));
    }

    /** A file of trees: column 0 at most 0 says 0.2, else 0.8. */
    public static OnnxBuilder trees() {
        return new Trees().file();
    }

    /** A network that multiplies as often for a sample as is allowed, nearly: weights of 20 MiB, nearly. */
    public static OnnxBuilder largest() {
        int wide = 2_200;
        return new OnnxBuilder()
                .also(
                        floats("w1", new float[FEATURES * wide], FEATURES, wide),
                        floats("w2", new float[wide * wide], wide, wide),
                        floats("w3", new float[wide], wide, 1))
                .steps(
                        node("MatMul", "m1", "features", "w1"),
                        node("Relu", "r1", "m1"),
                        node("MatMul", "m2", "r1", "w2"),
                        node("Relu", "r2", "m2"),
                        node("MatMul", "m3", "r2", "w3"),
                        node("Add", "said", "m3", "intercept"))
                .property(OnnxSchema.GOLDEN, goldenOf(0.5));
    }

    /** One that adds whole numbers to others: its shapes fit, and the library refuses it. */
    public static OnnxBuilder ofMixedTypes() {
        return new OnnxBuilder()
                .also(longs("whole", new long[] {1}, 1))
                .steps(node("Gemm", "sum", "features", "weights"), node("Add", "said", "sum", "whole"));
    }

    /** Golden rows that all say the same. */
    public static String goldenOf(double value) {
        return golden(row -> value);
    }

    /** What a row is told. */
    interface Saying {
        double of(double[] row);
    }

    static double dot(double[] row) {
        double sum = 0;
        for (int i = 0; i < row.length; i++) {
            sum += row[i] * WEIGHTS[i];
        }
        return sum;
    }

    /** Twenty rows. */
    static String golden(Saying saying) {
        StringJoiner inputs = new StringJoiner(",", "[", "]");
        StringJoiner outputs = new StringJoiner(",", "[", "]");
        for (int i = 0; i < 20; i++) {
            double[] row = new double[FEATURES];
            for (int k = 0; k < FEATURES; k++) {
                row[k] = ((i * 7 + k * 3) % 11 - 5) / 10f;
            }
            inputs.add(Arrays.toString(row));
            outputs.add("[" + saying.of(row) + "]");
        }
        return "{\"inputs\":" + inputs + ",\"outputs\":" + outputs + "}";
    }

    public OnnxBuilder property(String key, String value) {
        properties.put(key, value);
        return this;
    }

    OnnxBuilder without(String key) {
        properties.remove(key);
        return this;
    }

    OnnxBuilder steps(ProtoWriter... steps) {
        nodes.clear();
        nodes.addAll(List.of(steps));
        return this;
    }

    OnnxBuilder also(ProtoWriter... tensors) {
        weights.addAll(List.of(tensors));
        return this;
    }

    OnnxBuilder ml() {
        opsets.add(opset("ai.onnx.ml", 3));
        return this;
    }

    /** The graph is part of the file. */
    ProtoWriter graph() {
        ProtoWriter graph = new ProtoWriter();
        nodes.forEach(each -> graph.message(1, each));
        graph.text(2, "graph");
        weights.forEach(each -> graph.message(5, each));
        inputs.forEach(each -> graph.message(11, each));
        outputs.forEach(each -> graph.message(12, each));
        return graph;
    }

    public byte[] bytes() {
        return bytes(graph());
    }

    byte[] bytes(ProtoWriter graph) {
        ProtoWriter file = new ProtoWriter().number(1, ir).text(2, "test").message(7, graph);
        opsets.forEach(each -> file.message(8, each));
        properties.forEach(
                (key, text) -> file.message(14, new ProtoWriter().text(1, key).text(2, text)));
        byte[] whole = file.toBytes();
        byte[] added = new byte[0];
        for (ProtoWriter each : more) {
            byte[] next = each.toBytes();
            added = Arrays.copyOf(added, added.length + next.length);
            System.arraycopy(next, 0, added, added.length - next.length, next.length);
        }
        byte[] all = Arrays.copyOf(whole, whole.length + added.length);
        System.arraycopy(added, 0, all, whole.length, added.length);
        return all;
    }

    static ProtoWriter opset(String domain, long version) {
        return new ProtoWriter().text(1, domain).number(2, version);
    }

    static ProtoWriter node(String operator, String output, String... inputs) {
        ProtoWriter node = new ProtoWriter();
        for (String input : inputs) {
            node.text(1, input);
        }
        return node.text(2, output).text(4, operator);
    }

    static ProtoWriter mlNode(String operator, String output, String input) {
        return node(operator, output, input).text(7, "ai.onnx.ml");
    }

    static ProtoWriter floats(String name, float[] figures, long... dims) {
        ByteBuffer raw = ByteBuffer.allocate(4 * figures.length).order(ByteOrder.LITTLE_ENDIAN);
        raw.asFloatBuffer().put(figures);
        return tensor(name, OnnxGraph.FLOAT, raw.array(), dims);
    }

    static ProtoWriter longs(String name, long[] figures, long... dims) {
        ByteBuffer raw = ByteBuffer.allocate(8 * figures.length).order(ByteOrder.LITTLE_ENDIAN);
        raw.asLongBuffer().put(figures);
        return tensor(name, OnnxGraph.INT64, raw.array(), dims);
    }

    static ProtoWriter tensor(String name, int type, byte[] raw, long... dims) {
        ProtoWriter tensor = new ProtoWriter();
        for (long dim : dims) {
            tensor.number(1, dim);
        }
        return tensor.number(2, type).text(8, name).bytes(9, raw);
    }

    /** @param dims −1 for a free one */
    static ProtoWriter value(String name, int type, long... dims) {
        ProtoWriter shape = new ProtoWriter();
        for (long dim : dims) {
            shape.message(1, dim == -1 ? new ProtoWriter().text(2, "n") : new ProtoWriter().number(1, dim));
        }
        ProtoWriter tensor = new ProtoWriter().number(1, type).message(2, shape);
        return new ProtoWriter().text(1, name).message(2, new ProtoWriter().message(1, tensor));
    }

    static ProtoWriter attribute(String name, long number) {
        return new ProtoWriter().text(1, name).number(3, number).number(20, 2);
    }

    static ProtoWriter attribute(String name, String word) {
        return new ProtoWriter().text(1, name).text(4, word).number(20, 3);
    }

    static ProtoWriter attribute(String name, float... figures) {
        ByteBuffer packed = ByteBuffer.allocate(4 * figures.length).order(ByteOrder.LITTLE_ENDIAN);
        packed.asFloatBuffer().put(figures);
        return new ProtoWriter().text(1, name).bytes(7, packed.array()).number(20, 6);
    }

    static ProtoWriter attribute(String name, long... numbers) {
        ProtoWriter attribute = new ProtoWriter().text(1, name);
        for (long number : numbers) {
            attribute.number(8, number);
        }
        return attribute.number(20, 7);
    }

    static ProtoWriter words(String name, String... words) {
        ProtoWriter attribute = new ProtoWriter().text(1, name);
        for (String word : words) {
            attribute.text(9, word);
        }
        return attribute.number(20, 8);
    }

    /** Three nodes: column 0 at most 0 says 0.2, else 0.8. */
    static final class Trees {
        long[] treeIds = {0, 0, 0};
        long[] nodeIds = {0, 1, 2};
        long[] features = {0, 0, 0};
        long[] yes = {1, 0, 0};
        long[] no = {2, 0, 0};
        float[] values = {0, 0, 0};
        String[] modes = {"BRANCH_LEQ", "LEAF", "LEAF"};
        long[] targetTrees = {0, 0};
        long[] targetNodes = {1, 2};
        long[] targetIds = {0, 0};
        float[] targetWeights = {0.2f, 0.8f};
        long targets = 1;
        String transform = "NONE";

        ProtoWriter node() {
            return mlNode("TreeEnsembleRegressor", "said", "features")
                    .message(5, attribute("nodes_treeids", treeIds))
                    .message(5, attribute("nodes_nodeids", nodeIds))
                    .message(5, attribute("nodes_featureids", features))
                    .message(5, attribute("nodes_truenodeids", yes))
                    .message(5, attribute("nodes_falsenodeids", no))
                    .message(5, attribute("nodes_values", values))
                    .message(5, words("nodes_modes", modes))
                    .message(5, attribute("target_treeids", targetTrees))
                    .message(5, attribute("target_nodeids", targetNodes))
                    .message(5, attribute("target_ids", targetIds))
                    .message(5, attribute("target_weights", targetWeights))
                    .message(5, attribute("n_targets", targets))
                    .message(5, attribute("post_transform", transform));
        }

        OnnxBuilder file() {
            return new OnnxBuilder()
                    .ml()
                    .steps(node())
                    .property(OnnxSchema.GOLDEN, golden(row -> row[0] <= 0 ? 0.2f : 0.8f));
        }
    }
}
