package fr.gaveurs.console.backend.features.products;

import fr.gaveurs.console.api.products.Products.Product;
import fr.gaveurs.console.api.products.Products.Recall;
import fr.gaveurs.console.api.products.Products.RecallScope;
import fr.gaveurs.console.api.products.Products.Status;
import fr.gaveurs.console.api.quality.Grade;
import fr.gaveurs.console.api.quality.Samples.ModelRef;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Rows of products and recalls, as they are told. */
final class ProductRows {
    static final String RECALL = "r.id AS recall_id, r.scope, r.subject, r.reason, r.at, r.actor_name, r.products,"
            + " l.at AS lifted_at, l.actor_name AS lifted_by, l.reason AS lift_reason";

    static final String FROM_RECALLS = " FROM product_recalls r LEFT JOIN product_recall_lifts l ON l.recall_id = r.id";

    static final String SELECT =
            "SELECT p.seq, p.product_id, p.site_code, p.lot, p.device_id, p.sample_id, p.sample_time,"
                    + " p.grade, p.final_score, p.weight_g, p.produced_on, p.controlled_on, p.packaged_on, p.best_before,"
                    + " p.certifications, p.created_at, p.created_by, g.version_id, g.version_name, g.version_sha256, "
                    + RECALL + " FROM consumer_products p LEFT JOIN model_graded_samples g"
                    + " ON g.device_id = p.device_id AND g.sample_id = p.sample_id AND g.time = p.sample_time"
                    + " LEFT JOIN LATERAL (SELECT h.* FROM product_recalls h WHERE"
                    // Its own recall before that of its lot.
                    + " (h.scope = 'product' AND h.subject = p.product_id OR h.scope = 'lot' AND h.subject = p.lot"
                    + " COLLATE \"C\") AND NOT EXISTS (SELECT FROM product_recall_lifts o WHERE o.recall_id = h.id)"
                    + " ORDER BY h.scope DESC, h.id DESC LIMIT 1) r ON true"
                    + " LEFT JOIN product_recall_lifts l ON l.recall_id = r.id";

    private ProductRows() {}

    /** @param code signs; null where this console has not the installation's key */
    static Product product(ResultSet row, @Nullable ProductCode code, boolean isAddress) throws SQLException {
        String id = row.getString("product_id");
        long recall = row.getLong("recall_id");
        boolean recalled = !row.wasNull() && recall > 0;
        return new Product(
                id,
                code == null ? null : code.text(id),
                isAddress,
                row.getString("site_code"),
                row.getString("lot"),
                row.getString("device_id"),
                row.getString("sample_id"),
                instant(row, "sample_time"),
                Grade.parse(row.getString("grade")),
                figure(row, "final_score"),
                figure(row, "weight_g"),
                row.getObject("produced_on", LocalDate.class),
                row.getObject("controlled_on", LocalDate.class),
                row.getObject("packaged_on", LocalDate.class),
                row.getObject("best_before", LocalDate.class),
                List.of((String[]) row.getArray("certifications").getArray()),
                instant(row, "created_at"),
                row.getString("created_by"),
                recalled ? Status.RECALLED : Status.ACTIVE,
                recalled ? recall(row) : null,
                gradedWith(row));
    }

    private static @Nullable ModelRef gradedWith(ResultSet row) throws SQLException {
        long version = row.getLong("version_id");
        return row.wasNull()
                ? null
                : new ModelRef(version, row.getString("version_name"), row.getString("version_sha256"));
    }

    static Recall recall(ResultSet row) throws SQLException {
        OffsetDateTime lifted = row.getObject("lifted_at", OffsetDateTime.class);
        return new Recall(
                row.getLong("recall_id"),
                RecallScope.valueOf(row.getString("scope").toUpperCase(Locale.ROOT)),
                row.getString("subject"),
                row.getString("reason"),
                instant(row, "at"),
                row.getString("actor_name"),
                row.getInt("products"),
                lifted == null ? null : lifted.toInstant(),
                row.getString("lifted_by"),
                row.getString("lift_reason"));
    }

    static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    static @Nullable Double figure(ResultSet row, String column) throws SQLException {
        double value = row.getDouble(column);
        return row.wasNull() ? null : (Double) value;
    }
}
