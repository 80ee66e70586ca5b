package fr.gaveurs.console.desktop.health;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/** Between {@code fxml/health.fxml} and its view model. */
public final class HealthController {
    private final HealthViewModel model;
    private final Map<String, ComponentCard> cards = new HashMap<>();
    private List<HealthViewModel.PartRow> parts = List.of();

    @FXML
    private HBox probes;

    @FXML
    private VBox components;

    @FXML
    private GridPane timeline;

    HealthController(HealthViewModel model) {
        this.model = model;
    }

    @FXML
    public void initialize() {
        model.probes().subscribe(this::probes);
        model.components().subscribe(this::components);
        model.parts().subscribe(this::parts);
    }

    private void probes(List<HealthViewModel.ProbeRow> rows) {
        while (probes.getChildren().size() < rows.size()) {
            ProbeCard card = new ProbeCard();
            HBox.setHgrow(card, Priority.ALWAYS);
            probes.getChildren().add(card);
        }
        for (int i = 0; i < rows.size(); i++) {
            ((ProbeCard) probes.getChildren().get(i)).show(rows.get(i));
        }
    }

    private void components(List<HealthViewModel.ComponentRow> rows) {
        List<Node> next = new ArrayList<>();
        for (HealthViewModel.ComponentRow row : rows) {
            ComponentCard card = cards.computeIfAbsent(row.key(), key -> new ComponentCard());
            card.show(row);
            next.add(card);
        }
        if (!next.equals(components.getChildren())) {
            components.getChildren().setAll(next);
        }
    }

    private void parts(List<HealthViewModel.PartRow> rows) {
        if (rows.equals(parts)) {
            return;
        }
        parts = rows;
        timeline.getChildren().clear();
        for (int i = 0; i < rows.size(); i++) {
            HealthViewModel.PartRow row = rows.get(i);
            Label name = new Label(row.name());
            name.getStyleClass().add("timeline-name");
            name.setMinWidth(Label.USE_PREF_SIZE);
            TimelineBar bar = new TimelineBar();
            bar.span(row.begin(), row.end());
            GridPane.setHgrow(bar, Priority.ALWAYS);
            Label took = new Label(row.took());
            took.getStyleClass().add("timeline-took");
            took.setMinWidth(Label.USE_PREF_SIZE);
            timeline.addRow(i, name, bar, took);
        }
    }

    /** Version and time since the start. */
    public ReadOnlyStringProperty programProperty() {
        return model.program();
    }

    public String getProgram() {
        return model.program().get();
    }

    /** How long the whole start took. */
    public ReadOnlyStringProperty startProperty() {
        return model.start();
    }

    public String getStart() {
        return model.start().get();
    }

    /** Why there is no report. */
    public ReadOnlyStringProperty failureProperty() {
        return model.failure();
    }

    public String getFailure() {
        return model.failure().get();
    }
}
