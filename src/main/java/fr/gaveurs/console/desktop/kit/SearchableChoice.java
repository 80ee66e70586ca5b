package fr.gaveurs.console.desktop.kit;

import javafx.scene.Node;
import javafx.scene.control.Skin;
import org.controlsfx.control.SearchableComboBox;
import org.controlsfx.control.textfield.CustomTextField;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.materialdesign2.MaterialDesignM;

/**
 * One of a long list, which is searched by typing: ControlsFX's box in the window's language and looks. Who searches and
 * leaves without choosing finds what was chosen before.
 */
public final class SearchableChoice<T> extends SearchableComboBox<Choice<T>> {
    private final String prompt;
    private @Nullable Choice<T> last;

    /** @param prompt what stands in the field to search by, until somebody types */
    public SearchableChoice(String prompt) {
        this.prompt = prompt;
        getStyleClass().addAll("small", "holds-choice");
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
            if (child instanceof CustomTextField search) {
                search.setPromptText(prompt);
                search.setAccessibleText(prompt);
                search.setLeft(new Icon(MaterialDesignM.MAGNIFY));
            }
        }
        return skin;
    }
}
