package fr.gaveurs.console.backend.features.models.onnx;

/**
 * An ONNX file that was looked at.
 *
 * @param bytes of the file; not to be changed
 * @param sha256 of them, hexadecimal
 * @param producer program that wrote it; may be empty
 */
public record OnnxFile(byte[] bytes, String sha256, String producer, OnnxSchema schema) {
    /** Columns of the input. */
    public int inputs() {
        return schema.features().size();
    }

    /** Columns of the output. */
    public int outputs() {
        return schema.columns().stream()
                .mapToInt(each -> each.low() < 0 ? 1 : 3)
                .sum();
    }
}
