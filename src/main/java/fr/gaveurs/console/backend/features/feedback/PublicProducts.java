package fr.gaveurs.console.backend.features.feedback;

import fr.gaveurs.console.api.feedback.Feedbacks.FeedbackStats;
import fr.gaveurs.console.api.feedback.Feedbacks.ProductProof;
import fr.gaveurs.console.api.feedback.Feedbacks.PublicProduct;
import fr.gaveurs.console.api.products.Products;
import fr.gaveurs.console.api.products.Products.Product;
import fr.gaveurs.console.backend.features.products.ProductDirectory;
import fr.gaveurs.console.backend.platform.store.GroupRead;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Products as everybody may see them. Each time they are read anew, those of requests that come close together with the same
 * statements.
 */
final class PublicProducts {
    private final ProductDirectory products;
    private final ProductProofs proofs;
    private final FeedbackQueries queries;
    private final PublicView view;
    private final GroupRead<String, Seen> reads = new GroupRead<>(this::read);

    PublicProducts(ProductDirectory products, ProductProofs proofs, FeedbackQueries queries, PublicView view) {
        this.products = products;
        this.proofs = proofs;
        this.queries = queries;
        this.view = view;
    }

    /** A product, and what of it is told. */
    record Seen(Product product, PublicProduct shown) {}

    /**
     * The product that a code is of; empty where it is no code, none of ours, or its product is no longer kept.
     *
     * @throws fr.gaveurs.console.backend.platform.http.ProblemException 503 where this console has not the installation's
     *     key
     */
    Optional<Seen> ofCode(String code) throws SQLException {
        Optional<String> id = products.idOf(code);
        return id.isEmpty() ? Optional.empty() : reads.of(id.get());
    }

    /** The product with an id, if there is one. */
    Optional<Seen> find(String productId) throws SQLException {
        return productId.matches(Products.ID_PATTERN) ? reads.of(productId) : Optional.empty();
    }

    private Map<String, Seen> read(Set<String> productIds) throws SQLException {
        Map<String, Product> found = products.find(productIds);
        Map<String, ProductProof> proven = proofs.of(found.values());
        Map<String, FeedbackStats> rated = queries.ofProducts(found.keySet());
        Map<String, Seen> seen = new HashMap<>();
        found.forEach((id, product) -> seen.put(
                id,
                new Seen(
                        product,
                        view.of(
                                product,
                                Objects.requireNonNull(proven.get(id)),
                                Objects.requireNonNull(rated.get(id))))));
        return seen;
    }
}
