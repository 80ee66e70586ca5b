package fr.gaveurs.console.backend.features.models.onnx;

import fr.gaveurs.console.backend.features.models.onnx.OnnxException.Reason;
import fr.gaveurs.console.backend.features.models.onnx.OnnxGraph.Node;
import fr.gaveurs.console.backend.features.models.onnx.OnnxGraph.Tensor;
import fr.gaveurs.console.backend.features.models.onnx.OnnxGraph.Value;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Takes an ONNX file apart (onnx.proto, IR version 4 and later). A field that is not named here is refused: what the
 * library would make of it nobody has looked at.
 */
final class OnnxReader {
    private static final int MOST_NODES = 2_000;
    private static final int MOST_WEIGHTS = 2_000;
    private static final int MOST_VALUES = 100;
    private static final int MOST_PROPERTIES = 100;
    private static final int MOST_NAMES = 1_000;
    private static final int MOST_DIMS = 8;
    private static final int MOST_OPSETS = 10;
    private static final int NAME = 200;
    private static final int PROPERTY = 1 << 20;

    private long irVersion;
    private String producer = "";
    private final Map<String, Long> opsets = new HashMap<>();
    private final Map<String, String> metadata = new LinkedHashMap<>();
    private final List<Node> nodes = new ArrayList<>();
    private final Map<String, Tensor> weights = new LinkedHashMap<>();
    private final List<Value> inputs = new ArrayList<>();
    private final List<Value> outputs = new ArrayList<>();
    private final OnnxParts parts = new OnnxParts();
    private int graphs;

    private OnnxReader() {}

    static OnnxGraph read(byte[] bytes) throws OnnxException {
        if (bytes.length == 0) {
            throw ProtoReader.damaged("it is empty");
        }
        return new OnnxReader().model(new ProtoReader(bytes));
    }

    /** A name, of letters that can be printed. */
    static String name(ProtoReader in) throws OnnxException {
        String name = in.text(NAME);
        if (name.codePoints()
                .anyMatch(c -> Character.isISOControl(c)
                        || Character.getType(c) == Character.FORMAT
                        || Character.getType(c) == Character.LINE_SEPARATOR
                        || Character.getType(c) == Character.PARAGRAPH_SEPARATOR)) {
            throw new OnnxException(
                    Reason.NAME, "a name within the file holds characters that cannot be printed: rename its parts");
        }
        return name;
    }

    static OnnxException unknown(String where, ProtoReader in) {
        return ProtoReader.damaged(where + " has a field " + in.field() + " that this console does not know");
    }

    private OnnxGraph model(ProtoReader in) throws OnnxException {
        while (in.next()) {
            switch (in.field()) {
                case 1 -> irVersion = in.number();
                case 2 -> producer = name(in);
                case 3, 4 -> name(in);
                case 5 -> in.number();
                case 6 -> in.message(); // its documentation, which nobody reads here
                case 7 -> graph(in.message());
                case 8 -> opset(in.message());
                case 14 -> property(in.message());
                case 20 -> throw subgraph("it holds what trains it");
                case 25 -> throw subgraph("it brings functions of its own");
                default -> throw unknown("the file", in);
            }
        }
        if (graphs == 0) {
            throw ProtoReader.damaged("it holds no graph");
        }
        return new OnnxGraph(irVersion, opsets, producer, metadata, nodes, weights, inputs, outputs);
    }

    static OnnxException subgraph(String what) {
        return new OnnxException(
                Reason.SUBGRAPH,
                what
                        + ", and only a plain row of steps is allowed: export the trained model alone, for inference, without"
                        + " If, Loop or Scan");
    }

    private void opset(ProtoReader in) throws OnnxException {
        String domain = "";
        long version = 0;
        while (in.next()) {
            switch (in.field()) {
                case 1 -> domain = name(in);
                case 2 -> version = in.number();
                default -> throw unknown("a version of operators", in);
            }
        }
        String usual = OnnxOperators.domain(domain);
        if (opsets.size() >= MOST_OPSETS || opsets.put(usual, version) != null) {
            throw new OnnxException(
                    Reason.VERSION,
                    "the version of the operators '" + domain + "' stands there twice: export it again");
        }
    }

    private void property(ProtoReader in) throws OnnxException {
        String key = "";
        String value = "";
        while (in.next()) {
            switch (in.field()) {
                case 1 -> key = name(in);
                case 2 -> value = in.text(PROPERTY);
                default -> throw unknown("a property", in);
            }
        }
        if (metadata.size() >= MOST_PROPERTIES || metadata.put(key, value) != null) {
            throw new OnnxException(
                    Reason.NAME,
                    "the property '" + key + "' stands there twice, or there are more than " + MOST_PROPERTIES
                            + ": set each once");
        }
    }

