package fr.gaveurs.console.backend.features.models.onnx;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What stands in an ONNX file, as far as it is used.
 *
 * @param irVersion of the file format
 * @param opsets version of each domain's operators; the usual domain is the empty one
 * @param producer program that wrote it
 * @param metadata what it says of itself
 * @param weights tensors that are part of it, by name
 */
record OnnxGraph(
        long irVersion,
        Map<String, Long> opsets,
        String producer,
        Map<String, String> metadata,
        List<Node> nodes,
        Map<String, Tensor> weights,
        List<Value> inputs,
        List<Value> outputs) {
    static final int FLOAT = 1;
    static final int INT32 = 6;
    static final int INT64 = 7;
    static final int BOOL = 9;
    static final int DOUBLE = 11;

    /** One step. */
    record Node(
            String name,
            String domain,
            String operator,
            List<String> inputs,
            List<String> outputs,
            Map<String, Attribute> attributes) {
        /** How it is called where something is said of it. */
        String title() {
            return operator + (name.isEmpty() ? "" : " '" + name + "'");
        }

        long number(String attribute, long otherwise) {
            Attribute found = attributes.get(attribute);
            return found == null || found.number() == null ? otherwise : found.number();
        }

        double[] figures(String attribute) {
            Attribute found = attributes.get(attribute);
            return found == null ? new double[0] : found.figures();
        }

        long[] numbers(String attribute) {
            Attribute found = attributes.get(attribute);
            return found == null ? new long[0] : found.numbers();
        }

        List<String> words(String attribute) {
            Attribute found = attributes.get(attribute);
            return found == null ? List.of() : found.words();
        }

        String word(String attribute, String otherwise) {
            Attribute found = attributes.get(attribute);
            return found == null || found.word() == null ? otherwise : found.word();
        }
    }

    /** What a step is told. */
    record Attribute(
            String name,
            @Nullable Long number,
            @Nullable String word,
            double[] figures,
            long[] numbers,
            List<String> words,
            @Nullable Tensor tensor) {}

    /**
     * Numbers that are part of the file; all of them are finite.
     *
     * @param size numbers that it says to have, by its dimensions
     * @param first its first numbers, at most 64 of them, where they are whole
     */
    record Tensor(String name, int type, long[] dims, long size, long[] first) {}

    /**
     * An input or output.
     *
     * @param type of its elements; 0 for what is no tensor
     * @param dims −1 for one that is free; null where nothing is said of them
     */
    record Value(String name, int type, long @Nullable [] dims) {}
}
