package fr.gaveurs.console.desktop.screens.products;

import fr.gaveurs.console.api.Page;
import fr.gaveurs.console.api.products.Products.Product;
import fr.gaveurs.console.client.ApiException;
import fr.gaveurs.console.desktop.kit.Fxml;
import fr.gaveurs.console.desktop.kit.Screen;
import fr.gaveurs.console.desktop.kit.pump.Poll;
import java.time.Duration;
import javafx.scene.Parent;

/** Products: asks for the last made while it is shown, and for older ones when somebody reads that far. */
public final class ProductsScreen implements Screen {
    static final String STYLES = "/css/products.css";
    private static final Duration BETWEEN_ANSWERS = Duration.ofSeconds(3);

    private final ProductsContext context;
    private final ProductsViewModel model;
    private final ProductsController controller;
    private final Parent root;
    private final Poll<Page<Product>> poll;
    private boolean shown;

    public ProductsScreen(ProductsContext context) {
        this.context = context;
        model = new ProductsViewModel(context.messages());
        controller = new ProductsController(context, model, this::ask, this::askOlder);
        root = Fxml.load("products", context.messages(), controller);
        Fxml.style(root, STYLES);
        poll = new Poll<>(
                context.pump(),
                BETWEEN_ANSWERS,
                () -> context.api().products().list(model.query(null)),
                model.products()::first,
                failure -> model.products().failed(String.valueOf(failure.getMessage())));
    }

    @Override
    public Parent node() {
        return root;
    }

    @Override
    public void show() {
        shown = true;
        poll.start();
        controller.shown();
    }

    @Override
    public void hide() {
        shown = false;
        poll.stop();
        controller.hidden();
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

    private void ask() {
        if (shown) {
            poll.start();
        }
    }

    private void askOlder() {
        String cursor = shown ? model.products().older() : null;
        if (cursor == null) {
            return;
        }
        int round = model.products().round();
        var unused = context.api().products().list(model.query(cursor)).handle((page, failure) -> {
            context.pump().post(() -> {
                if (round != model.products().round()) {
                    return; // of filters that are no longer those
                }
                if (failure == null) {
                    model.products().more(page);
                } else {
                    model.products()
                            .failed(String.valueOf(ApiException.of(failure).getMessage()));
                }
            });
            return null;
        });
    }
}
