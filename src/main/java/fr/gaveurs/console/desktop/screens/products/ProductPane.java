package fr.gaveurs.console.desktop.screens.products;

import fr.gaveurs.console.api.products.Products.LabelFormat;
import fr.gaveurs.console.api.products.Products.LabelLanguage;
import fr.gaveurs.console.api.products.Products.LabelPaper;
import fr.gaveurs.console.api.products.Products.LabelQuery;
import fr.gaveurs.console.api.products.Products.Product;
import fr.gaveurs.console.api.products.Products.Recall;
import fr.gaveurs.console.api.products.Products.RecallScope;
import fr.gaveurs.console.api.products.Products.Status;
import fr.gaveurs.console.api.quality.Samples.ModelRef;
import fr.gaveurs.console.desktop.kit.Labels;
import fr.gaveurs.console.desktop.kit.Letters;
import fr.gaveurs.console.desktop.kit.Messages;
import fr.gaveurs.console.desktop.kit.ProblemText;
import fr.gaveurs.console.desktop.kit.Visibility;
import fr.gaveurs.console.desktop.kit.Wrapping;
import java.io.ByteArrayInputStream;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import javafx.beans.binding.Bindings;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.image.Image;
import javafx.scene.image.ImageView;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** One product: its facts, its label as it is printed, and what can be done with it. */
final class ProductPane extends VBox {
    private static final int SCREEN_DPI = 150;

    private static final double WIDEST_FACTS_EM = 44;

    private final ProductsContext context;
    private final Messages messages;
    private final Consumer<Product> known;
    private final Consumer<String> changed;
    private final Label title = new Label();
    private final Label recalled = new Label();
    private final GridPane facts = new GridPane();
    private final ImageView label = new ImageView();
    private final Label noLabel = new Label();
    private final MenuButton save;
    private final MenuItem ofLot;
    private final MenuItem lotRoll;
    private final Button copy;
    private final Button recallProduct;
    private final Button recallLot;
    private final Button lift;
    private final FlowPane both;
    private final RecallPane question;
    /** What opened the question. */
    private Button asker;

    private final LabelFiles files;
    private @Nullable Product shown;
    /** What was shown last, also while nothing is. */
    private @Nullable Product last;

    /**
     * @param known told what a product is now
     * @param changed told the id of one that was called back, or of which that was taken back
     */
    ProductPane(ProductsContext context, Consumer<Product> known, Consumer<String> changed) {
        this.context = context;
        this.messages = context.messages();
        this.known = known;
        this.changed = changed;
        this.files = new LabelFiles(context, this);
        getStyleClass().add("product-detail");
        title.getStyleClass().add("product-title");
        recalled.getStyleClass().add("product-recalled");
        facts.getStyleClass().add("product-facts");
        label.setPreserveRatio(true);
        label.setSmooth(true);
        VBox picture = new VBox(label, noLabel);
        picture.getStyleClass().add("product-label");
        picture.setMaxHeight(USE_PREF_SIZE);
        for (Label text : new Label[] {title, recalled, noLabel}) {
            Labels.wrap(text);
        }
        ofLot = item("products.label.lot", () -> files.lot(need(), LabelPaper.AVERY_L7160));
        lotRoll = item("products.label.lot_roll", () -> files.lot(need(), LabelPaper.ROLL_62));
        save = new MenuButton(
                messages.get("products.label.save"),
                null,
                item("products.label.sheet", () -> files.one(need(), LabelFormat.PDF, LabelPaper.AVERY_L7160)),
                item("products.label.roll", () -> files.one(need(), LabelFormat.PDF, LabelPaper.ROLL_62)),
                item("products.label.png", () -> files.one(need(), LabelFormat.PNG, LabelPaper.ROLL_62)),
                item("products.label.svg", () -> files.one(need(), LabelFormat.SVG, LabelPaper.ROLL_62)),
                ofLot,
                lotRoll);
        save.setId("productLabelSave");
        copy = button("productCopy", "products.copy", this::copy);
        recallProduct = button("productRecall", "products.recall.product", () -> ask(RecallScope.PRODUCT));
        recallLot = button("productRecallLot", "products.recall.lot", () -> ask(RecallScope.LOT));
        lift = button("productLift", "products.lift", this::askLift);
        asker = recallProduct;
        question = new RecallPane(messages, this::cancelled);
        question.setMaxHeight(USE_PREF_SIZE);
        Wrapping buttons = new Wrapping();
        buttons.getStyleClass().add("product-buttons");
        buttons.getChildren().setAll(save, copy, recallProduct, recallLot, lift);
        both = new FlowPane(facts, picture);
        both.getStyleClass().add("product-both");
        // Else the screen would be as wide as the longest fact in one line.
        both.setMinWidth(0);
        facts.maxWidthProperty()
                .bind(Bindings.min(
                        both.widthProperty(), context.appearance().textSize().multiply(WIDEST_FACTS_EM)));
        // A question comes in the place of what it is about: neither the buttons nor the list move when it does.
        StackPane place = new StackPane(both, question);
        place.setAlignment(Pos.TOP_LEFT);
        asking(false);
        // What comes by itself stands below the buttons.
        getChildren().setAll(title, buttons, recalled, place);
    }

