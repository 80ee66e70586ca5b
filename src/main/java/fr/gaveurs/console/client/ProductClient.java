package fr.gaveurs.console.client;

import fr.gaveurs.console.api.Page;
import fr.gaveurs.console.api.feedback.FeedbackApi;
import fr.gaveurs.console.api.feedback.Feedbacks;
import fr.gaveurs.console.api.products.Products;
import fr.gaveurs.console.api.products.ProductsApi;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongConsumer;

/** The routes of products and of what consumers say of them; see {@link ApiClient} for how calls end. */
public final class ProductClient {
    private final RouteCaller api;

    ProductClient(RouteCaller api) {
        this.api = api;
    }

    /** One page, the last made first. */
    public CompletableFuture<Page<Products.Product>> list(Products.ProductQuery query) {
        return api.call(ProductsApi.LIST_PRODUCTS, Map.of(), query);
    }

    public CompletableFuture<Products.Product> product(String productId) {
        return api.call(ProductsApi.GET_PRODUCT, id(productId), null);
    }

    /** The same sample again gives the same product. */
    public CompletableFuture<Products.Product> make(Products.NewProduct wanted) {
        return api.call(ProductsApi.MAKE_PRODUCT, Map.of(), null, wanted);
    }

    public CompletableFuture<Products.MadeProducts> makeAll(Products.NewProducts wanted) {
        return api.call(ProductsApi.MAKE_PRODUCTS, Map.of(), null, wanted);
    }

    public CompletableFuture<Products.ProductOptions> options() {
        return api.call(ProductsApi.PRODUCT_OPTIONS, Map.of(), null);
    }

    /** A label's bytes. */
    public CompletableFuture<byte[]> label(String productId, Products.LabelQuery query) {
        return api.bytes(ProductsApi.PRODUCT_LABEL, id(productId), query);
    }

    /** Writes a label into a file, which is there only once it is whole. */
    public Download label(String productId, Products.LabelQuery query, Path target) {
        return api.download(ProductsApi.PRODUCT_LABEL, id(productId), query, target, bytes -> {});
    }

    /**
     * Writes labels into a PDF, which is there only once it is whole.
     *
     * @param progress is told the bytes that were written so far, on a thread of the client
     */
    public Download labels(Products.LabelsQuery query, Path target, LongConsumer progress) {
        return api.download(ProductsApi.PRODUCT_LABELS, Map.of(), query, target, progress);
    }

    /** One page, the newest first. */
    public CompletableFuture<Page<Products.Recall>> recalls(Products.RecallQuery query) {
        return api.call(ProductsApi.LIST_RECALLS, Map.of(), query);
    }

    public CompletableFuture<Products.Recall> recallProduct(String productId, String reason) {
        return api.call(ProductsApi.RECALL_PRODUCT, id(productId), null, new Products.NewRecall(reason, productId));
    }

    public CompletableFuture<Products.Recall> recallLot(String lot, String reason) {
        return api.call(ProductsApi.RECALL_LOT, Map.of("lot", lot), null, new Products.NewRecall(reason, lot));
    }

    public CompletableFuture<Products.Recall> lift(long recallId, String reason) {
        return api.call(
                ProductsApi.LIFT_RECALL,
                Map.of("recall_id", Long.toString(recallId)),
                null,
                new Products.RecallLift(reason));
    }

    /** Ratings, newest first, a page at a time. */
    public CompletableFuture<Page<Feedbacks.Feedback>> feedbacks(Feedbacks.FeedbackQuery query) {
        return api.call(FeedbackApi.LIST_FEEDBACKS, Map.of(), query);
    }

    /** Fails with status 409 where somebody else changed it since {@code patch.version()}. */
    public CompletableFuture<Feedbacks.Feedback> change(long feedbackId, Feedbacks.FeedbackPatch patch) {
        return api.call(FeedbackApi.CHANGE_FEEDBACK, Map.of("feedback_id", Long.toString(feedbackId)), null, patch);
    }

    /** Ratings beside what was measured. */
    public CompletableFuture<Feedbacks.Satisfaction> satisfaction(Feedbacks.SatisfactionQuery query) {
        return api.call(FeedbackApi.SATISFACTION, Map.of(), query);
    }

    private static Map<String, String> id(String productId) {
        return Map.of("product_id", productId);
    }
}
