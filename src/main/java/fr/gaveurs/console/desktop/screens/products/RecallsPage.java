package fr.gaveurs.console.desktop.screens.products;

import fr.gaveurs.console.api.products.Products.Recall;
import fr.gaveurs.console.desktop.kit.PagedList;
import fr.gaveurs.console.desktop.kit.PagedRows;
import fr.gaveurs.console.desktop.kit.Visibility;
import java.util.function.Consumer;
import javafx.application.Platform;
import javafx.scene.control.ListView;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/** All recalls, the newest first, and the one that is chosen; a lot is called back here by its name. */
final class RecallsPage extends VBox {
    private final ListView<Recall> list = new ListView<>();

    /**
     * @param open opens and closes the question which lot is called back
     * @param look shows the products of a recall, by what is searched for
     * @param changed something was called back, or that was taken back
     * @param askOlder the end of the list is near
     */
    RecallsPage(
            ProductsContext context,
            PagedRows<Recall> rows,
            ToggleButton open,
            Consumer<String> look,
            Runnable changed,
            Runnable askOlder) {
        getStyleClass().add("recalls");
        RecallPane question = new RecallPane(context.messages(), () -> {
            open.setSelected(false);
            open.requestFocus();
        });
        RecallActs acts = new RecallActs(context, question, recall -> {
            open.setSelected(false);
            rows.put(recall);
            changed.run();
            list.requestFocus();
            // The list is told of its rows first.
            Platform.runLater(() -> {
                list.getSelectionModel().select(recall);
                list.scrollTo(recall);
            });
        });
        open.selectedProperty().subscribe(now -> {
            Visibility.show(question, now);
            if (now) {
                acts.anyLot();
            }
        });
        RecallDetail detail = new RecallDetail(
                context,
                recall -> {
                    rows.put(recall);
                    changed.run();
                },
                look);
        VBox detailPlace = new VBox(detail);
        detailPlace.setMinHeight(USE_PREF_SIZE);
        list.setId("recallList");
        list.getStyleClass().add("products-list");
        VBox.setVgrow(list, Priority.ALWAYS);
        PagedList<Recall> paged =
                new PagedList<>(list, rows, context.appearance().textSize(), detailPlace, detail::show, askOlder);
        list.setCellFactory(of -> new RecallCell(context.messages(), paged));
        getChildren().setAll(question, list, detailPlace);
    }

    void focus() {
        list.requestFocus();
    }
}
