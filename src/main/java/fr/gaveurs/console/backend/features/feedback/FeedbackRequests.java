package fr.gaveurs.console.backend.features.feedback;

import fr.gaveurs.console.api.FieldError;
import fr.gaveurs.console.api.feedback.Feedbacks.FeedbackReceipt;
import fr.gaveurs.console.api.feedback.Feedbacks.HeldFor;
import fr.gaveurs.console.api.feedback.Feedbacks.NewFeedback;
import fr.gaveurs.console.api.feedback.Feedbacks.State;
import fr.gaveurs.console.api.products.Products.Product;
import fr.gaveurs.console.api.products.Products.Recall;
import fr.gaveurs.console.backend.features.feedback.FeedbackMeters.Refusal;
import fr.gaveurs.console.backend.features.products.ProductDirectory;
import fr.gaveurs.console.backend.platform.http.ProblemException;
import fr.gaveurs.console.backend.platform.security.Allowances;
import fr.gaveurs.console.backend.platform.security.ClientNetwork;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Takes ratings: from programs, and from the page's form. */
final class FeedbackRequests {
    /** Whoever sends a form once more is told so, wherever it came from the first time. */
    static final String SENT_BEFORE = "this form was sent before: it counts once";
    /** So many households of one site may rate at their own pace at the same time. */
    static final int HOUSEHOLDS = 4;

    private final ProductDirectory products;
    private final FeedbackStore store;
    private final Visitors visitors;
    private final FeedbackMeters meters;
    private final @Nullable Allowances allowances;
    /** Of networks of 48 bits, whose owner may come from as many households as there are in a town. */
    private final @Nullable Allowances sites;

    /** @param perMinute ratings of one household; {@value #HOUSEHOLDS} times as many of one site; 0 is no limit */
    FeedbackRequests(
            ProductDirectory products, FeedbackStore store, Visitors visitors, FeedbackMeters meters, int perMinute) {
        this.products = products;
        this.store = store;
        this.visitors = visitors;
        this.meters = meters;
        this.allowances = perMinute == 0 ? null : new Allowances(perMinute);
        this.sites = perMinute == 0 ? null : new Allowances(HOUSEHOLDS * perMinute);
    }

    /**
     * Counts an attempt, whatever comes of it.
     *
     * @throws ProblemException 429 where an address tries too often
     */
    void admit(InetAddress from) {
        admit(allowances, ClientNetwork.of(from));
        admit(sites, ClientNetwork.site(from));
    }

    private void admit(@Nullable Allowances among, @Nullable String network) {
        if (among == null || network == null) {
            return;
        }
        Allowances.RateLimitStatus status = among.take(network);
        if (!status.granted()) {
            meters.refused(Refusal.RATE_LIMIT);
            throw ProblemException.tooMany(
                    "more than " + status.limit() + " ratings a minute come from this address: try again in "
                            + status.retryAfterSeconds() + " s",
                    status.retryAfterSeconds());
        }
    }

    /** @throws ProblemException 404 for a code that is none of ours */
    Product scanned(String code) {
        Optional<Product> product = products.ofCode(code);
        if (product.isEmpty()) {
            meters.refused(Refusal.UNKNOWN_CODE);
        }
        return product.orElseThrow(FeedbackRequests::unknownCode);
    }

    static ProblemException unknownCode() {
        return ProblemException.notFound("no product has this code: it was not printed here, or was not read whole");
    }

    /**
     * Takes a rating of a product that was scanned, whose fields keep their rules.
     *
     * @param submission of the form that it came by; null where it came by none
     * @throws ProblemException 400 for a code of another product, 410 where it is recalled,
     *     409 where the same visitor has rated it within 30 days or the form was sent before
     */
    FeedbackReceipt take(Product product, NewFeedback given, InetAddress from, byte @Nullable [] submission) {
        if (given.productId() != null && !given.productId().equals(product.productId())) {
            meters.refused(Refusal.OTHER_PRODUCT);
            throw ProblemException.validation(
                    "the code is of another product",
                    List.of(new FieldError("product_id", "is not the one of the code, " + product.productId())));
        }
        Recall recall = product.recall();
        if (recall != null) {
            meters.refused(Refusal.RECALLED);
            throw ProblemException.gone("this product is recalled, do not eat it: " + recall.reason());
        }
        Set<HeldFor> heldFor = CommentCheck.of(given.comment());
        State state = store.add(product, given, visitors.of(from, product.productId()), submission, heldFor)
                .orElseThrow(() -> {
                    meters.refused(Refusal.DUPLICATE);
                    return store.isSent(submission)
                            ? ProblemException.conflict(SENT_BEFORE)
                            : ProblemException.conflict("this product was rated from here within the last 30 days");
                });
        meters.taken(given.overall(), 1);
        if (state == State.HELD) {
            meters.held(1);
        }
        return new FeedbackReceipt(product.productId(), state);
    }

    FeedbackMeters meters() {
        return meters;
    }
}
