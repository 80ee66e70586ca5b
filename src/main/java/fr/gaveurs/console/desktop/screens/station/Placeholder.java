package fr.gaveurs.console.desktop.screens.station;

import fr.gaveurs.console.client.ApiException;
import fr.gaveurs.console.desktop.kit.Messages;
import fr.gaveurs.console.desktop.kit.ProblemText;
import fr.gaveurs.console.desktop.screens.station.StationModel.Phase;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.materialdesign2.MaterialDesignD;
import org.kordamp.ikonli.materialdesign2.MaterialDesignL;
import org.kordamp.ikonli.materialdesign2.MaterialDesignR;

/** Stands where the cards would be while there is no sample to show, and says what to do about it. */
final class Placeholder extends VBox {
    private static final int NOT_FOUND = 404;

    private final Messages messages;
    private final StationModel model;
    private final String address;
    private final Label icon = Nodes.label("", "station-empty-icon");
    private final Label title = Nodes.label("", "station-empty-title");
    private final Label text = Nodes.label("", "station-empty-text");
    private final Button retry;
    private boolean elsewhere;

    /** @param address where stations send to */
    Placeholder(Look look, StationModel model, String address) {
        this.messages = look.messages();
        this.model = model;
        this.address = address;
        getStyleClass().add("station-empty");
        setAlignment(Pos.CENTER);
        text.setWrapText(true);
        retry = new Button(messages.get("station.retry"));
        retry.setOnAction(event -> model.retry());
        getChildren().addAll(icon, title, text, retry);
        model.phase().subscribe(this::update);
        model.problem().subscribe(this::update);
    }

    /** Whether another page is in view. */
    void elsewhere(boolean now) {
        elsewhere = now;
        update();
    }

    private void update() {
        Throwable problem = model.problem().get();
        Phase phase = model.phase().get();
        boolean failed = problem != null;
        Nodes.show(this, !elsewhere && (failed || phase != Phase.READY));
        Nodes.show(retry, failed);
        if (failed) {
            Nodes.icon(icon, MaterialDesignL.LAN_DISCONNECT);
            boolean gone = problem instanceof ApiException api && api.problem().status() == NOT_FOUND;
            boolean silent = problem instanceof ApiException api && api.unreachable();
            String kind = gone ? "gone" : silent ? "silent" : "failed";
            title.setText(messages.get("station.problem." + kind));
            text.setText(messages.get("station.problem." + kind + ".text", ProblemText.of(problem, messages)));
        } else if (phase == Phase.LOADING) {
            Nodes.icon(icon, MaterialDesignD.DOTS_HORIZONTAL);
            title.setText(messages.get("station.loading"));
            text.setText("");
        } else {
            Nodes.icon(icon, MaterialDesignR.ROUTER_WIRELESS);
            title.setText(messages.get("station.empty"));
            text.setText(messages.get("station.empty.text", address));
        }
    }
}
