package fr.gaveurs.console.api.feedback;

import fr.gaveurs.console.api.FileContent;
import fr.gaveurs.console.api.Page;
import fr.gaveurs.console.api.Role;
import fr.gaveurs.console.api.Route;
import fr.gaveurs.console.api.log.Log;
import java.util.List;

/** What consumers see of a product and say of it, and what is done with that. */
public final class FeedbackApi {
    /** Bytes of a form: a comment of 1000 characters, each percent-encoded, and some more. */
    private static final int FORM_LIMIT = 32 << 10;

    private static final String CONSUMERS = "consumers";

    public static final Route SCAN = Route.get(
            "scanProduct",
            "/api/consumer/scan/{qr}",
            CONSUMERS,
            "The product that a code is of; the whole text of the code, or its last part",
            Role.CONSUMER,
            null,
            Feedbacks.PublicProduct.class);
    public static final Route SEND_FEEDBACK = new Route(
            "sendFeedback",
            "POST",
            "/api/consumer/feedback",
            CONSUMERS,
            "Rates a product, once in 30 days from one address; what is filled in wrongly is answered with 422",
            Role.CONSUMER,
            null,
            Feedbacks.NewFeedback.class,
            FORM_LIMIT,
            Feedbacks.FeedbackReceipt.class);
    public static final Route LIST_FEEDBACKS = Route.get(
            "listFeedbacks",
            "/api/consumer/feedbacks",
            CONSUMERS,
            "Ratings, newest first",
            Role.VIEWER,
            Feedbacks.FeedbackQuery.class,
            Route.generic(Page.class, Feedbacks.Feedback.class));
    public static final Route CHANGE_FEEDBACK = new Route(
            "changeFeedback",
            "PATCH",
            "/api/consumer/feedbacks/{feedback_id}",
            CONSUMERS,
            "Publishes or rejects a rating, or notes what was answered",
            Role.OPERATOR,
            null,
            Feedbacks.FeedbackPatch.class,
            Feedbacks.Feedback.class);
    public static final Route PRODUCT_STATS = Route.get(
            "productFeedback",
            "/api/consumer/product/{product_id}/stats",
            CONSUMERS,
            "Ratings of a product",
            Role.CONSUMER,
            Feedbacks.FeedbackStatsQuery.class,
            Feedbacks.FeedbackStats.class);
    public static final Route LOT_STATS = Route.get(
            "lotFeedback",
            "/api/consumer/producer/lot/{lot}/stats",
            CONSUMERS,
            "Ratings of a lot",
            Role.CONSUMER,
            Feedbacks.FeedbackStatsQuery.class,
            Feedbacks.FeedbackStats.class);
    public static final Route SITE_STATS = Route.get(
            "siteFeedback",
            "/api/consumer/producer/site/{site_code}/stats",
            CONSUMERS,
            "Ratings of a site",
            Role.CONSUMER,
            Feedbacks.FeedbackStatsQuery.class,
            Feedbacks.FeedbackStats.class);
    public static final Route SATISFACTION = Route.get(
            "satisfaction",
            "/api/consumer/satisfaction",
            CONSUMERS,
            "Ratings beside what was measured, and how the two go together",
            Role.VIEWER,
            Feedbacks.SatisfactionQuery.class,
            Feedbacks.Satisfaction.class);
    public static final Route TRACEABILITY = Route.get(
            "traceability",
            "/api/public/traceability/{product_id}",
            CONSUMERS,
            "Where a product comes from",
            Role.CONSUMER,
            null,
            Feedbacks.PublicProduct.class);
    public static final Route PAGE = Route.get(
            "productPage",
            "/p/{qr}",
            CONSUMERS,
            "The page of a product, as its code names it: ID.SIGNATURE",
            Role.CONSUMER,
            null,
            String.class);
    public static final Route PAGE_FORM = new Route(
            "productPageForm",
            "POST",
            "/p/{qr}",
            CONSUMERS,
            "The rating that the page's form sends",
            Role.CONSUMER,
            null,
            FileContent.class,
            FORM_LIMIT,
            String.class);

    public static final Route PAGE_PROOF = Route.get(
            "productPageProof",
            "/p/{qr}/proof",
            CONSUMERS,
            "The proof of the product, whole in itself: gaveurs-console verify FILE checks it",
            Role.CONSUMER,
            null,
            Log.Proof.class);

    /** What answers on the port for consumers, and nothing else does. */
    public static final List<Route> ON_CONSUMER_PORT = List.of(PAGE, PAGE_FORM, PAGE_PROOF);

    /** Changed by consumers, who are not named: no row of the journal says where they came from. */
    public static final List<Route> BY_CONSUMERS = List.of(SEND_FEEDBACK, PAGE_FORM);

    /** In the order of the documentation. */
    public static final List<Route> ALL = List.of(
            SCAN,
            SEND_FEEDBACK,
            LIST_FEEDBACKS,
            CHANGE_FEEDBACK,
            PRODUCT_STATS,
            LOT_STATS,
            SITE_STATS,
            SATISFACTION,
            TRACEABILITY,
            PAGE,
            PAGE_FORM,
            PAGE_PROOF);

    private FeedbackApi() {}
}
