package fr.gaveurs.console.desktop.screens.bugs.report;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import javafx.scene.image.Image;
import javafx.scene.image.PixelFormat;

/**
 * A picture of the window: pixels as 0xAARRGGBB, row by row. Encoded here, since AWT's encoder would bring a second window
 * toolkit into the program.
 */
record Screenshot(int width, int height, int[] pixels) {
    /** A report's picture is made smaller until it takes no more than this, bytes. */
    static final int MOST_BYTES = 2_000_000;

    private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
    private static final int UP = 2;

    /** Copies the picture's pixels: quick, for the FX thread. */
    static Screenshot of(Image image) {
        int width = (int) image.getWidth();
        int height = (int) image.getHeight();
        int[] pixels = new int[width * height];
        image.getPixelReader().getPixels(0, 0, width, height, PixelFormat.getIntArgbInstance(), pixels, 0, width);
        return new Screenshot(width, height, pixels);
    }

    Screenshot cropped(Crop wanted) {
        Crop part = wanted.within(width, height);
        if (part.isAllOf(width, height)) {
            return this;
        }
        int[] kept = new int[part.width() * part.height()];
        for (int row = 0; row < part.height(); row++) {
            System.arraycopy(pixels, (part.y() + row) * width + part.x(), kept, row * part.width(), part.width());
        }
        return new Screenshot(part.width(), part.height(), kept);
    }

    /** Takes tens of milliseconds: not for the FX thread. */
    byte[] png(int mostBytes) {
        Screenshot smaller = this;
        byte[] encoded = smaller.encode();
        while (encoded.length > mostBytes && smaller.width > 2 && smaller.height > 2) {
            smaller = smaller.scaled(Math.clamp(Math.sqrt(0.9 * mostBytes / encoded.length), 0.25, 0.9));
            encoded = smaller.encode();
        }
        return encoded;
    }

    /** Each new pixel is the mean of those that it stands for, so that small text stays readable as long as possible. */
    Screenshot scaled(double factor) {
        int w = Math.max(1, (int) (width * factor));
        int h = Math.max(1, (int) (height * factor));
        int[] out = new int[w * h];
        for (int y = 0; y < h; y++) {
            int fromY = (int) ((long) y * height / h);
            int toY = Math.max(fromY + 1, (int) ((long) (y + 1) * height / h));
            for (int x = 0; x < w; x++) {
                int fromX = (int) ((long) x * width / w);
                int toX = Math.max(fromX + 1, (int) ((long) (x + 1) * width / w));
                out[y * w + x] = mean(fromX, toX, fromY, toY);
            }
        }
        return new Screenshot(w, h, out);
    }

    private int mean(int fromX, int toX, int fromY, int toY) {
        long red = 0;
        long green = 0;
        long blue = 0;
        for (int y = fromY; y < toY; y++) {
            for (int x = fromX; x < toX; x++) {
                int pixel = pixels[y * width + x];
                red += (pixel >> 16) & 0xff;
                green += (pixel >> 8) & 0xff;
                blue += pixel & 0xff;
            }
        }
        long count = (long) (toX - fromX) * (toY - fromY);
        return 0xff000000 | (int) (red / count) << 16 | (int) (green / count) << 8 | (int) (blue / count);
    }

    private byte[] encode() {
        try (ByteArrayOutputStream bytes = new ByteArrayOutputStream();
                DataOutputStream out = new DataOutputStream(bytes)) {
            out.write(SIGNATURE);
            ByteArrayOutputStream head = new ByteArrayOutputStream();
            try (DataOutputStream fields = new DataOutputStream(head)) {
                fields.writeInt(width);
                fields.writeInt(height);
                // 8 bits, RGB, deflate, adaptive filters, not interlaced.
                fields.write(new byte[] {8, 2, 0, 0, 0});
            }
            chunk(out, "IHDR", head.toByteArray());
            chunk(out, "IDAT", rows());
            chunk(out, "IEND", new byte[0]);
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As differences from the row above: most of a window's rows are like it. */
    private byte[] rows() throws IOException {
        Deflater deflater = new Deflater(6);
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (DeflaterOutputStream out = new DeflaterOutputStream(packed, deflater, 1 << 14)) {
            byte[] line = new byte[1 + 3 * width];
            line[0] = UP;
            for (int y = 0; y < height; y++) {
                for (int x = 0; x < width; x++) {
                    int pixel = pixels[y * width + x];
                    int above = y == 0 ? 0 : pixels[(y - 1) * width + x];
                    line[1 + 3 * x] = (byte) ((pixel >> 16) - (above >> 16));
                    line[2 + 3 * x] = (byte) ((pixel >> 8) - (above >> 8));
                    line[3 + 3 * x] = (byte) (pixel - above);
                }
                out.write(line);
            }
        } finally {
            deflater.end();
        }
        return packed.toByteArray();
    }

    private static void chunk(DataOutputStream out, String type, byte[] data) throws IOException {
        byte[] name = type.getBytes(StandardCharsets.US_ASCII);
        CRC32 check = new CRC32();
        check.update(name);
        check.update(data);
        out.writeInt(data.length);
        out.write(name);
        out.write(data);
        out.writeInt((int) check.getValue());
    }
}
