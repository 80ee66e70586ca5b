package fr.gaveurs.console.desktop.screens.products;

import fr.gaveurs.console.api.products.Products.Product;
import fr.gaveurs.console.api.products.Products.ProductQuery;
import fr.gaveurs.console.api.products.Products.Recall;
import fr.gaveurs.console.api.products.Products.RecallQuery;
import fr.gaveurs.console.api.products.Products.Status;
import fr.gaveurs.console.desktop.kit.Messages;
import fr.gaveurs.console.desktop.kit.PagedRows;
import org.jspecify.annotations.Nullable;

/** The lists of products and recalls without controls: of products what the search and the filter let through. */
final class ProductsViewModel {
    private static final int PAGE = 100;

    private final PagedRows<Product> products;
    private final PagedRows<Recall> recalls;
    private String search = "";
    private @Nullable Status status;

    ProductsViewModel(Messages messages) {
        products = new PagedRows<>(messages, "products", Product::productId);
        recalls = new PagedRows<>(messages, "products.recalls", Recall::id);
    }

    /** The last made first. */
    PagedRows<Product> products() {
        return products;
    }

    /** Those that were taken back, too; the newest first. */
    PagedRows<Recall> recalls() {
        return recalls;
    }

    boolean filtered() {
        return !search.isEmpty() || status != null;
    }

    /**
     * Shows only what these let through.
     *
     * @param text an id or its beginning, the text of a code, a lot or a sample's id; empty for all
     * @param only null for all
     */
    void filter(String text, @Nullable Status only) {
        search = text.strip();
        status = only;
        products.again(filtered());
    }

    /** Forgets which products came: they are asked for anew. */
    void again() {
        products.again(filtered());
    }

    /** @param cursor where the page begins; null for the newest */
    ProductQuery query(@Nullable String cursor) {
        return new ProductQuery(search.isEmpty() ? null : search, null, null, status, null, null, cursor, PAGE);
    }

    /** @param cursor where the page begins; null for the newest */
    RecallQuery recallQuery(@Nullable String cursor) {
        return new RecallQuery(cursor, PAGE);
    }
}
