package fr.gaveurs.console.backend.features.feedback;

import fr.gaveurs.console.api.FieldError;
import fr.gaveurs.console.api.Role;
import fr.gaveurs.console.api.feedback.FeedbackApi;
import fr.gaveurs.console.api.feedback.Feedbacks;
import fr.gaveurs.console.api.feedback.Feedbacks.Feedback;
import fr.gaveurs.console.api.feedback.Feedbacks.FeedbackPatch;
import fr.gaveurs.console.api.feedback.Feedbacks.FeedbackQuery;
import fr.gaveurs.console.api.feedback.Feedbacks.FeedbackStats;
import fr.gaveurs.console.api.feedback.Feedbacks.FeedbackStatsQuery;
import fr.gaveurs.console.api.feedback.Feedbacks.NewFeedback;
import fr.gaveurs.console.api.feedback.Feedbacks.PublicProduct;
import fr.gaveurs.console.api.feedback.Feedbacks.SatisfactionQuery;
import fr.gaveurs.console.api.products.Products;
import fr.gaveurs.console.api.products.Products.Product;
import fr.gaveurs.console.backend.features.feedback.FeedbackMeters.Shown;
import fr.gaveurs.console.backend.features.feedback.PublicProducts.Seen;
import fr.gaveurs.console.backend.features.products.ProductDirectory;
import fr.gaveurs.console.backend.platform.http.Call;
import fr.gaveurs.console.backend.platform.http.Endpoint;
import fr.gaveurs.console.backend.platform.http.ProblemException;
import fr.gaveurs.console.backend.platform.http.Reply;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The routes of ratings, for programs. */
final class FeedbackRoutes {
    private final ProductDirectory products;
    private final FeedbackRequests requests;
    private final FeedbackStore store;
    private final FeedbackQueries queries;
    private final SatisfactionReport satisfaction;
    private final PublicProducts shown;

    FeedbackRoutes(
            ProductDirectory products,
            FeedbackRequests requests,
            FeedbackStore store,
            FeedbackQueries queries,
            SatisfactionReport satisfaction,
            PublicProducts shown) {
        this.products = products;
        this.requests = requests;
        this.store = store;
        this.queries = queries;
        this.satisfaction = satisfaction;
        this.shown = shown;
    }

    List<Endpoint> endpoints() {
        return List.of(
                new Endpoint(FeedbackApi.SCAN, this::scan),
                new Endpoint(FeedbackApi.SEND_FEEDBACK, this::send),
                new Endpoint(FeedbackApi.LIST_FEEDBACKS, this::list),
                new Endpoint(FeedbackApi.CHANGE_FEEDBACK, this::change),
                new Endpoint(FeedbackApi.PRODUCT_STATS, this::ofProduct),
                new Endpoint(FeedbackApi.LOT_STATS, call -> stats(call, "lot", call.path("lot"))),
                new Endpoint(FeedbackApi.SITE_STATS, call -> stats(call, "site_code", call.path("site_code"))),
                new Endpoint(FeedbackApi.SATISFACTION, this::satisfaction),
                new Endpoint(FeedbackApi.TRACEABILITY, this::traceability));
    }

    private PublicProduct scan(Call call) throws SQLException {
        Optional<Seen> seen = shown.ofCode(call.path("qr"));
        requests.meters().page(Shown.of(seen));
        return seen.orElseThrow(FeedbackRequests::unknownCode).shown();
    }

    private PublicProduct traceability(Call call) throws SQLException {
        String id = call.path("product_id");
        return shown.find(id).orElseThrow(() -> unknown(id)).shown();
    }

    private static ProblemException unknown(String id) {
        return ProblemException.notFound("no product " + id + " was made here");
    }

    private Reply send(Call call) {
        NewFeedback given = call.body(NewFeedback.class);
        requests.admit(call.address());
        Product product = requests.scanned(given.qr());
        return Reply.json(201, requests.take(product, given, call.address(), null));
    }

    private Object list(Call call) {
        FeedbackQuery query = call.query(FeedbackQuery.class);
        checkRange(query.from(), query.to());
        return queries.list(query, mayAnswer(call));
    }

    /** Addresses of consumers are for those who answer them. */
    private static boolean mayAnswer(Call call) {
        return call.role().includes(Role.OPERATOR);
    }

    private Feedback change(Call call) {
        String text = call.path("feedback_id");
        if (!text.matches("[0-9]{1,18}")) {
            throw ProblemException.notFound("a rating's id is a whole number, not '" + text + "'");
        }
        long id = Long.parseLong(text);
        store.change(id, call.body(FeedbackPatch.class), call.act());
        return queries.need(id, mayAnswer(call));
    }

    private FeedbackStats ofProduct(Call call) {
        String id = call.path("product_id");
        if (products.find(id).isEmpty()) {
            throw unknown(id);
        }
        return stats(call, "product_id", id);
    }

    private FeedbackStats stats(Call call, String column, String subject) {
        FeedbackStatsQuery query = call.query(FeedbackStatsQuery.class);
        checkRange(query.from(), query.to());
        if (subject.length() > Products.MAX_LOT || subject.indexOf('\0') >= 0) {
            throw ProblemException.notFound("there is no such name");
        }
        if (!column.equals("product_id") && !products.isAnyOf(column, subject)) {
            throw ProblemException.notFound(
                    "no product of " + (column.equals("lot") ? "lot " : "site ") + subject + " was made here");
        }
        return queries.of(column, subject, query);
    }

    private Feedbacks.Satisfaction satisfaction(Call call) {
        SatisfactionQuery query = call.query(SatisfactionQuery.class);
        checkRange(query.from(), query.to());
        return satisfaction.of(query);
    }

    private static void checkRange(@Nullable Instant from, @Nullable Instant to) {
        if (from != null && to != null && !from.isBefore(to)) {
            throw ProblemException.validation(
                    "the range is empty", List.of(new FieldError("from", "must be earlier than to")));
        }
    }
}
