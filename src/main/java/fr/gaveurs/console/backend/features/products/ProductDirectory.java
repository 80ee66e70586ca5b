package fr.gaveurs.console.backend.features.products;

import fr.gaveurs.console.api.products.Products;
import fr.gaveurs.console.api.products.Products.Product;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** What other features ask of products. Nothing is remembered: each answer is that of the database. */
public final class ProductDirectory {
    private final ProductQueries queries;
    private final ProductKeys keys;
    private final Jdbi jdbi;

    ProductDirectory(ProductQueries queries, ProductKeys keys, Jdbi jdbi) {
        this.queries = queries;
        this.keys = keys;
        this.jdbi = jdbi;
    }

    /**
     * What was measured of a product's sample; each null where it is not known.
     *
     * @param finalScore 0–1, the other scores and freshness to colorUniformity too
     */
    public record Measured(
            @Nullable Double finalScore,
            @Nullable Double tofScore,
            @Nullable Double spectralScore,
            @Nullable Double weightG,
            @Nullable Double volumeMm3,
            @Nullable Double freshness,
            @Nullable Double fatQuality,
            @Nullable Double oxidation,
            @Nullable Double colorUniformity) {}

    /**
     * The product that a code is of; empty where it is no code, none of ours, or its product is no longer kept.
     *
     * @param code as it was scanned, or its last part
     * @throws fr.gaveurs.console.backend.platform.http.ProblemException 503 where this console has not the installation's
     *     key
     */
    public Optional<Product> ofCode(String code) {
        return idOf(code).flatMap(queries::find);
    }

    /**
     * The product's id that a code tells; empty where it is no code or none of ours.
     *
     * @param code as it was scanned, or its last part
     * @throws fr.gaveurs.console.backend.platform.http.ProblemException 503 where this console has not the installation's
     *     key
     */
    public Optional<String> idOf(String code) {
        return Optional.ofNullable(keys.code().verify(code));
    }

    /** Those products that there are, by id. */
    public Map<String, Product> find(Collection<String> productIds) {
        return queries.find(productIds);
    }

    public Optional<Product> find(String productId) {
        return productId.matches(Products.ID_PATTERN) ? queries.find(productId) : Optional.empty();
    }

    /**
     * Whether a product was made of a lot or at a site.
     *
     * @param column {@code lot} or {@code site_code}
     */
    public boolean isAnyOf(String column, String name) {
        String lots = "SELECT EXISTS (SELECT FROM consumer_products WHERE lot = :name)";
        String sites = "SELECT EXISTS (SELECT FROM consumer_products WHERE site_code = :name)";
        return jdbi.withHandle(handle -> handle.createQuery(column.equals("lot") ? lots : sites)
                .bind("name", name)
                .mapTo(Boolean.class)
                .one());
    }

    /** The last part of a product's address, {@code ID.MAC}. */
    public String signed(String productId) {
        return keys.code().sign(productId);
    }

    /** An HMAC-SHA-256 under the installation's key, for one purpose and no other. */
    public byte[] hmac(String purpose, byte[] content) {
        return keys.code().hmac(purpose, content);
    }

    /** What was measured of these products. */
    public Map<String, Measured> measured(Collection<String> productIds) {
        Map<String, Measured> found = new LinkedHashMap<>();
        jdbi.useHandle(
                handle -> handle.createQuery("SELECT product_id, final_score, tof_score, spectral_score, weight_g,"
                                + " volume_mm3, freshness, fat_quality, oxidation, color_uniformity FROM consumer_products"
                                + " WHERE product_id = ANY (:ids)")
                        .bindArray("ids", String.class, productIds)
                        .map((row, context) -> found.put(
                                row.getString("product_id"),
                                new Measured(
                                        ProductRows.figure(row, "final_score"),
                                        ProductRows.figure(row, "tof_score"),
                                        ProductRows.figure(row, "spectral_score"),
                                        ProductRows.figure(row, "weight_g"),
                                        ProductRows.figure(row, "volume_mm3"),
                                        ProductRows.figure(row, "freshness"),
                                        ProductRows.figure(row, "fat_quality"),
                                        ProductRows.figure(row, "oxidation"),
                                        ProductRows.figure(row, "color_uniformity"))))
                        .list());
        return found;
    }
}
