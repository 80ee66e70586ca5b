package fr.gaveurs.console.desktop.screens.firmware;

import fr.gaveurs.console.api.firmware.Firmware.Fit;
import fr.gaveurs.console.desktop.kit.CheckedList;
import fr.gaveurs.console.desktop.kit.Icon;
import fr.gaveurs.console.desktop.kit.Kept;
import fr.gaveurs.console.desktop.kit.Labels;
import fr.gaveurs.console.desktop.kit.Messages;
import fr.gaveurs.console.desktop.kit.NaturalOrder;
import fr.gaveurs.console.desktop.kit.PopOvers;
import fr.gaveurs.console.desktop.kit.SteadyButton;
import fr.gaveurs.console.desktop.kit.Wrapping;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import javafx.scene.control.Button;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.TextField;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.materialdesign2.MaterialDesignM;

/**
 * Which stations a rollout is for: none stands for all that can take the image. Its button opens the list of all, where those
 * that cannot take it say why and rest. FX thread only.
 */
final class StationChoice {
    private final Messages messages;
    private final FirmwareText words;
    private final UnaryOperator<String> called;
    private final SteadyButton button = new SteadyButton();
    private Map<String, Fit> fits = Map.of();
    private List<String> chosen = List.of();

    /** @param called what people call a station */
    StationChoice(Messages messages, UnaryOperator<String> called) {
        this.messages = messages;
        this.called = called;
        this.words = new FirmwareText(messages);
        button.setId("planStations");
        button.getStyleClass().addAll("small", "station-button");
        // It opens something, as the box beside it does.
        button.setGraphic(new Icon(MaterialDesignM.MENU_DOWN));
        button.setContentDisplay(ContentDisplay.RIGHT);
        button.words(messages.get("firmware.form.stations.all"), messages.count("firmware.form.stations", 888));
        button.setOnAction(event -> open());
        button.setDisable(true);
        Kept.part(button, Chosen.class, () -> new Chosen(chosen), before -> choose(before.stations()));
        say();
    }

    private record Chosen(List<String> stations) {}

    Button button() {
        return button;
    }

    /** Which stations can take the image that is looked at now; who was chosen and cannot is so no more. */
    void show(List<Fit> now) {
        Map<String, Fit> byId = new HashMap<>();
        now.forEach(fit -> byId.put(fit.deviceId(), fit));
        fits = byId;
        chosen = chosen.stream().filter(this::can).toList();
        button.setDisable(fits.isEmpty());
        say();
    }

    /** Those that were chosen; empty for all. */
    List<String> chosen() {
        return chosen;
    }

    /** Chooses those that can, as soon as it is known who can. */
    private void choose(List<String> stations) {
        chosen = List.copyOf(stations);
        say();
    }

    private boolean can(String id) {
        Fit fit = fits.get(id);
        return fit != null && fit.obstacle() == null;
    }

    private void say() {
        String said = chosen.isEmpty()
                ? messages.get("firmware.form.stations.all")
                : messages.count("firmware.form.stations", chosen.size());
        button.setText(said);
        button.setAccessibleText(messages.get("firmware.form.stations.name") + ", " + said);
    }

    private Fit fit(String id) {
        return Objects.requireNonNull(fits.get(id));
    }

    private String title(String id) {
        Fit fit = fit(id);
        return called.apply(id) + (fit.line() == null ? "" : " · " + fit.line());
    }

    private void open() {
        Map<String, String> titles = fits.keySet().stream().collect(Collectors.toMap(id -> id, this::title));
        Map<String, String> reasons =
                fits.keySet().stream().collect(Collectors.toMap(id -> id, id -> words.fit(fit(id))));
        Set<String> able = fits.keySet().stream().filter(this::can).collect(Collectors.toSet());
        // As it was when it was opened: nothing moves below the pointer.
        List<String> all = titles.keySet().stream()
                .sorted(Comparator.comparing((String id) -> !able.contains(id)).thenComparing(NaturalOrder::compare))
                .toList();
        CheckedList<String> list = new CheckedList<>(
                id -> titles.getOrDefault(id, id), id -> reasons.getOrDefault(id, ""), able::contains);
        list.setId("planStationList");
        list.setAccessibleText(messages.get("firmware.form.stations.name"));
        list.setPlaceholder(Labels.wrapping(messages.get("firmware.form.stations.none"), "firmware-empty"));
        list.show(all);
        list.check(chosen);
        TextField search = new TextField();
        search.setId("planStationSearch");
        search.setPromptText(messages.get("firmware.form.stations.search"));
        search.setAccessibleText(messages.get("firmware.form.stations.search"));
        search.textProperty().subscribe((before, now) -> {
            String wanted = now.strip().toLowerCase(Locale.ROOT);
            list.show(all.stream()
                    .filter(id -> (titles.get(id) + " " + reasons.get(id))
                            .toLowerCase(Locale.ROOT)
                            .contains(wanted))
                    .toList());
        });
        Button none = new Button(messages.get("firmware.form.stations.all.again"));
        none.setId("planStationsAll");
        none.setMinWidth(Region.USE_PREF_SIZE);
        none.setDisable(chosen.isEmpty());
        Runnable take = () -> {
            chosen = list.checked().stream()
                    .filter(this::can)
                    .sorted(NaturalOrder::compare)
                    .toList();
            none.setDisable(chosen.isEmpty());
            say();
        };
        list.onChecked(take);
        none.setOnAction(event -> {
            // A button that rests cannot keep the keyboard.
            list.requestFocus();
            list.check(List.of());
            take.run();
        });
        Wrapping buttons = new Wrapping();
        buttons.getStyleClass().add("question-buttons");
        Button done = new Button(messages.get("firmware.form.stations.done"));
        done.setId("planStationsDone");
        done.setMinWidth(Region.USE_PREF_SIZE);
        done.getStyleClass().add("accent");
        buttons.getChildren().addAll(done, none);
        VBox panel = new VBox(
                Labels.wrapping(messages.get("firmware.form.stations.text"), "question-text"), search, list, buttons);
        panel.getStyleClass().add("station-choice");
        VBox.setVgrow(list, Priority.ALWAYS);
        done.setOnAction(event -> PopOvers.close(panel));
        PopOvers.show(button, panel);
    }
}
