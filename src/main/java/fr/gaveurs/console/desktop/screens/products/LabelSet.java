package fr.gaveurs.console.desktop.screens.products;

import fr.gaveurs.console.api.products.Products.Product;
import fr.gaveurs.console.api.products.Products.Status;
import fr.gaveurs.console.desktop.kit.Messages;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Of what labels are printed in one file.
 *
 * @param lot of all of a lot; null for products by their ids
 * @param ids in the order of their labels; empty for a lot
 * @param recalled how many of those that were chosen get none
 */
record LabelSet(@Nullable String lot, List<String> ids, int recalled) {
    /** As many as an address has room for. */
    static final int MOST_CHOSEN = 500;

    /**
     * What can be chosen from.
     *
     * @param chosen those of the list, the last made first
     * @param lot whether labels of the shown one's lot are printed
     */
    static List<LabelSet> of(Product shown, List<Product> chosen, boolean lot) {
        List<LabelSet> sets = new ArrayList<>();
        List<String> sold = chosen.reversed().stream()
                .filter(product -> product.status() == Status.ACTIVE)
                .map(Product::productId)
                .toList();
        if (chosen.size() > 1 && !sold.isEmpty()) {
            sets.add(new LabelSet(null, sold, chosen.size() - sold.size()));
        }
        if (shown.status() == Status.ACTIVE) {
            sets.add(new LabelSet(null, List.of(shown.productId()), 0));
        }
        if (lot) {
            sets.add(new LabelSet(shown.lot(), List.of(), 0));
        }
        return sets;
    }

    String words(Messages messages) {
        return lot != null
                ? messages.get("products.labels.lot", lot)
                : ids.size() == 1 && recalled == 0
                        ? messages.get("products.labels.single", ids.getFirst())
                        : messages.count("products.labels.chosen", ids.size());
    }

    /** How its file is called before somebody gives it another name. */
    String fileName() {
        String name = lot != null ? lot : ids.getFirst();
        return name.replaceAll("[^\\p{L}\\p{N}._-]", "_") + ".pdf";
    }
}
