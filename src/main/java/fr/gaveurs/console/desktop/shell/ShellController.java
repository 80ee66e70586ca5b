package fr.gaveurs.console.desktop.shell;

import fr.gaveurs.console.desktop.screen.DemoModel;
import fr.gaveurs.console.desktop.screen.Icon;
import fr.gaveurs.console.desktop.screen.LevelIcon;
import java.util.ArrayList;
import java.util.List;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.Ikon;

/** Between {@code fxml/shell.fxml} and the window: the rail, the band, the place of the screen, the status line. */
public final class ShellController {
    private final StatusModel status;
    private final DemoModel demo;
    private final Runnable help;
    private final ToggleGroup group = new ToggleGroup();
    private final List<ToggleButton> entries = new ArrayList<>();
    private final ReadOnlyStringWrapper notice = new ReadOnlyStringWrapper("");
    private final ReadOnlyBooleanWrapper demoShown = new ReadOnlyBooleanWrapper();

    @FXML
    private VBox rail;

    @FXML
    private MenuButton settings;

    @FXML
    private StackPane place;

    @FXML
    private LevelIcon backendIcon;

    @FXML
    private Label backendText;

    @FXML
    private LevelIcon databaseIcon;

    @FXML
    private Label databaseText;

    @FXML
    private LevelIcon spoolIcon;

    @FXML
    private Label spoolText;

    @FXML
    private Label lag;

    @FXML
    private Button stopDemo;

    ShellController(StatusModel status, DemoModel demo, Runnable help) {
        this.status = status;
        this.demo = demo;
        this.help = help;
    }

    @FXML
    public void initialize() {
        status.backend().subscribe(entry -> {
            backendIcon.level(entry.level());
            backendText.setText(entry.text());
        });
        status.spool().subscribe(entry -> {
            spoolIcon.level(entry.level());
            spoolText.setText(entry.text());
        });
        status.database().subscribe(entry -> {
            databaseIcon.level(entry.level());
            databaseText.setText(entry.text());
        });
        status.lag().subscribe(entry -> {
            lag.setText(entry.text());
            lag.getStyleClass().setAll("label", "status-text", entry.level().style());
        });
        demo.state().subscribe(state -> {
            demoShown.set(state == DemoModel.State.ON || state == DemoModel.State.STOPPING);
            stopDemo.setDisable(state != DemoModel.State.ON);
        });
    }

    /** Adds an entry to the rail, below those that are there. */
    void entry(Ikon icon, String word, String shortcut, Runnable open) {
        ToggleButton button = new ToggleButton(word, new Icon(icon));
        button.setContentDisplay(ContentDisplay.TOP);
        button.getStyleClass().setAll("rail-entry");
        button.setToggleGroup(group);
        button.setMaxWidth(Double.MAX_VALUE);
        button.setTooltip(new Tooltip(word + " (" + shortcut + ")"));
        button.setOnAction(event -> {
            // A second press must not leave the rail without a chosen entry.
            button.setSelected(true);
            open.run();
        });
        entries.add(button);
        rail.getChildren().add(entries.size() - 1, button);
    }

    void choose(int entry) {
        entries.get(entry).setSelected(true);
    }

    void show(Node screen) {
        place.getChildren().setAll(screen);
    }

    MenuButton settings() {
        return settings;
    }

    /** Tells something that did not work; empty takes it away. */
    void notice(String text) {
        notice.set(text);
    }

    @FXML
    public void dismissNotice() {
        notice.set("");
    }

    @FXML
    public void stopDemo() {
        demo.stop();
    }

    @FXML
    public void showHelp() {
        help.run();
    }

    public ReadOnlyStringProperty noticeProperty() {
        return notice.getReadOnlyProperty();
    }

    public String getNotice() {
        return notice.get();
    }

    public ReadOnlyBooleanProperty demoShownProperty() {
        return demoShown.getReadOnlyProperty();
    }

    public boolean isDemoShown() {
        return demoShown.get();
    }

    public ReadOnlyBooleanProperty silentProperty() {
        return status.silent();
    }

    public boolean isSilent() {
        return status.silent().get();
    }

    public ReadOnlyStringProperty bandTitleProperty() {
        return status.bandTitle();
    }

    public String getBandTitle() {
        return status.bandTitle().get();
    }

    public ReadOnlyStringProperty bandTextProperty() {
        return status.bandText();
    }

    public String getBandText() {
        return status.bandText().get();
    }

    public ReadOnlyStringProperty devicesProperty() {
        return status.devices();
    }

    public String getDevices() {
        return status.devices().get();
    }

    public ReadOnlyStringProperty rateProperty() {
        return status.rate();
    }

    public String getRate() {
        return status.rate().get();
    }

    public ReadOnlyStringProperty clockProperty() {
        return status.clock();
    }

    public String getClock() {
        return status.clock().get();
    }
}
