package fr.gaveurs.console.backend.features.products;

import fr.gaveurs.console.api.FieldError;
import fr.gaveurs.console.api.Page;
import fr.gaveurs.console.api.products.Products;
import fr.gaveurs.console.api.products.Products.Product;
import fr.gaveurs.console.api.products.Products.ProductQuery;
import fr.gaveurs.console.api.products.Products.Recall;
import fr.gaveurs.console.api.products.Products.RecallQuery;
import fr.gaveurs.console.api.products.Products.Status;
import fr.gaveurs.console.backend.platform.http.ProblemException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/**
 * Reads products and recalls, always from the database: nothing of them is remembered, so that a recall is known to every
 * console with the commit of it.
 */
final class ProductQueries {
    private static final int DEFAULT_LIMIT = 50;
    private static final int RECALLS = 200;

    /** Few are: they are found from their recalls on. */
    private static final String RECALLED = " AND r.id IS NOT NULL AND p.seq IN (SELECT i.seq FROM product_recalls h"
            + " JOIN consumer_products i ON i.product_id = h.subject WHERE h.scope = 'product' UNION SELECT i.seq FROM"
            + " product_recalls h JOIN consumer_products i ON i.lot = h.subject COLLATE \"default\" WHERE h.scope = 'lot')";

    private final Jdbi jdbi;
    private final ProductKeys keys;
    private final boolean addresses;

    /** @param addresses whether codes are addresses */
    ProductQueries(Jdbi jdbi, ProductKeys keys, boolean addresses) {
        this.jdbi = jdbi;
        this.keys = keys;
        this.addresses = addresses;
    }

    Optional<Product> find(String productId) {
        ProductCode code = keys.codeOrNull();
        return jdbi.withHandle(handle -> handle.createQuery(ProductRows.SELECT + " WHERE p.product_id = :id")
                .bind("id", productId)
                .map((row, context) -> ProductRows.product(row, code, addresses))
                .findOne());
    }

    Product need(String productId) {
        return find(productId).orElseThrow(() -> unknown(productId));
    }

    /** @throws ProblemException 503 where this console has not the installation's key */
    void requireKey() {
        var unused = keys.code();
    }

    static ProblemException unknown(String productId) {
        return ProblemException.notFound("no product " + productId + " was made here");
    }

    Page<Product> list(ProductQuery query) {
        int limit = query.limit() == null ? DEFAULT_LIMIT : query.limit();
        StringBuilder where = new StringBuilder(" WHERE true");
        Map<String, Object> values = new HashMap<>();
        if (query.q() != null && !query.q().isBlank()) {
            search(query.q().strip(), where, values);
        }
        add(where, values, "lot", query.lot(), " AND p.lot = :lot");
        add(where, values, "site", query.siteCode(), " AND p.site_code = :site");
        add(where, values, "from", at(query.from()), " AND p.created_at >= :from");
        add(where, values, "to", at(query.to()), " AND p.created_at < :to");
        add(where, values, "before", cursor(query.cursor()), " AND p.seq < :before");
        if (query.status() != null) {
            where.append(query.status() == Status.RECALLED ? RECALLED : " AND r.id IS NULL");
        }
        ProductCode code = keys.codeOrNull();
        List<Long> places = new ArrayList<>();
        List<Product> found = jdbi.withHandle(handle -> {
            Query select = handle.createQuery(ProductRows.SELECT + where + " ORDER BY p.seq DESC LIMIT :limit")
                    .bind("limit", limit + 1);
            values.forEach(select::bind);
            return select.map((row, context) -> {
                        places.add(row.getLong("seq"));
                        return ProductRows.product(row, code, addresses);
                    })
                    .list();
        });
        return found.size() <= limit
                ? new Page<>(found, null)
                : new Page<>(found.subList(0, limit), Long.toString(places.get(limit - 1)));
    }

    /** A code, an id or its beginning, a lot, or a sample's id. */
    private void search(String text, StringBuilder where, Map<String, Object> values) {
        if (ProductCode.looksLikeOne(text)) {
            String id = keys.code().verify(text);
            if (id == null) {
                throw ProblemException.notFound(
                        "the signature of this code does not fit: it is none that this installation printed");
            }
            add(where, values, "q", id, " AND p.product_id = :q");
        } else if (text.startsWith("FG_")) {
            add(where, values, "q", text, " AND p.product_id >= :q AND p.product_id < :q || '~'");
        } else {
            add(where, values, "q", text, " AND (p.lot = :q OR p.sample_id = :q)");
        }
    }

    private static void add(
            StringBuilder where, Map<String, Object> values, String name, @Nullable Object value, String condition) {
        if (value != null) {
            where.append(condition);
            values.put(name, value);
        }
    }

    private static @Nullable Object at(@Nullable Instant instant) {
        return instant == null ? null : ProductRows.at(instant);
    }

    private static @Nullable Long cursor(@Nullable String text) {
        try {
            return text == null ? null : Long.valueOf(text);
        } catch (NumberFormatException e) {
            throw ProblemException.validation(
                    "the query could not be understood",
                    List.of(new FieldError("cursor", "is none that this list gave")));
        }
    }

    /** All products of a lot in their order, at most so many as labels are printed at once. */
    List<Product> ofLot(String lot) {
        return labels(" WHERE p.lot = :what ORDER BY p.seq LIMIT :limit", lot);
    }

    private List<Product> labels(String where, Object what) {
        ProductCode code = keys.code();
        return jdbi.withHandle(handle -> handle.createQuery(ProductRows.SELECT + where)
                .bind("what", what)
                .bind("limit", Products.MAX_LABELS + 1)
                .map((row, context) -> ProductRows.product(row, code, addresses))
                .list());
    }

    /** Those that there are, by id. */
    Map<String, Product> find(Collection<String> ids) {
        ProductCode code = keys.codeOrNull();
        Map<String, Product> found = new HashMap<>();
        jdbi.useHandle(handle -> handle.createQuery(ProductRows.SELECT + " WHERE p.product_id = ANY (:ids)")
                .bindArray("ids", String.class, ids)
                .map((row, context) -> ProductRows.product(row, code, addresses))
                .forEach(product -> found.put(product.productId(), product)));
        return found;
    }

    /** Products in the order of their ids as they are given; 404 for one that is none. */
    List<Product> ofIds(List<String> ids) {
        requireKey();
        Map<String, Product> found = find(ids);
        return ids.stream()
                .map(id -> Optional.ofNullable(found.get(id)).orElseThrow(() -> unknown(id)))
                .toList();
    }

    /** Newest first. */
    Page<Recall> recalls(RecallQuery query) {
        int limit = query.limit() == null ? RECALLS : query.limit();
        Long cursor = cursor(query.cursor());
        List<Recall> found = jdbi.withHandle(handle -> handle.createQuery("SELECT " + ProductRows.RECALL
                        + ProductRows.FROM_RECALLS + " WHERE r.id < :before ORDER BY r.id DESC LIMIT :limit")
                .bind("before", cursor == null ? Long.MAX_VALUE : cursor)
                .bind("limit", limit + 1)
                .map((row, context) -> ProductRows.recall(row))
                .list());
        return found.size() <= limit
                ? new Page<>(found, null)
                : new Page<>(
                        found.subList(0, limit),
                        Long.toString(found.get(limit - 1).id()));
    }
}
