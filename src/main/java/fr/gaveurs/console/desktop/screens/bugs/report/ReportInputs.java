package fr.gaveurs.console.desktop.screens.bugs.report;

import fr.gaveurs.console.desktop.kit.FieldChecks;
import fr.gaveurs.console.desktop.kit.Messages;
import fr.gaveurs.console.desktop.kit.TabLeads;
import fr.gaveurs.console.desktop.screens.bugs.report.ReportViewModel.Field;
import javafx.beans.property.Property;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextInputControl;
import javafx.util.StringConverter;
import org.jspecify.annotations.Nullable;

/** The fields of the report form, between the person and the view model, with what is wrong below each. */
final class ReportInputs {
    private final Messages messages;
    private final ReportViewModel model;
    private final FieldChecks checks = new FieldChecks();

    ReportInputs(Messages messages, ReportViewModel model) {
        this.messages = messages;
        this.model = model;
    }

    /** @param place below the field, for what is wrong with it */
    void bind(Field field, TextInputControl input, Label place) {
        input.textProperty().bindBidirectional(model.text(field));
        checks.add(input, place, text -> model.wrong(field));
        if (input instanceof TextArea area) {
            TabLeads.outOf(area);
        }
    }

    /** The model has taken over another draft: what was said of the one before is void. */
    void loaded() {
        if (model.isRefused()) {
            checks.show();
        } else {
            checks.hide();
        }
    }

    /** The backend did not take a field. */
    void refused() {
        checks.show();
    }

    /** Says what is wrong; true where nothing is. */
    boolean pass() {
        return checks.pass();
    }

    /** The topmost field that is said to be wrong; null for none. */
    @Nullable
    TextInputControl firstWrong() {
        return checks.firstWrong();
    }

    <T extends Enum<T>> void choice(ComboBox<T> box, T[] values, String key, Property<T> property) {
        box.getItems().setAll(values);
        box.setCellFactory(list -> new ListCell<>() {
            @Override
            protected void updateItem(@Nullable T value, boolean empty) {
                super.updateItem(value, empty);
                setText(value == null || empty ? "" : meaning(key, value));
            }
        });
        box.setConverter(new StringConverter<>() {
            @Override
            public String toString(@Nullable T value) {
                return value == null ? "" : messages.get(key + value);
            }

            @Override
            public T fromString(String text) {
                return values[0];
            }
        });
        box.valueProperty().bindBidirectional(property);
    }

    /** The list says what a word means; there is no room for it once it is chosen. */
    private String meaning(String key, Object value) {
        String word = messages.get(key + value);
        String means = messages.getOr(key + "means." + value, "");
        return means.isEmpty() ? word : messages.get("report.choice", word, means);
    }
}
