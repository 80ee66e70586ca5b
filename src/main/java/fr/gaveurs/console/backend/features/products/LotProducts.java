package fr.gaveurs.console.backend.features.products;

import java.time.Instant;
import java.time.OffsetDateTime;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Products that were made of a lot, also where its samples are no longer kept.
 *
 * @param products how many
 * @param first when the first of their livers was measured
 * @param last when the last one was
 */
public record LotProducts(long products, Instant first, Instant last) {
    /** Those of a lot; null where there are none. */
    public static @Nullable LotProducts of(Handle handle, String lot) {
        return handle.createQuery("SELECT count(*) AS products, min(sample_time) AS first, max(sample_time) AS last"
                        + " FROM consumer_products WHERE lot = :lot HAVING count(*) > 0")
                .bind("lot", lot)
                .map((row, context) -> new LotProducts(
                        row.getLong("products"),
                        row.getObject("first", OffsetDateTime.class).toInstant(),
                        row.getObject("last", OffsetDateTime.class).toInstant()))
                .findOne()
                .orElse(null);
    }
}
