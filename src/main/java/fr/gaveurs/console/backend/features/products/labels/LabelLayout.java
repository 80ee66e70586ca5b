package fr.gaveurs.console.backend.features.products.labels;

import fr.gaveurs.console.api.ShortText;
import fr.gaveurs.console.api.products.Products.LabelLanguage;
import fr.gaveurs.console.api.products.Products.Product;
import fr.gaveurs.console.backend.features.products.labels.LabelDrawing.Line;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Puts a product's code on the left of its label and its facts on the right. What does not fit is made smaller, then cut;
 * the names of lot and product, by which they are found again, go on in the next line.
 */
final class LabelLayout {
    private static final double MARGIN = 1.5;
    private static final double GAP = 1;
    /** Below it nobody reads. */
    private static final double SMALLEST_TYPE = 1.7;

    private static final double CERTIFICATION = 1.9;
    private static final double LEADING = 1.28;
    private static final double LOT = 2.2;
    private static final double DATE = 2.4;
    private static final double ID = 1.9;
    /** Lines of a lot, or of an id: as many as there is room for beside everything else. */
    private static final int MOST_LINES = 3;

    /** A name is broken behind one of these, rather than within what stands between them. */
    private static final String BREAKS = "-_/. ";

    private final double left;
    private final double width;
    private final double bottom;
    private double y;
    private final List<Line> lines = new ArrayList<>();

    private LabelLayout(double left, double width, double top, double bottom) {
        this.left = left;
        this.width = width;
        this.bottom = bottom;
        this.y = top;
    }

    /**
     * A label.
     *
     * @param text what the code says
     * @param house who makes it; null where nobody is named
     */
    static LabelDrawing of(
            Product product, String text, LabelSize size, LabelLanguage language, @Nullable String house) {
        LabelWords words = LabelWords.of(language);
        LabelQr qr = LabelQr.of(text);
        // The label's own edge is no light square: the quiet zone lies within.
        double box = size.height() - 2 * MARGIN;
        double square = box / (qr.size() + 2 * LabelQr.QUIET);
        double left = MARGIN + box + GAP;
        LabelLayout column = new LabelLayout(left, size.width() - left - MARGIN, MARGIN + 0.5, size.height() - MARGIN);
        column.facts(product, words, house);
        return new LabelDrawing(
                size.width(),
                size.height(),
                qr,
                MARGIN + LabelQr.QUIET * square,
                MARGIN + LabelQr.QUIET * square,
                square,
                List.copyOf(column.lines));
    }

    private void facts(Product product, LabelWords words, @Nullable String house) {
        List<String> id = broken(product.productId(), 0, ID, MOST_LINES);
        List<String> note = product.qrIsAddress()
                ? List.of()
                : LabelFonts.width(words.noPage, SMALLEST_TYPE, false) <= width
                        ? List.of(words.noPage)
                        : wrapped(words.noPage, ID);
        double last = ID * LEADING * (id.size() + note.size());
        if (house != null) {
            add(house, 2.6, true);
        }
        add(words.name, house == null ? 2.6 : 2.2, house == null);
        Double weight = product.weightG();
        add(words.grade + product.grade().letter() + (weight == null ? "" : " · " + words.weight(weight)), 2.3, false);
        if (product.lot() != null) {
            double others = (LOT * (1 + words.best.size()) + DATE) * LEADING;
            int room = (int) ((bottom - last - others - y) / (LOT * LEADING));
            name(words.lot + product.lot(), words.lot.length(), LOT, Math.clamp(room, 1, MOST_LINES));
        }
        add(words.packed + words.date(product.packagedOn()), LOT, false);
        words.best.forEach(line -> add(line, LOT, true));
        add(words.date(product.bestBefore()), DATE, true);
        for (String certification : product.certifications()) {
            List<String> wrapped = wrapped(certification, CERTIFICATION);
            if (y + wrapped.size() * CERTIFICATION * LEADING <= bottom - last) {
                wrapped.forEach(line -> add(line, CERTIFICATION, false));
            }
        }
        y = bottom - last;
        id.forEach(line -> add(line, ID, false));
        note.forEach(line -> add(line, ID, false));
    }

    /** A name in one line, smaller if need be, or else in some. */
    private void name(String text, int from, double size, int most) {
        if (LabelFonts.width(text, SMALLEST_TYPE, false) <= width) {
            add(text, size, false);
        } else {
            broken(text, from, size, most).forEach(line -> add(line, size, false));
        }
    }

    /**
     * A name in as many lines as it needs, of a type that is not made smaller; the last one of {@code most} is cut.
     *
     * @param from it is not broken before this character
     */
    private List<String> broken(String text, int from, double size, int most) {
        List<String> lines = new ArrayList<>();
        String rest = text;
        int least = from;
        while (LabelFonts.width(rest, size, false) > width && lines.size() < most - 1) {
            int fits = rest.length();
            while (fits > 1 && LabelFonts.width(rest.substring(0, fits), size, false) > width) {
                fits = rest.offsetByCodePoints(fits, -1);
            }
            int end = fits;
            while (end > least + 1 && BREAKS.indexOf(rest.charAt(end - 1)) < 0) {
                end--;
            }
            int at = end > least + 1 ? end : Math.max(rest.offsetByCodePoints(0, 1), fits);
            lines.add(rest.substring(0, at));
            rest = rest.substring(at);
            least = 0;
        }
        lines.add(rest);
        return lines;
    }

    /** A text in as many lines as it needs; a word that is too long for one has one of its own. */
    private List<String> wrapped(String text, double size) {
        List<String> wrapped = new ArrayList<>();
        String line = "";
        for (String word : text.split(" ")) {
            String longer = line.isEmpty() ? word : line + " " + word;
            if (!line.isEmpty() && LabelFonts.width(longer, size, false) > width) {
                wrapped.add(line);
                line = word;
            } else {
                line = longer;
            }
        }
        wrapped.add(line);
        return wrapped;
    }

    private void add(String text, double size, boolean strong) {
        double fitting = size;
        while (fitting > SMALLEST_TYPE && LabelFonts.width(text, fitting, strong) > width) {
            fitting = Math.max(SMALLEST_TYPE, fitting - 0.1);
        }
        y += fitting * LEADING;
        // The baseline lies a quarter of the type above the line's end.
        lines.add(new Line(left, y - fitting * 0.25, fitting, strong, cut(text, fitting, strong)));
    }

    private String cut(String text, double size, boolean strong) {
        return ShortText.fitting(text, some -> LabelFonts.width(some, size, strong) <= width);
    }
}
