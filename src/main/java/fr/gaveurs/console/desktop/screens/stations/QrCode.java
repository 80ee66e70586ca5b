package fr.gaveurs.console.desktop.screens.stations;

import com.google.zxing.WriterException;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import com.google.zxing.qrcode.encoder.ByteMatrix;
import com.google.zxing.qrcode.encoder.Encoder;

/** A text as the modules of a QR code. */
final class QrCode {
    /** Light modules that a reader wants to see around the code. */
    static final int QUIET = 4;

    private final ByteMatrix matrix;

    private QrCode(ByteMatrix matrix) {
        this.matrix = matrix;
    }

    /**
     * Level M: as much as a screen needs, which has neither dirt nor creases.
     *
     * @throws IllegalArgumentException if the text is longer than a QR code holds
     */
    static QrCode of(String text) {
        try {
            return new QrCode(Encoder.encode(text, ErrorCorrectionLevel.M).getMatrix());
        } catch (WriterException e) {
            throw new IllegalArgumentException("no QR code can hold a text of " + text.length() + " characters", e);
        }
    }

    /** Modules on each side, without the quiet zone. */
    int size() {
        return matrix.getWidth();
    }

    /** Whether a module is dark; columns and rows count from the top left. */
    boolean dark(int column, int row) {
        return matrix.get(column, row) == 1;
    }
}
