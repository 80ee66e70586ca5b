package fr.gaveurs.console.desktop.shell;

import fr.gaveurs.console.desktop.kit.Icon;
import fr.gaveurs.console.desktop.kit.Messages;
import fr.gaveurs.console.desktop.kit.Messages.Language;
import fr.gaveurs.console.desktop.kit.Wrapping;
import java.util.function.Consumer;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import org.kordamp.ikonli.materialdesign2.MaterialDesignT;

/**
 * Both languages side by side, one press each: shown until somebody has chosen, since what the system says may be wrong,
 * and who cannot read the window does not find its menu.
 */
final class LanguageChoice {
    private LanguageChoice() {}

    /** @param chosen told what was pressed, also where that is the language shown */
    static Wrapping of(Messages messages, Consumer<Language> chosen) {
        Label words = new Label(messages.get("language.choose"));
        words.setMinWidth(Label.USE_PREF_SIZE);
        Wrapping row = new Wrapping();
        row.getStyleClass().add("language-choice");
        row.getChildren().addAll(new Icon(MaterialDesignT.TRANSLATE), words);
        for (Language language : Language.values()) {
            Button button = new Button(messages.get("settings.language." + language.name()));
            button.setId("language" + language.name());
            button.getStyleClass().add("small");
            if (language == messages.language()) {
                button.getStyleClass().add("chosen"); // not the one to be pressed
            }
            button.setMinWidth(Button.USE_PREF_SIZE);
            button.setOnAction(event -> chosen.accept(language));
            row.getChildren().add(button);
        }
        return row;
    }
}
