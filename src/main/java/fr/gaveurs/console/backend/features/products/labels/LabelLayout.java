package fr.gaveurs.console.backend.features.products.labels;

import fr.gaveurs.console.api.products.Products.LabelLanguage;
import fr.gaveurs.console.api.products.Products.Product;
import fr.gaveurs.console.backend.features.products.labels.LabelDrawing.Line;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Puts a product's code on the left of its label and its facts on the right; what does not fit is made smaller, then cut. */
final class LabelLayout {
    /** A code's edge without the quiet zone, mm, at least: smaller ones are not read by every telephone. */
    static final double SMALLEST_CODE = 20;

    private static final double MARGIN = 1.5;
    private static final double GAP = 1;
    /** Below it nobody reads. */
    private static final double SMALLEST_TYPE = 1.7;

    private static final double CERTIFICATION = 1.9;
    private static final double LEADING = 1.28;
    private static final String CUT = "…";

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
        if (house != null) {
            add(house, 2.6, true);
        }
        add(words.name, house == null ? 2.6 : 2.2, house == null);
        Double weight = product.weightG();
        add(words.grade + product.grade().letter() + (weight == null ? "" : " · " + words.weight(weight)), 2.3, false);
        if (product.lot() != null) {
            add(words.lot + product.lot(), 2.2, false);
        }
        add(words.packed + words.date(product.packagedOn()), 2.2, false);
        words.best.forEach(line -> add(line, 2.2, true));
        add(words.date(product.bestBefore()), 2.4, true);
        double last = 1.9 * LEADING * (product.qrIsAddress() ? 1 : 2);
        for (String certification : product.certifications()) {
            List<String> wrapped = wrapped(certification, CERTIFICATION);
            if (y + wrapped.size() * CERTIFICATION * LEADING <= bottom - last) {
                wrapped.forEach(line -> add(line, CERTIFICATION, false));
            }
        }
        y = bottom - last;
        add(product.productId(), 1.9, false);
        if (!product.qrIsAddress()) {
            add(words.noPage, 1.9, false);
        }
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
        if (LabelFonts.width(text, size, strong) <= width) {
            return text;
        }
        int end = text.length();
        while (end > 0 && LabelFonts.width(text.substring(0, end) + CUT, size, strong) > width) {
            end = text.offsetByCodePoints(end, -1);
        }
        return text.substring(0, end) + CUT;
    }
}
