package fr.gaveurs.console.desktop.screens.products;

import fr.gaveurs.console.api.products.Products.LabelFormat;
import fr.gaveurs.console.api.products.Products.LabelLanguage;
import fr.gaveurs.console.api.products.Products.LabelPaper;
import fr.gaveurs.console.api.products.Products.LabelQuery;
import fr.gaveurs.console.api.products.Products.LabelsQuery;
import fr.gaveurs.console.api.products.Products.Product;
import fr.gaveurs.console.client.Download;
import fr.gaveurs.console.desktop.kit.Messages;
import fr.gaveurs.console.desktop.kit.ProblemText;
import fr.gaveurs.console.desktop.kit.pump.SystemDialogs;
import java.io.File;
import java.util.List;
import java.util.Locale;
import javafx.scene.Node;
import javafx.stage.FileChooser;
import org.jspecify.annotations.Nullable;

/** Saves labels as files that the person names. On the FX thread. */
final class LabelFiles {
    private final ProductsContext context;
    private final Messages messages;
    private final Node owner;

    /** @param owner in whose window it is asked where to save */
    LabelFiles(ProductsContext context, Node owner) {
        this.context = context;
        this.messages = context.messages();
        this.owner = owner;
    }

    void one(Product product, LabelFormat format, LabelPaper paper) {
        File target = choose(product.productId() + "." + format.key());
        if (target != null) {
            LabelQuery query = new LabelQuery(format, paper, language(messages), null);
            save(context.api().products().label(product.productId(), query, target.toPath()), target);
        }
    }

    /** All labels of the product's lot, on sheets or a roll. */
    void lot(Product product, LabelPaper paper) {
        if (product.lot() != null) {
            several(new LabelSet(product.lot(), List.of(), 0), paper, 1, 1);
        }
    }

    /**
     * Labels of several products, as a PDF.
     *
     * @param first place of the first label on a sheet that was begun, from 1
     * @param copies of each
     */
    void several(LabelSet set, LabelPaper paper, int first, int copies) {
        File target = choose(set.fileName());
        if (target != null) {
            String ids = set.lot() == null ? String.join(",", set.ids()) : null;
            LabelsQuery query = new LabelsQuery(set.lot(), ids, paper, language(messages), first, copies);
            save(context.api().products().labels(query, target.toPath(), bytes -> {}), target);
        }
    }

    /** That of the window. */
    static LabelLanguage language(Messages messages) {
        return messages.language() == Messages.Language.FR ? LabelLanguage.FR : LabelLanguage.EN;
    }

    private void save(Download download, File target) {
        var unused = download.done().handle((bytes, failure) -> {
            context.pump().post(() -> {
                if (failure == null) {
                    context.notices().good(messages.get("products.saved", target.getName()));
                } else {
                    context.notices()
                            .warn(messages.get(
                                    "products.not_saved", target.getName(), ProblemText.ofFile(failure, messages)));
                }
            });
            return null;
        });
    }

    private @Nullable File choose(String name) {
        FileChooser dialog = new FileChooser();
        dialog.setTitle(messages.get("products.label.save"));
        dialog.setInitialFileName(name);
        String ending = name.substring(name.lastIndexOf('.') + 1);
        dialog.getExtensionFilters()
                .add(new FileChooser.ExtensionFilter(ending.toUpperCase(Locale.ROOT), "*." + ending));
        return SystemDialogs.save(dialog, owner.getScene().getWindow());
    }
}
