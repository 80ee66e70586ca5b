package fr.gaveurs.console.backend.features.models.onnx;

import static fr.gaveurs.console.backend.features.models.onnx.OnnxBuilder.attribute;
import static fr.gaveurs.console.backend.features.models.onnx.OnnxBuilder.floats;
import static fr.gaveurs.console.backend.features.models.onnx.OnnxBuilder.longs;
import static fr.gaveurs.console.backend.features.models.onnx.OnnxBuilder.mlNode;
import static fr.gaveurs.console.backend.features.models.onnx.OnnxBuilder.node;
import static fr.gaveurs.console.backend.features.models.onnx.OnnxBuilder.opset;
import static fr.gaveurs.console.backend.features.models.onnx.OnnxBuilder.tensor;
import static fr.gaveurs.console.backend.features.models.onnx.OnnxBuilder.value;

import fr.gaveurs.console.backend.features.models.onnx.OnnxBuilder.Trees;
import fr.gaveurs.console.backend.features.models.onnx.OnnxException.Reason;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** A hundred files that no console may take, and why each is refused. */
public final class HostileOnnx {
    /** One of them. */
    public record Hostile(byte[] bytes, Reason reason) {}

    private static final int F = OnnxBuilder.FEATURES;

    private final Map<String, Hostile> all = new LinkedHashMap<>();

    private HostileOnnx() {}

    /** All of them, by what is wrong with them. */
    public static Map<String, Hostile> all() {
        HostileOnnx files = new HostileOnnx();
        files.broken();
        files.versions();
        files.operators();
        files.subgraphs();
        files.weights();
        files.names();
        files.graphs();
        files.ends();
        files.shapes();
        files.trees();
        files.work();
        files.schemas();
        return files.all;
    }

    private void add(String name, Reason reason, byte[] bytes) {
        if (all.put(name, new Hostile(bytes, reason)) != null) {
            throw new IllegalArgumentException(name);
        }
    }

    private void add(String name, Reason reason, Consumer<OnnxBuilder> change) {
        OnnxBuilder builder = new OnnxBuilder();
        change.accept(builder);
        add(name, reason, builder.bytes());
    }

