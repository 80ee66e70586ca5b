package fr.gaveurs.console.backend.features.models.onnx;

import fr.gaveurs.console.backend.features.models.onnx.OnnxException.Reason;
import fr.gaveurs.console.backend.features.models.onnx.OnnxGraph.Node;
import fr.gaveurs.console.backend.features.models.onnx.OnnxGraph.Tensor;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Goes through the steps as they will be done, and reckons the shape of everything that is made: samples × columns, or
 * constants. So nothing can grow beyond what is known before, and no step can ask for a column that there is not.
 */
final class OnnxShapes {
    /** The number of samples, as a dimension. */
    private static final long ANY = -1;
    /** Columns that a value may have for each sample. */
    private static final long MOST_COLUMNS = 4_096;

    private static final long MOST_CONSTANT = 5_000_000;
    /** Multiplications for one sample: about a millisecond. */
    static final long MOST_WORK = 5_000_000;

    private final Map<String, Known> values = new HashMap<>();
    private long work;

    /**
     * What is known of a value.
     *
     * @param dims {@link #ANY} for the number of samples, which stands first
     * @param first its first numbers, where it is a constant of whole ones
     */
    private record Known(int type, long[] dims, long[] first) {
        boolean ofSamples() {
            return dims.length > 0 && dims[0] == ANY;
        }

        long columns() {
            return dims[dims.length - 1];
        }

        Known like(long[] other) {
            return new Known(type, other, new long[0]);
        }
    }

    private OnnxShapes() {}

    /**
     * Looks at all steps.
     *
     * @param input its name, and the columns that it has
     * @return the columns of the output
     */
    static long check(OnnxGraph graph, String input, long columns, String output) throws OnnxException {
        OnnxShapes shapes = new OnnxShapes();
        shapes.values.put(input, new Known(OnnxGraph.FLOAT, new long[] {ANY, columns}, new long[0]));
        for (Tensor tensor : graph.weights().values()) {
            shapes.make(tensor.name(), constant(tensor));
        }
        for (Node node : graph.nodes()) {
            OnnxOperators.check(node, graph.opsets());
            shapes.make(node.outputs().getFirst(), shapes.bounded(node, shapes.of(node)));
        }
        Known last = shapes.values.get(output);
        if (last == null) {
            throw new OnnxException(Reason.OUTPUT, "nothing makes its output '" + output + "': export it again");
        }
        if (!last.ofSamples() || last.dims.length != 2 || last.type != OnnxGraph.FLOAT) {
            throw new OnnxException(
                    Reason.OUTPUT,
                    "its output is no table of float32 with a row for each sample: end with Reshape to [-1, columns], and"
                            + " Cast to float");
        }
        return last.columns();
    }

    private static Known constant(Tensor tensor) {
        return new Known(tensor.type(), tensor.dims(), tensor.first());
    }

    private void make(String name, Known known) throws OnnxException {
        if (values.putIfAbsent(name, known) != null) {
            throw new OnnxException(
                    Reason.GRAPH, "the value '" + name + "' is made twice: give each step's output a name of its own");
        }
    }

    private Known bounded(Node node, Known made) throws OnnxException {
        long size = 1;
        for (long dim : made.dims) {
            size *= dim == ANY ? 1 : dim;
            if (size > MOST_CONSTANT) {
                throw tooMuch(node.title() + " makes more than " + MOST_CONSTANT + " numbers");
            }
        }
        if (made.ofSamples() && size > MOST_COLUMNS) {
            throw tooMuch(node.title() + " makes " + size + " columns, and " + MOST_COLUMNS + " are taken");
        }
        work(size);
        return made;
    }

    private static OnnxException tooMuch(String what) {
        return new OnnxException(Reason.WORK, what + ": train a smaller model");
    }

    private void work(long more) throws OnnxException {
        work += more;
        if (work > MOST_WORK) {
            throw tooMuch("it multiplies more than " + MOST_WORK + " times for a sample");
        }
    }

    private Known input(Node node, int index) throws OnnxException {
        String name = node.inputs().get(index);
        Known known = values.get(name);
        if (known == null) {
            throw new OnnxException(
                    Reason.GRAPH,
                    node.title() + " needs '" + name
                            + "', which no step before it makes: export it again, steps in their"
                            + " order and without circles");
        }
        return known;
    }

    private OnnxException shape(Node node, String what) {
        return new OnnxException(Reason.SHAPE, node.title() + ": " + what + ": export the model again");
    }

