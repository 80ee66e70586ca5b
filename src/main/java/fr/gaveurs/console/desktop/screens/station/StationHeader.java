package fr.gaveurs.console.desktop.screens.station;

import fr.gaveurs.console.api.devices.Devices.Device;
import fr.gaveurs.console.desktop.kit.Kept;
import fr.gaveurs.console.desktop.kit.Letters;
import fr.gaveurs.console.desktop.kit.Level;
import fr.gaveurs.console.desktop.kit.Messages;
import fr.gaveurs.console.desktop.kit.RowTip;
import fr.gaveurs.console.desktop.kit.Segments;
import fr.gaveurs.console.desktop.kit.StationState;
import fr.gaveurs.console.desktop.kit.StationView;
import fr.gaveurs.console.desktop.kit.SteadyButton;
import fr.gaveurs.console.desktop.kit.SteadyLabel;
import fr.gaveurs.console.desktop.kit.Tone;
import fr.gaveurs.console.desktop.kit.Wrapping;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import javafx.collections.ListChangeListener;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.controlsfx.control.SegmentedButton;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignA;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import org.kordamp.ikonli.materialdesign2.MaterialDesignH;
import org.kordamp.ikonli.materialdesign2.MaterialDesignN;
import org.kordamp.ikonli.materialdesign2.MaterialDesignP;

/** Which station, how it is now, which of its samples is shown and what that is worth; and the walk along the samples. */
final class StationHeader extends VBox {
    private final Look look;
    private final Messages messages;
    private final StationModel model;
    private final Blocking blocking;

    private final Label title = Nodes.label("", "station-title");
    private final Label place = Nodes.label("", "station-quiet");
    private final Label state = steady("station-state");
    private final Label letter = Nodes.label("", "station-grade");
    private final Label score = Nodes.label("", "station-score");
    private final Label claimed = Nodes.label("", "station-claimed");
    private final Label measured = Nodes.label("", "station-whole");
    private final Label mode = steady("station-mode");
    private final Button older;
    private final Button newer;
    private final SteadyButton newerChip = new SteadyButton();
    private final SteadyButton pause = new SteadyButton();
    /** Whether the management is chosen. */
    private final Segments<Boolean> tabs;

    private String deviceId = "";
    private boolean managing;

    /** @param tab told whether the management is wanted, or the samples */
    StationHeader(Look look, StationModel model, Blocking blocking, Runnable back, Consumer<Boolean> tab) {
        this.look = look;
        this.messages = look.messages();
        this.model = model;
        this.blocking = blocking;
        getStyleClass().add("station-header");
        Button backButton = button(MaterialDesignA.ARROW_LEFT, "station.back", back);
        older = button(MaterialDesignC.CHEVRON_LEFT, "station.older", model::showOlder);
        newer = button(MaterialDesignC.CHEVRON_RIGHT, "station.newer", model::showNewer);
        button(pause, MaterialDesignP.PAUSE, "station.pause", model::togglePause);
        pause.setText(messages.get("station.pause"));
        pause.words(messages.get("station.pause"), messages.get("station.resume"));
        pause.getStyleClass().add("station-pause");
        newerChip.getStyleClass().add("station-newer");
        newerChip.words(
                messages.count("station.newer.count", 88), messages.get("station.newer.many", StationModel.KEPT));
        newerChip.setOnAction(event -> model.resume());
        Nodes.icon(claimed, MaterialDesignN.NOT_EQUAL_VARIANT);
        VBox station = new VBox(title, place);
        VBox worth = new VBox(score, claimed);
        VBox sample = new VBox(measured, mode);
        for (VBox box : new VBox[] {station, worth, sample}) {
            box.setAlignment(Pos.CENTER_LEFT);
        }
        HBox walk = new HBox(older, newer);
        walk.getStyleClass().add("station-walk");
        walk.setAlignment(Pos.CENTER_LEFT);
        // What belongs together folds together, and what is pressed stays at the right end.
        HBox grade = new HBox(letter, worth);
        HBox acts = new HBox(newerChip, walk, pause);
        grade.getStyleClass().add("station-header-group");
        acts.getStyleClass().addAll("station-header-group", "station-header-acts");
        HBox.setHgrow(acts, Priority.ALWAYS);
        for (Node whole : new Node[] {title, state, letter, score, claimed, pause, newerChip, measured}) {
            if (whole instanceof Label label) {
                label.setMinWidth(USE_PREF_SIZE);
            } else if (whole instanceof Button wide) {
                wide.setMinWidth(USE_PREF_SIZE);
            }
        }
        List<Boolean> pages = List.of(false, true);
        SegmentedButton box =
                Segments.box(pages, manage -> messages.get(manage ? "stations.manage.tab" : "stations.measure.tab"));
        box.getButtons().forEach(button -> RowTip.of(button, messages.get("stations.manage.tab.tip")));
        tabs = new Segments<>(box, pages, false, tab);
        Kept.aside(box); // whoever opens a station says which page of it
        Wrapping line = new Wrapping();
        line.getStyleClass().add("station-header-line");
        line.getChildren().addAll(backButton, station, box, state, grade, sample, acts);
        getChildren().add(line);
        model.selected().subscribe(this::update);
        model.paused().subscribe(this::update);
        model.newer().subscribe(this::update);
        model.rows().addListener((ListChangeListener<SampleRow>) change -> update());
        model.station().subscribe(this::station);
        blocking.now().subscribe(this::station);
        look.palette().subscribe(this::update);
    }

