package fr.gaveurs.console.desktop.screens.products;

import fr.gaveurs.console.api.products.Products.LabelFormat;
import fr.gaveurs.console.api.products.Products.LabelPaper;
import fr.gaveurs.console.api.products.Products.LabelQuery;
import fr.gaveurs.console.api.products.Products.Product;
import fr.gaveurs.console.api.products.Products.Recall;
import fr.gaveurs.console.api.products.Products.Status;
import fr.gaveurs.console.api.quality.Samples.ModelRef;
import fr.gaveurs.console.desktop.kit.Buttons;
import fr.gaveurs.console.desktop.kit.Kept;
import fr.gaveurs.console.desktop.kit.Labels;
import fr.gaveurs.console.desktop.kit.Letters;
import fr.gaveurs.console.desktop.kit.Messages;
import fr.gaveurs.console.desktop.kit.ProblemText;
import fr.gaveurs.console.desktop.kit.Visibility;
import fr.gaveurs.console.desktop.kit.Wrapping;
import java.io.ByteArrayInputStream;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.beans.binding.Bindings;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.image.Image;
import javafx.scene.image.ImageView;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.layout.FlowPane;
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
    private final Label title = new Label();
    private final Label recalled = new Label();
    private final Facts facts;
    private final ImageView label = new ImageView();
    private final Label noLabel = new Label();
    private final LabelMenu save;
    private final Button copy;
    private final Button recallProduct;
    private final Button recallLot;
    private final Button lift;
    private final FlowPane both;
    private final RecallPane question;
    private final RecallActs acts;
    /** What opened the question. */
    private Button asker;

    private @Nullable Product shown;
    /** What was shown last, also while nothing is. */
    private @Nullable Product last;

    /**
     * @param chosen the products that are chosen in the list, in its order
     * @param known told what a product is now
     * @param changed told the id of one that was called back, or of which that was taken back
     */
    ProductPane(
            ProductsContext context,
            Supplier<List<Product>> chosen,
            Consumer<Product> known,
            Consumer<String> changed) {
        this.context = context;
        this.messages = context.messages();
        this.known = known;
        facts = new Facts(messages);
        getStyleClass().add("product-detail");
        title.getStyleClass().add("product-title");
        recalled.getStyleClass().add("product-recalled");
        label.setPreserveRatio(true);
        label.setSmooth(true);
        VBox picture = new VBox(label, noLabel);
        picture.getStyleClass().add("product-label");
        picture.setMaxHeight(USE_PREF_SIZE);
        for (Label text : new Label[] {title, recalled, noLabel}) {
            Labels.wrap(text);
        }
        save = new LabelMenu(context, chosen);
        copy = Buttons.of("productCopy", messages.get("products.copy"), this::copy);
        recallProduct = Buttons.of("productRecall", messages.get("products.recall.product"), () -> ask(false));
        recallLot = Buttons.of("productRecallLot", messages.get("products.recall.lot"), () -> ask(true));
        lift = Buttons.of("productLift", messages.get("products.lift"), this::askLift);
        asker = recallProduct;
        question = new RecallPane(messages, this::cancelled);
        question.setMaxHeight(USE_PREF_SIZE);
        acts = new RecallActs(context, question, recall -> {
            cancelled();
            if (last != null) {
                refresh(last.productId());
                changed.accept(last.productId());
            }
        });
        Wrapping buttons = new Wrapping();
        buttons.getStyleClass().add("product-buttons");
        buttons.getChildren().setAll(save.button(), copy, recallProduct, recallLot, lift);
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
        Kept.part(question, Asked.class, this::asked, this::askAgain);
        // What comes by itself stands below the buttons.
        getChildren().setAll(title, buttons, recalled, place);
    }

    /** Shows the question, or what it would cover; both keep their room. */
    private void asking(boolean now) {
        question.setVisible(now);
        both.setVisible(!now);
    }

    /**
     * The question that is in view.
     *
     * @param asker id of the button that opened it
     */
    private record Asked(String productId, String asker) {}

    private @Nullable Asked asked() {
        Product of = last;
        return of == null || !question.isVisible() ? null : new Asked(of.productId(), asker.getId());
    }

    private void askAgain(Asked before) {
        for (Button button : List.of(recallProduct, recallLot, lift)) {
            if (shown != null
                    && shown.productId().equals(before.productId())
                    && before.asker().equals(button.getId())) {
                button.fire();
            }
        }
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
        facts.add("products.fact.grade", Letters.of(product.grade(), messages));
        ModelRef with = product.gradedWith();
        facts.add(
                "products.fact.graded_with",
                with == null
                        ? null
                        : messages.get(
                                "station.model.named",
                                messages.get("models.version", with.versionId()),
                                with.versionName()));
        facts.add("products.fact.lot", product.lot());
        facts.add("products.fact.site", product.siteCode());
        facts.add(
                "products.fact.weight",
                product.weightG() == null
                        ? null
                        : messages.get("products.grams", messages.number(product.weightG(), 0)));
        facts.add("products.fact.produced", messages.day(product.producedOn()));
        facts.add("products.fact.controlled", messages.dateTime(product.controlledAt()));
        facts.add("products.fact.packaged", messages.day(product.packagedOn()));
        facts.add("products.fact.best", messages.day(product.bestBefore()));
        facts.add(
                "products.fact.certifications",
                product.certifications().isEmpty() ? null : String.join(", ", product.certifications()));
        facts.add("products.fact.sample", product.sampleId() + " · " + product.deviceId());
        facts.add("products.fact.made", facts.by(product.createdBy(), product.createdAt()));
        facts.add("products.fact.code", code(product));
        save.show(product);
        copy.setDisable(product.qr() == null);
        recallProduct.setDisable(isRecalled);
        recallLot.setDisable(isRecalled || product.lot() == null);
        lift.setDisable(!isRecalled);
    }

    private String code(Product product) {
        if (product.qr() == null) {
            return messages.get("products.code.other_key");
        }
        return product.qrIsAddress() ? product.qr() : messages.get("products.code.plain", product.qr());
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
        LabelQuery query =
                new LabelQuery(LabelFormat.PNG, LabelPaper.ROLL_62, LabelFiles.language(messages), SCREEN_DPI);
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

    private void copy() {
        ClipboardContent content = new ClipboardContent();
        content.putString(need().qr());
        Clipboard.getSystemClipboard().setContent(content);
        context.notices().good(messages.get("products.copied"));
    }

    /** Before it asks: what is not shown gets no keyboard. */
    private void ask(boolean ofLot) {
        Product product = need();
        String lot = product.lot();
        asking(true);
        if (ofLot && lot != null) {
            asker = recallLot;
            acts.lot(lot);
        } else {
            asker = recallProduct;
            acts.product(product.productId());
        }
    }

    private void askLift() {
        Recall recall = need().recall();
        if (recall != null) {
            asker = lift;
            asking(true);
            acts.lift(recall);
        }
    }

    private void cancelled() {
        asking(false);
        Button other = lift.isDisabled() ? recallProduct : lift;
        (asker.isDisabled() ? other : asker).requestFocus();
    }
}
