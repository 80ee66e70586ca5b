package fr.gaveurs.console.backend.features.products.labels;

import java.awt.Font;
import java.awt.FontFormatException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.openpdf.text.pdf.BaseFont;

/** Roboto in two weights, for measuring and for files: the machine's own typefaces do not matter. */
final class LabelFonts {
    private static final String FOLDER = "/com/formdev/flatlaf/fonts/roboto/";
    private static final double POINTS_PER_MM = 72 / 25.4;

    /** Read when the first label is made. */
    private static final class Held {
        private static final byte[] REGULAR_BYTES = bytes("Roboto-Regular.ttf");
        private static final byte[] STRONG_BYTES = bytes("Roboto-Medium.ttf");
        private static final BaseFont REGULAR = base("Roboto-Regular.ttf", REGULAR_BYTES);
        private static final BaseFont STRONG = base("Roboto-Medium.ttf", STRONG_BYTES);
    }

    private LabelFonts() {}

    private static byte[] bytes(String name) {
        try (InputStream in = LabelFonts.class.getResourceAsStream(FOLDER + name)) {
            if (in == null) {
                throw new IllegalStateException(name + " is missing from the program: install it again");
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static BaseFont base(String name, byte[] bytes) {
        try {
            return BaseFont.createFont(name, BaseFont.IDENTITY_H, BaseFont.EMBEDDED, false, bytes, null);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A typeface of one PDF: it gathers the letters that the document uses, so each has its own. */
    static BaseFont forDocument(boolean strong) {
        return strong ? base("Roboto-Medium.ttf", Held.STRONG_BYTES) : base("Roboto-Regular.ttf", Held.REGULAR_BYTES);
    }

    /** For drawing pictures. */
    static Font forPictures(boolean strong) {
        try {
            return Font.createFont(
                    Font.TRUETYPE_FONT, new ByteArrayInputStream(strong ? Held.STRONG_BYTES : Held.REGULAR_BYTES));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (FontFormatException e) {
            throw new IllegalStateException("Roboto is damaged: install the program again", e);
        }
    }

    /** Width of a text, mm, in a type of {@code size} mm. */
    static double width(String text, double size, boolean strong) {
        BaseFont font = strong ? Held.STRONG : Held.REGULAR;
        return font.getWidthPoint(text, (float) (size * POINTS_PER_MM)) / POINTS_PER_MM;
    }
}
