package fr.gaveurs.console.backend.features.models.onnx;

import fr.gaveurs.console.api.Keyed;
import fr.gaveurs.console.backend.features.models.learning.LinearForm;
import fr.gaveurs.console.backend.features.models.learning.LinearForm.Straight;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Writes a linear model as ONNX, with everything that a console wants of such a file. */
public final class OnnxExport {
    private static final int IR = 8;
    private static final int OPSET = 17;
    private static final String INPUT = "features";
    private static final String OUTPUT = "figures";

    private final ProtoWriter graph = new ProtoWriter();
    private final LinearForm form;

    private OnnxExport(LinearForm form) {
        this.form = form;
    }

    /** The file; the same model, the same bytes. */
    public static byte[] write(LinearForm form) {
        return new OnnxExport(form).file();
    }

    private byte[] file() {
        int features = form.features().size();
        int targets = form.targets().size();
        boolean squares = form.targets().stream()
                .anyMatch(each -> Arrays.stream(each.square()).anyMatch(square -> square != 0));
        float[] weights = new float[features * targets];
        float[] intercepts = new float[targets];
        for (int t = 0; t < targets; t++) {
            for (int i = 0; i < features; i++) {
                weights[i * targets + t] = (float) form.targets().get(t).linear()[i];
            }
            intercepts[t] = (float) form.targets().get(t).intercept();
        }
        node("Gemm", squares ? "straight" : OUTPUT, INPUT, "weights", "intercepts");
        List<String> parts = new ArrayList<>();
        for (Straight each : squares ? form.targets() : List.<Straight>of()) {
            parts.add(squares(each));
        }
        if (squares) {
            ProtoWriter axis = new ProtoWriter().text(1, "axis").number(3, 1).number(20, 2);
            graph.message(1, step("Concat", "squares", parts).message(5, axis));
            node("Add", OUTPUT, "straight", "squares");
        }
        graph.text(2, "gaveurs");
        tensor("weights", weights, features, targets);
        tensor("intercepts", intercepts, targets);
        for (Straight each : squares ? form.targets() : List.<Straight>of()) {
            String name = each.target().key();
            tensor(name + "_mean", floats(each.mean()), features);
            tensor(name + "_inverse", floats(each.inverse()), features);
            tensor(name + "_square", floats(each.square()), features, 1);
        }
        graph.message(11, value(INPUT, features)).message(12, value(OUTPUT, targets));
        ProtoWriter file = new ProtoWriter()
                .number(1, IR)
                .text(2, "gaveurs-console")
                .message(7, graph)
                .message(8, new ProtoWriter().text(1, "").number(2, OPSET));
        properties()
                .forEach((key, text) ->
                        file.message(14, new ProtoWriter().text(1, key).text(2, text)));
        return file.toBytes();
    }

    private String squares(Straight each) {
        String name = each.target().key();
        node("Sub", name + "_shifted", INPUT, name + "_mean");
        node("Mul", name + "_scaled", name + "_shifted", name + "_inverse");
        node("Mul", name + "_squared", name + "_scaled", name + "_scaled");
        node("MatMul", name + "_sum", name + "_squared", name + "_square");
        return name + "_sum";
    }

    private void node(String operator, String output, String... inputs) {
        graph.message(1, step(operator, output, List.of(inputs)));
    }

    private static ProtoWriter step(String operator, String output, List<String> inputs) {
        ProtoWriter node = new ProtoWriter();
        inputs.forEach(input -> node.text(1, input));
        return node.text(2, output).text(3, output).text(4, operator);
    }

    private static float[] floats(double[] figures) {
        float[] floats = new float[figures.length];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = (float) figures[i];
        }
        return floats;
    }

    private void tensor(String name, float[] figures, long... dims) {
        ProtoWriter tensor = new ProtoWriter();
        for (long dim : dims) {
            tensor.number(1, dim);
        }
        ByteBuffer raw = ByteBuffer.allocate(4 * figures.length).order(ByteOrder.LITTLE_ENDIAN);
        raw.asFloatBuffer().put(figures);
        graph.message(5, tensor.number(2, OnnxGraph.FLOAT).text(8, name).bytes(9, raw.array()));
    }

    private static ProtoWriter value(String name, long columns) {
        ProtoWriter shape = new ProtoWriter()
                .message(1, new ProtoWriter().text(2, "samples"))
                .message(1, new ProtoWriter().number(1, columns));
        ProtoWriter tensor = new ProtoWriter().number(1, OnnxGraph.FLOAT).message(2, shape);
        return new ProtoWriter().text(1, name).message(2, new ProtoWriter().message(1, tensor));
    }

    private Map<String, String> properties() {
        Map<String, String> properties = new TreeMap<>();
        properties.put(OnnxSchema.SCHEMA, OnnxSchema.VERSION);
        properties.put(OnnxSchema.FEATURES, joined(form.features()));
        properties.put(
                OnnxSchema.OUTPUTS,
                joined(form.targets().stream().map(Straight::target).toList()));
        if (!form.datasetSha256().isEmpty()) {
            properties.put(OnnxSchema.TRAINED_ON, form.datasetSha256());
        }
        String inputs = form.examples().stream().map(Arrays::toString).collect(Collectors.joining(","));
        String outputs = form.examples().stream()
                .map(row -> Arrays.toString(form.targets().stream()
                        .mapToDouble(each -> each.of(row))
                        .toArray()))
                .collect(Collectors.joining(","));
        properties.put(OnnxSchema.GOLDEN, "{\"inputs\":[" + inputs + "],\"outputs\":[" + outputs + "]}");
        return properties;
    }

    private static String joined(List<? extends Keyed> names) {
        return names.stream().map(Keyed::key).collect(Collectors.joining(","));
    }
}
