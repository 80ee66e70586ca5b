package fr.gaveurs.console.desktop.station;

import fr.gaveurs.console.api.Grade;
import fr.gaveurs.console.api.Samples.Fusion;
import fr.gaveurs.console.api.Samples.Sample;
import fr.gaveurs.console.api.Samples.TofAnalysis;
import fr.gaveurs.console.desktop.screen.Letters;
import fr.gaveurs.console.desktop.screen.Messages;
import java.time.Duration;
import javafx.geometry.HPos;
import javafx.scene.control.Label;
import javafx.scene.control.OverrunStyle;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import org.jspecify.annotations.Nullable;

/** The plain figures of a sample: what it weighs, how it was measured, when. */
final class FactsPane extends GridPane {
    private static final double MM3_PER_CM3 = 1000;

    private final Messages messages;

    FactsPane(Look look) {
        messages = look.messages();
        getStyleClass().add("station-facts");
        ColumnConstraints name = new ColumnConstraints();
        name.setMinWidth(USE_PREF_SIZE);
        ColumnConstraints figure = new ColumnConstraints();
        figure.setHgrow(Priority.ALWAYS);
        figure.setHalignment(HPos.RIGHT);
        getColumnConstraints().addAll(name, figure);
    }

    void show(@Nullable Shown now) {
        getChildren().clear();
        getRowConstraints().clear();
        if (now == null) {
            return;
        }
        Sample sample = now.sample();
        TofAnalysis tof = sample.vl53l8ch().analysis();
        fact("weight", unit(tof.weightG(), 0, "g"), true);
        Double volume = tof.volumeMm3();
        fact("volume", unit(volume == null ? null : volume / MM3_PER_CM3, 0, "cm³"), true);
        fact("claimed", claimed(sample.fusion()), false);
        fact("height", unit(tof.maxHeightMm(), 1, "mm"), false);
        fact("floor", unit(tof.floorMm(), 1, "mm"), false);
        fact("valid", messages.get("station.fact.of64", tof.validZones()), false);
        fact("occupied", messages.get("station.fact.of64", tof.occupiedZones()), false);
        fact("temperature", unit(sample.temperatureC(), 1, "°C"), false);
        fact("humidity", messages.percent(sample.humidityPercent(), 0), false);
        fact("lot", sample.lot() == null ? Messages.NONE : sample.lot(), false);
        fact("sample", sample.sampleId(), false);
        fact("measured", messages.dateTime(sample.timestamp()), false);
        double late = Duration.between(sample.timestamp(), sample.receivedAt()).toMillis() / 1000.0;
        fact(
                "received",
                sample.clockWrong()
                        ? messages.get("station.fact.clock")
                        : messages.get(
                                "station.fact.late", messages.time(sample.receivedAt()), messages.number(late, 1)),
                false);
    }

    /** The device's own grade and score, as it sent them. */
    private String claimed(Fusion fusion) {
        Grade claimed = fusion.claimedGrade();
        String letter = claimed == null ? Messages.NONE : Letters.of(claimed, messages);
        return fusion.claimedScore() == null ? letter : letter + " · " + messages.number(fusion.claimedScore(), 3);
    }

    private String unit(@Nullable Double value, int decimals, String unit) {
        String text = messages.number(value, decimals);
        return value == null ? text : text + "\u00a0" + unit;
    }

    private void fact(String key, String value, boolean strong) {
        int row = getChildren().size() / 2;
        getRowConstraints().add(Nodes.growingRow());
        Label name = Nodes.label(messages.get("station.fact." + key), "station-quiet");
        Label figure = Nodes.label(value, strong ? "station-figure-big" : "station-figure");
        // An id differs at its end.
        figure.setTextOverrun(OverrunStyle.LEADING_ELLIPSIS);
        Tooltip.install(figure, new Tooltip(value));
        add(name, 0, row);
        add(figure, 1, row);
    }
}
