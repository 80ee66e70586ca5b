package fr.gaveurs.console.backend.features.products;

import fr.gaveurs.console.api.FieldError;
import fr.gaveurs.console.api.products.Products;
import fr.gaveurs.console.api.products.Products.LabelFormat;
import fr.gaveurs.console.api.products.Products.LabelLanguage;
import fr.gaveurs.console.api.products.Products.LabelPaper;
import fr.gaveurs.console.api.products.Products.LabelQuery;
import fr.gaveurs.console.api.products.Products.LabelsQuery;
import fr.gaveurs.console.api.products.Products.MadeProducts;
import fr.gaveurs.console.api.products.Products.NewProduct;
import fr.gaveurs.console.api.products.Products.NewProducts;
import fr.gaveurs.console.api.products.Products.NewRecall;
import fr.gaveurs.console.api.products.Products.Product;
import fr.gaveurs.console.api.products.Products.ProductOptions;
import fr.gaveurs.console.api.products.Products.ProductQuery;
import fr.gaveurs.console.api.products.Products.Recall;
import fr.gaveurs.console.api.products.Products.RecallLift;
import fr.gaveurs.console.api.products.Products.RecallQuery;
import fr.gaveurs.console.api.products.Products.Status;
import fr.gaveurs.console.api.products.ProductsApi;
import fr.gaveurs.console.backend.features.products.labels.Labels;
import fr.gaveurs.console.backend.features.products.labels.Labels.LabelFile;
import fr.gaveurs.console.backend.platform.http.AcceptHeader;
import fr.gaveurs.console.backend.platform.http.Call;
import fr.gaveurs.console.backend.platform.http.Endpoint;
import fr.gaveurs.console.backend.platform.http.ProblemException;
import fr.gaveurs.console.backend.platform.http.Reply;
import fr.gaveurs.console.backend.platform.settings.ProductPlan;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The routes of products. */
final class ProductRoutes {
    private static final int DPI = 300;

    private final ProductStore store;
    private final ProductQueries queries;
    private final ProductRecalls recalls;
    private final Labels labels;
    private final ProductPlan plan;
    private final ProductMeters meters;

    ProductRoutes(
            ProductStore store,
            ProductQueries queries,
            ProductRecalls recalls,
            Labels labels,
            ProductPlan plan,
            ProductMeters meters) {
        this.store = store;
        this.queries = queries;
        this.recalls = recalls;
        this.labels = labels;
        this.plan = plan;
        this.meters = meters;
    }

    List<Endpoint> endpoints() {
        return List.of(
                new Endpoint(ProductsApi.LIST_PRODUCTS, call -> queries.list(call.query(ProductQuery.class))),
                new Endpoint(ProductsApi.GET_PRODUCT, call -> queries.need(call.path("product_id"))),
                new Endpoint(ProductsApi.MAKE_PRODUCT, this::make),
                new Endpoint(ProductsApi.MAKE_PRODUCTS, this::makeAll),
                new Endpoint(ProductsApi.PRODUCT_OPTIONS, call -> options()),
                new Endpoint(ProductsApi.PRODUCT_LABEL, this::label),
                new Endpoint(ProductsApi.PRODUCT_LABELS, this::sheet),
                new Endpoint(ProductsApi.RECALL_PRODUCT, this::recallProduct),
                new Endpoint(ProductsApi.RECALL_LOT, this::recallLot),
                new Endpoint(ProductsApi.LIST_RECALLS, call -> queries.recalls(call.query(RecallQuery.class))),
                new Endpoint(ProductsApi.LIFT_RECALL, this::lift));
    }

    private ProductOptions options() {
        return new ProductOptions(
                plan.certifications(),
                plan.bestBeforeDays(),
                plan.publicBase(),
                plan.consumerPort() != null || plan.openOnNetwork());
    }

    private Reply make(Call call) {
        ProductStore.Made made = store.make(call.body(NewProduct.class), call.act());
        if (made.isNew()) {
            meters.made(1);
        }
        return Reply.json(made.isNew() ? 201 : 200, queries.need(made.productId()));
    }

    private Reply makeAll(Call call) {
        MadeProducts made = store.makeAll(call.body(NewProducts.class), call.act());
        meters.made(made.made());
        return Reply.json(201, made);
    }

