package fr.gaveurs.console.backend.features.quality;

import java.nio.ByteBuffer;

/** Unpacks histograms as their format is written down at {@link HistogramCodec}: nothing in the program reads them yet. */
public final class HistogramDecoder {
    private static final byte VERSION = 1;
    private static final int HEADER = 5;

    private HistogramDecoder() {}

    /**
     * Histograms of all zones.
     *
     * @param zones number of zones, 64 for today's sensor
     * @param bins number of bins of each
     * @param counts zones × bins counts, zone by zone
     */
    public record Histograms(int zones, int bins, float[] counts) {}

    /**
     * Unpacks what {@link HistogramCodec#encode} packed.
     *
     * @throws IllegalArgumentException if it is of another version or its length is not what it says
     */
    public static Histograms decode(byte[] packed) {
        if (packed.length < HEADER || packed[0] != VERSION) {
            throw new IllegalArgumentException("not a packed histogram of version " + VERSION);
        }
        ByteBuffer in = ByteBuffer.wrap(packed);
        int zones = Short.toUnsignedInt(in.getShort(1));
        int bins = Short.toUnsignedInt(in.getShort(3));
        long total = (long) zones * bins;
        long bitmap = (total + 7) / 8;
        if (packed.length < HEADER + bitmap) {
            throw new IllegalArgumentException("a packed histogram is cut short");
        }
        int others = 0;
        for (int i = HEADER; i < HEADER + bitmap; i++) {
            others += Integer.bitCount(packed[i] & 0xFF);
        }
        if (packed.length != HEADER + bitmap + (long) Float.BYTES * others) {
            throw new IllegalArgumentException("a packed histogram has not the length that its zero bits say");
        }
        float[] counts = new float[(int) total];
        in.position((int) (HEADER + bitmap));
        for (int i = 0; i < total; i++) {
            if ((packed[HEADER + (i >> 3)] & (0x80 >> (i & 7))) != 0) {
                counts[i] = in.getFloat();
            }
        }
        return new Histograms(zones, bins, counts);
    }
}
