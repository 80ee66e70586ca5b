package fr.gaveurs.console.desktop.screens.products;

import fr.gaveurs.console.desktop.kit.Labels;
import fr.gaveurs.console.desktop.kit.Messages;
import java.time.Instant;
import javafx.scene.control.Label;
import javafx.scene.layout.GridPane;
import org.jspecify.annotations.Nullable;

/** What is known of something, a line each: its name, and what it is. */
final class Facts extends GridPane {
    private final Messages messages;

    Facts(Messages messages) {
        this.messages = messages;
        getStyleClass().add("product-facts");
    }

    /** When something was done, and by whom where that is known. */
    String by(@Nullable String name, Instant at) {
        String when = messages.dateTime(at);
        return name == null ? when : messages.get("products.made_by", when, name);
    }

    /**
     * Puts a line below the others.
     *
     * @param value null for what is not known, which gets no line
     */
    void add(String key, @Nullable String value) {
        if (value == null) {
            return;
        }
        Label name = new Label(messages.get(key));
        name.getStyleClass().add("product-fact");
        name.setMinWidth(USE_PREF_SIZE);
        addRow(getRowCount(), name, Labels.wrap(new Label(value)));
    }
}
