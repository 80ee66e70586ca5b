package fr.gaveurs.console.backend.features.products;

import fr.gaveurs.console.api.products.Products.RecallScope;
import fr.gaveurs.console.backend.platform.metrics.Metrics;

/** What is counted of products. */
final class ProductMeters {
    private final Metrics metrics;

    ProductMeters(Metrics metrics) {
        this.metrics = metrics;
        made(0);
        labels(0);
        for (RecallScope scope : RecallScope.values()) {
            recalled(scope, 0);
        }
    }

    void made(int products) {
        metrics.counter("products.made", "Products made of samples").increment(products);
    }

    void labels(int printed) {
        metrics.counter("product.labels", "Labels given out as files").increment(printed);
    }

    void recalled(RecallScope scope, int recalls) {
        metrics.counter("product.recalls", "Recalls of products and lots", "scope", scope.key())
                .increment(recalls);
    }
}
