package fr.gaveurs.console.desktop.screens.station;

import fr.gaveurs.console.api.quality.Grade;
import fr.gaveurs.console.api.quality.GradingRules;
import fr.gaveurs.console.api.quality.Samples.Fusion;
import fr.gaveurs.console.api.quality.Samples.Sample;
import fr.gaveurs.console.api.quality.Samples.TofAnalysis;
import fr.gaveurs.console.desktop.kit.Letters;
import fr.gaveurs.console.desktop.kit.Messages;
import fr.gaveurs.console.desktop.kit.RowTip;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import javafx.geometry.HPos;
import javafx.scene.control.Label;
import javafx.scene.control.OverrunStyle;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import org.jspecify.annotations.Nullable;

/** The plain figures of a sample: what it weighs, how it was measured, when. */
final class FactsPane extends GridPane {

    /** The lines, from top to bottom. */
    private enum Fact {
        WEIGHT,
        VOLUME,
        CLAIMED,
        HEIGHT,
        FLOOR,
        VALID,
        OCCUPIED,
        TEMPERATURE,
        HUMIDITY,
        LOT,
        SAMPLE,
        MEASURED,
        RECEIVED
    }

    /** From so many seconds on a delay is told in its largest unit. */
    private static final double MINUTE = 60;

    private final Messages messages;
    private final Map<Fact, Label> figures = new EnumMap<>(Fact.class);

    FactsPane(Look look) {
        messages = look.messages();
        getStyleClass().add("station-facts");
        ColumnConstraints name = new ColumnConstraints();
        name.setMinWidth(USE_PREF_SIZE);
        ColumnConstraints figure = new ColumnConstraints();
        figure.setHgrow(Priority.ALWAYS);
        figure.setHalignment(HPos.RIGHT);
        getColumnConstraints().addAll(name, figure);
        for (Fact fact : Fact.values()) {
            line(fact);
        }
    }

    private void line(Fact fact) {
        boolean big = fact == Fact.WEIGHT || fact == Fact.VOLUME;
        Label figure = Nodes.label(Messages.NONE, big ? "station-figure-big" : "station-figure");
        // An id differs at its end.
        figure.setTextOverrun(OverrunStyle.LEADING_ELLIPSIS);
        RowTip whole = new RowTip(figure, look -> {});
        figure.textProperty().subscribe(whole::text);
        String key = fact.name().toLowerCase(Locale.ROOT);
        addRow(figures.size(), Nodes.label(messages.get("station.fact." + key), "station-quiet"), figure);
        getRowConstraints().add(Nodes.growingRow());
        figures.put(fact, figure);
    }

    void show(@Nullable Shown now) {
        if (now == null) {
            figures.values().forEach(figure -> figure.setText(Messages.NONE));
            return;
        }
        Sample sample = now.sample();
        TofAnalysis tof = sample.vl53l8ch().analysis();
        Double volume = tof.volumeMm3();
        set(Fact.WEIGHT, unit(tof.weightG(), 0, "g"));
        set(Fact.VOLUME, unit(volume == null ? null : volume / GradingRules.MM3_PER_CM3, 0, "cm³"));
        set(Fact.CLAIMED, claimed(sample.fusion()));
        set(Fact.HEIGHT, unit(tof.maxHeightMm(), 1, "mm"));
        set(Fact.FLOOR, unit(tof.floorMm(), 1, "mm"));
        set(Fact.VALID, messages.get("station.fact.of64", tof.validZones()));
        set(Fact.OCCUPIED, messages.get("station.fact.of64", tof.occupiedZones()));
        set(Fact.TEMPERATURE, unit(sample.temperatureC(), 1, "°C"));
        set(Fact.HUMIDITY, messages.percent(sample.humidityPercent(), 0));
        set(Fact.LOT, sample.lot() == null ? Messages.NONE : sample.lot());
        set(Fact.SAMPLE, sample.sampleId());
        set(Fact.MEASURED, messages.dateTime(sample.timestamp()));
        double late = Duration.between(sample.timestamp(), sample.receivedAt()).toMillis() / 1000.0;
        set(
                Fact.RECEIVED,
                sample.clockWrong()
                        ? messages.get("station.fact.clock")
                        : messages.get(
                                "station.fact.late",
                                messages.moment(sample.receivedAt()),
                                late < MINUTE
                                        ? messages.get("duration.s", messages.number(late, 1))
                                        : messages.duration(late)));
    }

    private void set(Fact fact, String text) {
        Label figure = figures.get(fact);
        if (figure != null) {
            figure.setText(text);
        }
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
}
