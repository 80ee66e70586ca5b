package fr.gaveurs.console.desktop.shell;

import fr.gaveurs.console.desktop.kit.Messages;
import fr.gaveurs.console.desktop.kit.Messages.Language;
import fr.gaveurs.console.desktop.shell.WindowSettings.Theme;
import java.util.List;
import java.util.function.Consumer;
import javafx.application.Platform;
import javafx.scene.Parent;
import javafx.scene.control.CheckMenuItem;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.CustomMenuItem;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.RadioMenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.skin.ContextMenuSkin;

/** Language, theme and text size; where they apply, the start with the session and the way out of a kiosk. */
final class SettingsMenu {
    private static final int[] TEXT_PERCENTS = {100, 125, 150, 200};

    /** What is chosen now, and who is told of another choice. */
    record Choices(
            Language language,
            Theme theme,
            int textPercent,
            Consumer<Language> onLanguage,
            Consumer<Theme> onTheme,
            Consumer<Integer> onTextPercent) {}

    private SettingsMenu() {}

    static void fill(MenuButton button, Messages messages, Choices choices) {
        button.getItems().add(heading(messages.get("settings.language")));
        ToggleGroup languages = new ToggleGroup();
        for (Language language : Language.values()) {
            button.getItems()
                    .add(choice(
                            messages.get("settings.language." + language.name()),
                            languages,
                            language == choices.language(),
                            () -> choices.onLanguage().accept(language)));
        }
        button.getItems().addAll(new SeparatorMenuItem(), heading(messages.get("settings.theme")));
        ToggleGroup themes = new ToggleGroup();
        for (Theme theme : Theme.values()) {
            button.getItems()
                    .add(choice(
                            messages.get("settings.theme." + theme.name()),
                            themes,
                            theme == choices.theme(),
                            () -> choices.onTheme().accept(theme)));
        }
        button.getItems().addAll(new SeparatorMenuItem(), heading(messages.get("settings.text")));
        ToggleGroup sizes = new ToggleGroup();
        for (int percent : TEXT_PERCENTS) {
            button.getItems()
                    .add(choice(
                            messages.percent(percent, 0),
                            sizes,
                            percent == choices.textPercent(),
                            () -> choices.onTextPercent().accept(percent)));
        }
    }

    /** What the menu will show when it is opened, leading nowhere. */
    static Parent unopened(Messages messages) {
        MenuButton button = new MenuButton();
        fill(
                button,
                messages,
                new Choices(messages.language(), Theme.SYSTEM, 100, language -> {}, theme -> {}, percent -> {}));
        ContextMenu menu = new ContextMenu();
        List<MenuItem> items = List.copyOf(button.getItems());
        button.getItems().clear();
        menu.getItems().setAll(items);
        return (Parent) new ContextMenuSkin(menu).getNode();
    }

    /** The way out of a kiosk, also by touch. */
    static void addLeave(MenuButton button, Messages messages, Runnable leave) {
        MenuItem item = new MenuItem(messages.get("settings.leave"));
        item.setOnAction(event -> leave.run());
        button.getItems().addAll(new SeparatorMenuItem(), item);
    }

    /** @param notice told what did not work */
    static void addAutostart(MenuButton button, Messages messages, Autostart autostart, Consumer<String> notice) {
        CheckMenuItem item = new CheckMenuItem(messages.get("settings.autostart"));
        item.setOnAction(event -> {
            boolean on = item.isSelected();
            var unused = autostart.turn(on).whenComplete((done, failure) -> {
                if (failure != null) {
                    Throwable cause = failure.getCause() == null ? failure : failure.getCause();
                    Platform.runLater(() -> {
                        item.setSelected(!on);
                        notice.accept(messages.get("settings.autostart.failed", String.valueOf(cause.getMessage())));
                    });
                }
            });
        });
        // Asked again each time: a terminal may have changed it meanwhile.
        button.showingProperty().subscribe(showing -> {
            if (showing) {
                var unused = autostart.isOn().thenAccept(on -> Platform.runLater(() -> item.setSelected(on)));
            }
        });
        button.getItems().addAll(new SeparatorMenuItem(), item);
    }

    /** @param backup asks for a file, and writes a backup into it */
    static void addBackup(MenuButton button, Messages messages, Runnable backup) {
        MenuItem item = new MenuItem(messages.get("settings.backup"));
        item.setId("settingsBackup");
        item.setOnAction(event -> backup.run());
        button.getItems().addAll(new SeparatorMenuItem(), item);
    }

    private static MenuItem heading(String text) {
        Label label = new Label(text);
        label.getStyleClass().add("menu-heading");
        CustomMenuItem item = new CustomMenuItem(label, false);
        item.getStyleClass().add("menu-heading-item");
        item.setDisable(true);
        return item;
    }

    private static MenuItem choice(String text, ToggleGroup group, boolean selected, Runnable chosen) {
        RadioMenuItem item = new RadioMenuItem(text);
        item.setToggleGroup(group);
        item.setSelected(selected);
        item.setOnAction(event -> chosen.run());
        return item;
    }
}