    private Known of(Node node) throws OnnxException {
        return switch (node.operator()) {
            case "Constant" -> constant(node);
            case "Gemm" -> gemm(node);
            case "MatMul" -> product(node, input(node, 0).dims, input(node, 1), false);
            case "Concat" -> concat(node);
            case "Reshape" -> reshape(node);
            case "Gather" -> gather(node);
            case "Cast" -> cast(node);
            case "Softmax", "Flatten" -> {
                Known in = samples(node);
                long axis = node.number("axis", 1);
                if (axis != 1 && axis != -1) {
                    throw shape(node, "its axis is " + axis + ", and only 1 is taken");
                }
                yield in;
            }
            case "Clip" -> {
                for (int i = 1; i < node.inputs().size(); i++) {
                    if (!node.inputs().get(i).isEmpty() && input(node, i).ofSamples()) {
                        throw shape(node, "its bounds are no constants");
                    }
                }
                yield input(node, 0).like(input(node, 0).dims);
            }
            case "Scaler" -> {
                Known in = samples(node);
                each(node, "offset", in.columns());
                each(node, "scale", in.columns());
                yield new Known(OnnxGraph.FLOAT, in.dims, new long[0]);
            }
            case "Normalizer" -> new Known(OnnxGraph.FLOAT, samples(node).dims, new long[0]);
            case "LinearRegressor" -> linear(node);
            case "TreeEnsembleRegressor" -> {
                Known in = samples(node);
                OnnxTrees.Checked trees = OnnxTrees.check(node, in.columns());
                work(trees.work());
                yield new Known(OnnxGraph.FLOAT, new long[] {ANY, trees.targets()}, new long[0]);
            }
            default -> {
                Known made = input(node, 0).like(input(node, 0).dims);
                for (int i = 1; i < node.inputs().size(); i++) {
                    made = made.like(together(node, made.dims, input(node, i).dims));
                }
                yield made;
            }
        };
    }

    /** The first input, which must be samples × columns. */
    private Known samples(Node node) throws OnnxException {
        Known in = input(node, 0);
        if (!in.ofSamples() || in.dims.length != 2) {
            throw shape(node, "it needs samples × columns");
        }
        return in.like(in.dims);
    }

    private void each(Node node, String attribute, long columns) throws OnnxException {
        int has = node.figures(attribute).length;
        if (has != 1 && has != columns) {
            throw shape(node, attribute + " has " + has + " figures for " + columns + " columns");
        }
    }

    private Known constant(Node node) throws OnnxException {
        if (node.attributes().size() != 1) {
            throw shape(node, "it needs one value");
        }
        OnnxGraph.Attribute value = node.attributes().values().iterator().next();
        return switch (value.name()) {
            case "value" -> {
                Tensor tensor = value.tensor();
                if (tensor == null) {
                    throw shape(node, "it has no value");
                }
                yield constant(tensor);
            }
            case "value_float" -> new Known(OnnxGraph.FLOAT, new long[0], new long[0]);
            case "value_floats" ->
                new Known(OnnxGraph.FLOAT, new long[] {filled(node, value.figures().length)}, new long[0]);
            case "value_int" -> new Known(OnnxGraph.INT64, new long[0], new long[] {node.number("value_int", 0)});
            default -> new Known(OnnxGraph.INT64, new long[] {filled(node, value.numbers().length)}, value.numbers());
        };
    }

    private long filled(Node node, int length) throws OnnxException {
        if (length == 0) {
            throw shape(node, "it has no value");
        }
        return length;
    }

    private Known gemm(Node node) throws OnnxException {
        Known in = input(node, 0);
        if (node.number("transA", 0) != 0) {
            throw shape(node, "its first input is turned");
        }
        Known made = product(node, in.dims, input(node, 1), node.number("transB", 0) != 0);
        if (node.inputs().size() == 3
                && !node.inputs().get(2).isEmpty()
                && !Arrays.equals(together(node, made.dims, input(node, 2).dims), made.dims)) {
            throw shape(node, "what is added has more columns");
        }
        return made;
    }

    private Known product(Node node, long[] left, Known right, boolean turned) throws OnnxException {
        long[] dims = right.dims;
        if (left.length != 2 || dims.length != 2 || right.ofSamples()) {
            throw shape(node, "it multiplies something else than samples × columns by weights");
        }
        long inner = turned ? dims[1] : dims[0];
        long columns = turned ? dims[0] : dims[1];
        if (left[1] != inner) {
            throw shape(node, "it has " + left[1] + " columns, and weights for " + inner);
        }
        work(inner * columns);
        return right.like(new long[] {left[0], columns});
    }

