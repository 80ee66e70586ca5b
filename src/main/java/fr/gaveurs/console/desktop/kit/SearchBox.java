package fr.gaveurs.console.desktop.kit;

import impl.org.controlsfx.skin.SearchableComboBoxSkin;
import javafx.beans.NamedArg;
import javafx.scene.control.Skin;
import org.controlsfx.control.SearchableComboBox;
import org.controlsfx.control.textfield.CustomTextField;
import org.kordamp.ikonli.materialdesign2.MaterialDesignM;

/** A list to choose from in which words are looked for by typing, in the window's words and signs. FX thread only. */
public final class SearchBox<T> extends SearchableComboBox<T> {
    private final String prompt;

    /** @param prompt what the empty field says while the list is open */
    public SearchBox(@NamedArg("prompt") String prompt) {
        this.prompt = prompt;
        getStyleClass().add("search-box");
    }

    @Override
    protected Skin<?> createDefaultSkin() {
        SearchableComboBoxSkin<T> skin = new SearchableComboBoxSkin<>(this);
        getChildrenUnmodifiable().forEach(child -> {
            if (child instanceof CustomTextField field) {
                field.setPromptText(prompt);
                field.setLeft(new Icon(MaterialDesignM.MAGNIFY));
            }
        });
        return skin;
    }
}
