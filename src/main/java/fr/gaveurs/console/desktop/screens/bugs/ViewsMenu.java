package fr.gaveurs.console.desktop.screens.bugs;

import fr.gaveurs.console.desktop.kit.Kept;
import fr.gaveurs.console.desktop.kit.Messages;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;

/** Filters with names: to choose again, to add, to delete. */
final class ViewsMenu {
    private final Messages messages;
    private final BugMemory memory;
    private final Supplier<BugFilter> filter;
    private final Consumer<BugFilter> chosen;
    private final MenuButton button = new MenuButton();
    private final TextField name = new TextField();
    private final Button keep = new Button();
    private final HBox naming;

    /** @param filter the one that a new view keeps */
    ViewsMenu(Messages messages, BugMemory memory, Supplier<BugFilter> filter, Consumer<BugFilter> chosen) {
        this.messages = messages;
        this.memory = memory;
        this.filter = filter;
        this.chosen = chosen;
        button.setText(messages.get("bugs.views"));
        button.setId("bugViews");
        button.getStyleClass().add("small");
        name.setPromptText(messages.get("bugs.views.name"));
        name.setAccessibleText(messages.get("bugs.views.name"));
        name.setId("bugViewName");
        name.addEventFilter(KeyEvent.KEY_PRESSED, this::key);
        keep.setText(messages.get("bugs.views.keep"));
        keep.setId("bugViewKeep");
        keep.getStyleClass().addAll("small", "accent");
        keep.disableProperty().bind(name.textProperty().map(String::isBlank));
        keep.setOnAction(event -> keep());
        Button cancel = new Button(messages.get("bugs.views.cancel"));
        cancel.getStyleClass().add("small");
        cancel.setOnAction(event -> naming(false));
        naming = new HBox(name, keep, cancel);
        naming.getStyleClass().add("bug-naming");
        naming(false);
        fill();
        Kept.part(naming, Boolean.class, () -> naming.isVisible() ? true : null, this::naming);
    }

    Node button() {
        return button;
    }

    /** Where a new view gets its name; out of view until one is wanted. */
    Node naming() {
        return naming;
    }

    private void fill() {
        button.getItems().clear();
        for (BugViews.SavedView view : memory.views().views()) {
            String title = Objects.requireNonNullElse(view.name(), "");
            BugFilter kept = Objects.requireNonNullElse(view.filter(), BugFilter.USUAL);
            MenuItem show = new MenuItem(messages.get("bugs.views.show"));
            show.setOnAction(event -> chosen.accept(kept));
            MenuItem delete = new MenuItem(messages.get("bugs.views.delete"));
            delete.setOnAction(event -> {
                memory.views(memory.views().without(title));
                fill();
            });
            Menu menu = new Menu(title);
            menu.setMnemonicParsing(false);
            menu.getItems().addAll(show, delete);
            button.getItems().add(menu);
        }
        if (button.getItems().isEmpty()) {
            MenuItem none = new MenuItem(messages.get("bugs.views.none"));
            none.setDisable(true);
            button.getItems().add(none);
        }
        MenuItem save = new MenuItem(messages.get("bugs.views.save"));
        save.setOnAction(event -> naming(true));
        button.getItems().addAll(new SeparatorMenuItem(), save);
    }

    private void naming(boolean on) {
        naming.setVisible(on);
        naming.setManaged(on);
        if (on) {
            name.clear();
            name.requestFocus();
        }
    }

    private void keep() {
        memory.views(memory.views().save(name.getText().strip(), filter.get()));
        fill();
        naming(false);
    }

    private void key(KeyEvent event) {
        if (event.getCode() == KeyCode.ENTER && !keep.isDisabled()) {
            keep();
            event.consume();
        } else if (event.getCode() == KeyCode.ESCAPE) {
            naming(false);
            event.consume();
        }
    }
}
