package fr.gaveurs.console.backend.features.products;

import fr.gaveurs.console.api.FieldError;
import fr.gaveurs.console.api.Unseen;
import fr.gaveurs.console.api.products.Products.NewRecall;
import fr.gaveurs.console.api.products.Products.Recall;
import fr.gaveurs.console.api.products.Products.RecallScope;
import fr.gaveurs.console.backend.features.quality.LotSamples;
import fr.gaveurs.console.backend.platform.audit.Act;
import fr.gaveurs.console.backend.platform.audit.AuditLog;
import fr.gaveurs.console.backend.platform.audit.AuditObject;
import fr.gaveurs.console.backend.platform.http.ProblemException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** Calls products back, and takes that back where it was a mistake. */
final class ProductRecalls {
    /** Kind of the problem that a lot has neither products nor samples here. */
    static final String LOT_UNKNOWN = "product-lot-unknown";
    /** Kind of the problem that something is called back. */
    static final String RECALLED = "product-recalled";

    private final Jdbi jdbi;
    private final LotSamples samples;

    /** @param jdbi on connections of what is changed */
    ProductRecalls(Jdbi jdbi, LotSamples samples) {
        this.jdbi = jdbi;
        this.samples = samples;
    }

    /** Whoever makes products of a lot and whoever calls it back come one after the other. */
    static void lockLot(Handle handle, @Nullable String lot) {
        if (lot != null) {
            handle.createQuery("SELECT pg_advisory_xact_lock(hashtextextended('gaveurs lot ' || :lot, 0))")
                    .bind("lot", lot)
                    .mapToMap()
                    .list();
        }
    }

    /** @throws ProblemException 409 for a lot that is called back: nothing is made of it */
    static void refuseRecalled(Handle handle, @Nullable String lot) {
        if (lot == null) {
            return;
        }
        holding(handle, RecallScope.LOT, lot).ifPresent(reason -> {
            throw ProblemException.conflict(
                    RECALLED, "lot " + lot + " is recalled (" + reason + "): nothing is sold of it");
        });
    }

    /** Why it is called back by itself; empty where it is not, or that was taken back. */
    private static Optional<String> holding(Handle handle, RecallScope scope, String subject) {
        return handle.createQuery("SELECT reason FROM product_recalls r WHERE scope = :scope AND subject = :subject"
                        + " AND NOT EXISTS (SELECT FROM product_recall_lifts l WHERE l.recall_id = r.id)"
                        + " ORDER BY id DESC LIMIT 1")
                .bind("scope", scope.key())
                .bind("subject", subject)
                .mapTo(String.class)
                .findOne();
    }

    /**
     * One whose lot is called back has a recall of its own all the same, which holds when the lot's is taken back.
     *
     * @throws ProblemException 404 for an unknown one, 409 for one that has such a recall, 400 without its id once more
     */
    Recall product(String productId, NewRecall wanted, Act act) {
        confirm(wanted, productId, "the product's id");
        return jdbi.inTransaction(handle -> {
            // Two who call it back at once come one after the other.
            var unused = handle.createQuery(
                            "SELECT product_id FROM consumer_products WHERE product_id = :id FOR UPDATE")
                    .bind("id", productId)
                    .mapTo(String.class)
                    .findOne()
                    .orElseThrow(() -> ProductQueries.unknown(productId));
            holding(handle, RecallScope.PRODUCT, productId).ifPresent(reason -> {
                throw ProblemException.conflict(
                        RECALLED, productId + " is recalled by itself already (" + reason + ")");
            });
            long id = insert(handle, RecallScope.PRODUCT, productId, wanted.reason(), 1, act);
            return written(handle, id, "product", productId, act.because(wanted.reason()));
        });
    }

