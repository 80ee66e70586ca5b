package fr.gaveurs.console.backend.features.products.labels;

import fr.gaveurs.console.api.products.Products.LabelFormat;
import fr.gaveurs.console.api.products.Products.LabelLanguage;
import fr.gaveurs.console.api.products.Products.LabelPaper;
import fr.gaveurs.console.api.products.Products.Product;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Labels as files. */
public final class Labels {
    private final @Nullable String house;

    /** @param house who makes the products; null where nobody is named */
    public Labels(@Nullable String house) {
        this.house = house;
    }

    /** A file's bytes and their media type. */
    public record LabelFile(byte[] bytes, String contentType) {}

    /**
     * One label.
     *
     * @param product with the text of its code
     * @param dpi of a PNG
     */
    public LabelFile one(Product product, LabelFormat format, LabelPaper paper, LabelLanguage language, int dpi) {
        LabelSize size = LabelSize.of(paper);
        LabelDrawing drawing = drawing(product, size, language);
        return switch (format) {
            case PNG -> new LabelFile(LabelPictures.png(drawing, dpi), "image/png");
            case SVG -> new LabelFile(LabelPictures.svg(drawing), "image/svg+xml");
            case PDF ->
                new LabelFile(LabelPdf.write(List.of(drawing), size, 0, product.productId()), "application/pdf");
        };
    }

    /**
     * Labels to be printed.
     *
     * @param first place of the first one on a sheet that was begun, from 0
     * @param copies of each, after one another
     */
    public LabelFile sheet(
            List<Product> products, LabelPaper paper, LabelLanguage language, int first, int copies, String title) {
        LabelSize size = LabelSize.of(paper);
        List<LabelDrawing> drawings = new ArrayList<>();
        for (Product product : products) {
            drawings.addAll(Collections.nCopies(copies, drawing(product, size, language)));
        }
        return new LabelFile(LabelPdf.write(drawings, size, first % size.perPage(), title), "application/pdf");
    }

    private LabelDrawing drawing(Product product, LabelSize size, LabelLanguage language) {
        return LabelLayout.of(product, Objects.requireNonNull(product.qr()), size, language, house);
    }
}
