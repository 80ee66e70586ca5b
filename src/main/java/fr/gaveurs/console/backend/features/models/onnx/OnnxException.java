package fr.gaveurs.console.backend.features.models.onnx;

import fr.gaveurs.console.api.Keyed;

/** An ONNX file is not taken; the message says why and what to do, without a full stop. */
public final class OnnxException extends Exception {
    private static final long serialVersionUID = 1;

    private final Reason reason;

    /** Why, by kinds for which the window has a sentence each. */
    public enum Reason implements Keyed {
        /** No ONNX file, or one that is cut off or broken. */
        DAMAGED,
        /** More than {@link OnnxCheck#MOST_BYTES}. */
        TOO_LARGE,
        /** Of a version of ONNX or its operators that is too old or too new. */
        VERSION,
        /** An operator, or an attribute of one, that is not allowed. */
        OPERATOR,
        /** Branches, loops, functions of its own, or what trains it. */
        SUBGRAPH,
        /** Weights in other files. */
        EXTERNAL_DATA,
        /** Names that are empty, too long, doubled, or hold what cannot be printed. */
        NAME,
        /** Values that nobody makes, that are made twice, or that need themselves. */
        GRAPH,
        /** Its input is not what the console gives. */
        INPUT,
        /** Its output is not what the console takes. */
        OUTPUT,
        /** Shapes within it do not fit together. */
        SHAPE,
        /** Weights that are no numbers, or fewer or more than they say. */
        WEIGHTS,
        /** Trees that do not end, or ask for what there is not. */
        TREES,
        /** It reckons too much for one sample. */
        WORK,
        /** It does not say what its columns are. */
        SCHEMA,
        /** Its golden rows are missing, or it says something else of them. */
        GOLDEN,
        /** It learnt from the samples that it shall be judged on. */
        LEARNT,
        /** The library that runs it refuses it, crashes, or does not answer. */
        RUNTIME,
        /** This program came without that library. */
        NO_RUNTIME;

        /** The kind of the problem by which a window knows it, such as {@code onnx-no-runtime}. */
        public String problem() {
            return "onnx-" + key().replace('_', '-');
        }
    }

    public OnnxException(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
