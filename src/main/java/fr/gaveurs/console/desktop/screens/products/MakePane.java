package fr.gaveurs.console.desktop.screens.products;

import fr.gaveurs.console.api.DeviceId;
import fr.gaveurs.console.api.products.Products;
import fr.gaveurs.console.api.products.Products.MadeProducts;
import fr.gaveurs.console.api.products.Products.NewProduct;
import fr.gaveurs.console.api.products.Products.NewProducts;
import fr.gaveurs.console.api.products.Products.Product;
import fr.gaveurs.console.api.products.Products.ProductOptions;
import fr.gaveurs.console.desktop.kit.DayPicker;
import fr.gaveurs.console.desktop.kit.FieldChecks;
import fr.gaveurs.console.desktop.kit.Labels;
import fr.gaveurs.console.desktop.kit.Messages;
import fr.gaveurs.console.desktop.kit.ProblemText;
import fr.gaveurs.console.desktop.kit.Visibility;
import fr.gaveurs.console.desktop.kit.Wrapping;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.TextInputControl;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** Makes products: of a whole lot, or of one sample. What is left empty follows from samples and settings. */
final class MakePane extends VBox {
    private final ProductsContext context;
    private final Messages messages;
    private final Consumer<String> made;
    private final TextField lot = new TextField();
    private final TextField device = new TextField();
    private final TextField sample = new TextField();
    private final DayPicker produced;
    private final DayPicker packaged;
    private final DayPicker best;
    private final FlowPane certifications = new FlowPane();
    private final Label hint = new Label();
    private final Label problem = new Label();
    private final FieldChecks checks = new FieldChecks();
    private final Button make = new Button();

    /** @param made told the lot or the id that can be searched for now */
    MakePane(ProductsContext context, Consumer<String> made) {
        this.context = context;
        this.messages = context.messages();
        this.made = made;
        produced = new DayPicker(messages);
        packaged = new DayPicker(messages);
        best = new DayPicker(messages);
        getStyleClass().add("product-question");
        Label words = new Label(messages.get("products.make.words"));
        for (Label label : new Label[] {words, hint, problem}) {
            Labels.wrap(label);
        }
        problem.getStyleClass().add("product-problem");
        hint.getStyleClass().add("products-quiet");
        certifications.getStyleClass().add("product-choices");
        lot.setId("makeLot");
        device.setId("makeDevice");
        sample.setId("makeSample");
        FlowPane what = row(
                field("products.make.lot", lot, this::wrongLot),
                field("products.make.device", device, this::wrongDevice),
                field("products.make.sample", sample, this::wrongSample));
        FlowPane dates = row(
                date("products.make.produced", produced, day -> ""),
                date(
                        "products.make.packaged",
                        packaged,
                        day -> before(packaged, produced, "products.make.before_kill")),
                date("products.make.best", best, day -> wrongBest()));
        make.setId("makeProducts");
        make.getStyleClass().add("accent");
        make.setMinWidth(USE_PREF_SIZE);
        // What can be chosen moves it: nobody shall press where it was.
        make.setVisible(false);
        make.setOnAction(event -> send());
        lot.setOnAction(event -> send());
        sample.setOnAction(event -> send());
        lot.textProperty().subscribe(this::look);
        device.textProperty().subscribe(this::look);
        sample.textProperty().subscribe(this::look);
        Wrapping buttons = new Wrapping();
        buttons.getStyleClass().add("product-buttons");
        buttons.getChildren().setAll(make);
        getChildren().setAll(words, what, dates, certifications, hint, problem, buttons);
        Visibility.show(problem, false);
        look();
    }

    private static FlowPane row(Node... fields) {
        FlowPane row = new FlowPane(fields);
        row.getStyleClass().add("product-fields");
        return row;
    }

    /** @param wrong what is wrong with what was typed, empty for nothing */
    private VBox field(String key, TextField field, Function<String, String> wrong) {
        return field(key, field, field, wrong);
    }

    private VBox date(String key, DayPicker field, Function<@Nullable LocalDate, String> wrong) {
        return field(key, field, field.getEditor(), field.checked(wrong));
    }

    /** As it stands in the field; null for nothing, and for what is no date. */
    private static @Nullable LocalDate dateOf(DayPicker field) {
        try {
            return field.day();
        } catch (DateTimeException e) {
            return null;
        }
    }

    private VBox field(String key, Region field, TextInputControl typed, Function<String, String> wrong) {
        Label name = new Label(messages.get(key));
        name.getStyleClass().add("products-quiet");
        name.setLabelFor(field);
        field.setAccessibleText(name.getText());
        Label below = Labels.below("product-problem");
        checks.add(typed, below, wrong);
        return new VBox(name, field, below);
    }

