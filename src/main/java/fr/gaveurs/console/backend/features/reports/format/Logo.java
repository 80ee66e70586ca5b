package fr.gaveurs.console.backend.features.reports.format;

import fr.gaveurs.console.api.reports.ReportReason;
import fr.gaveurs.console.api.reports.ReportReason.Code;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;
import org.jspecify.annotations.Nullable;

/** Pictures that halls put onto their reports. */
public final class Logo {
    /** Of a side: some kilobytes can hold a picture of gigabytes. */
    private static final int MOST_PIXELS = 4_000;

    private Logo() {}

    /** Bytes are no logo. */
    public static final class LogoException extends IOException {
        private static final long serialVersionUID = 1L;

        private final Code code;
        private final transient List<String> details;

        LogoException(String message, @Nullable Throwable cause, Code code, String... details) {
            super(message, cause);
            this.code = code;
            this.details = List.of(details);
        }

        /** Why, of the file that they came from. */
        public ReportReason reason(String file) {
            List<String> all = new ArrayList<>(details);
            all.addFirst(file);
            return new ReportReason(code, all);
        }
    }

    /**
     * Reads it as a whole, its size first.
     *
     * @throws IOException saying why it is no logo, as part of a sentence
     */
    public static void check(byte[] bytes) throws IOException {
        try (ImageInputStream in = new MemoryCacheImageInputStream(new ByteArrayInputStream(bytes))) {
            Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
            if (!readers.hasNext()) {
                throw new LogoException("is no picture: a PNG or JPEG is needed", null, Code.LOGO_NO_PICTURE);
            }
            ImageReader reader = readers.next();
            try {
                String format = reader.getFormatName().toLowerCase(Locale.ROOT);
                if (!format.equals("png") && !format.startsWith("jpeg") && !format.equals("jpg")) {
                    throw new LogoException(
                            "is a picture of another kind (" + format + "): a PNG or JPEG is needed",
                            null,
                            Code.LOGO_KIND,
                            format);
                }
                reader.setInput(in, true, true);
                int width = reader.getWidth(0);
                int height = reader.getHeight(0);
                if (width > MOST_PIXELS || height > MOST_PIXELS) {
                    String pixels = width + " × " + height;
                    throw new LogoException(
                            "has " + pixels + " pixels: at most " + MOST_PIXELS + " of each side are taken",
                            null,
                            Code.LOGO_PIXELS,
                            pixels,
                            Integer.toString(MOST_PIXELS));
                }
                reader.read(0);
            } catch (RuntimeException e) {
                // Readers of damaged files fail in many ways.
                throw new LogoException("is damaged: save it anew as PNG", e, Code.LOGO_DAMAGED);
            } finally {
                reader.dispose();
            }
        } catch (javax.imageio.IIOException e) {
            throw new LogoException(
                    "is damaged, or a JPEG of print colours: save it anew as PNG", e, Code.LOGO_DAMAGED);
        }
    }
}
