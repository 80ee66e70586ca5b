package fr.gaveurs.console.backend.features.products.labels;

import fr.gaveurs.console.fonts.Typeface;
import java.awt.Font;
import java.awt.FontFormatException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.openpdf.text.pdf.BaseFont;

/** Roboto in two weights, for measuring and for files: the machine's own typefaces do not matter. */
final class LabelFonts {
    private static final double POINTS_PER_MM = 72 / 25.4;

    /** Read when the first label is made. */
    private static final class Held {
        private static final BaseFont REGULAR = base(Typeface.ROBOTO);
        private static final BaseFont STRONG = base(Typeface.ROBOTO_MEDIUM);
    }

    private LabelFonts() {}

    private static Typeface typeface(boolean strong) {
        return strong ? Typeface.ROBOTO_MEDIUM : Typeface.ROBOTO;
    }

    private static BaseFont base(Typeface typeface) {
        try {
            return BaseFont.createFont(
                    typeface.fileName(), BaseFont.IDENTITY_H, BaseFont.EMBEDDED, false, typeface.bytes(), null);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A typeface of one PDF: it gathers the letters that the document uses, so each has its own. */
    static BaseFont forDocument(boolean strong) {
        return base(typeface(strong));
    }

    /** For drawing pictures. */
    static Font forPictures(boolean strong) {
        try {
            return Font.createFont(
                    Font.TRUETYPE_FONT,
                    new ByteArrayInputStream(typeface(strong).bytes()));
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
