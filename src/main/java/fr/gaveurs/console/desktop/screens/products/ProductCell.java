package fr.gaveurs.console.desktop.screens.products;

import fr.gaveurs.console.api.products.Products.Product;
import fr.gaveurs.console.api.products.Products.Status;
import fr.gaveurs.console.desktop.kit.Icon;
import fr.gaveurs.console.desktop.kit.Labels;
import fr.gaveurs.console.desktop.kit.Letters;
import fr.gaveurs.console.desktop.kit.LineCell;
import fr.gaveurs.console.desktop.kit.Messages;
import fr.gaveurs.console.desktop.kit.PagedList;
import java.util.List;
import javafx.css.PseudoClass;
import javafx.scene.control.Label;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.materialdesign2.MaterialDesignA;
import org.kordamp.ikonli.materialdesign2.MaterialDesignP;

/** One product in a line: id, grade, lot, best before, and whether it is recalled. */
final class ProductCell extends LineCell<Product> {
    private static final PseudoClass RECALLED = PseudoClass.getPseudoClass("recalled");

    private final Messages messages;
    private final Icon icon = new Icon(MaterialDesignP.PACKAGE_VARIANT_CLOSED);
    private final Label id = Labels.eliding("products-id");
    private final Label grade = Labels.eliding("products-grade");
    private final Label lot = Labels.eliding("products-lot");
    private final Label best = Labels.eliding("products-best");
    private final Label state = Labels.eliding("products-state");

    /** @param list that it is a row of */
    ProductCell(Messages messages, PagedList<Product> list) {
        super("products-cell", "products-row", list);
        this.messages = messages;
        line(List.of(lot), List.of(lot, best), icon, id, grade, state, lot, best);
    }

    @Override
    protected String fill(@Nullable Product product) {
        boolean recalled = product != null && product.status() == Status.RECALLED;
        pseudoClassStateChanged(RECALLED, recalled);
        if (product == null) {
            return "";
        }
        icon.icon(recalled ? MaterialDesignA.ALERT_OCTAGON_OUTLINE : MaterialDesignP.PACKAGE_VARIANT_CLOSED);
        id.setText(product.productId());
        grade.setText(Letters.of(product.grade(), messages));
        state.setText(messages.get(recalled ? "products.recalled" : "products.on_sale"));
        lot.setText(product.lot() == null ? Messages.NONE : product.lot());
        best.setText(messages.get("products.best", messages.day(product.bestBefore())));
        return String.join(" · ", id.getText(), grade.getText(), state.getText(), lot.getText(), best.getText());
    }
}
