package fr.gaveurs.console.api.products;

import fr.gaveurs.console.api.FileContent;
import fr.gaveurs.console.api.Page;
import fr.gaveurs.console.api.Role;
import fr.gaveurs.console.api.Route;
import java.util.List;

/** Products, their labels and their recall. */
public final class ProductsApi {
    private static final String PRODUCTS = "products";

    public static final Route LIST_PRODUCTS = Route.get(
            "listProducts",
            "/api/products",
            PRODUCTS,
            "Products, the last made first",
            Role.VIEWER,
            Products.ProductQuery.class,
            Route.generic(Page.class, Products.Product.class));
    public static final Route GET_PRODUCT = Route.get(
            "getProduct",
            "/api/products/{product_id}",
            PRODUCTS,
            "One product",
            Role.VIEWER,
            null,
            Products.Product.class);
    public static final Route MAKE_PRODUCT = new Route(
            "makeProduct",
            "POST",
            "/api/products",
            PRODUCTS,
            "Makes a product of a compliant sample; the same one again gives the same product, with status 200",
            Role.OPERATOR,
            null,
            Products.NewProduct.class,
            Products.Product.class);
    public static final Route MAKE_PRODUCTS = new Route(
            "makeProducts",
            "POST",
            "/api/products/of-lot",
            PRODUCTS,
            "Makes products of all compliant samples of a lot, at most " + Products.MAX_OF_LOT + " at once",
            Role.OPERATOR,
            null,
            Products.NewProducts.class,
            Products.MadeProducts.class);
    public static final Route PRODUCT_OPTIONS = Route.get(
            "productOptions",
            "/api/products/options",
            PRODUCTS,
            "What can be chosen when products are made",
            Role.VIEWER,
            null,
            Products.ProductOptions.class);
    public static final Route PRODUCT_LABEL = Route.get(
            "productLabel",
            "/api/products/{product_id}/label",
            PRODUCTS,
            "One label, as PNG, SVG or PDF",
            Role.VIEWER,
            Products.LabelQuery.class,
            FileContent.class);
    public static final Route PRODUCT_LABELS = Route.get(
            "productLabels",
            "/api/products/labels",
            PRODUCTS,
            "Labels to be printed, as PDF; at most " + Products.MAX_LABELS,
            Role.VIEWER,
            Products.LabelsQuery.class,
            FileContent.class);
    public static final Route RECALL_PRODUCT = new Route(
            "recallProduct",
            "POST",
            "/api/products/{product_id}/recall",
            PRODUCTS,
            "Calls a product back: everybody who scans it is told at once",
            Role.OPERATOR,
            null,
            Products.NewRecall.class,
            Products.Recall.class);
    public static final Route RECALL_LOT = new Route(
            "recallLot",
            "POST",
            "/api/products/lots/{lot}/recall",
            PRODUCTS,
            "Calls all products of a lot back, if any were made; none can be made of it any more",
            Role.OPERATOR,
            null,
            Products.NewRecall.class,
            Products.Recall.class);
    public static final Route LIST_RECALLS = Route.get(
            "listRecalls",
            "/api/products/recalls",
            PRODUCTS,
            "All recalls, the newest first, those that were taken back, too",
            Role.VIEWER,
            Products.RecallQuery.class,
            Route.generic(Page.class, Products.Recall.class));
    public static final Route LIFT_RECALL = new Route(
            "liftRecall",
            "POST",
            "/api/products/recalls/{recall_id}/lift",
            PRODUCTS,
            "Takes a recall back that was a mistake",
            Role.ADMIN,
            null,
            Products.RecallLift.class,
            Products.Recall.class);

    /** In the order of the documentation. */
    public static final List<Route> ALL = List.of(
            LIST_PRODUCTS,
            GET_PRODUCT,
            MAKE_PRODUCT,
            MAKE_PRODUCTS,
            PRODUCT_OPTIONS,
            PRODUCT_LABEL,
            PRODUCT_LABELS,
            RECALL_PRODUCT,
            RECALL_LOT,
            LIST_RECALLS,
            LIFT_RECALL);

    private ProductsApi() {}
}
