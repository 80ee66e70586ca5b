package fr.gaveurs.console.backend.features.models.onnx;

import fr.gaveurs.console.backend.features.models.learning.ModelFiles;
import fr.gaveurs.console.backend.features.models.onnx.OnnxException.Reason;
import fr.gaveurs.console.backend.features.models.onnx.OnnxGraph.Value;
import java.util.List;

/** Looks at an ONNX file without the library that runs it: everything that is not known to be harmless is refused. */
public final class OnnxCheck {
    /** Bytes that a file may have. */
    public static final int MOST_BYTES = 20 << 20;

    private OnnxCheck() {}

    /** Whether a file that is to be taken in is ONNX, or at least no text; a model of the console is JSON. */
    public static boolean isMeant(byte[] file) {
        for (byte each : file) {
            if (each != ' ' && each != '\n' && each != '\r' && each != '\t') {
                return each != '{';
            }
        }
        return file.length > 0;
    }

    /** @throws OnnxException saying what is wrong and what to do */
    public static OnnxFile check(byte[] bytes) throws OnnxException {
        if (bytes.length > MOST_BYTES) {
            throw new OnnxException(
                    Reason.TOO_LARGE,
                    "an ONNX file has " + (MOST_BYTES >> 20) + " MiB at most, and this one has " + (bytes.length >> 20)
                            + ": train a smaller model");
        }
        // What bears this mark at this place the library takes for a form of its own, whatever else the bytes may be.
        if (bytes.length >= 8 && bytes[4] == 'O' && bytes[5] == 'R' && bytes[6] == 'T' && bytes[7] == 'M') {
            throw ProtoReader.damaged("it bears the mark of ONNX Runtime's own form");
        }
        OnnxGraph graph = OnnxReader.read(bytes);
        OnnxOperators.checkVersions(graph);
        OnnxSchema schema = OnnxSchema.read(graph.metadata());
        OnnxFile file = new OnnxFile(bytes, ModelFiles.sha256(bytes), graph.producer(), schema);
        // Older exporters name their weights among the inputs, too.
        List<Value> inputs = graph.inputs().stream()
                .filter(each -> !graph.weights().containsKey(each.name()))
                .toList();
        Value input = input(inputs, file.inputs());
        if (graph.outputs().size() != 1 || graph.outputs().getFirst().name().isEmpty()) {
            throw new OnnxException(
                    Reason.OUTPUT,
                    "it has " + graph.outputs().size() + " outputs: put all figures into one, [samples, "
                            + file.outputs() + "], as its property outputs says");
        }
        Value output = graph.outputs().getFirst();
        if (output.type() != OnnxGraph.FLOAT) {
            throw new OnnxException(Reason.OUTPUT, "its output is no tensor of float32: end with Cast to float");
        }
        long columns = OnnxShapes.check(graph, input.name(), file.inputs(), output.name());
        long[] said = output.dims();
        if (columns != file.outputs() || (said != null && (said.length != 2 || (said[1] >= 0 && said[1] != columns)))) {
            throw new OnnxException(
                    Reason.OUTPUT,
                    "its output has " + columns + " columns, and its property outputs names " + file.outputs());
        }
        return file;
    }

    private static Value input(List<Value> inputs, int features) throws OnnxException {
        if (inputs.size() != 1 || inputs.getFirst().name().isEmpty()) {
            throw new OnnxException(
                    Reason.INPUT,
                    "it has " + inputs.size() + " inputs, and one belongs there: float32, [samples, " + features + "]");
        }
        Value input = inputs.getFirst();
        long[] dims = input.dims();
        if (input.type() != OnnxGraph.FLOAT) {
            throw new OnnxException(
                    Reason.INPUT,
                    "its input is no tensor of float32: export it with FloatTensorType([None, " + features + "])");
        }
        if (dims == null || dims.length != 2 || dims[0] != -1 || dims[1] != features) {
            throw new OnnxException(
                    Reason.INPUT,
                    "its input should be [samples, " + features
                            + "] with any number of samples, as its property features" + " names " + features
                            + ": export it with FloatTensorType([None, " + features + "])");
        }
        return input;
    }
}