    private String wrongLot(String text) {
        if (!ofLot()) {
            return "";
        }
        return text.isBlank()
                ? messages.get("products.make.nothing")
                : text.strip().length() > Products.MAX_LOT ? messages.get("products.make.long", Products.MAX_LOT) : "";
    }

    private String wrongDevice(String text) {
        return ofLot() || text.strip().matches(DeviceId.PATTERN) ? "" : messages.get("products.make.device.wrong");
    }

    private String wrongSample(String text) {
        return ofLot() || !text.isBlank() ? "" : messages.get("products.make.sample.missing");
    }

    private String before(DayPicker later, DayPicker earlier, String key) {
        LocalDate first = dateOf(earlier);
        LocalDate last = dateOf(later);
        return first != null && last != null && last.isBefore(first) ? messages.get(key) : "";
    }

    /** Where the day of packing is left to the console, it is none before slaughter. */
    private String wrongBest() {
        return dateOf(packaged) == null
                ? before(best, produced, "products.make.best_before_kill")
                : before(best, packaged, "products.make.before_packing");
    }

    /** It came into view: asks what can be chosen. */
    void shown() {
        lot.requestFocus();
        var unused = context.api().products().options().whenComplete((options, failure) -> context.pump()
                .post(() -> {
                    if (failure == null) {
                        choices(options);
                    }
                    make.setVisible(true);
                }));
    }

    private void choices(ProductOptions options) {
        List<String> names = certifications.getChildren().stream()
                .map(node -> ((CheckBox) node).getText())
                .toList();
        if (!names.equals(options.certifications())) {
            certifications
                    .getChildren()
                    .setAll(options.certifications().stream().map(CheckBox::new).toList());
        }
        hint.setText(messages.get(
                        options.certifications().isEmpty() ? "products.make.no_certifications" : "products.make.usual",
                        options.bestBeforeDays())
                + (options.publicBase() == null ? " " + messages.get("products.make.plain") : ""));
    }

    private boolean ofLot() {
        return sample.getText().isBlank() && device.getText().isBlank();
    }

    private void look() {
        make.setText(messages.get(ofLot() ? "products.make.all" : "products.make.one"));
    }

    private void send() {
        if (make.isDisabled()) {
            return;
        }
        if (!checks.pass()) {
            return;
        }
        List<String> chosen = certifications.getChildren().stream()
                .map(CheckBox.class::cast)
                .filter(CheckBox::isSelected)
                .map(CheckBox::getText)
                .toList();
        LocalDate producedOn = dateOf(produced);
        LocalDate packagedOn = dateOf(packaged);
        LocalDate bestBefore = dateOf(best);
        make.setDisable(true);
        if (ofLot()) {
            var unused = context.api()
                    .products()
                    .makeAll(new NewProducts(lot.getText().strip(), null, producedOn, packagedOn, bestBefore, chosen))
                    .handle((answer, failure) -> post(failure, () -> all(answer)));
        } else {
            var unused = context.api()
                    .products()
                    .make(new NewProduct(
                            device.getText().strip(),
                            sample.getText().strip(),
                            null,
                            producedOn,
                            packagedOn,
                            bestBefore,
                            chosen))
                    .handle((answer, failure) -> post(failure, () -> one(answer)));
        }
    }

    private @Nullable Object post(@Nullable Throwable failure, Runnable done) {
        context.pump().post(() -> {
            make.setDisable(false);
            Visibility.show(problem, failure != null);
            if (failure == null) {
                checks.hide();
                done.run();
            } else {
                problem.setText(messages.get("products.make.failed", ProblemText.of(failure, messages)));
            }
        });
        return null;
    }

    private void all(MadeProducts answer) {
        String text = messages.count("products.done.made", answer.made(), answer.lot())
                + (answer.existed() > 0 ? " " + messages.count("products.done.existed", answer.existed()) : "")
                + (answer.refused() > 0 ? " " + messages.count("products.done.refused", answer.refused()) : "")
                + (answer.more() ? " " + messages.get("products.done.more") : "");
        if (answer.more()) {
            context.notices().warn(text);
        } else {
            context.notices().good(text);
        }
        lot.clear();
        made.accept(answer.lot());
    }

    private void one(Product product) {
        context.notices().good(messages.get("products.done.single", product.productId()));
        sample.clear();
        made.accept(product.productId());
    }
}
