package fr.gaveurs.console.desktop.screens.stations;

import fr.gaveurs.console.api.devices.DeviceDetails;
import fr.gaveurs.console.api.devices.DeviceDetails.Connection;
import fr.gaveurs.console.api.devices.DeviceDetails.ConnectionEnd;
import fr.gaveurs.console.api.devices.DeviceDetails.RefusalReason;
import fr.gaveurs.console.api.devices.DeviceDetails.Refusals;
import fr.gaveurs.console.api.devices.DeviceDetails.ReportedError;
import fr.gaveurs.console.desktop.kit.Labels;
import fr.gaveurs.console.desktop.kit.Messages;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** What was refused of a station today, what it said to be wrong with it, and its connections: a list of lines each. */
final class HistoryPanels {
    /** So many connections stand there at once; the others come by a button. */
    private static final int FEW = 8;

    private final Messages messages;
    private final VBox refusals = rows();
    private final VBox errors = rows();
    private final VBox connections = rows();
    private final Button more = new Button();
    private @Nullable DeviceDetails told;
    private boolean all;

    HistoryPanels(Messages messages) {
        this.messages = messages;
        more.getStyleClass().add("small");
        more.setId("moreConnections");
        more.setOnAction(event -> {
            all = true;
            connections();
        });
    }

    private static VBox rows() {
        VBox rows = new VBox();
        rows.getStyleClass().add("manage-rows");
        return rows;
    }

    Node refusals() {
        return refusals;
    }

    Node errors() {
        return errors;
    }

    Node connectionRows() {
        return connections;
    }

    /** Another station is looked at. */
    void clear() {
        told = null;
        all = false;
    }

    void show(DeviceDetails now) {
        DeviceDetails before = told;
        told = now;
        if (before == null || !before.refusals().equals(now.refusals())) {
            fill(refusals, now.refusals().stream().map(this::refusal).toList(), "stations.refusals.none");
        }
        if (before == null || !before.errors().equals(now.errors())) {
            fill(errors, now.errors().stream().map(this::error).toList(), "stations.errors.none");
        }
        if (before == null || !before.connections().equals(now.connections())) {
            connections();
        }
    }

    private void connections() {
        DeviceDetails now = told;
        if (now == null) {
            return;
        }
        List<Connection> known = now.connections();
        int shown = all ? known.size() : Math.min(FEW, known.size());
        List<Node> lines = new ArrayList<>(
                known.subList(0, shown).stream().map(this::connection).toList());
        if (shown < known.size()) {
            more.setText(messages.count("stations.connections.more", known.size() - shown));
            lines.add(more);
        }
        fill(connections, lines, "stations.connections.none");
    }

    private void fill(VBox into, List<? extends Node> lines, String none) {
        if (lines.isEmpty()) {
            into.getChildren().setAll(words(messages.get(none), "stations-quiet"));
        } else {
            into.getChildren().setAll(lines);
        }
    }

    private Node refusal(Refusals refusal) {
        String what = messages.get("stations.refusal." + refusal.reason().key());
        String last = messages.time(refusal.lastAt());
        // The reason has words here; only which field breaks which rule is known there alone.
        boolean more = refusal.reason() == RefusalReason.INVALID;
        return two(
                messages.get("stations.refusals.line", messages.integer(refusal.count()), what),
                more
                        ? messages.get("stations.refusals.last", last, RuleText.of(refusal.lastWords(), messages))
                        : messages.get("stations.refusals.last_at", last));
    }

    private Node error(ReportedError error) {
        return two(error.message(), messages.dateTime(error.at()));
    }

    private Node connection(Connection connection) {
        Instant end = connection.disconnectedAt();
        Double seconds = connection.durationSeconds();
        String began = messages.dayTime(connection.connectedAt());
        String first = end == null
                ? messages.get("stations.connections.open", began)
                : seconds == null
                        ? messages.get("stations.connections.unseen", began, messages.dayTime(end))
                        : messages.get("stations.connections.closed", began, messages.duration(seconds));
        List<String> parts = new ArrayList<>(List.of(connection.address()));
        if (connection.macAddress() != null) {
            parts.add(connection.macAddress());
        }
        String why = why(connection);
        if (why != null) {
            Integer code = connection.closeCode();
            parts.add(code == null ? why : why + " (" + code + ")");
        }
        return two(first, String.join(" · ", parts));
    }

    /** Why it ended; in its own words where a side said some. */
    private @Nullable String why(Connection connection) {
        ConnectionEnd end = connection.end();
        return end == null || end == ConnectionEnd.SAID
                ? connection.reason()
                : messages.get("stations.connections.end." + end.key());
    }

    private static VBox two(String first, String second) {
        return new VBox(words(first, "manage-line"), words(second, "stations-quiet"));
    }

    private static Label words(String text, String style) {
        return Labels.wrapping(text, style);
    }
}
