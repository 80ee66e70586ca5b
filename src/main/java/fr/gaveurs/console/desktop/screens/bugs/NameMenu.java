package fr.gaveurs.console.desktop.screens.bugs;

import fr.gaveurs.console.desktop.kit.Messages;
import java.util.Collection;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.scene.Node;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;

/** Names that were met before, to be chosen instead of typed. */
final class NameMenu {
    private final MenuButton button = new MenuButton();

    NameMenu(Messages messages, Supplier<Collection<String>> people, Consumer<String> chosen) {
        button.getStyleClass().add("small");
        button.setAccessibleText(messages.get("bugs.field.assignee"));
        button.setMinWidth(MenuButton.USE_PREF_SIZE);
        MenuItem nobody = item(messages.get("bugs.nobody"), () -> chosen.accept(""));
        button.getItems().add(nobody);
        button.setOnShowing(event -> {
            button.getItems().setAll(nobody);
            if (!people.get().isEmpty()) {
                button.getItems().add(new SeparatorMenuItem());
            }
            people.get().forEach(name -> button.getItems().add(item(name, () -> chosen.accept(name))));
        });
    }

    private static MenuItem item(String words, Runnable action) {
        MenuItem item = new MenuItem(words);
        item.setMnemonicParsing(false);
        item.setOnAction(event -> action.run());
        return item;
    }

    Node button() {
        return button;
    }
}