    /**
     * One of which no product was made yet is called back as well, so that none is.
     *
     * @throws ProblemException 404 for a lot of which there is neither a product nor a sample, 409 for one that is recalled, 400 without its
     *     name once more
     */
    Recall lot(String lot, NewRecall wanted, Act act) {
        confirm(wanted, lot, "the lot's name");
        boolean measured = samples.isAnyOf(lot);
        return jdbi.inTransaction(handle -> {
            lockLot(handle, lot);
            refuseRecalled(handle, lot);
            long products = handle.createQuery("SELECT count(*) FROM consumer_products WHERE lot = :lot")
                    .bind("lot", lot)
                    .mapTo(Long.class)
                    .one();
            if (products == 0 && !measured) {
                throw ProblemException.notFound(
                        LOT_UNKNOWN,
                        "there is no product of lot " + lot
                                + " and no sample: look whether its name is written as on its products");
            }
            long id = insert(handle, RecallScope.LOT, lot, wanted.reason(), (int) products, act);
            return written(handle, id, "lot", lot, act.because(wanted.reason()));
        });
    }

    private static void confirm(NewRecall wanted, String subject, String what) {
        if (!wanted.confirm().equals(subject)) {
            throw ProblemException.validation(
                    "a recall is confirmed", List.of(new FieldError("confirm", "must be " + what + ", " + subject)));
        }
    }

    private static long insert(Handle handle, RecallScope scope, String subject, String reason, int products, Act act) {
        return handle.createUpdate("INSERT INTO product_recalls (scope, subject, reason, actor_name, products)"
                        + " VALUES (:scope, :subject, :reason, :by, :products)")
                .bind("scope", scope.key())
                .bind("subject", subject)
                .bind("reason", Unseen.withoutIn(reason).strip())
                .bind("by", act.actor().name())
                .bind("products", products)
                .executeAndReturnGeneratedKeys("id")
                .mapTo(Long.class)
                .one();
    }

    private static Recall written(Handle handle, long id, String kind, String subject, Act act) {
        Recall recall = read(handle, id);
        ProductLog.add(handle, ProductLog.RECALL, List.of(ProductLog.RECALL.key(id)));
        AuditLog.write(
                handle,
                act,
                AuditObject.of(kind, subject),
                Map.of("status", "active"),
                Map.of("status", "recalled", "products", recall.products()));
        return recall;
    }

    private static Recall read(Handle handle, long id) {
        return handle.createQuery("SELECT " + ProductRows.RECALL + ProductRows.FROM_RECALLS + " WHERE r.id = :id")
                .bind("id", id)
                .map((row, context) -> ProductRows.recall(row))
                .one();
    }

    /** @throws ProblemException 404 for an unknown one, 409 for one that was taken back already */
    Recall lift(long id, String reason, Act act) {
        return jdbi.inTransaction(handle -> {
            Recall recall = handle.createQuery("SELECT " + ProductRows.RECALL + ProductRows.FROM_RECALLS
                            + " WHERE r.id = :id FOR UPDATE OF r")
                    .bind("id", id)
                    .map((row, context) -> ProductRows.recall(row))
                    .findOne()
                    .orElseThrow(() -> ProblemException.notFound("there is no recall " + id));
            if (recall.liftedAt() != null) {
                throw ProblemException.conflict("recall " + id + " was taken back at " + recall.liftedAt());
            }
            if (recall.scope() == RecallScope.LOT) {
                lockLot(handle, recall.subject());
            }
            int lifted = handle.createUpdate("INSERT INTO product_recall_lifts (recall_id, actor_name, reason)"
                            + " VALUES (:id, :by, :reason) ON CONFLICT DO NOTHING")
                    .bind("by", act.actor().name())
                    .bind("reason", Unseen.withoutIn(reason).strip())
                    .bind("id", id)
                    .execute();
            if (lifted == 0) { // by somebody at the same moment, for whom the row was waited
                throw ProblemException.conflict("recall " + id + " was taken back just now");
            }
            ProductLog.add(handle, ProductLog.LIFT, List.of(ProductLog.LIFT.key(id)));
            AuditLog.write(
                    handle,
                    act.because(reason),
                    AuditObject.of(recall.scope().key(), recall.subject()),
                    Map.of("status", "recalled"),
                    Map.of("status", "active"));
            return read(handle, id);
        });
    }
}