    /** Shows the question, or what it would cover; both keep their room. */
    private void asking(boolean now) {
        question.setVisible(now);
        both.setVisible(!now);
    }

    private MenuItem item(String key, Runnable act) {
        MenuItem item = new MenuItem(messages.get(key));
        item.setOnAction(event -> act.run());
        return item;
    }

    private Button button(String id, String key, Runnable act) {
        Button button = new Button(messages.get(key));
        button.setId(id);
        button.setMinWidth(USE_PREF_SIZE);
        button.setOnAction(event -> act.run());
        return button;
    }

    private Product need() {
        Product product = shown;
        if (product == null) {
            throw new IllegalStateException("no product is shown");
        }
        return product;
    }

    /** Shows what the list knows of a product, and asks for what it is now. */
    void show(@Nullable Product product) {
        shown = product;
        if (product == null) {
            return;
        }
        // A list that is asked for anew has nothing selected for a moment: a question about the same product stays.
        Product before = last;
        boolean other = before == null || !before.productId().equals(product.productId());
        last = product;
        if (other) {
            asking(false);
            refresh(product.productId());
        }
        if (other || before == null || !before.equals(product)) {
            fill(product);
        }
        if (other || before == null || before.status() != product.status()) {
            picture(product);
        }
    }

    private void refresh(String id) {
        var unused = context.api().products().product(id).whenComplete((now, failure) -> {
            if (failure == null) {
                context.pump().post(() -> known.accept(now));
            }
        });
    }

    private void fill(Product product) {
        boolean isRecalled = product.status() == Status.RECALLED;
        Recall recall = product.recall();
        title.setText(product.productId());
        recalled.setText(
                recall == null
                        ? ""
                        : messages.get("products.recalled.since", messages.dateTime(recall.at()), recall.reason()));
        Visibility.show(recalled, isRecalled);
        facts.getChildren().clear();
        fact("products.fact.grade", Letters.of(product.grade(), messages));
        ModelRef with = product.gradedWith();
        fact(
                "products.fact.graded_with",
                with == null
                        ? null
                        : messages.get(
                                "station.model.named",
                                messages.get("models.version", with.versionId()),
                                with.versionName()));
        fact("products.fact.lot", product.lot());
        fact("products.fact.site", product.siteCode());
        fact(
                "products.fact.weight",
                product.weightG() == null
                        ? null
                        : messages.get("products.grams", messages.number(product.weightG(), 0)));
        fact("products.fact.produced", messages.day(product.producedOn()));
        fact("products.fact.controlled", messages.dateTime(product.controlledAt()));
        fact("products.fact.packaged", messages.day(product.packagedOn()));
        fact("products.fact.best", messages.day(product.bestBefore()));
        fact(
                "products.fact.certifications",
                product.certifications().isEmpty() ? null : String.join(", ", product.certifications()));
        fact("products.fact.sample", product.sampleId() + " · " + product.deviceId());
        fact("products.fact.made", made(product));
        fact("products.fact.code", code(product));
        ofLot.setDisable(product.lot() == null);
        lotRoll.setDisable(product.lot() == null);
        save.setDisable(isRecalled || product.qr() == null);
        copy.setDisable(product.qr() == null);
        recallProduct.setDisable(isRecalled);
        recallLot.setDisable(isRecalled || product.lot() == null);
        lift.setDisable(!isRecalled);
    }

