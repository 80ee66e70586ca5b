package fr.gaveurs.console.desktop.screens.products;

import fr.gaveurs.console.api.products.Products;
import fr.gaveurs.console.api.products.Products.LabelPaper;
import fr.gaveurs.console.desktop.kit.Buttons;
import fr.gaveurs.console.desktop.kit.Choice;
import fr.gaveurs.console.desktop.kit.FieldChecks;
import fr.gaveurs.console.desktop.kit.LabeledField;
import fr.gaveurs.console.desktop.kit.Labels;
import fr.gaveurs.console.desktop.kit.Messages;
import fr.gaveurs.console.desktop.kit.PanelScroll;
import fr.gaveurs.console.desktop.kit.PopOvers;
import fr.gaveurs.console.desktop.kit.Visibility;
import fr.gaveurs.console.desktop.kit.Wrapping;
import java.util.List;
import java.util.Objects;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.VBox;

/** Asks of what labels are printed, on which paper, how many of each, and from which place of a begun sheet on. */
final class LabelsForm extends VBox {
    private static final int SHORT = 5;

    private final Messages messages;
    private final Saving saving;
    private final ComboBox<Choice<LabelSet>> what = new ComboBox<>();
    private final ComboBox<Choice<LabelPaper>> paper = new ComboBox<>();
    private final TextField copies = new TextField("1");
    private final TextField first = new TextField("1");
    private final Label recalled = Labels.wrapping("", "products-quiet");
    private final FieldChecks checks = new FieldChecks();

    /** Has the labels saved. */
    @FunctionalInterface
    interface Saving {
        /**
         * Does so.
         *
         * @param first place of the first label on a sheet that was begun, from 1
         * @param copies of each
         */
        void of(LabelSet set, LabelPaper paper, int first, int copies);
    }

    /** @param sets one at least */
    LabelsForm(Messages messages, List<LabelSet> sets, Saving saving) {
        this.messages = messages;
        this.saving = saving;
        getStyleClass().add("labels-form");
        what.setId("labelsWhat");
        paper.setId("labelsPaper");
        copies.setId("labelsCopies");
        first.setId("labelsFirst");
        Choice.fill(
                what,
                sets.stream().map(set -> new Choice<>(set, set.words(messages))).toList(),
                sets.getFirst());
        Choice.fill(
                paper,
                List.of(
                        new Choice<>(LabelPaper.AVERY_L7160, messages.get("products.labels.paper.sheet")),
                        new Choice<>(LabelPaper.ROLL_62, messages.get("products.labels.paper.roll"))),
                LabelPaper.AVERY_L7160);
        VBox asked = new VBox(
                new LabeledField(messages.get("products.labels.what"), what),
                Labels.wrapping(messages.get("products.labels.hint"), "products-quiet"),
                recalled,
                new LabeledField(messages.get("products.labels.paper"), paper),
                number("products.labels.copies", copies),
                number("products.labels.first", first));
        asked.getStyleClass().add("labels-asked");
        what.setMaxWidth(Double.MAX_VALUE);
        paper.setMaxWidth(Double.MAX_VALUE);
        checks.add(copies, problem(copies), this::wrongCopies);
        checks.add(first, problem(first), this::wrongFirst);
        what.valueProperty().subscribe(now -> lookAt(set()));
        paper.valueProperty().subscribe(now -> first.setDisable(now.value() == LabelPaper.ROLL_62));
        Button save = Buttons.of("labelsSave", messages.get("products.labels.save"), this::save);
        save.getStyleClass().add("accent");
        Wrapping buttons = new Wrapping();
        buttons.getStyleClass().add("question-buttons");
        buttons.setMinHeight(USE_PREF_SIZE);
        buttons.getChildren()
                .setAll(save, Buttons.of("labelsCancel", messages.get("products.cancel"), () -> PopOvers.close(this)));
        copies.setOnAction(event -> save());
        first.setOnAction(event -> save());
        getChildren().setAll(new PanelScroll(asked), buttons);
    }

    static void ask(Node anchor, Messages messages, List<LabelSet> sets, Saving saving) {
        LabelsForm form = new LabelsForm(messages, sets, saving);
        PopOvers.show(anchor, form);
        form.copies.requestFocus();
        form.copies.selectAll();
    }

    private LabeledField number(String key, TextField field) {
        field.setPrefColumnCount(SHORT);
        field.getStyleClass().add("question-short");
        return new LabeledField(messages.get(key), field);
    }

    private static Label problem(TextField field) {
        return ((LabeledField) field.getParent()).problem();
    }

    private void lookAt(LabelSet set) {
        recalled.setText(set.recalled() == 0 ? "" : messages.count("products.labels.recalled", set.recalled()));
        Visibility.show(recalled, set.recalled() > 0);
    }

    private LabelSet set() {
        return Objects.requireNonNull(what.getValue().value());
    }

    /** -1 for what is no number of so many digits. */
    private static int number(String text) {
        return text.strip().matches("[0-9]{1,4}") ? Integer.parseInt(text.strip()) : -1;
    }

    private String wrongCopies(String text) {
        int number = number(text);
        if (number < 1 || number > Products.MAX_COPIES) {
            return messages.get("products.labels.number", 1, Products.MAX_COPIES);
        }
        int chosen = set().ids().size();
        return chosen > LabelSet.MOST_CHOSEN
                ? messages.get("products.labels.many_chosen", LabelSet.MOST_CHOSEN, chosen)
                : chosen * number > Products.MAX_LABELS
                        ? messages.get(
                                "products.labels.many",
                                messages.integer(Products.MAX_LABELS),
                                messages.integer((long) chosen * number))
                        : "";
    }

    private String wrongFirst(String text) {
        int number = number(text);
        return first.isDisabled() || (number >= 1 && number <= Products.PLACES)
                ? ""
                : messages.get("products.labels.number", 1, Products.PLACES);
    }

    private void save() {
        if (!checks.pass()) {
            return;
        }
        LabelSet set = set();
        LabelPaper on = Objects.requireNonNull(paper.getValue().value());
        PopOvers.close(this);
        saving.of(set, on, first.isDisabled() ? 1 : number(first.getText()), number(copies.getText()));
    }
}
