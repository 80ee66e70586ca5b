package fr.gaveurs.console.backend.features.models.onnx;

import fr.gaveurs.console.backend.features.models.onnx.OnnxException.Reason;
import fr.gaveurs.console.backend.features.models.onnx.OnnxGraph.Attribute;
import fr.gaveurs.console.backend.features.models.onnx.OnnxGraph.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Takes weights and attributes out of an ONNX file; together they are bounded. */
final class OnnxParts {
    /** Numbers of all attributes together: 24 MB of memory. */
    private static final int MOST_NUMBERS = 3_000_000;

    private static final int MOST_DIMS = 8;
    private static final int KEPT = 64;
    private static final int WORD = 40;

    private int numbers;
    /** Words that trees repeat for each of their nodes are kept once. */
    private final Map<String, String> words = new HashMap<>();

    private void count() throws OnnxException {
        if (++numbers > MOST_NUMBERS) {
            throw new OnnxException(
                    Reason.WORK,
                    "its trees have more than " + MOST_NUMBERS + " numbers together: train fewer or flatter ones");
        }
    }

    private static void finite(double value, String where) throws OnnxException {
        if (!Double.isFinite(value)) {
            throw new OnnxException(
                    Reason.WEIGHTS,
                    where + " holds " + value
                            + ", which is no number to reckon with: train the model again, and look at"
                            + " what it learnt from");
        }
    }

    Tensor tensor(ProtoReader in) throws OnnxException {
        List<Long> dims = new ArrayList<>();
        String[] name = {""};
        int type = 0;
        long[] found = {0};
        long rawBytes = -1;
        ProtoReader raw = null;
        List<Long> first = new ArrayList<>();
        double[] bad = {0};
        while (in.next()) {
            switch (in.field()) {
                case 1 ->
                    in.numbers(dim -> {
                        if (dims.size() == MOST_DIMS) {
                            throw new OnnxException(
                                    Reason.SHAPE,
                                    "weights have more than " + MOST_DIMS + " dimensions: export it again");
                        }
                        dims.add(dim);
                    });
                case 2 -> type = Math.clamp(in.number(), 0, 1_000);
                case 4 ->
                    in.floats(value -> {
                        found[0]++;
                        bad[0] = Double.isFinite(value) ? bad[0] : value;
                    });
                case 5, 7 ->
                    in.numbers(value -> {
                        found[0]++;
                        if (first.size() < KEPT) {
                            first.add(value);
                        }
                    });
                case 8 -> name[0] = OnnxReader.name(in);
                case 9 -> {
                    if (rawBytes >= 0) {
                        throw ProtoReader.damaged("weights stand there twice");
                    }
                    rawBytes = in.length();
                    raw = in.message();
                    found[0] += typed(type) == 0 ? 0 : rawBytes / typed(type);
                    raw(in, type, first, bad);
                }
                case 10 ->
                    in.doubles(value -> {
                        found[0]++;
                        bad[0] = Double.isFinite(value) ? bad[0] : value;
                    });
                case 12, 16 -> in.message();
                case 13, 14 -> external(in);
                default -> throw OnnxReader.unknown("a tensor", in);
            }
        }
        String where = "the weights '" + name[0] + "'";
        finite(bad[0], where);
        if (typed(type) == 0 || (raw != null && rawBytes % typed(type) != 0)) {
            throw new OnnxException(
                    Reason.WEIGHTS,
                    where + " are of the type " + type + ": only float, double, int32, int64 and bool are taken");
        }
        long size = 1;
        for (long dim : dims) {
            if (dim <= 0 || size > Integer.MAX_VALUE / dim) {
                throw new OnnxException(
                        Reason.SHAPE,
                        where + " have the dimensions " + dims + ": each is 1 at least, and they are fewer");
            }
            size *= dim;
        }
        if (size != found[0]) {
            throw new OnnxException(
                    Reason.WEIGHTS,
                    where + " should be " + size + " numbers and are " + found[0] + ": export the model again");
        }
        return new Tensor(
                name[0],
                type,
                dims.stream().mapToLong(Long::longValue).toArray(),
                size,
                first.stream().mapToLong(Long::longValue).toArray());
    }