    private Reply label(Call call) {
        LabelQuery query = call.query(LabelQuery.class);
        Product product = queries.need(call.path("product_id"));
        LabelFormat format = Objects.requireNonNullElse(query.format(), LabelFormat.PNG);
        LabelFile file = labels.one(
                sellable(product),
                format,
                Objects.requireNonNullElse(query.paper(), LabelPaper.ROLL_62),
                language(call, query.language()),
                Objects.requireNonNullElse(query.dpi(), DPI));
        return file(file, product.productId() + "." + format.key());
    }

    private Reply sheet(Call call) {
        LabelsQuery query = call.query(LabelsQuery.class);
        List<Product> wanted = wanted(query).stream()
                .filter(product -> query.lot() == null || product.status() == Status.ACTIVE)
                .map(this::sellable)
                .toList();
        int copies = Objects.requireNonNullElse(query.copies(), 1);
        if (wanted.isEmpty()) {
            throw ProblemException.notFound("there is no product of lot " + query.lot() + " to be sold");
        }
        if (wanted.size() * copies > Products.MAX_LABELS) {
            throw ProblemException.validation(
                    "these are more labels than one file has",
                    List.of(new FieldError(
                            query.lot() == null ? "ids" : "lot",
                            "gives more than " + Products.MAX_LABELS + " labels: name fewer by ids")));
        }
        String title = query.lot() == null ? wanted.getFirst().productId() : query.lot();
        LabelFile file = labels.sheet(
                wanted,
                Objects.requireNonNullElse(query.paper(), LabelPaper.AVERY_L7160),
                language(call, query.language()),
                Objects.requireNonNullElse(query.first(), 1) - 1,
                copies,
                title);
        meters.labels(wanted.size() * copies);
        return Reply.download(file.contentType(), "labels.pdf", file.bytes()).with("Vary", "Accept-Language");
    }

    private List<Product> wanted(LabelsQuery query) {
        if ((query.lot() == null) == (query.ids() == null)) {
            throw ProblemException.validation(
                    "labels of a lot, or of products by their ids", List.of(new FieldError("lot", "or ids is needed")));
        }
        return query.lot() != null
                ? queries.ofLot(query.lot())
                : queries.ofIds(
                        Arrays.stream(Objects.requireNonNull(query.ids()).split(","))
                                .map(String::strip)
                                .filter(id -> !id.isEmpty())
                                .limit(Products.MAX_LABELS + 1L)
                                .toList());
    }

    /** Nobody should stick a label on what is called back; nor one whose code nobody knows. */
    private Product sellable(Product product) {
        Recall recall = product.recall();
        if (recall != null) {
            throw ProblemException.conflict(
                    ProductRecalls.RECALLED,
                    product.productId() + " is recalled (" + recall.reason() + "): it gets no label");
        }
        if (product.qr() == null) {
            queries.requireKey();
        }
        return product;
    }

    private Reply file(LabelFile file, String name) {
        meters.labels(1);
        return Reply.download(file.contentType(), name, file.bytes()).with("Vary", "Accept-Language");
    }

    private static LabelLanguage language(Call call, @Nullable LabelLanguage wanted) {
        return wanted != null
                ? wanted
                : AcceptHeader.oneOf(call.header("accept-language"), List.of("fr", "en"))
                                .equals("fr")
                        ? LabelLanguage.FR
                        : LabelLanguage.EN;
    }

    private Reply recallProduct(Call call) {
        return told(recalls.product(call.path("product_id"), call.body(NewRecall.class), call.act()));
    }

    private Reply recallLot(Call call) {
        return told(recalls.lot(call.path("lot"), call.body(NewRecall.class), call.act()));
    }

    private Reply told(Recall recall) {
        meters.recalled(recall.scope(), 1);
        return Reply.json(201, recall);
    }

    private Reply lift(Call call) {
        String id = call.path("recall_id");
        if (!id.matches("[0-9]{1,18}")) {
            throw ProblemException.notFound("a recall's id is a whole number, not '" + id + "'");
        }
        return Reply.json(
                201,
                recalls.lift(Long.parseLong(id), call.body(RecallLift.class).reason(), call.act()));
    }
}
