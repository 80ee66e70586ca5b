package fr.gaveurs.console.desktop.screens.products;

import fr.gaveurs.console.api.Page;
import fr.gaveurs.console.api.products.Products.Product;
import fr.gaveurs.console.api.products.Products.Recall;
import fr.gaveurs.console.desktop.kit.Fxml;
import fr.gaveurs.console.desktop.kit.Screen;
import fr.gaveurs.console.desktop.kit.pump.PagedPoll;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import javafx.scene.Parent;
import org.jspecify.annotations.Nullable;

/** Products and recalls: asks for the newest of those in view, and for older ones when somebody reads that far. */
public final class ProductsScreen implements Screen {
    static final String STYLES = "/css/products.css";
    private static final Duration BETWEEN_ANSWERS = Duration.ofSeconds(3);

    private final ProductsContext context;
    private final ProductsViewModel model;
    private final ProductsController controller;
    private final Parent root;
    private final PagedPoll<Product> products;
    private final PagedPoll<Recall> recalls;
    private boolean shown;

    public ProductsScreen(ProductsContext context) {
        this.context = context;
        model = new ProductsViewModel(context.messages());
        products = new PagedPoll<>(
                context.pump(),
                BETWEEN_ANSWERS,
                model.products(),
                () -> context.api().products().list(model.query(null)),
                this::older);
        recalls = new PagedPoll<>(
                context.pump(),
                BETWEEN_ANSWERS,
                model.recalls(),
                () -> context.api().products().recalls(model.recallQuery(null)),
                this::olderRecalls);
        controller = new ProductsController(context, model, this::ask, products::askOlder, recalls::askOlder);
        root = Fxml.load("products", context.messages(), controller);
        Fxml.style(root, STYLES);
    }

    @Override
    public Parent node() {
        return root;
    }

    @Override
    public void show() {
        shown = true;
        ask();
        controller.shown();
    }

    @Override
    public void hide() {
        shown = false;
        products.hide();
        recalls.hide();
        controller.hidden();
    }

    /** Asks for what is in view, and for nothing else. */
    private void ask() {
        products.hide();
        recalls.hide();
        if (shown && controller.recallsInView()) {
            recalls.show();
        } else if (shown) {
            products.show();
        }
    }

    @Override
    public void focus() {
        controller.focus();
    }

    /** @param item whatever is on a label: it is searched for */
    @Override
    public void open(String item) {
        controller.search(item);
    }

    private @Nullable CompletableFuture<Page<Product>> older() {
        String cursor = model.products().older();
        return cursor == null ? null : context.api().products().list(model.query(cursor));
    }

    private @Nullable CompletableFuture<Page<Recall>> olderRecalls() {
        String cursor = model.recalls().older();
        return cursor == null ? null : context.api().products().recalls(model.recallQuery(cursor));
    }
}