    /** Where weights are said to lie in another file. */
    private static void external(ProtoReader in) throws OnnxException {
        if (in.field() == 13 || in.number() != 0) {
            throw new OnnxException(
                    Reason.EXTERNAL_DATA,
                    "its weights lie in another file: save it as one file (onnx.save with save_as_external_data=False)");
        }
    }

    private static void raw(ProtoReader in, int type, List<Long> first, double[] bad) throws OnnxException {
        switch (type) {
            case OnnxGraph.FLOAT ->
                in.raw(4, bits -> {
                    float value = Float.intBitsToFloat((int) bits);
                    bad[0] = Float.isFinite(value) ? bad[0] : value;
                });
            case OnnxGraph.DOUBLE ->
                in.raw(8, bits -> {
                    double value = Double.longBitsToDouble(bits);
                    bad[0] = Double.isFinite(value) ? bad[0] : value;
                });
            case OnnxGraph.INT64, OnnxGraph.INT32 ->
                in.raw(typed(type), value -> {
                    if (first.size() < KEPT) {
                        first.add(type == OnnxGraph.INT64 ? value : (long) (int) value);
                    }
                });
            case OnnxGraph.BOOL -> in.raw(1, value -> {});
            default ->
                throw new OnnxException(
                        Reason.WEIGHTS,
                        "weights are of the type " + type + ", or stand before their type: export it again with float"
                                + " weights");
        }
    }

    /** Bytes of a number of a type; 0 for one that is not taken. */
    private static int typed(int type) {
        return switch (type) {
            case OnnxGraph.FLOAT, OnnxGraph.INT32 -> 4;
            case OnnxGraph.DOUBLE, OnnxGraph.INT64 -> 8;
            case OnnxGraph.BOOL -> 1;
            default -> 0;
        };
    }

    Attribute attribute(ProtoReader in) throws OnnxException {
        String name = "";
        Long number = null;
        String word = null;
        Growing figures = new Growing();
        Growing whole = new Growing();
        List<String> all = new ArrayList<>();
        Tensor tensor = null;
        while (in.next()) {
            switch (in.field()) {
                case 1 -> name = OnnxReader.name(in);
                case 2 -> finite(in.fixedFloat(), "an attribute");
                case 3 -> number = in.number();
                case 4 -> word = word(in);
                case 5 -> tensor = tensor(in.message());
                case 6, 11 -> throw OnnxReader.subgraph("a step holds steps of its own");
                case 7 ->
                    in.floats(value -> {
                        count();
                        finite(value, "an attribute");
                        figures.add(Double.doubleToRawLongBits(value));
                    });
                case 8 ->
                    in.numbers(value -> {
                        count();
                        whole.add(value);
                    });
                case 9 -> {
                    count();
                    all.add(word(in));
                }
                case 13 -> in.message();
                case 20 -> in.number();
                case 21 -> throw OnnxReader.subgraph("a step takes an attribute from a function");
                case 10, 14, 15, 22, 23 ->
                    throw new OnnxException(
                            Reason.OPERATOR,
                            "an attribute holds tensors or types: only numbers, words and one tensor are taken");
                default -> throw OnnxReader.unknown("an attribute", in);
            }
        }
        return new Attribute(name, number, word, figures.doubles(), whole.longs(), all, tensor);
    }

    private String word(ProtoReader in) throws OnnxException {
        String word = in.text(WORD);
        @Nullable String known = words.putIfAbsent(word, word);
        return known == null ? word : known;
    }

    /** Numbers as they come. */
    private static final class Growing {
        private long[] held = new long[8];
        private int size;

        void add(long value) {
            if (size == held.length) {
                held = Arrays.copyOf(held, size * 2);
            }
            held[size++] = value;
        }

        long[] longs() {
            return Arrays.copyOf(held, size);
        }

        double[] doubles() {
            double[] doubles = new double[size];
            for (int i = 0; i < size; i++) {
                doubles[i] = Double.longBitsToDouble(held[i]);
            }
            return doubles;
        }
    }
}
