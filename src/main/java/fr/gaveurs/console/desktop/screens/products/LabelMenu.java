package fr.gaveurs.console.desktop.screens.products;

import fr.gaveurs.console.api.products.Products.LabelFormat;
import fr.gaveurs.console.api.products.Products.LabelPaper;
import fr.gaveurs.console.api.products.Products.Product;
import fr.gaveurs.console.api.products.Products.RecallScope;
import fr.gaveurs.console.api.products.Products.Status;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import org.jspecify.annotations.Nullable;

/** Saves labels of the product that is shown: alone, with its lot, or with others that are chosen. */
final class LabelMenu {
    private final ProductsContext context;
    private final Supplier<List<Product>> chosen;
    private final LabelFiles files;
    private final MenuButton button;
    private final List<MenuItem> ofOne;
    private final List<MenuItem> ofLot;
    private final MenuItem others;
    private @Nullable Product shown;

    /** @param chosen the products that are chosen in the list, in its order */
    LabelMenu(ProductsContext context, Supplier<List<Product>> chosen) {
        this.context = context;
        this.chosen = chosen;
        button = new MenuButton(context.messages().get("products.label.save"));
        button.setId("productLabelSave");
        files = new LabelFiles(context, button);
        ofOne = List.of(
                one("products.label.sheet", LabelFormat.PDF, LabelPaper.AVERY_L7160),
                one("products.label.roll", LabelFormat.PDF, LabelPaper.ROLL_62),
                one("products.label.png", LabelFormat.PNG, LabelPaper.ROLL_62),
                one("products.label.svg", LabelFormat.SVG, LabelPaper.ROLL_62));
        ofLot = List.of(
                item("products.label.lot", product -> files.lot(product, LabelPaper.AVERY_L7160)),
                item("products.label.lot_roll", product -> files.lot(product, LabelPaper.ROLL_62)));
        others = item(
                "products.label.others", product -> LabelsForm.ask(button, context.messages(), sets(), files::several));
        button.getItems().addAll(ofOne);
        button.getItems().addAll(ofLot);
        button.getItems().add(others);
        // What is chosen besides may be another since.
        button.setOnShowing(event -> others.setDisable(sets().isEmpty()));
    }

    private MenuItem one(String key, LabelFormat format, LabelPaper paper) {
        return item(key, product -> files.one(product, format, paper));
    }

    private MenuItem item(String key, Consumer<Product> act) {
        MenuItem item = new MenuItem(context.messages().get(key));
        item.setOnAction(event -> {
            if (shown != null) {
                act.accept(shown);
            }
        });
        return item;
    }

    MenuButton button() {
        return button;
    }

    /** Nobody should stick a label on what is called back; nor can one be made without the key of codes. */
    void show(Product product) {
        shown = product;
        boolean recalled = product.status() == Status.RECALLED;
        ofOne.forEach(item -> item.setDisable(recalled));
        ofLot.forEach(item -> item.setDisable(!lotIsSold(product)));
        button.setDisable(product.qr() == null);
    }

    private static boolean lotIsSold(Product product) {
        return product.lot() != null
                && (product.recall() == null || product.recall().scope() == RecallScope.PRODUCT);
    }

    /** What labels there can be of, those first that the person has chosen. */
    private List<LabelSet> sets() {
        return shown == null ? List.of() : LabelSet.of(shown, chosen.get(), lotIsSold(shown));
    }
}
