package fr.gaveurs.console.backend.features.reports.format;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Iterator;
import java.util.Locale;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;

/** Pictures that halls put onto their reports. */
public final class Logo {
    /** Of a side: some kilobytes can hold a picture of gigabytes. */
    private static final int MOST_PIXELS = 4_000;

    private Logo() {}

    /**
     * Reads it as a whole, its size first.
     *
     * @throws IOException saying why it is no logo, as part of a sentence
     */
    public static void check(byte[] bytes) throws IOException {
        try (ImageInputStream in = new MemoryCacheImageInputStream(new ByteArrayInputStream(bytes))) {
            Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
            if (!readers.hasNext()) {
                throw new IOException("is no picture: a PNG or JPEG is needed");
            }
            ImageReader reader = readers.next();
            try {
                String format = reader.getFormatName().toLowerCase(Locale.ROOT);
                if (!format.equals("png") && !format.startsWith("jpeg") && !format.equals("jpg")) {
                    throw new IOException("is a picture of another kind (" + format + "): a PNG or JPEG is needed");
                }
                reader.setInput(in, true, true);
                int width = reader.getWidth(0);
                int height = reader.getHeight(0);
                if (width > MOST_PIXELS || height > MOST_PIXELS) {
                    throw new IOException("has " + width + " × " + height + " pixels: at most " + MOST_PIXELS
                            + " of each side are taken");
                }
                reader.read(0);
            } catch (RuntimeException e) {
                // Readers of damaged files fail in many ways.
                throw new IOException("is damaged: save it anew as PNG", e);
            } finally {
                reader.dispose();
            }
        } catch (javax.imageio.IIOException e) {
            throw new IOException("is damaged, or a JPEG of print colours: save it anew as PNG", e);
        }
    }
}