    /** Names the station before anything is known of it. */
    void named(String id) {
        deviceId = id;
        title.setText(id);
        place.setText("");
    }

    /** Whether the management is in view, and not the samples. */
    void manage(boolean now) {
        managing = now;
        tabs.select(now);
        update();
    }

    private static Label steady(String style) {
        Label label = new SteadyLabel();
        label.getStyleClass().add(style);
        return label;
    }

    private Button button(Ikon icon, String key, Runnable action) {
        return button(new Button(), icon, key, action);
    }

    private Button button(Button button, Ikon icon, String key, Runnable action) {
        Nodes.icon(button, icon);
        RowTip.of(button, messages.get(key + ".tip"));
        button.setAccessibleText(messages.get(key));
        button.getStyleClass().add("station-button");
        button.setOnAction(event -> action.run());
        return button;
    }

    private void station() {
        StationView view = model.station().get();
        Blocking.Blocked blocked = blocking.now().get();
        Level level = view == null || blocked != null ? Level.UNKNOWN : view.level();
        for (Level each : Level.values()) {
            Nodes.style(state, each.style(), each == level);
        }
        if (blocked != null) {
            device(blocked.device());
            state.setText(messages.get("station.state.blocked"));
            Nodes.icon(state, MaterialDesignC.CANCEL);
        } else if (view == null) {
            state.setText(messages.get("station.state.absent"));
            Nodes.icon(state, MaterialDesignH.HELP_CIRCLE_OUTLINE);
        } else {
            device(view.device());
            String age = view.ageSeconds() == null ? Messages.NONE : messages.duration(view.ageSeconds());
            state.setText(messages.get("station.state." + view.state().name().toLowerCase(Locale.ROOT), age));
            Nodes.icon(state, view.state().icon());
        }
        update();
    }

    private void device(Device device) {
        String name = StationView.nameOf(device);
        title.setText(name);
        place.setText((name.equals(deviceId) ? "" : deviceId + " · ")
                + device.siteCode()
                + line(device)
                + (device.firmwareVersion() == null
                        ? ""
                        : " · " + messages.get("station.firmware", device.firmwareVersion())));
    }

    /** The line that people set; a board's own word for its place is told as such, for lists and reports do not go by it. */
    private String line(Device device) {
        if (device.line() != null) {
            return " · " + device.line();
        }
        return device.location() == null ? "" : " · " + messages.get("station.location", device.location());
    }

    private void update() {
        SampleRow row = model.selected().get();
        StationView view = model.station().get();
        boolean paused = model.paused().get();
        for (Node node : new Node[] {letter, score, measured, mode, older, newer, pause}) {
            Nodes.show(node, row != null && !managing);
        }
        Nodes.show(claimed, row != null && !managing && row.claimDiffers());
        int newerCount = model.newer().get();
        // Its place is kept: it comes by itself, beside what is being pressed.
        newerChip.setManaged(row != null && !managing);
        newerChip.setVisible(!managing && paused && newerCount > 0);
        if (row == null) {
            return;
        }
        letter.setText(Letters.of(row.grade(), messages));
        Nodes.style(letter, "station-grade-word", letter.getText().length() > 2);
        // A grade that is not of now does not look like one.
        boolean old = !paused && (view == null || view.state() != StationState.LIVE);
        letter.setTextFill(old ? look.color(Tone.MUTED) : look.palette().get().gradeInk(row.grade()));
        Nodes.style(score, "station-old", old);
        score.setText(messages.number(row.score(), 3));
        claimed.setText(messages.get(
                "station.claimed", row.claimed() == null ? Messages.NONE : Letters.of(row.claimed(), messages)));
        measured.setText(messages.get("station.measured", messages.moment(row.timestamp())));
        int index = model.indexOfSelected();
        String of = messages.get(
                "station.position",
                index < 0 ? Messages.NONE : index + 1,
                model.rows().size());
        mode.setText(messages.get(paused ? "station.mode.paused" : "station.mode.following") + " · " + of);
        Nodes.style(mode, "station-mode-paused", paused);
        older.setDisable(index < 0 || index == model.rows().size() - 1);
        newer.setDisable(newerCount == 0);
        newerChip.setText(
                newerCount >= StationModel.KEPT
                        ? messages.get("station.newer.many", StationModel.KEPT)
                        : messages.count("station.newer.count", newerCount));
        pause.setText(messages.get(paused ? "station.resume" : "station.pause"));
        pause.setAccessibleText(pause.getText());
        Nodes.icon(pause, paused ? MaterialDesignP.PLAY : MaterialDesignP.PAUSE);
        Nodes.style(pause, "station-pause-on", paused);
    }
}
