package fr.gaveurs.console.backend.features.products;

import fr.gaveurs.console.backend.features.products.labels.Labels;
import fr.gaveurs.console.backend.features.quality.LotSamples;
import fr.gaveurs.console.backend.platform.Feature;
import fr.gaveurs.console.backend.platform.Services;
import fr.gaveurs.console.backend.platform.conditions.ConditionKind;
import fr.gaveurs.console.backend.platform.http.Endpoint;
import fr.gaveurs.console.backend.platform.lifecycle.StartException;
import fr.gaveurs.console.backend.platform.settings.ProductPlan;
import fr.gaveurs.console.backend.platform.store.retention.RetainedTable;
import fr.gaveurs.console.backend.platform.tlog.LogRelation;
import fr.gaveurs.console.backend.platform.tlog.LogSource;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.jdbi.v3.core.Jdbi;

/**
 * Samples that are sold. Other consoles are told nothing: each reads products from the database whenever it is asked for
 * one, so a recall is known everywhere at once.
 */
public final class ProductsFeature implements Feature {
    /** What was sold has to be told for years; what consumers said of it goes with it. */
    private static final Duration KEPT = Duration.ofDays(3_653);

    /** What has entries of the log. */
    public static final List<LogSource> LOGGED = ProductLog.ALL;

    /** The kind of products. */
    public static final LogSource PRODUCT = ProductLog.PRODUCT;

    /** The kind of recalls, whose column {@code subject} is a product's id or a lot's name. */
    public static final LogSource RECALL = ProductLog.RECALL;

    /** The kind of recalls that were taken back, under the recall's key. */
    public static final LogSource LIFT = ProductLog.LIFT;

    /** Who is given a product's proof is given those of its recalls, too. */
    public static final List<LogRelation> RELATIONS =
            List.of(new LogRelation(ProductLog.PRODUCT, ProductLog.RECALL, "subject", List.of("lot"), ProductLog.LIFT));

    private final ProductDirectory directory;
    private final List<Endpoint> endpoints;

    public ProductsFeature(Services services) throws StartException {
        ProductPlan plan = services.settings().products();
        Jdbi jdbi = services.database().jdbi();
        Jdbi changes = services.database().changes();
        ProductKeys keys = keys(services, plan, changes);
        ProductQueries queries = new ProductQueries(jdbi, keys, plan.publicBase() != null);
        LotSamples samples = new LotSamples(jdbi);
        ProductStore store = new ProductStore(
                changes, samples, plan, services.clock(), services.settings().timeZone());
        directory = new ProductDirectory(queries, keys, jdbi);
        endpoints = new ProductRoutes(
                        store,
                        queries,
                        new ProductRecalls(changes, samples),
                        new Labels(plan.house()),
                        plan,
                        new ProductMeters(services.metrics()))
                .endpoints();
    }

    private static ProductKeys keys(Services services, ProductPlan plan, Jdbi changes) throws StartException {
        try {
            return new ProductKeys(
                    plan,
                    services.settings().dataDir(),
                    changes,
                    services.conditions().board());
        } catch (IOException e) {
            throw new StartException("products", String.valueOf(e.getMessage()), e);
        }
    }

    /** What other features ask. */
    public ProductDirectory directory() {
        return directory;
    }

    /** How long products are kept. */
    @Override
    public List<RetainedTable> retained() {
        return List.of(RetainedTable.byRow("consumer_products", "created_at", KEPT));
    }

    @Override
    public List<Endpoint> endpoints() {
        return endpoints;
    }

    @Override
    public List<ConditionKind> conditions() {
        return List.of(ProductKeys.OTHER_KEY);
    }
}
