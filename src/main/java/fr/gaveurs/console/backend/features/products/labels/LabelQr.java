package fr.gaveurs.console.backend.features.products.labels;

import com.google.zxing.WriterException;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import com.google.zxing.qrcode.encoder.ByteMatrix;
import com.google.zxing.qrcode.encoder.Encoder;

/** A code's squares, at level Q: a quarter of them may be dirty or torn. */
final class LabelQr {
    /** Light squares that a reader wants to see around the code. */
    static final int QUIET = 4;

    private final ByteMatrix matrix;

    private LabelQr(ByteMatrix matrix) {
        this.matrix = matrix;
    }

    /** @throws IllegalArgumentException if the text is longer than a code holds */
    static LabelQr of(String text) {
        try {
            return new LabelQr(Encoder.encode(text, ErrorCorrectionLevel.Q).getMatrix());
        } catch (WriterException e) {
            throw new IllegalArgumentException("no code can hold a text of " + text.length() + " characters", e);
        }
    }

    /** Squares on each side, without the quiet zone. */
    int size() {
        return matrix.getWidth();
    }

    /** Hears of each row's runs of dark squares. */
    interface Runs {
        /** @param column first square of the run, from the left; {@code row} from the top */
        void run(int column, int row, int length);
    }

    void forEachRun(Runs runs) {
        for (int row = 0; row < size(); row++) {
            int column = 0;
            while (column < size()) {
                int end = column;
                while (end < size() && matrix.get(end, row) == 1) {
                    end++;
                }
                if (end > column) {
                    runs.run(column, row, end - column);
                }
                column = end + 1;
            }
        }
    }
}
