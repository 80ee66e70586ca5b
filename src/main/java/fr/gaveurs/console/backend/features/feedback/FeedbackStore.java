package fr.gaveurs.console.backend.features.feedback;

import fr.gaveurs.console.api.Unseen;
import fr.gaveurs.console.api.feedback.Feedbacks;
import fr.gaveurs.console.api.feedback.Feedbacks.Feedback;
import fr.gaveurs.console.api.feedback.Feedbacks.FeedbackPatch;
import fr.gaveurs.console.api.feedback.Feedbacks.HeldFor;
import fr.gaveurs.console.api.feedback.Feedbacks.NewFeedback;
import fr.gaveurs.console.api.feedback.Feedbacks.State;
import fr.gaveurs.console.api.products.Products.Product;
import fr.gaveurs.console.backend.features.feedback.Visitors.Visitor;
import fr.gaveurs.console.backend.platform.audit.Act;
import fr.gaveurs.console.backend.platform.audit.AuditLog;
import fr.gaveurs.console.backend.platform.audit.AuditObject;
import fr.gaveurs.console.backend.platform.http.ProblemException;
import fr.gaveurs.console.backend.platform.store.GroupCommit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** Writes ratings. */
final class FeedbackStore {
    private static final String ADD =
            "WITH added AS (INSERT INTO consumer_feedbacks (product_id, site_code, lot, overall,"
                    + " texture, flavor, color, aroma, freshness, comment, context, status, held_for, visitor_hash, submission)"
                    + " SELECT :product, :site, :lot, :overall, :texture, :flavor, :color, :aroma, :freshness, :comment, :context,"
                    + " :status, :heldFor, :visitor, :submission WHERE NOT EXISTS (SELECT FROM consumer_feedbacks"
                    + " WHERE product_id = :product AND visitor_hash = :before AND created_at > now() - interval '30 days')"
                    + " ON CONFLICT DO NOTHING RETURNING id), mailed AS (INSERT INTO consumer_emails (feedback_id, email)"
                    + " SELECT id, :email FROM added WHERE :email::text IS NOT NULL) SELECT id FROM added";

    private final Jdbi jdbi;
    /** A rating's commit must not keep samples waiting for the disk. */
    private final GroupCommit commits;

    private final Consumer<String> changed;

    /**
     * @param jdbi on connections of what is changed
     * @param changed hears of each product whose ratings are others now
     */
    FeedbackStore(Jdbi jdbi, Consumer<String> changed) {
        this.jdbi = jdbi;
        this.commits = new GroupCommit(jdbi);
        this.changed = changed;
    }

    /** Whether the form was sent before. */
    boolean isSent(byte @Nullable [] submission) {
        return submission != null
                && jdbi.withHandle(handle -> handle.createQuery(
                                "SELECT EXISTS (SELECT FROM consumer_feedbacks WHERE submission = :submission)")
                        .bind("submission", submission)
                        .mapTo(Boolean.class)
                        .one());
    }

    /**
     * Stores a rating that was checked.
     *
     * @param submission of the form that it came by; null where it came by none
     * @return what became of it; empty where the visitor has rated the product within the last 30 days, or the form was sent
     *     before
     */
    Optional<State> add(
            Product product, NewFeedback given, Visitor visitor, byte @Nullable [] submission, Set<HeldFor> heldFor) {
        State state = heldFor.isEmpty() ? State.PUBLISHED : State.HELD;
        Optional<Long> id = commits.run(handle -> handle.createQuery(ADD)
                .bind("product", product.productId())
                .bind("site", product.siteCode())
                .bind("lot", product.lot())
                .bind("overall", given.overall())
                .bind("texture", given.texture())
                .bind("flavor", given.flavor())
                .bind("color", given.color())
                .bind("aroma", given.aroma())
                .bind("freshness", given.freshness())
                .bind("comment", seen(given.comment()))
                .bind(
                        "context",
                        given.context() == null ? null : given.context().key())
                .bind("status", state.key())
                .bindArray(
                        "heldFor",
                        String.class,
                        heldFor.stream().map(HeldFor::key).toList())
                .bind("visitor", visitor.now())
                .bind("before", visitor.before())
                .bind("submission", submission)
                .bind("email", orNull(given.email()))
                .mapTo(Long.class)
                .findOne());
        changed.accept(product.productId());
        return id.map(made -> state);
    }

    /** Without what turns the direction of what stands beside it, or is not seen. */
    private static @Nullable String seen(@Nullable String text) {
        return orNull(text == null ? null : Unseen.withoutIn(text));
    }

    private static @Nullable String orNull(@Nullable String text) {
        return text == null || text.isBlank() ? null : text;
    }

    /**
     * Changes a rating if nobody else did meanwhile.
     *
     * @throws ProblemException 404 for an unknown one, 409 for a lost update, 400 for a state that no person gives
     */
    void change(long id, FeedbackPatch patch, Act act) {
        String productId = jdbi.inTransaction(handle -> {
            Feedback before = read(handle, id);
            if (!patch.version().equals(before.version())) {
                throw ProblemException.conflict("somebody changed rating #" + id + " meanwhile: it has version "
                        + before.version() + " now; load it again and repeat your change");
            }
            if (patch.status() == State.HELD) {
                throw ProblemException.conflict("a rating is held by the console alone: publish or reject it");
            }
            State status = patch.status() == null ? before.status() : patch.status();
            String reply = patch.reply() == null ? before.reply() : seen(patch.reply());
            boolean replied = patch.reply() != null;
            handle.createUpdate("UPDATE consumer_feedbacks SET status = :status, reply = :reply, version = version + 1,"
                            + " replied_by = CASE WHEN :replied THEN :by ELSE replied_by END,"
                            + " replied_at = CASE WHEN :replied THEN clock_timestamp() ELSE replied_at END"
                            + " WHERE id = :id")
                    .bind("status", status.key())
                    .bind("reply", reply)
                    .bind("replied", replied)
                    .bind("by", act.actor().name())
                    .bind("id", id)
                    .execute();
            AuditLog.write(
                    handle,
                    act,
                    AuditObject.of("feedback", Long.toString(id)),
                    values(before.status(), before.reply()),
                    values(status, reply));
            return before.productId();
        });
        changed.accept(productId);
    }

    private static Feedback read(Handle handle, long id) {
        return handle.createQuery(FeedbackRows.SELECT + " WHERE f.id = :id FOR UPDATE OF f")
                .bind("id", id)
                .map((row, context) -> FeedbackRows.feedback(row, false))
                .findOne()
                .orElseThrow(() -> unknown(id));
    }

    static ProblemException unknown(long id) {
        return ProblemException.notFound("there is no rating " + id);
    }

    private static Map<String, Object> values(Feedbacks.State status, @Nullable String reply) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("status", status.key());
        values.put("reply", reply);
        return values;
    }
}