    private Known concat(Node node) throws OnnxException {
        long axis = node.number("axis", 0);
        if (axis != 1 && axis != -1) {
            throw shape(node, "its axis is " + axis + ", and only 1 is taken");
        }
        long columns = 0;
        for (int i = 0; i < node.inputs().size(); i++) {
            Known in = input(node, i);
            if (!in.ofSamples() || in.dims.length != 2) {
                throw shape(node, "it needs samples × columns");
            }
            columns += in.columns();
        }
        return input(node, 0).like(new long[] {ANY, columns});
    }

    private Known reshape(Node node) throws OnnxException {
        Known in = input(node, 0);
        Known wanted = input(node, 1);
        long[] to = wanted.first;
        if (in.ofSamples()) {
            boolean same = to.length == 2
                    && (to[0] == -1 || to[0] == 0)
                    && (to[1] == in.columns() || (to[0] == 0 && to[1] == -1));
            if (!same || node.number("allowzero", 0) != 0) {
                throw shape(node, "of samples × columns it may only make [-1, columns]");
            }
            return in.like(in.dims);
        }
        long size = 1;
        for (long dim : to) {
            if (dim <= 0 || dim > MOST_CONSTANT) {
                throw shape(node, "a constant gets dimensions that are not said");
            }
            size = Math.min(MOST_CONSTANT + 1, size * dim);
        }
        long has = Arrays.stream(in.dims).reduce(1, (a, b) -> a * b);
        if (to.length == 0 || size != has) {
            throw shape(node, "a constant of " + has + " numbers becomes another number of them");
        }
        return in.like(to);
    }

    private Known gather(Node node) throws OnnxException {
        Known in = samples(node);
        Known which = input(node, 1);
        long count = which.dims.length == 1 ? which.dims[0] : 0;
        if (node.number("axis", 0) != 1 || count == 0 || which.first.length != count) {
            throw shape(node, "it may only take up to 64 columns, along axis 1");
        }
        for (long column : which.first) {
            if (column < 0 || column >= in.columns()) {
                throw shape(node, "it takes column " + column + " of " + in.columns());
            }
        }
        return in.like(new long[] {ANY, count});
    }

    private Known cast(Node node) throws OnnxException {
        long to = node.number("to", 0);
        if (!List.of(
                        (long) OnnxGraph.FLOAT,
                        (long) OnnxGraph.DOUBLE,
                        (long) OnnxGraph.INT32,
                        (long) OnnxGraph.INT64,
                        (long) OnnxGraph.BOOL)
                .contains(to)) {
            throw shape(node, "it makes the type " + to + ", and only float, double, int32, int64 and bool are taken");
        }
        return new Known((int) to, input(node, 0).dims, input(node, 0).first);
    }

    private Known linear(Node node) throws OnnxException {
        Known in = samples(node);
        long targets = node.number("targets", 1);
        if (targets < 1 || targets > MOST_COLUMNS || node.figures("coefficients").length != targets * in.columns()) {
            throw shape(node, "it has another number of coefficients than columns × targets");
        }
        int intercepts = node.figures("intercepts").length;
        if ((intercepts != 0 && intercepts != targets)
                || !node.word("post_transform", "NONE").equals("NONE")) {
            throw shape(node, "its intercepts are too few or many, or it transforms what it says");
        }
        work(targets * in.columns());
        return new Known(OnnxGraph.FLOAT, new long[] {ANY, targets}, new long[0]);
    }

    /** The shape of two values that are put together number by number. */
    private long[] together(Node node, long[] a, long[] b) throws OnnxException {
        int rank = Math.max(a.length, b.length);
        long[] both = new long[rank];
        for (int i = 1; i <= rank; i++) {
            long one = i > a.length ? 1 : a[a.length - i];
            long other = i > b.length ? 1 : b[b.length - i];
            boolean ofSamples = one == ANY || other == ANY;
            if ((one != other && one != 1 && other != 1) || (ofSamples && (i != 2 || rank != 2))) {
                throw shape(node, "shapes " + Arrays.toString(a) + " and " + Arrays.toString(b) + " do not fit");
            }
            both[rank - i] = one == 1 ? other : one;
        }
        return both;
    }
}
