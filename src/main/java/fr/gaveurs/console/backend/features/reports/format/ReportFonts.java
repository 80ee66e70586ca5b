package fr.gaveurs.console.backend.features.reports.format;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.openpdf.text.Font;
import org.openpdf.text.pdf.BaseFont;

/** Roboto in two weights for one PDF, which embeds the letters that it uses. */
final class ReportFonts {
    private static final String FOLDER = "/com/formdev/flatlaf/fonts/roboto/";
    private static final int UNKNOWN = '?';

    private final BaseFont regular = base("Roboto-Regular.ttf");
    private final BaseFont strong = base("Roboto-Medium.ttf");

    private static BaseFont base(String name) {
        try (InputStream in = ReportFonts.class.getResourceAsStream(FOLDER + name)) {
            if (in == null) {
                throw new IllegalStateException(name + " is missing from the program: install it again");
            }
            return BaseFont.createFont(name, BaseFont.IDENTITY_H, BaseFont.EMBEDDED, false, in.readAllBytes(), null);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    BaseFont base(boolean bold) {
        return bold ? strong : regular;
    }

    Font font(double size, boolean bold, int color) {
        return new Font(base(bold), (float) size, Font.NORMAL, Colors.of(color));
    }

    /** The text with a question mark for each sign that Roboto does not have, such as emoji; Excel and CSV have them all. */
    String drawable(String text) {
        StringBuilder drawn = new StringBuilder(text.length());
        text.codePoints().forEach(c -> {
            if (c == '\n') {
                drawn.append('\n');
            } else if (Character.isISOControl(c)) {
                drawn.append(' ');
            } else if (Character.getType(c) != Character.FORMAT) {
                drawn.appendCodePoint(regular.charExists(c) ? c : UNKNOWN);
            }
        });
        return drawn.toString();
    }
}
