package fr.gaveurs.console.desktop.screens.products;

import fr.gaveurs.console.api.products.Products.Product;
import fr.gaveurs.console.api.products.Products.ProductQuery;
import fr.gaveurs.console.api.products.Products.Status;
import fr.gaveurs.console.desktop.kit.Messages;
import fr.gaveurs.console.desktop.kit.PagedRows;
import org.jspecify.annotations.Nullable;

/** The list of products without controls: what the search and the filter let through. */
final class ProductsViewModel {
    private static final int PAGE = 100;

    private final PagedRows<Product> products;
    private String search = "";
    private @Nullable Status status;

    ProductsViewModel(Messages messages) {
        products = new PagedRows<>(messages, "products", Product::productId);
    }

    /** The last made first. */
    PagedRows<Product> products() {
        return products;
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
        again();
    }

    /** Forgets what came: it is asked for anew. */
    void again() {
        products.again(filtered());
    }

    /** @param cursor where the page begins; null for the newest */
    ProductQuery query(@Nullable String cursor) {
        return new ProductQuery(search.isEmpty() ? null : search, null, null, status, null, null, cursor, PAGE);
    }
}
