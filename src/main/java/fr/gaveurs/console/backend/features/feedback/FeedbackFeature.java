package fr.gaveurs.console.backend.features.feedback;

import fr.gaveurs.console.api.feedback.FeedbackApi;
import fr.gaveurs.console.backend.features.products.ProductDirectory;
import fr.gaveurs.console.backend.platform.Feature;
import fr.gaveurs.console.backend.platform.Services;
import fr.gaveurs.console.backend.platform.http.Endpoint;
import fr.gaveurs.console.backend.platform.settings.ProductPlan;
import fr.gaveurs.console.backend.platform.store.retention.RetainedTable;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.Jdbi;

/** What consumers see of products and say of them. */
public final class FeedbackFeature implements Feature {
    private static final Duration EMAILS_KEPT = Duration.ofDays(365);
    /** This period and the last one are needed. */
    private static final Duration SALTS_KEPT = Visitors.PERIOD.multipliedBy(2);

    private final List<Endpoint> endpoints;

    public FeedbackFeature(Services services, ProductDirectory products, ProductProofs proofs) {
        ProductPlan plan = services.settings().products();
        ZoneId zone = services.settings().timeZone();
        Jdbi changes = services.database().changes();
        FeedbackQueries queries = new FeedbackQueries(services.database().jdbi(), zone);
        FeedbackStore store = new FeedbackStore(changes, queries::changed);
        PublicProducts shown = new PublicProducts(products, proofs, queries, new PublicView(plan.house(), zone));
        FeedbackRequests requests = new FeedbackRequests(
                products,
                store,
                new Visitors(changes, products::hmac, services.clock()),
                new FeedbackMeters(services.metrics()),
                plan.limitFeedback());
        List<Endpoint> all = new ArrayList<>(
                new FeedbackRoutes(products, requests, store, queries, new SatisfactionReport(queries, products), shown)
                        .endpoints());
        all.addAll(new PageRoutes(
                        products, proofs, requests, shown, new FormTokens(products::hmac, services.clock()), zone)
                .endpoints());
        endpoints = List.copyOf(all);
    }

    /** Ratings go with their products; what tells of people goes sooner. */
    @Override
    public List<RetainedTable> retained() {
        return List.of(
                RetainedTable.byRow("consumer_emails", "at", EMAILS_KEPT),
                RetainedTable.byRow("visitor_salts", "made_at", SALTS_KEPT));
    }

    @Override
    public List<Endpoint> endpoints() {
        return endpoints;
    }

    /** What answers on the port for consumers. */
    public List<Endpoint> onConsumerPort() {
        return endpoints.stream()
                .filter(endpoint -> FeedbackApi.ON_CONSUMER_PORT.contains(endpoint.route()))
                .toList();
    }
}
