package fr.gaveurs.console.desktop.screens.firmware;

import fr.gaveurs.console.api.Route;
import fr.gaveurs.console.api.firmware.FirmwareApi;
import fr.gaveurs.console.api.firmware.Rollouts.Install;
import fr.gaveurs.console.api.firmware.Rollouts.Rollout;
import fr.gaveurs.console.api.firmware.Rollouts.RolloutDetails;
import fr.gaveurs.console.api.firmware.Rollouts.RolloutState;
import fr.gaveurs.console.client.FirmwareClient;
import fr.gaveurs.console.desktop.kit.Labels;
import fr.gaveurs.console.desktop.kit.Messages;
import fr.gaveurs.console.desktop.kit.Roomy;
import fr.gaveurs.console.desktop.kit.WhyEmpty;
import fr.gaveurs.console.desktop.kit.Wrapping;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** Rollouts: their waves, what may be done with them, and how each station stands. */
final class RolloutsPane extends HBox {
    /** In the order of their buttons. */
    private static final List<Route> ACTS = List.of(
            FirmwareApi.APPROVE_ROLLOUT,
            FirmwareApi.PAUSE_ROLLOUT,
            FirmwareApi.RESUME_ROLLOUT,
            FirmwareApi.CANCEL_ROLLOUT,
            FirmwareApi.REVERT_ROLLOUT);

    private static final Set<Route> ASKED =
            Set.of(FirmwareApi.REVERT_ROLLOUT, FirmwareApi.CANCEL_ROLLOUT, FirmwareApi.APPROVE_ROLLOUT);

    private final Messages messages;
    private final FirmwareText words;
    private final FirmwareController screen;
    private final FirmwareController.Backend backend;
    private final ListView<Rollout> list;
    private final Label title = Labels.wrapping("", "firmware-head");
    private final Label standing = Labels.wrapping("", "firmware-standing");
    private final Label plan = Labels.wrapping("", "firmware-text");
    private final Label who = Labels.wrapping("", "firmware-text");
    private final WaveBars bars;
    private final ListView<Install> stations;
    private final VBox detail;
    private final Roomy side = new Roomy();
    private final WantedChoice<Rollout> choice;
    private final Map<Route, Button> buttons = new LinkedHashMap<>();
    private long size;
    /** The one whose stations are in the list, or asked for; -1 before. */
    private long listed = -1;

    RolloutsPane(Messages messages, FirmwareController screen, FirmwareController.Backend backend) {
        this.messages = messages;
        this.words = new FirmwareText(messages);
        this.screen = screen;
        this.backend = backend;
        bars = new WaveBars(messages);
        stations = Lists.of(
                "rolloutStations",
                messages,
                "firmware.rollout.stations.none",
                this::station,
                install -> words.progress(install, size),
                chosen -> {});
        // Each has its place for good, above whatever grows, and rests where it cannot be done.
        ACTS.forEach(act -> buttons.put(act, made(act)));
        Wrapping acts = new Wrapping();
        acts.getChildren().addAll(buttons.values());
        acts.getStyleClass().add("firmware-acts");
        detail = new VBox(title, acts, standing, bars, plan, who, stations);
        detail.getStyleClass().add("firmware-detail");
        VBox.setVgrow(stations, Priority.ALWAYS);
        side.setContent(detail);
        HBox.setHgrow(side, Priority.ALWAYS);
        detail.setVisible(false);
        list = Lists.of("rolloutList", messages, "firmware.rollouts.none", words::title, words::standing, this::choose);
        choice = new WantedChoice<>(list, Rollout::id);
        getStyleClass().add("firmware-page");
        getChildren().addAll(list, side);
    }

    private String station(Install install) {
        String wave = install.wave() == 0 ? "" : " · " + messages.get("firmware.wave", install.wave());
        return backend.called(install.deviceId()) + " · " + words.state(install.state()) + wave;
    }

    /** Which one is chosen, by its number. */
    WantedChoice<Rollout> choice() {
        return choice;
    }

