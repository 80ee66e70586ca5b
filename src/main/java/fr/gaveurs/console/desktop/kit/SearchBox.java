package fr.gaveurs.console.desktop.kit;

import javafx.beans.NamedArg;
import javafx.scene.Node;
import javafx.scene.control.Skin;
import org.controlsfx.control.SearchableComboBox;
import org.controlsfx.control.textfield.CustomTextField;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.materialdesign2.MaterialDesignM;

/**
 * A list to choose from in which words are looked for by typing, in the window's words and signs. Who searches and leaves
 * without choosing finds what was chosen before. FX thread only.
 */
public final class SearchBox<T> extends SearchableComboBox<T> {
    private final String prompt;
    private @Nullable T last;

    /** @param prompt what the empty field says while the list is open */
    public SearchBox(@NamedArg("prompt") String prompt) {
        this.prompt = prompt;
        getStyleClass().addAll("search-box", "holds-choice");
        valueProperty().subscribe(now -> {
            if (now != null) {
                last = now;
            }
        });
        showingProperty().subscribe(showing -> {
            if (!showing && getValue() == null && last != null) {
                setValue(last);
            }
        });
    }

    @Override
    protected Skin<?> createDefaultSkin() {
        Skin<?> skin = super.createDefaultSkin();
        for (Node child : getChildren()) {
            if (child instanceof CustomTextField field) {
                field.setPromptText(prompt);
                field.setAccessibleText(prompt);
                field.setLeft(new Icon(MaterialDesignM.MAGNIFY));
            }
        }
        return skin;
    }
}
