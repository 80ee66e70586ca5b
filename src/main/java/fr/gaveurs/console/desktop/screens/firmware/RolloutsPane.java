package fr.gaveurs.console.desktop.screens.firmware;

import fr.gaveurs.console.api.Route;
import fr.gaveurs.console.api.firmware.FirmwareApi;
import fr.gaveurs.console.api.firmware.Rollouts.Install;
import fr.gaveurs.console.api.firmware.Rollouts.Rollout;
import fr.gaveurs.console.api.firmware.Rollouts.RolloutDetails;
import fr.gaveurs.console.client.FirmwareClient;
import fr.gaveurs.console.desktop.kit.Messages;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** Rollouts: their waves, what may be done with them, and how each station stands. */
final class RolloutsPane extends HBox {
    private static final Set<Route> ASKED =
            Set.of(FirmwareApi.REVERT_ROLLOUT, FirmwareApi.CANCEL_ROLLOUT, FirmwareApi.APPROVE_ROLLOUT);

    private final Messages messages;
    private final FirmwareText words;
    private final FirmwareController screen;
    private final FirmwareController.Backend backend;
    private final ListView<Rollout> list;
    private final Label title = Lists.text("", "firmware-head");
    private final Label standing = Lists.text("", "firmware-standing");
    private final Label plan = Lists.text("", "firmware-text");
    private final Label who = Lists.text("", "firmware-text");
    private final WaveBars bars;
    private final FlowPane acts = new FlowPane();
    private final ListView<Install> stations;
    private final VBox detail;
    private long size;

    RolloutsPane(Messages messages, FirmwareController screen, FirmwareController.Backend backend) {
        this.messages = messages;
        this.words = new FirmwareText(messages);
        this.screen = screen;
        this.backend = backend;
        bars = new WaveBars(messages);
        stations = Lists.of(
                "rolloutStations",
                messages.get("firmware.rollout.stations.none"),
                this::station,
                install -> words.progress(install, size),
                chosen -> {});
        acts.getStyleClass().add("firmware-acts");
        detail = new VBox(title, standing, bars, plan, who, acts, stations);
        detail.getStyleClass().add("firmware-detail");
        VBox.setVgrow(stations, Priority.ALWAYS);
        HBox.setHgrow(detail, Priority.ALWAYS);
        detail.setVisible(false);
        list = Lists.of(
                "rolloutList", messages.get("firmware.rollouts.none"), words::title, words::standing, this::choose);
        getStyleClass().add("firmware-page");
        getChildren().addAll(list, detail);
    }

    private String station(Install install) {
        String wave = install.wave() == 0 ? "" : " · " + messages.get("firmware.wave", install.wave());
        return install.deviceId() + " · " + words.state(install.state()) + wave;
    }

    void show(List<Rollout> rollouts) {
        Lists.fill(list, rollouts, Rollout::id);
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
        acts.getChildren()
                .setAll(FirmwareViewModel.acts(rollout).stream()
                        .map(act -> button(act, rollout))
                        .toList());
        ask(rollout.id());
    }

    private void ask(long id) {
        backend.rollout(id, this::details);
    }

    private void details(RolloutDetails details) {
        Rollout chosen = list.getSelectionModel().getSelectedItem();
        if (chosen != null && chosen.id() == details.rollout().id()) {
            size = details.size();
            Lists.fill(stations, details.installs(), Install::deviceId);
        }
    }

    private Button button(Route act, Rollout rollout) {
        String key = act.id().replace("Rollout", "");
        Button button = new Button(messages.get("firmware.act." + key));
        button.setId("rollout-" + key);
        button.setMinWidth(USE_PREF_SIZE);
        boolean asks = ASKED.contains(act);
        Consumer<FirmwareClient> work = client -> backend.take(client.act(act, rollout.id()), done -> backend.again());
        button.setOnAction(event -> {
            if (asks) {
                screen.ask(
                        messages.get("firmware.ask." + key, words.title(rollout), rollout.stations()),
                        button.getText(),
                        work);
            } else {
                work.accept(backend.api());
            }
        });
        return button;
    }
}
