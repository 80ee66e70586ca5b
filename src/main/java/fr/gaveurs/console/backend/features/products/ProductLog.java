package fr.gaveurs.console.backend.features.products;

import fr.gaveurs.console.backend.platform.tlog.LogEntries;
import fr.gaveurs.console.backend.platform.tlog.LogSource;
import fr.gaveurs.console.backend.platform.tlog.LogSource.Column;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.result.UnableToProduceResultException;

/**
 * Each product, each recall, and each recall that was taken back is an entry of the log. What is hashed is never changed:
 * entries that were made would no longer fit.
 */
final class ProductLog {
    static final LogSource PRODUCT = LogSource.of("product", "consumer_products", Column.text("product_id"))
            .showing(
                    Column.text("grade"),
                    Column.text("site_code"),
                    Column.text("lot"),
                    Column.text("device_id"),
                    Column.text("sample_id"),
                    Column.time("sample_time"),
                    Column.number("weight_g"),
                    Column.time("created_at"))
            .covering(
                    "product_id",
                    "site_code",
                    "lot",
                    "device_id",
                    "sample_id",
                    "sample_time",
                    "grade",
                    "final_score",
                    "tof_score",
                    "spectral_score",
                    "weight_g",
                    "volume_mm3",
                    "freshness",
                    "fat_quality",
                    "oxidation",
                    "color_uniformity",
                    "produced_on",
                    "controlled_on",
                    "packaged_on",
                    "best_before",
                    "certifications",
                    "created_at")
            .sealing("created_by")
            .opened()
            .agedBy("created_at");

    static final LogSource RECALL = LogSource.of("recall", "product_recalls", Column.whole("id"))
            .showing(
                    Column.text("scope"),
                    Column.text("subject"),
                    Column.text("reason"),
                    Column.time("at"),
                    Column.whole("products"))
            .sealing("actor_name");

    static final LogSource LIFT = LogSource.of("recall_lift", "product_recall_lifts", Column.whole("recall_id"))
            .showing(Column.time("at"), Column.text("reason"))
            .sealing("actor_name");

    static final List<LogSource> ALL = List.of(PRODUCT, RECALL, LIFT);

    private ProductLog() {}

    /** Hands rows over, in the transaction that stores them. */
    static void add(Handle handle, LogSource source, Collection<String> keys) {
        try {
            LogEntries.add(handle.getConnection(), source, keys);
        } catch (SQLException e) {
            throw new UnableToProduceResultException(e);
        }
    }
}
