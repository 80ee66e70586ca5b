package fr.gaveurs.console.desktop.screens.products;

import fr.gaveurs.console.api.products.Products.Product;
import fr.gaveurs.console.api.products.Products.Status;
import fr.gaveurs.console.desktop.kit.Choice;
import fr.gaveurs.console.desktop.kit.Messages;
import fr.gaveurs.console.desktop.kit.PagedList;
import fr.gaveurs.console.desktop.kit.Segments;
import fr.gaveurs.console.desktop.kit.Typing;
import fr.gaveurs.console.desktop.kit.Visibility;
import java.util.List;
import java.util.Objects;
import javafx.application.Platform;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.collections.ListChangeListener;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.ListView;
import javafx.scene.control.SelectionMode;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.controlsfx.control.SegmentedButton;
import org.jspecify.annotations.Nullable;

/** Controller of {@code fxml/products.fxml}. */
public final class ProductsController {
    private final ProductsContext context;
    private final Messages messages;
    private final ProductsViewModel model;
    private final Runnable ask;
    private final Runnable askOlder;
    private @Nullable Typing typing;
    /** The product in view, also while the list is asked for anew; or the one that shall be. */
    private @Nullable String wanted;

    private final ProductPane detail;
    private final MakePane maker;
    private final Runnable askOlderRecalls;
    private final ReadOnlyStringWrapper note = new ReadOnlyStringWrapper("");
    private @Nullable Segments<Boolean> segments;
    private @Nullable RecallsPage recalls;
    private boolean recallsInView;

    @FXML
    private SegmentedButton pages;

    @FXML
    private TextField search;

    @FXML
    private ComboBox<Choice<Status>> status;

    @FXML
    private Button clear;

    @FXML
    private ToggleButton make;

    @FXML
    private ListView<Product> list;

    @FXML
    private ToggleButton recallLot;

    @FXML
    private VBox productsPlace;

    @FXML
    private VBox recallsPlace;

    @FXML
    private VBox makerPlace;

    @FXML
    private VBox detailPlace;

    /**
     * @param ask the filters or what is in view have changed: ask now
     * @param askOlder the end of the list of products is near
     * @param askOlderRecalls or that of the list of recalls
     */
    ProductsController(
            ProductsContext context,
            ProductsViewModel model,
            Runnable ask,
            Runnable askOlder,
            Runnable askOlderRecalls) {
        this.context = context;
        this.messages = context.messages();
        this.model = model;
        this.ask = ask;
        this.askOlder = askOlder;
        this.askOlderRecalls = askOlderRecalls;
        this.detail = new ProductPane(context, this::allChosen, model.products()::put, this::changed);
        this.maker = new MakePane(context, this::made);
    }

    @FXML
    public void initialize() {
        Choice.fill(
                status,
                List.of(
                        new Choice<>(null, messages.get("products.status.all")),
                        new Choice<>(Status.ACTIVE, messages.get("products.status.active")),
                        new Choice<>(Status.RECALLED, messages.get("products.status.recalled"))),
                null);
        PagedList<Product> paged = new PagedList<>(
                list, model.products(), context.appearance().textSize(), detailPlace, this::chosen, askOlder);
        list.setCellFactory(of -> new ProductCell(messages, paged));
        // Labels are printed of several.
        list.getSelectionModel().setSelectionMode(SelectionMode.MULTIPLE);
        list.getItems().addListener((ListChangeListener<Product>) change -> showWanted());
        Typing asking = new Typing(this::filter, search);
        typing = asking;
        search.setOnAction(event -> asking.now());
        Choice.onChosen(status, value -> asking.now());
        clear.setDisable(true);
        makerPlace.getChildren().setAll(maker);
        make.selectedProperty().subscribe(open -> {
            Visibility.show(makerPlace, open);
            if (open) {
                maker.shown();
            }
        });
        maker.addEventHandler(KeyEvent.KEY_PRESSED, event -> {
            if (event.getCode() == KeyCode.ESCAPE) {
                make.setSelected(false);
                make.requestFocus();
                event.consume();
            }
        });
        detailPlace.getChildren().setAll(detail);
        recalls = new RecallsPage(context, model.recalls(), recallLot, this::search, model::again, askOlderRecalls);
        VBox.setVgrow(recalls, Priority.ALWAYS);
        recallsPlace.getChildren().setAll(recalls);
        segments = new Segments<>(pages, List.of(false, true), false, toRecalls -> {
            turn(toRecalls);
            ask.run();
        });
        turn(false);
    }

    private void turn(boolean toRecalls) {
        recallsInView = toRecalls;
        Visibility.show(productsPlace, !toRecalls);
        Visibility.show(recallsPlace, toRecalls);
        for (Node tool : List.of(search, status, clear, make)) {
            Visibility.show(tool, !toRecalls);
        }
        Visibility.show(recallLot, toRecalls);
        note.bind(toRecalls ? model.recalls().note() : model.products().note());
    }

    boolean recallsInView() {
        return recallsInView;
    }

    private List<Product> allChosen() {
        return List.copyOf(list.getSelectionModel().getSelectedItems());
    }

    private void filter() {
        wanted = null;
        Choice<Status> only = status.getValue();
        model.filter(search.getText(), only == null ? null : only.value());
        clear.setDisable(!model.filtered());
        ask.run();
    }

    @FXML
    public void clear() {
        look("");
    }

    /** A product was called back, or that was taken back: the list is asked for anew, and the product stays in view. */
    private void changed(String productId) {
        wanted = productId;
        model.again();
        model.recalls().again(false);
        ask.run();
    }

    /**
     * Products of a lot, or one of a sample, were made: they are shown.
     *
     * @param found the lot, or the one's id
     */
    private void made(String found) {
        make.setSelected(false);
        search(found);
        wanted = found;
    }

    private void chosen(@Nullable Product product) {
        if (product != null) {
            wanted = product.productId();
        }
        detail.show(product);
    }

    /** The list is told of its rows first. */
    private void showWanted() {
        Platform.runLater(() -> {
            if (wanted == null || list.getSelectionModel().getSelectedItem() != null) {
                return;
            }
            list.getItems().stream()
                    .filter(product -> product.productId().equals(wanted))
                    .findFirst()
                    .ifPresent(product -> {
                        list.getSelectionModel().select(product);
                        list.scrollTo(product);
                    });
        });
    }

    /** Looks for whatever is on a label. */
    void search(String text) {
        if (segments != null) {
            segments.select(false);
        }
        turn(false);
        look(text);
    }

    /** Looks for these words alone. */
    private void look(String words) {
        Typing asking = Objects.requireNonNull(typing, "not loaded yet");
        asking.quietly(() -> {
            Choice.select(status, null);
            search.setText(words);
        });
        asking.now();
    }

    void focus() {
        if (recallsInView && recalls != null) {
            recalls.focus();
        } else {
            search.requestFocus();
        }
    }

    void shown() {
        if (!recallsInView && Objects.requireNonNullElse(search.getText(), "").isEmpty()) {
            search.requestFocus();
        }
    }

    void hidden() {
        if (typing != null) {
            typing.stop();
        }
    }

    public ReadOnlyStringProperty noteProperty() {
        return note.getReadOnlyProperty();
    }

    public String getNote() {
        return note.get();
    }
}
