package fr.gaveurs.console.backend.features.quality;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonToken;

/** Reads a {@code bins_matrix}, 8 × 8 × bins counts and nine tenths of a full message, straight into its packed form. */
final class HistogramReader {
    private static final int MAX_BINS = 1024;
    private static final String SHAPE =
            "must be 8 rows of 8 lists of finite numbers, each list of the same length from 1 to " + MAX_BINS;

    private final JsonFigures figures;
    private final JsonCursor json;
    /** Grows with the first zone; its length is 64 × bins from the second on. */
    private float[] counts = new float[128];

    private int bins;

    HistogramReader(JsonFigures figures) {
        this.figures = figures;
        this.json = figures.json();
    }

    /** The histograms in {@link HistogramCodec}'s form; null for JSON null or after an error. */
    byte @Nullable [] read(String object, String name) {
        if (json.currentToken() == JsonToken.VALUE_NULL) {
            return null;
        }
        if (readRows()) {
            return HistogramCodec.encode(ZoneSets.COUNT, bins, counts);
        }
        figures.error(object + "." + name, SHAPE);
        return null;
    }

    private boolean readRows() {
        if (json.currentToken() != JsonToken.START_ARRAY) {
            json.skipChildren();
            return false;
        }
        int rows = 0;
        boolean good = true;
        while (json.nextToken() != JsonToken.END_ARRAY) {
            if (good && rows < ZoneSets.SIDE && json.currentToken() == JsonToken.START_ARRAY) {
                good = readRow(rows++);
            } else {
                json.skipChildren();
                good = false;
            }
        }
        return good && rows == ZoneSets.SIDE;
    }

    private boolean readRow(int row) {
        int column = 0;
        boolean good = true;
        while (json.nextToken() != JsonToken.END_ARRAY) {
            if (good && column < ZoneSets.SIDE && json.currentToken() == JsonToken.START_ARRAY) {
                good = readZone(row * ZoneSets.SIDE + column++);
            } else {
                json.skipChildren();
                good = false;
            }
        }
        return good && column == ZoneSets.SIDE;
    }

    private boolean readZone(int zone) {
        int n = 0;
        boolean good = true;
        int room = zone == 0 ? MAX_BINS : bins;
        int start = zone * bins;
        while (json.nextToken() != JsonToken.END_ARRAY) {
            double value = figures.number(-Float.MAX_VALUE, Float.MAX_VALUE);
            if (n == room || Double.isNaN(value)) {
                good = false;
                continue;
            }
            if (start + n == counts.length) {
                counts = Arrays.copyOf(counts, Math.min(2 * counts.length, MAX_BINS));
            }
            counts[start + n++] = (float) value;
        }
        if (zone == 0) {
            bins = n;
            counts = Arrays.copyOf(counts, ZoneSets.COUNT * bins);
        }
        return good && n == bins && n > 0;
    }
}
