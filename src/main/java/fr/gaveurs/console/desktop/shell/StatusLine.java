package fr.gaveurs.console.desktop.shell;

import fr.gaveurs.console.desktop.kit.DemoModel;
import fr.gaveurs.console.desktop.kit.Icon;
import fr.gaveurs.console.desktop.kit.LevelIcon;
import fr.gaveurs.console.desktop.kit.Messages;
import fr.gaveurs.console.desktop.kit.RowTip;
import fr.gaveurs.console.desktop.kit.SteadyLabel;
import fr.gaveurs.console.desktop.kit.Visibility;
import fr.gaveurs.console.desktop.kit.Wrapping;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.geometry.Side;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.kordamp.ikonli.materialdesign2.MaterialDesignF;

/**
 * How the whole is, along the foot of the window. What can be pressed stands where no other entry's words can move it:
 * what is wrong at the very left, the demo's button before entries that keep their width.
 */
final class StatusLine extends Wrapping {
    /** @param openStation opens a station's page */
    StatusLine(StatusModel status, DemoModel demo, Consumer<String> openStation, Messages messages) {
        getStyleClass().add("status-line");
        Region spring = new Region();
        HBox.setHgrow(spring, Priority.ALWAYS);
        getChildren()
                .addAll(
                        conditions(status, openStation, messages),
                        entry(status.backend()),
                        entry(status.database()),
                        text("status-text", status.devices()),
                        text("status-text", status.rate()),
                        entry(status.spool()),
                        spring,
                        demo(demo, messages),
                        lag(status),
                        text("status-clock", status.clock()));
    }

    private static Node conditions(StatusModel status, Consumer<String> openStation, Messages messages) {
        LevelIcon icon = new LevelIcon();
        MenuButton button = new MenuButton("", icon);
        button.setId("conditions");
        button.getStyleClass().add("status-conditions");
        button.setPopupSide(Side.TOP);
        RowTip.of(button, messages.get("status.conditions.tip"));
        status.conditions().subscribe(entry -> {
            icon.level(entry.level());
            button.setText(entry.text());
        });
        new ConditionsMenu(button, status, openStation, messages).follow();
        return button;
    }

    private static Node entry(ReadOnlyObjectProperty<StatusModel.Entry> said) {
        LevelIcon icon = new LevelIcon();
        // In few words, which seldom change; as wide as for "connecting" it would leave a hole for ever.
        Label text = new Label();
        text.getStyleClass().add("status-text");
        said.subscribe(entry -> {
            icon.level(entry.level());
            text.setText(entry.text());
        });
        HBox box = new HBox(icon, text);
        box.getStyleClass().add("status-entry");
        return box;
    }

    private static Node text(String style, ReadOnlyStringProperty said) {
        SteadyLabel text = new SteadyLabel();
        text.getStyleClass().add(style);
        text.textProperty().bind(said);
        return text;
    }

    private static Node lag(StatusModel status) {
        SteadyLabel text = new SteadyLabel();
        status.lag().subscribe(entry -> {
            text.setText(entry.text());
            text.getStyleClass().setAll("label", "status-text", entry.level().style());
        });
        return text;
    }

    /** There while the demo's stations are. */
    private static Node demo(DemoModel demo, Messages messages) {
        Label words = new Label(messages.get("demo.chip"));
        words.setMinWidth(USE_PREF_SIZE);
        Button stop = new Button(messages.get("demo.stop"));
        stop.setId("stopDemo");
        stop.getStyleClass().add("demo-stop");
        stop.setMinWidth(USE_PREF_SIZE);
        stop.setOnAction(event -> demo.stop());
        HBox chip = new HBox(new Icon(MaterialDesignF.FLASK_OUTLINE), words, stop);
        chip.getStyleClass().add("demo-chip");
        demo.state().subscribe(state -> {
            Visibility.show(chip, state == DemoModel.State.ON || state == DemoModel.State.STOPPING);
            stop.setDisable(state != DemoModel.State.ON);
        });
        return chip;
    }
}