    private String made(Product product) {
        String at = messages.dateTime(product.createdAt());
        return product.createdBy() == null ? at : messages.get("products.made_by", at, product.createdBy());
    }

    private String code(Product product) {
        if (product.qr() == null) {
            return messages.get("products.code.other_key");
        }
        return product.qrIsAddress() ? product.qr() : messages.get("products.code.plain", product.qr());
    }

    private void fact(String key, @Nullable String value) {
        if (value == null) {
            return;
        }
        int row = facts.getRowCount();
        Label name = new Label(messages.get(key));
        name.getStyleClass().add("product-fact");
        name.setMinWidth(USE_PREF_SIZE);
        Label text = new Label(value);
        facts.addRow(row, name, Labels.wrap(text));
    }

    /** The label as it is printed. */
    private void picture(Product product) {
        label.setImage(null);
        String why = product.status() == Status.RECALLED
                ? messages.get("products.label.recalled")
                : product.qr() == null ? messages.get("products.code.other_key") : "";
        noLabel.setText(why);
        Visibility.show(noLabel, !why.isEmpty());
        if (!why.isEmpty()) {
            return;
        }
        String id = product.productId();
        LabelQuery query = new LabelQuery(LabelFormat.PNG, LabelPaper.ROLL_62, language(), SCREEN_DPI);
        var unused = context.api().products().label(id, query).handle((bytes, failure) -> {
            context.pump().post(() -> {
                if (shown == null || !shown.productId().equals(id)) {
                    return;
                }
                if (failure == null) {
                    label.setImage(new Image(new ByteArrayInputStream(bytes)));
                    label.setFitWidth(22 * context.appearance().textSize().get());
                } else {
                    noLabel.setText(ProblemText.of(failure, messages));
                    Visibility.show(noLabel, true);
                }
            });
            return null;
        });
    }

    private LabelLanguage language() {
        return messages.language() == Messages.Language.FR ? LabelLanguage.FR : LabelLanguage.EN;
    }

    private void copy() {
        ClipboardContent content = new ClipboardContent();
        content.putString(need().qr());
        Clipboard.getSystemClipboard().setContent(content);
        context.notices().good(messages.get("products.copied"));
    }

    private void ask(RecallScope scope) {
        Product product = need();
        String lot = product.lot();
        String subject = scope == RecallScope.LOT && lot != null ? lot : product.productId();
        asker = scope == RecallScope.LOT ? recallLot : recallProduct;
        // Before it asks: what is not shown gets no keyboard.
        asking(true);
        question.ask(
                messages.get(scope == RecallScope.LOT ? "products.ask.lot" : "products.ask.product", subject),
                messages.get("products.ask.reason"),
                messages.get(scope == RecallScope.LOT ? "products.recall.lot" : "products.recall.product"),
                subject,
                reason -> act(
                        scope == RecallScope.LOT
                                ? context.api().products().recallLot(subject, reason)
                                : context.api().products().recallProduct(subject, reason),
                        "products.done.recalled"));
    }

    private void askLift() {
        Recall recall = need().recall();
        if (recall == null) {
            return;
        }
        asker = lift;
        asking(true);
        question.ask(
                messages.count("products.ask.lift", recall.products(), recall.subject()),
                messages.get("products.ask.lift_reason"),
                messages.get("products.lift"),
                recall.subject(),
                reason -> act(context.api().products().lift(recall.id(), reason), "products.done.lifted"));
    }

    private void act(CompletableFuture<Recall> asked, String done) {
        question.busy(true);
        var unused = asked.handle((recall, failure) -> {
            context.pump().post(() -> {
                question.busy(false);
                if (failure == null) {
                    cancelled();
                    context.notices().good(messages.count(done, recall.products(), recall.subject()));
                    Product product = last;
                    if (product != null) {
                        refresh(product.productId());
                        changed.accept(product.productId());
                    }
                } else {
                    context.notices().warn(messages.get("products.act.failed", ProblemText.of(failure, messages)));
                }
            });
            return null;
        });
    }

    private void cancelled() {
        asking(false);
        Button other = lift.isDisabled() ? recallProduct : lift;
        (asker.isDisabled() ? other : asker).requestFocus();
    }
}