    void show(List<Rollout> rollouts) {
        Lists.fill(list, rollouts, Rollout::id);
        Lists.beside(list, side, !rollouts.isEmpty());
        choice.filled();
        Rollout chosen = list.getSelectionModel().getSelectedItem();
        if (chosen != null) {
            ask(chosen.id());
        }
    }

    private void choose(@Nullable Rollout rollout) {
        detail.setVisible(rollout != null);
        if (rollout == null) {
            return;
        }
        title.setText(words.title(rollout));
        standing.setText(words.standing(rollout));
        plan.setText(words.plan(rollout));
        who.setText(words.who(rollout));
        bars.show(rollout);
        if (rollout.id() != listed) {
            listed = rollout.id();
            Lists.ask(stations);
        }
        can(FirmwareViewModel.acts(rollout));
        ask(rollout.id());
    }

    /** A button that rests gives the keyboard back to the list: on the next one a second Enter would undo the first. */
    private void can(List<Route> acts) {
        Button focused =
                buttons.values().stream().filter(Button::isFocused).findFirst().orElse(null);
        buttons.forEach((act, button) -> button.setDisable(!acts.contains(act)));
        if (focused != null && focused.isDisabled()) {
            list.requestFocus();
        }
    }

    /** Why a rollout has no stations in its list. */
    private String none(Rollout rollout) {
        return messages.get(
                rollout.state() == RolloutState.CANCELED && rollout.approvedAt() == null
                        ? "firmware.rollout.stations.abandoned"
                        : "firmware.rollout.stations.none");
    }

    private void ask(long id) {
        backend.rollout(id, this::details, reason -> failed(id, reason));
    }

    private void details(RolloutDetails details) {
        Rollout chosen = list.getSelectionModel().getSelectedItem();
        if (chosen != null && chosen.id() == details.rollout().id()) {
            size = details.size();
            Lists.keep(stations, details.installs());
            WhyEmpty.of(stations).answered(none(chosen));
        }
    }

    private void failed(long id, String reason) {
        if (id == listed) {
            WhyEmpty.of(stations).failed(reason);
        }
    }

    /** The rollouts could not be read. */
    void failed(String reason) {
        WhyEmpty.of(list).failed(reason);
    }

    private Button made(Route act) {
        String key = act.id().replace("Rollout", "");
        Button button = new Button(messages.get("firmware.act." + key));
        button.setId("rollout-" + key);
        button.setMinWidth(USE_PREF_SIZE);
        button.setDisable(true);
        button.setOnAction(event -> {
            Rollout rollout = list.getSelectionModel().getSelectedItem();
            if (rollout != null) {
                want(act, rollout, button);
            }
        });
        return button;
    }

    private void want(Route act, Rollout rollout, Button pressed) {
        String key = act.id().replace("Rollout", "");
        // In place of what asked for it, such as that a draft waits to be approved.
        Consumer<FirmwareClient> work = client -> backend.take(client.act(act, rollout.id()), done -> {
            backend.good(messages.get("firmware.done." + key, words.title(rollout)));
            backend.again();
        });
        if (!ASKED.contains(act)) {
            work.accept(backend.api());
            return;
        }
        String asked = act.equals(FirmwareApi.APPROVE_ROLLOUT)
                ? words.approval(rollout)
                : act.equals(FirmwareApi.REVERT_ROLLOUT)
                        ? messages.count("firmware.ask.revert", rollout.revertible(), words.title(rollout))
                        : messages.get(
                                "firmware.ask.cancel" + (rollout.state() == RolloutState.DRAFT ? ".draft" : ""),
                                words.title(rollout));
        screen.ask(
                pressed, question(asked, rollout), pressed.getText(), !act.equals(FirmwareApi.APPROVE_ROLLOUT), work);
    }

    /** Whoever acts on an image that nobody signed is told so once more. */
    private String question(String text, Rollout rollout) {
        return rollout.unsigned() ? text + ' ' + messages.get("firmware.ask.unsigned") : text;
    }
}
