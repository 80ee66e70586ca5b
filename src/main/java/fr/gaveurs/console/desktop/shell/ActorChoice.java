package fr.gaveurs.console.desktop.shell;

import fr.gaveurs.console.api.audit.Audit;
import fr.gaveurs.console.desktop.kit.Icon;
import fr.gaveurs.console.desktop.kit.Messages;
import fr.gaveurs.console.desktop.kit.Wrapping;
import java.util.List;
import java.util.function.Consumer;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.RadioMenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.TextField;
import javafx.scene.control.TextFormatter;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.materialdesign2.MaterialDesignA;

/** Who sits in front of the window: asked once, shown at the foot of the rail, switched in two presses. */
final class ActorChoice {
    private ActorChoice() {}

    /** A field that takes no longer name than the journal keeps. */
    static TextField field(Messages messages) {
        TextField field = new TextField();
        field.setPromptText(messages.get("actor.prompt"));
        field.setAccessibleText(messages.get("actor.prompt"));
        field.setTextFormatter(new TextFormatter<String>(
                change -> change.getControlNewText().length() <= Audit.MAX_NAME ? change : null));
        return field;
    }

    /**
     * The question, above the screen until it is answered.
     *
     * @param chosen told the name; empty for nobody in particular
     */
    static Wrapping question(Messages messages, Consumer<String> chosen) {
        Label words = new Label(messages.get("actor.ask"));
        words.setMinWidth(Label.USE_PREF_SIZE);
        TextField field = field(messages);
        field.setId("actorName");
        Button take = button(messages.get("actor.take"), "actorTake");
        take.getStyleClass().add("accent");
        take.disableProperty().bind(field.textProperty().map(String::isBlank));
        Button nobody = button(messages.get("actor.nobody"), "actorNobody");
        field.setOnAction(event -> take.fire());
        take.setOnAction(event -> chosen.accept(field.getText().strip()));
        nobody.setOnAction(event -> chosen.accept(""));
        Wrapping row = new Wrapping();
        row.getStyleClass().addAll("language-choice", "actor-question");
        row.getChildren().addAll(new Icon(MaterialDesignA.ACCOUNT_OUTLINE), words, field, take, nobody);
        return row;
    }

    private static Button button(String words, String id) {
        Button button = new Button(words);
        button.setId(id);
        button.getStyleClass().add("small");
        button.setMinWidth(Button.USE_PREF_SIZE);
        return button;
    }

    /**
     * Shows who it is, with those that it was before to choose from.
     *
     * @param name null or empty for nobody in particular
     * @param chosen told the name; empty for nobody in particular
     * @param another somebody who is not in the list
     */
    static void fill(
            MenuButton button,
            Messages messages,
            @Nullable String name,
            List<String> last,
            Consumer<String> chosen,
            Runnable another) {
        String shown = name == null || name.isBlank() ? messages.get("actor.nobody") : name;
        button.setText(shown);
        button.setTooltip(new Tooltip(messages.get("actor.tip", shown)));
        button.setAccessibleText(messages.get("actor.tip", shown));
        ToggleGroup group = new ToggleGroup();
        button.getItems().clear();
        last.forEach(each -> button.getItems().add(choice(each, group, each.equals(name), () -> chosen.accept(each))));
        button.getItems()
                .add(choice(
                        messages.get("actor.nobody"), group, name == null || name.isBlank(), () -> chosen.accept("")));
        MenuItem other = new MenuItem(messages.get("actor.other"));
        other.setId("actorOther");
        other.setOnAction(event -> another.run());
        button.getItems().addAll(new SeparatorMenuItem(), other);
    }

    private static RadioMenuItem choice(String text, ToggleGroup group, boolean selected, Runnable chosen) {
        RadioMenuItem item = new RadioMenuItem(text);
        item.setMnemonicParsing(false);
        item.setToggleGroup(group);
        item.setSelected(selected);
        item.setOnAction(event -> chosen.run());
        return item;
    }
}
