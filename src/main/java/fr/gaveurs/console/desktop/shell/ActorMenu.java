package fr.gaveurs.console.desktop.shell;

import fr.gaveurs.console.desktop.kit.Actor;
import fr.gaveurs.console.desktop.kit.Icon;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.scene.control.Button;
import org.kordamp.ikonli.materialdesign2.MaterialDesignA;

/** The choice at the foot of the rail, for the forms. */
final class ActorMenu implements Actor {
    private final ReadOnlyStringWrapper name = new ReadOnlyStringWrapper("");
    private final Consumer<Button> fill;

    /** @param fill writes who it is onto a button, and what a press of it does */
    ActorMenu(Consumer<Button> fill) {
        this.fill = fill;
    }

    /** Somebody else sits there. */
    void update(String now) {
        name.set(now);
    }

    @Override
    public ReadOnlyStringProperty name() {
        return name.getReadOnlyProperty();
    }

    @Override
    public Button button() {
        Button button = new Button(null, new Icon(MaterialDesignA.ACCOUNT_OUTLINE));
        button.getStyleClass().addAll("small", "actor-here", "elides");
        fill.accept(button);
        // Only while a window shows it: forms come and go, and the name stays.
        name.when(button.sceneProperty().map(scene -> true)).subscribe(now -> fill.accept(button));
        return button;
    }
}
