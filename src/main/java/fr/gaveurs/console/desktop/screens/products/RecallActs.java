package fr.gaveurs.console.desktop.screens.products;

import fr.gaveurs.console.api.products.Products.Recall;
import fr.gaveurs.console.client.ProductClient;
import fr.gaveurs.console.desktop.kit.Messages;
import fr.gaveurs.console.desktop.kit.ProblemText;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** Calls something back, or takes that back, once its question was answered. On the FX thread. */
final class RecallActs {
    private final ProductsContext context;
    private final Messages messages;
    private final RecallPane question;
    private final Consumer<Recall> done;

    /**
     * @param question is shown by whoever calls this before it asks: what is not shown gets no keyboard
     * @param done told what a recall is now
     */
    RecallActs(ProductsContext context, RecallPane question, Consumer<Recall> done) {
        this.context = context;
        this.messages = context.messages();
        this.question = question;
        this.done = done;
    }

    private ProductClient products() {
        return context.api().products();
    }

    void product(String productId) {
        question.ask(
                messages.get("products.ask.product", productId),
                messages.get("products.ask.reason"),
                messages.get("products.recall.product"),
                productId,
                (subject, reason) -> recall(products().recallProduct(subject, reason)));
    }

    void lot(String lot) {
        question.ask(
                messages.get("products.ask.lot", lot),
                messages.get("products.ask.reason"),
                messages.get("products.recall.lot"),
                lot,
                (subject, reason) -> recall(products().recallLot(subject, reason)));
    }

    /** A lot whose name the person writes. */
    void anyLot() {
        question.askAny(
                messages.get("products.ask.any_lot"),
                messages.get("products.ask.reason"),
                messages.get("products.recall.lot"),
                (subject, reason) -> recall(products().recallLot(subject, reason)));
    }

    void lift(Recall recall) {
        question.ask(
                counted("products.ask.lift", "products.ask.lift.none", recall),
                messages.get("products.ask.lift_reason"),
                messages.get("products.lift"),
                recall.subject(),
                (subject, reason) ->
                        act(products().lift(recall.id(), reason), "products.done.lifted", "products.done.lifted.none"));
    }

    /** Of a lot of which no product was made it is told otherwise. */
    private String counted(String key, String none, Recall recall) {
        return recall.products() == 0
                ? messages.get(none, recall.subject())
                : messages.count(key, recall.products(), recall.subject());
    }

    private void recall(CompletableFuture<Recall> asked) {
        act(asked, "products.done.recalled", "products.done.recalled.none");
    }

    private void act(CompletableFuture<Recall> asked, String told, String none) {
        question.busy(true);
        var unused = asked.handle((recall, failure) -> {
            context.pump().post(() -> {
                question.busy(false);
                if (failure == null) {
                    context.notices().good(counted(told, none, recall));
                    done.accept(recall);
                } else {
                    context.notices().warn(messages.get("products.act.failed", ProblemText.of(failure, messages)));
                }
            });
            return null;
        });
    }
}
