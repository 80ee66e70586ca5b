package fr.gaveurs.console.desktop.shell;

import fr.gaveurs.console.api.audit.Audit;
import fr.gaveurs.console.desktop.kit.Buttons;
import fr.gaveurs.console.desktop.kit.Icon;
import fr.gaveurs.console.desktop.kit.Labels;
import fr.gaveurs.console.desktop.kit.Messages;
import fr.gaveurs.console.desktop.kit.Tip;
import fr.gaveurs.console.desktop.kit.Wrapping;
import java.util.List;
import java.util.function.Consumer;
import javafx.css.PseudoClass;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.TextFormatter;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.materialdesign2.MaterialDesignA;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;

/** Who sits in front of the window: asked once, shown at the foot of the rail, switched in two presses. */
final class ActorChoice {
    private static final PseudoClass SELECTED = PseudoClass.getPseudoClass("selected");

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
        Button take = Buttons.of(
                "actorTake",
                messages.get("actor.take"),
                () -> chosen.accept(field.getText().strip()),
                "small",
                "accent");
        take.disableProperty().bind(field.textProperty().map(String::isBlank));
        Button nobody = Buttons.of("actorNobody", messages.get("actor.nobody"), () -> chosen.accept(""), "small");
        field.setOnAction(event -> take.fire());
        Wrapping row = new Wrapping();
        row.getStyleClass().addAll("language-choice", "actor-question");
        row.getChildren().addAll(new Icon(MaterialDesignA.ACCOUNT_OUTLINE), words, field, take, nobody);
        return row;
    }

    /** What stands at the foot of the rail. */
    static void show(Button button, Messages messages, @Nullable String name) {
        String shown = name == null || name.isBlank() ? messages.get("actor.nobody") : name;
        button.setText(shown);
        button.setTooltip(new Tip(messages.get("actor.tip", shown)));
        button.setAccessibleText(messages.get("actor.tip", shown));
    }

    /**
     * Those that it was before to choose from, and a field for somebody new.
     *
     * @param name who it is now; null or empty for nobody in particular
     * @param chosen told the name; empty for nobody in particular
     */
    static VBox panel(Messages messages, @Nullable String name, List<String> last, Consumer<String> chosen) {
        VBox panel = new VBox(
                Labels.wrapping(messages.get("actor.title"), "settings-heading"),
                Labels.wrapping(messages.get("actor.text"), "quiet"));
        panel.getStyleClass().add("actor-panel");
        for (String each : last) {
            panel.getChildren().add(choice(each, each.equals(name), () -> chosen.accept(each)));
        }
        boolean nobody = name == null || name.isBlank();
        panel.getChildren().add(choice(messages.get("actor.nobody"), nobody, () -> chosen.accept("")));
        TextField field = field(messages);
        field.setId("newName");
        Button take = Buttons.of(
                "nameTake",
                messages.get("actor.take"),
                () -> chosen.accept(field.getText().strip()),
                "small",
                "accent");
        take.disableProperty().bind(field.textProperty().map(String::isBlank));
        field.setOnAction(event -> take.fire());
        Wrapping row = new Wrapping();
        row.getStyleClass().add("question-buttons");
        HBox.setHgrow(field, Priority.ALWAYS);
        row.getChildren().addAll(field, take);
        panel.getChildren().add(row);
        return panel;
    }

    private static Button choice(String text, boolean now, Runnable chosen) {
        Button button =
                Labels.wrap(new Button(text, new Icon(now ? MaterialDesignC.CHECK : MaterialDesignA.ACCOUNT_OUTLINE)));
        button.setMnemonicParsing(false);
        button.getStyleClass().addAll("small", "actor-choice");
        button.pseudoClassStateChanged(SELECTED, now);
        button.setMaxWidth(Double.MAX_VALUE);
        button.setOnAction(event -> chosen.run());
        return button;
    }
}