    private static byte[] bytes(int... values) {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            bytes[i] = (byte) values[i];
        }
        return bytes;
    }

    private void broken() {
        byte[] sound = new OnnxBuilder().bytes();
        add("text", Reason.DAMAGED, "this is no model".getBytes(StandardCharsets.UTF_8));
        add("a zip", Reason.DAMAGED, bytes('P', 'K', 3, 4, 0, 0, 0, 0, 0, 0));
        add("a pickle", Reason.DAMAGED, bytes(0x80, 4, 0x95, 0, 0, 0, 0, 'c', 'o', 's'));
        add("one byte", Reason.DAMAGED, bytes(8));
        add("zeros", Reason.DAMAGED, new byte[1_000]);
        byte[] ones = new byte[1_000];
        Arrays.fill(ones, (byte) 0xFF);
        add("varint bomb", Reason.DAMAGED, ones);
        add("varint of eleven bytes", Reason.DAMAGED, bytes(8, 128, 128, 128, 128, 128, 128, 128, 128, 128, 128, 1));
        add("varint above 64 bits", Reason.DAMAGED, bytes(8, 255, 255, 255, 255, 255, 255, 255, 255, 255, 0x7F));
        add("length beyond the end", Reason.DAMAGED, bytes(0x3A, 255, 255, 255, 255, 7, 0));
        add("negative length", Reason.DAMAGED, bytes(0x3A, 255, 255, 255, 255, 255, 255, 255, 255, 255, 1, 0));
        add("group", Reason.DAMAGED, bytes(0x3B, 0x3C));
        add("wire type 7", Reason.DAMAGED, bytes(0x0F));
        add("field 0", Reason.DAMAGED, bytes(0x02, 0));
        for (int part = 1; part < 8; part++) {
            add("cut at " + part + "/8", Reason.DAMAGED, Arrays.copyOf(sound, sound.length * part / 8));
        }
        add("no graph", Reason.DAMAGED, new ProtoWriter().number(1, 8).toBytes());
        add("two graphs", Reason.DAMAGED, b -> b.more.add(new ProtoWriter().message(7, b.graph())));
        add("unknown field", Reason.DAMAGED, b -> b.more.add(new ProtoWriter().number(99, 1)));
        add("ir as text", Reason.DAMAGED, b -> b.more.add(new ProtoWriter().text(1, "8")));
        add("text that is not UTF-8", Reason.DAMAGED, b -> b.more.add(new ProtoWriter().bytes(2, bytes(0xC3, 0x28))));
        add("own form of the library", Reason.DAMAGED, polyglot(sound));
        ProtoWriter deep = new ProtoWriter().number(1, 1);
        for (int i = 0; i < 5_000; i++) {
            deep = new ProtoWriter().message(6, deep);
        }
        ProtoWriter nested = new ProtoWriter().text(1, "then_branch").message(6, deep);
        add(
                "deep nesting",
                Reason.SUBGRAPH,
                b -> b.steps(node("Relu", "said", "features").message(5, nested)));
    }

    /** A whole file whose bytes 4 to 7 are the mark by which the library knows its own form. */
    private static byte[] polyglot(byte[] sound) {
        byte[] mark = new ProtoWriter().text(2, "xxORTM").toBytes();
        byte[] both = Arrays.copyOf(mark, mark.length + sound.length);
        System.arraycopy(sound, 0, both, mark.length, sound.length);
        return both;
    }

    private void versions() {
        add("ir 3", Reason.VERSION, b -> b.ir = 3);
        add("ir 99", Reason.VERSION, b -> b.ir = 99);
        add("negative ir", Reason.VERSION, b -> b.ir = -1);
        add("opset too new", Reason.VERSION, b -> b.opsets.set(0, opset("", 99)));
        add("opset too old", Reason.VERSION, b -> b.opsets.set(0, opset("", 7)));
        add("opset twice", Reason.VERSION, b -> b.opsets.add(opset("ai.onnx", 17)));
        add("no opset", Reason.VERSION, b -> b.opsets.clear());
        add("ml too new", Reason.VERSION, b -> b.opsets.add(opset("ai.onnx.ml", 9)));
        add(
                "ml that is not said",
                Reason.VERSION,
                b -> b.steps(mlNode("Normalizer", "said", "features").message(5, attribute("norm", "L2"))));
    }

    private void operators() {
        add("custom domain", Reason.OPERATOR, b -> b.opsets.add(opset("com.example", 1)));
        for (String operator : List.of("Conv", "LSTM", "NonZero", "Resize", "StringNormalizer", "Einsum", "Unknown")) {
            add("operator " + operator, Reason.OPERATOR, b -> b.steps(node(operator, "said", "features")));
        }
        add(
                "operator of a domain that is not said",
                Reason.OPERATOR,
                b -> b.steps(node("Relu", "said", "features").text(7, "com.microsoft")));
        add(
                "attribute that is not known",
                Reason.OPERATOR,
                b -> b.steps(node("Relu", "said", "features").message(5, attribute("secret", 1))));
        add(
                "attribute of tensors",
                Reason.OPERATOR,
                b -> b.steps(node("Relu", "said", "features")
                        .message(5, new ProtoWriter().text(1, "value").message(10, new ProtoWriter()))));
        add(
                "attribute twice",
                Reason.NAME,
                b -> b.steps(node("Softmax", "said", "features")
                        .message(5, attribute("axis", 1))
                        .message(5, attribute("axis", 0))));
    }

    private void subgraphs() {
        for (String operator : List.of("If", "Loop", "Scan")) {
            add(
                    operator,
                    Reason.SUBGRAPH,
                    b -> b.steps(node(operator, "said", "features")
                            .message(5, new ProtoWriter().text(1, "body").message(6, b.graph()))));
            add(operator + " without a body", Reason.SUBGRAPH, b -> b.steps(node(operator, "said", "features")));
        }
        add("functions", Reason.SUBGRAPH, b -> b.more.add(new ProtoWriter().message(25, new ProtoWriter())));
        add("training", Reason.SUBGRAPH, b -> b.more.add(new ProtoWriter().message(20, new ProtoWriter())));
        add(
                "attribute of a function",
                Reason.SUBGRAPH,
                b -> b.steps(node("Softmax", "said", "features")
                        .message(5, new ProtoWriter().text(1, "axis").text(21, "outer"))));
    }

    private void weights() {
        add(
                "external data",
                Reason.EXTERNAL_DATA,
                b -> b.weights.set(
                        0,
                        new ProtoWriter()
                                .number(1, F)
                                .number(1, 1)
                                .number(2, 1)
                                .text(8, "weights")
                                .message(
                                        13,
                                        new ProtoWriter().text(1, "location").text(2, "../../etc/passwd"))
                                .number(14, 1)));
        add(
                "external by its place alone",
                Reason.EXTERNAL_DATA,
                b -> b.weights.set(
                        0, floats("weights", OnnxBuilder.WEIGHTS, F, 1).number(14, 1)));
        for (float bad : new float[] {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY}) {
            float[] weights = OnnxBuilder.WEIGHTS.clone();
            weights[3] = bad;
            add(bad + " weights", Reason.WEIGHTS, b -> b.weights.set(0, floats("weights", weights, F, 1)));
        }
        add(
                "NaN in a list of floats",
                Reason.WEIGHTS,
                b -> b.weights.set(
                        1,
                        new ProtoWriter()
                                .number(1, 1)
                                .number(2, 1)
                                .bytes(4, bytes(0, 0, 0xC0, 0x7F))
                                .text(8, "intercept")));
        add(
                "fewer weights than said",
                Reason.WEIGHTS,
                b -> b.weights.set(0, floats("weights", OnnxBuilder.WEIGHTS, F, 2)));
        add(
                "more weights than said",
                Reason.WEIGHTS,
                b -> b.weights.set(0, floats("weights", OnnxBuilder.WEIGHTS, 2, 2)));
        add("weights of strings", Reason.WEIGHTS, b -> b.also(tensor("words", 8, new byte[8], 1)));
        add("weights of float16", Reason.WEIGHTS, b -> b.also(tensor("half", 10, new byte[2], 1)));
        add("weights that are cut", Reason.DAMAGED, b -> b.also(tensor("cut", OnnxGraph.FLOAT, new byte[7], 1)));
        add("weights twice", Reason.NAME, b -> b.also(floats("weights", OnnxBuilder.WEIGHTS, F, 1)));
        ProtoWriter sparse = new OnnxBuilder().graph().message(15, new ProtoWriter());
        add("sparse weights", Reason.WEIGHTS, new OnnxBuilder().bytes(sparse));
        add("zero dimension", Reason.SHAPE, b -> b.weights.set(0, floats("weights", OnnxBuilder.WEIGHTS, F, 0)));
        add("negative dimension", Reason.SHAPE, b -> b.weights.set(0, floats("weights", OnnxBuilder.WEIGHTS, -1, 1)));
        add(
                "huge dimensions",
                Reason.SHAPE,
                b -> b.weights.set(0, floats("weights", OnnxBuilder.WEIGHTS, Long.MAX_VALUE, Long.MAX_VALUE)));
        add(
                "dimensions that overflow to eight",
                Reason.SHAPE,
                b -> b.weights.set(0, floats("weights", OnnxBuilder.WEIGHTS, 1L << 61, 1L << 6)));
        add(
                "nine dimensions",
                Reason.SHAPE,
                b -> b.weights.set(0, floats("weights", OnnxBuilder.WEIGHTS, 8, 1, 1, 1, 1, 1, 1, 1, 1)));
        add("NaN in an attribute", Reason.WEIGHTS, b -> b.ml().steps(
                        mlNode("Scaler", "said", "features").message(5, attribute("scale", Float.NaN))));
    }

    private void names() {
        add("control character", Reason.NAME, b -> b.steps(node("Relu", "said\n", "features")));
        add("bell", Reason.NAME, b -> b.steps(node("Relu", "said\u0007", "features")));
        add("writing direction", Reason.NAME, b -> b.steps(node("Relu", "said\u202E", "features")));
        add("long name", Reason.NAME, b -> b.steps(node("Relu", "x".repeat(10_000), "features")));
        add("nameless weights", Reason.NAME, b -> b.also(floats("", new float[] {1}, 1)));
        add("long word", Reason.NAME, b -> b.ml().steps(
                        mlNode("Normalizer", "said", "features").message(5, attribute("norm", "x".repeat(500)))));
        add(
                "property twice",
                Reason.NAME,
                b -> b.more.add(new ProtoWriter()
                        .message(14, new ProtoWriter().text(1, "outputs").text(2, "weight"))));
        add("property of two megabytes", Reason.NAME, b -> b.property("notes", "x".repeat(2 << 20)));
        add("many properties", Reason.NAME, b -> {
            for (int i = 0; i < 200; i++) {
                b.property("p" + i, "");
            }
        });
    }

    private void graphs() {
        add("circle", Reason.GRAPH, b -> b.steps(node("Relu", "said", "other"), node("Relu", "other", "said")));
        add("needs itself", Reason.GRAPH, b -> b.steps(node("Add", "said", "features", "said")));
        add(
                "steps in another order",
                Reason.GRAPH,
                b -> b.steps(node("Gemm", "said", "middle", "weights"), node("Relu", "middle", "features")));
        add("value that nobody makes", Reason.GRAPH, b -> b.steps(node("Relu", "said", "nothing")));
        add(
                "value made twice",
                Reason.GRAPH,
                b -> b.steps(node("Gemm", "said", "features", "weights"), node("Gemm", "said", "features", "weights")));
        add("weights made again", Reason.GRAPH, b -> b.steps(node("Relu", "weights", "features")));
        add("input made again", Reason.GRAPH, b -> b.steps(node("Relu", "features", "features")));
        add(
                "no output of a step",
                Reason.GRAPH,
                b -> b.steps(new ProtoWriter().text(1, "features").text(4, "Relu")));
        add(
                "two outputs of a step",
                Reason.GRAPH,
                b -> b.steps(node("Relu", "said", "features").text(2, "more")));
        add("too few inputs", Reason.GRAPH, b -> b.steps(node("Gemm", "said", "features")));
        add("too many inputs", Reason.GRAPH, b -> b.steps(node("Relu", "said", "features", "weights")));
        add("input without a name", Reason.GRAPH, b -> b.steps(node("Relu", "said", "")));
    }

    private void ends() {
        add("no input", Reason.INPUT, b -> b.inputs.clear());
        add("two inputs", Reason.INPUT, b -> b.inputs.add(value("more", OnnxGraph.FLOAT, -1, 2)));
        add("input of doubles", Reason.INPUT, b -> b.inputs.set(0, value("features", OnnxGraph.DOUBLE, -1, F)));
        add("input of strings", Reason.INPUT, b -> b.inputs.set(0, value("features", 8, -1, F)));
        add(
                "input that is no tensor",
                Reason.INPUT,
                b -> b.inputs.set(
                        0,
                        new ProtoWriter()
                                .text(1, "features")
                                .message(2, new ProtoWriter().message(4, new ProtoWriter()))));
        add("input with too few columns", Reason.INPUT, b -> b.inputs.set(0, value("features", 1, -1, F - 1)));
        add("input of one sample", Reason.INPUT, b -> b.inputs.set(0, value("features", 1, 1, F)));
        add("input of free columns", Reason.INPUT, b -> b.inputs.set(0, value("features", 1, -1, -1)));
        add("input of three dimensions", Reason.INPUT, b -> b.inputs.set(0, value("features", 1, -1, F, 1)));
        add(
                "input of nine dimensions",
                Reason.SHAPE,
                b -> b.inputs.set(0, value("features", 1, -1, F, 1, 1, 1, 1, 1, 1, 1)));
        add("negative columns", Reason.SHAPE, b -> b.inputs.set(0, value("features", 1, -1, -5)));
        add("no output", Reason.OUTPUT, b -> b.outputs.clear());
        add("two outputs", Reason.OUTPUT, b -> b.outputs.add(value("features", OnnxGraph.FLOAT, -1, F)));
        add("output of whole numbers", Reason.OUTPUT, b -> b.outputs.set(0, value("said", OnnxGraph.INT64, -1, 1)));
        add("output that nobody makes", Reason.OUTPUT, b -> b.outputs.set(0, value("else", 1, -1, 1)));
        add("output of two columns", Reason.OUTPUT, b -> b.weights.set(0, floats("weights", new float[2 * F], F, 2)));
        add("output that says other columns", Reason.OUTPUT, b -> b.outputs.set(0, value("said", 1, -1, 3)));
        add("output that is a weight", Reason.OUTPUT, b -> b.outputs.set(0, value("weights", 1, -1, 1)));
    }

    private void shapes() {
        add(
                "weights that do not fit",
                Reason.SHAPE,
                b -> b.weights.set(0, floats("weights", new float[F + 1], F + 1, 1)));
        add(
                "turned input",
                Reason.SHAPE,
                b -> b.steps(node("Gemm", "said", "features", "weights").message(5, attribute("transA", 1))));
        add("input times input", Reason.SHAPE, b -> b.steps(node("MatMul", "said", "features", "features")));
        add(
                "concat of samples",
                Reason.SHAPE,
                b -> b.steps(node("Concat", "said", "features", "features").message(5, attribute("axis", 0))));
        add("reshape to other columns", Reason.SHAPE, b -> b.also(longs("to", new long[] {-1, 4}, 2))
                .steps(node("Reshape", "said", "features", "to")));
        add("reshape by what is computed", Reason.SHAPE, b -> b.steps(node("Reshape", "said", "features", "features")));
        add("gather beyond the columns", Reason.SHAPE, b -> b.also(longs("which", new long[] {0, 8}, 2))
                .steps(node("Gather", "said", "features", "which").message(5, attribute("axis", 1))));
        add("gather before the columns", Reason.SHAPE, b -> b.also(longs("which", new long[] {-9}, 1))
                .steps(node("Gather", "said", "features", "which").message(5, attribute("axis", 1))));
        add(
                "cast to strings",
                Reason.SHAPE,
                b -> b.steps(node("Cast", "said", "features").message(5, attribute("to", 8))));
        add("three dimensions by broadcast", Reason.SHAPE, b -> b.also(floats("cube", new float[8], 2, 2, 2))
                .steps(node("Add", "said", "features", "cube")));
        add("constant without a value", Reason.SHAPE, b -> b.steps(node("Constant", "said")));
        add("scaler of three columns", Reason.SHAPE, b -> b.ml().steps(
                        mlNode("Scaler", "said", "features").message(5, attribute("scale", 1f, 2f, 3f))));
        add("regressor of nine coefficients", Reason.SHAPE, b -> b.ml().steps(
                        mlNode("LinearRegressor", "said", "features")
                                .message(5, attribute("coefficients", new float[9]))));
    }

    private void tree(String name, Consumer<Trees> change) {
        Trees trees = new Trees();
        change.accept(trees);
        add(name, Reason.TREES, trees.file().bytes());
    }

    private void trees() {
        tree("tree that leads back", t -> t.yes[0] = 0);
        tree("tree whose ways meet", t -> t.no[0] = 1);
        tree("way to no node", t -> t.no[0] = 77);
        tree("negative way", t -> t.yes[0] = -3);
        tree("column that there is not", t -> t.features[0] = F);
        tree("negative column", t -> t.features[0] = -1);
        tree("unknown comparison", t -> t.modes[0] = "BRANCH_MAYBE");
        tree("node twice", t -> t.nodeIds[2] = 1);
        tree("lists of other lengths", t -> t.values = new float[] {0, 0});
        tree("leaf of no node", t -> t.targetNodes[1] = 9);
        tree("leaf that divides", t -> t.targetNodes[1] = 0);
        tree("figure that there is not", t -> t.targetIds[1] = 5);
        tree("no figure", t -> t.targets = 0);
        tree("a million figures", t -> t.targets = 1_000_000);
        tree("transformed", t -> t.transform = "LOGISTIC");
        tree("no nodes", t -> {
            t.nodeIds = new long[0];
            t.treeIds = new long[0];
        });
        tree("a chain of a thousand", HostileOnnx::chain);
    }

    private static void chain(Trees t) {
        int depth = 1_000;
        List<String> modes = new ArrayList<>();
        int size = 2 * depth + 1;
        t.treeIds = new long[size];
        t.nodeIds = new long[size];
        t.features = new long[size];
        t.values = new float[size];
        t.yes = new long[size];
        t.no = new long[size];
        for (int i = 0; i < size; i++) {
            t.nodeIds[i] = i;
            boolean inner = i % 2 == 0 && i < size - 1;
            modes.add(inner ? "BRANCH_LEQ" : "LEAF");
            t.yes[i] = inner ? i + 1 : 0;
            t.no[i] = inner ? i + 2 : 0;
        }
        t.modes = modes.toArray(String[]::new);
    }

    private void work() {
        add("thousands of steps", Reason.WORK, b -> {
            for (int i = 0; i < 3_000; i++) {
                b.nodes.add(node("Relu", "r" + i, "features"));
            }
        });
        add("columns that grow", Reason.WORK, b -> {
            List<ProtoWriter> steps = new ArrayList<>();
            String last = "features";
            for (int i = 0; i < 40; i++) {
                steps.add(node("Concat", "c" + i, last, last).message(5, attribute("axis", 1)));
                last = "c" + i;
            }
            b.steps(steps.toArray(ProtoWriter[]::new));
        });
        add("multiplications without end", Reason.WORK, b -> {
            List<ProtoWriter> steps = new ArrayList<>();
            b.also(floats("square", new float[64 * 64], 64, 64), floats("wide", new float[F * 64], F, 64));
            steps.add(node("MatMul", "m0", "features", "wide"));
            for (int i = 1; i < 1_900; i++) {
                steps.add(node("MatMul", "m" + i, "m" + (i - 1), "square"));
            }
            b.steps(steps.toArray(ProtoWriter[]::new));
        });
        add("constants that grow", Reason.WORK, b -> b.also(
                        floats("tall", new float[4_000], 4_000, 1), floats("long", new float[4_000], 1, 4_000))
                .steps(node("Add", "huge", "tall", "long"), node("Gemm", "said", "features", "weights")));
    }

    private void schemas() {
        add("no schema", Reason.SCHEMA, b -> b.without(OnnxSchema.SCHEMA));
        add("another schema", Reason.SCHEMA, b -> b.property(OnnxSchema.SCHEMA, "gaveurs-features/99"));
        add("no features", Reason.SCHEMA, b -> b.without(OnnxSchema.FEATURES));
        add("unknown feature", Reason.SCHEMA, b -> b.property(OnnxSchema.FEATURES, "log_f9"));
        add("truth as feature", Reason.SCHEMA, b -> b.property(OnnxSchema.FEATURES, "freshness"));
        add("feature twice", Reason.SCHEMA, b -> b.property(OnnxSchema.FEATURES, "log_f1,log_f1"));
        add("no outputs", Reason.SCHEMA, b -> b.without(OnnxSchema.OUTPUTS));
        add("unknown output", Reason.SCHEMA, b -> b.property(OnnxSchema.OUTPUTS, "taste"));
        add("bound without its figure", Reason.SCHEMA, b -> b.property(OnnxSchema.OUTPUTS, "freshness_low"));
        add("output twice", Reason.SCHEMA, b -> b.property(OnnxSchema.OUTPUTS, "freshness,freshness"));
        add("learnt from no digest", Reason.SCHEMA, b -> b.property(OnnxSchema.TRAINED_ON, "my data"));
        add("no golden rows", Reason.GOLDEN, b -> b.without(OnnxSchema.GOLDEN));
        add("golden rows that are no JSON", Reason.GOLDEN, b -> b.property(OnnxSchema.GOLDEN, "{\"inputs\":"));
        add("golden rows without end", Reason.GOLDEN, b -> b.property(OnnxSchema.GOLDEN, "[".repeat(100_000)));
        add(
                "golden words",
                Reason.GOLDEN,
                b -> b.property(OnnxSchema.GOLDEN, "{\"inputs\":[[\"a\",1,1,1,1,1,1,1]],\"outputs\":[[1]]}"));
        add(
                "two golden rows",
                Reason.GOLDEN,
                b -> b.property(
                        OnnxSchema.GOLDEN, "{\"inputs\":[[1,1,1,1,1,1,1,1],[2,1,1,1,1,1,1,1]],\"outputs\":[[1],[1]]}"));
        add(
                "golden rows of other lengths",
                Reason.GOLDEN,
                b -> b.property(OnnxSchema.GOLDEN, "{\"inputs\":[[1,1]],\"outputs\":[[1]]}"));
    }
}
