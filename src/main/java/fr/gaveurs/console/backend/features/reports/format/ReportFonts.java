package fr.gaveurs.console.backend.features.reports.format;

import fr.gaveurs.console.fonts.Typeface;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Bidi;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.openpdf.text.Chunk;
import org.openpdf.text.DocumentException;
import org.openpdf.text.Font;
import org.openpdf.text.Phrase;
import org.openpdf.text.pdf.BaseFont;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Typefaces for one PDF, which embeds the letters that it uses. Roboto in two weights; for signs that it does not have
 * Liberation Sans, such as Hebrew letters, parts of Noto Sans Arabic and of Noto Emoji, then the first of some well-known
 * typefaces of the machine that has them. A sign that none has is written by its name in brackets: nothing is left out in
 * silence.
 */
final class ReportFonts {
    /** Those of the program that are read when a sign is met that Roboto does not have, the first one first. */
    private static final List<Typeface> OTHERS =
            List.of(Typeface.LIBERATION, Typeface.NOTO_ARABIC, Typeface.NOTO_EMOJI);
    /** Where Windows, macOS and Linux usually have typefaces of many signs. */
    private static final List<String> OF_MACHINES = List.of(
            "C:/Windows/Fonts/arial.ttf",
            "C:/Windows/Fonts/seguisym.ttf",
            "/System/Library/Fonts/Supplemental/Arial Unicode.ttf",
            "/Library/Fonts/Arial Unicode.ttf",
            "/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf",
            "/usr/share/fonts/dejavu-sans-fonts/DejaVuSans.ttf",
            "/usr/share/fonts/TTF/DejaVuSans.ttf");

    private static final Logger LOG = LoggerFactory.getLogger(ReportFonts.class);
    private static final char UNKNOWN = '?';

    private final BaseFont regular = own(Typeface.ROBOTO);
    private final BaseFont strong = own(Typeface.ROBOTO_MEDIUM);
    /** What was read of those that are known by name: some are large. */
    private final List<BaseFont> others = new ArrayList<>();

    private final Iterator<Typeface> unread = OTHERS.iterator();
    private final Iterator<String> unreadOfMachine = OF_MACHINES.iterator();

    private static BaseFont own(Typeface typeface) {
        try {
            return base(typeface.fileName(), typeface.bytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static BaseFont base(String name, byte[] bytes) throws IOException {
        BaseFont base = BaseFont.createFont(name, BaseFont.IDENTITY_H, BaseFont.EMBEDDED, false, bytes, null);
        // The list of signs that the library would add names those alone that are used, which PDF/UA does not take.
        base.setIncludeCidSet(false);
        return base;
    }

    /** The next one of those that were not needed yet; null: there is none. */
    private @Nullable BaseFont further() {
        if (unread.hasNext()) {
            return own(unread.next());
        }
        while (unreadOfMachine.hasNext()) {
            String file = unreadOfMachine.next();
            try {
                if (Files.isReadable(Path.of(file))) {
                    return base(file, Files.readAllBytes(Path.of(file)));
                }
            } catch (IOException | DocumentException e) {
                // A typeface that cannot be used has no signs; the next one may.
                LOG.debug("the typeface {} cannot be used: {}", file, e.getMessage());
            }
        }
        return null;
    }

    BaseFont base(boolean bold) {
        return bold ? strong : regular;
    }

    Font font(double size, boolean bold, int color) {
        return font(base(bold), size, color);
    }

    private static Font font(BaseFont base, double size, int color) {
        return new Font(base, (float) size, Font.NORMAL, Colors.of(color));
    }

    /** Whether Roboto has all signs of a text that {@link #clean} gave. */
    boolean isPlain(String clean) {
        return clean.codePoints().allMatch(c -> c == '\n' || regular.charExists(c));
    }

    /** Whether a text has to be laid out from right to left, or partly. */
    static boolean isBidirectional(String text) {
        char[] letters = text.toCharArray();
        return Bidi.requiresBidi(letters, 0, letters.length);
    }

    /** A text with what can be drawn; a sign that no typeface has by its name, such as {@code [white draughts man]}. */
    String clean(String text) {
        StringBuilder drawn = new StringBuilder(text.length());
        text.codePoints().forEach(c -> {
            int type = Character.getType(c);
            if (c == '\n') {
                drawn.append('\n');
            } else if (Character.isISOControl(c)) {
                drawn.append(' ');
            } else if (regular.charExists(c)) {
                drawn.appendCodePoint(c);
            } else if (type != Character.FORMAT && !isVariation(c)) {
                if (fontOf(c) != null) {
                    drawn.appendCodePoint(c);
                } else {
                    drawn.append(nameOf(c, type));
                }
            }
        });
        return drawn.toString();
    }

    /** Says which look or colour of an emoji is wanted: there is one look of each, in the text's colour. */
    private static boolean isVariation(int c) {
        return (c >= 0xFE00 && c <= 0xFE0F) || (c >= 0x1F3FB && c <= 0x1F3FF);
    }

    private static String nameOf(int c, int type) {
        String name = type == Character.OTHER_SYMBOL || type == Character.MATH_SYMBOL ? Character.getName(c) : null;
        return name == null ? String.valueOf(UNKNOWN) : "[" + name.toLowerCase(Locale.ROOT) + "]";
    }

    private @Nullable BaseFont fontOf(int c) {
        for (BaseFont each : others) {
            if (each.charExists(c)) {
                return each;
            }
        }
        for (BaseFont next = further(); next != null; next = further()) {
            others.add(next);
            if (next.charExists(c)) {
                return next;
            }
        }
        return null;
    }

    /** A text in the typefaces that have its signs. */
    Phrase phrase(String text, double size, boolean bold, int color) {
        String clean = clean(text);
        if (isPlain(clean)) {
            return new Phrase(clean, font(size, bold, color));
        }
        Phrase phrase = new Phrase();
        phrase.setFont(font(size, bold, color));
        StringBuilder run = new StringBuilder();
        BaseFont[] now = {base(bold)};
        clean.codePoints().forEach(c -> {
            // Marks and blanks stay with what they stand in, so that a word is not torn apart. Emoji have none.
            boolean stays = Character.isWhitespace(c) || Character.getType(c) == Character.NON_SPACING_MARK;
            BaseFont its = stays && now[0].charExists(c) ? now[0] : regular.charExists(c) ? base(bold) : fontOf(c);
            if (its != null && !its.equals(now[0])) {
                if (!run.isEmpty()) {
                    phrase.add(new Chunk(run.toString(), font(now[0], size, color)));
                    run.setLength(0);
                }
                now[0] = its;
            }
            run.appendCodePoint(c);
        });
        if (!run.isEmpty()) {
            phrase.add(new Chunk(run.toString(), font(now[0], size, color)));
        }
        return phrase;
    }
}