    private void graph(ProtoReader in) throws OnnxException {
        if (++graphs > 1) {
            throw ProtoReader.damaged("it holds two graphs");
        }
        while (in.next()) {
            switch (in.field()) {
                case 1 -> {
                    bound(nodes.size(), MOST_NODES, "steps");
                    nodes.add(node(in.message()));
                }
                case 2 -> name(in);
                case 5 -> weight(parts.tensor(in.message()));
                case 10 -> in.message();
                case 11 -> {
                    bound(inputs.size(), MOST_VALUES, "inputs");
                    inputs.add(value(in.message()));
                }
                case 12 -> {
                    bound(outputs.size(), MOST_VALUES, "outputs");
                    outputs.add(value(in.message()));
                }
                case 13 -> value(in.message()); // shapes in between: they are reckoned anew
                case 15 ->
                    throw new OnnxException(
                            Reason.WEIGHTS, "it holds weights in a sparse form: export it with dense ones");
                case 16 -> in.message();
                default -> throw unknown("the graph", in);
            }
        }
    }

    private static void bound(int has, int most, String what) throws OnnxException {
        if (has >= most) {
            throw new OnnxException(Reason.WORK, "it has more than " + most + " " + what + ": train a smaller model");
        }
    }

    private void weight(Tensor tensor) throws OnnxException {
        bound(weights.size(), MOST_WEIGHTS, "weights");
        if (tensor.name().isEmpty() || weights.put(tensor.name(), tensor) != null) {
            throw new OnnxException(
                    Reason.NAME,
                    "the name of the weights '" + tensor.name() + "' is empty or stands there twice: export it again");
        }
    }

    private Node node(ProtoReader in) throws OnnxException {
        List<String> from = new ArrayList<>();
        List<String> to = new ArrayList<>();
        Map<String, OnnxGraph.Attribute> attributes = new HashMap<>();
        String name = "";
        String operator = "";
        String domain = "";
        while (in.next()) {
            switch (in.field()) {
                case 1 -> {
                    bound(from.size(), MOST_NAMES, "inputs of a step");
                    from.add(name(in));
                }
                case 2 -> {
                    bound(to.size(), MOST_NAMES, "outputs of a step");
                    to.add(name(in));
                }
                case 3 -> name = name(in);
                case 4 -> operator = name(in);
                case 5 -> {
                    OnnxGraph.Attribute attribute = parts.attribute(in.message());
                    if (attributes.put(attribute.name(), attribute) != null) {
                        throw new OnnxException(
                                Reason.NAME, "an attribute of " + operator + " stands there twice: export it again");
                    }
                }
                case 6, 9 -> in.message();
                case 7 -> domain = name(in);
                case 8 -> name(in);
                default -> throw unknown("a step", in);
            }
        }
        return new Node(name, OnnxOperators.domain(domain), operator, from, to, attributes);
    }

    private static Value value(ProtoReader in) throws OnnxException {
        String name = "";
        int type = 0;
        long[] dims = null;
        while (in.next()) {
            switch (in.field()) {
                case 1 -> name = name(in);
                case 2 -> {
                    ProtoReader kind = in.message();
                    while (kind.next()) {
                        if (kind.field() == 1) {
                            ProtoReader tensor = kind.message();
                            while (tensor.next()) {
                                switch (tensor.field()) {
                                    case 1 -> type = Math.clamp(tensor.number(), 0, 1_000);
                                    case 2 -> dims = dims(tensor.message());
                                    default -> throw unknown("a tensor's type", tensor);
                                }
                            }
                        } else {
                            kind.length(); // of another kind than a tensor: its type stays 0
                        }
                    }
                }
                case 3, 4 -> in.message();
                default -> throw unknown("an input or output", in);
            }
        }
        return new Value(name, type, dims);
    }

    private static long[] dims(ProtoReader in) throws OnnxException {
        long[] dims = new long[MOST_DIMS];
        int count = 0;
        while (in.next()) {
            if (in.field() != 1) {
                throw unknown("a shape", in);
            }
            if (count == MOST_DIMS) {
                throw new OnnxException(
                        Reason.SHAPE, "a shape has more than " + MOST_DIMS + " dimensions: the console gives two");
            }
            dims[count++] = dim(in.message());
        }
        return Arrays.copyOf(dims, count);
    }

    private static long dim(ProtoReader in) throws OnnxException {
        long dim = -1;
        while (in.next()) {
            switch (in.field()) {
                case 1 -> {
                    dim = in.number();
                    if (dim < -1) {
                        throw new OnnxException(Reason.SHAPE, "a dimension is " + dim + ": export it again");
                    }
                }
                case 2, 3 -> name(in);
                default -> throw unknown("a dimension", in);
            }
        }
        return dim;
    }
}
