package fr.gaveurs.console.desktop.screens.station;

import fr.gaveurs.console.api.quality.Samples.Spectrum;
import fr.gaveurs.console.api.quality.Samples.SpectrumAnalysis;
import fr.gaveurs.console.api.quality.SpectralChannel;
import fr.gaveurs.console.api.quality.SpectralRatio;
import fr.gaveurs.console.desktop.kit.Messages;
import fr.gaveurs.console.desktop.kit.RowTip;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javafx.geometry.HPos;
import javafx.geometry.Pos;
import javafx.scene.AccessibleRole;
import javafx.scene.control.Label;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.materialdesign2.MaterialDesignA;

/** The six ratios, each against its zones. */
final class RatiosPane extends GridPane {
    private final Messages messages;
    private final Map<SpectralRatio, Line> lines = new EnumMap<>(SpectralRatio.class);

    private record Line(RatioBullet bullet, Label note, Label figure) {}

    RatiosPane(Look look) {
        messages = look.messages();
        getStyleClass().add("station-ratios");
        ColumnConstraints name = new ColumnConstraints();
        name.setPercentWidth(44);
        ColumnConstraints bullet = new ColumnConstraints();
        bullet.setHgrow(Priority.ALWAYS);
        ColumnConstraints figure = new ColumnConstraints();
        figure.setHalignment(HPos.RIGHT);
        figure.setMinWidth(USE_PREF_SIZE);
        getColumnConstraints().addAll(name, bullet, figure);
        for (SpectralRatio ratio : SpectralRatio.values()) {
            lines.put(ratio, line(look, ratio, lines.size()));
            getRowConstraints().add(Nodes.growingRow());
        }
    }

    private Line line(Look look, SpectralRatio ratio, int row) {
        Label name = Nodes.label(messages.get("station.ratio." + ratio.key()), "station-ratio-name");
        Label note = Nodes.label("", "station-note");
        name.setWrapText(true);
        note.setWrapText(true);
        VBox words = new VBox(name, note);
        words.setAlignment(Pos.CENTER_LEFT);
        RatioBullet bullet = new RatioBullet(look, ratio);
        bullet.getStyleClass().add("station-bullet");
        bullet.setAccessibleRole(AccessibleRole.IMAGE_VIEW);
        Label figure = Nodes.label("", "station-figure-strong");
        add(words, 0, row);
        add(bullet, 1, row);
        add(figure, 2, row);
        RowTip.of(
                words,
                messages.get(
                        "station.ratio.tip",
                        ratio.key(),
                        formula(ratio),
                        zone(ratio.optimalLow(), ratio.optimalHigh()),
                        zone(ratio.acceptableLow(), ratio.acceptableHigh())));
        return new Line(bullet, note, figure);
    }

    void show(@Nullable Spectrum spectrum) {
        for (SpectralRatio ratio : SpectralRatio.values()) {
            Line line = lines.get(ratio);
            if (line == null) {
                continue;
            }
            Double value = spectrum == null
                    ? null
                    : spectrum.analysis().spectralRatios().get(ratio);
            line.bullet().show(value);
            line.figure().setText(messages.number(value, 3));
            boolean warn = value == null
                    ? spectrum != null && spectrum.analysis().anomalies().contains(ratio.key())
                    : new RatioScale(ratio).assess(value).outside();
            String note = note(ratio, value, spectrum);
            line.note().setText(note);
            if (warn) {
                Nodes.icon(line.note(), MaterialDesignA.ALERT);
            } else {
                line.note().setGraphic(null);
            }
            Nodes.style(line.note(), "station-warning", warn);
            Nodes.style(line.figure(), "station-warning", warn);
            line.bullet()
                    .setAccessibleText(messages.get("station.ratio." + ratio.key()) + ", " + messages.number(value, 3)
                            + ", " + note);
        }
    }

    private String note(SpectralRatio ratio, @Nullable Double value, @Nullable Spectrum spectrum) {
        if (spectrum == null) {
            return "";
        }
        if (value == null) {
            List<String> missing = unusable(ratio, spectrum);
            return missing.isEmpty()
                    ? messages.get("station.ratio.infinite")
                    : messages.get("station.ratio.missing", String.join(", ", missing));
        }
        String acceptable = zone(ratio.acceptableLow(), ratio.acceptableHigh());
        return switch (new RatioScale(ratio).assess(value)) {
            case OPTIMAL -> messages.get("station.ratio.optimal", zone(ratio.optimalLow(), ratio.optimalHigh()));
            case ACCEPTABLE -> messages.get("station.ratio.acceptable", acceptable);
            case TOO_LOW -> messages.get("station.ratio.low", acceptable);
            case TOO_HIGH -> messages.get("station.ratio.high", acceptable);
        };
    }

    private static List<String> unusable(SpectralRatio ratio, Spectrum spectrum) {
        SpectrumAnalysis analysis = spectrum.analysis();
        List<String> channels = new ArrayList<>();
        Stream.concat(ratio.numerator().stream(), ratio.denominator().stream())
                .filter(channel -> analysis.ignoredChannels().contains(channel)
                        || spectrum.raw().channels().get(channel) == null)
                .map(SpectralChannel::label)
                .forEach(channels::add);
        return channels;
    }

    private String zone(double low, double high) {
        return messages.number(low, 2) + "–" + messages.number(high, 2);
    }

    private static String formula(SpectralRatio ratio) {
        return sum(ratio.numerator()) + " / " + sum(ratio.denominator());
    }

    private static String sum(List<SpectralChannel> channels) {
        String sum = channels.stream().map(SpectralChannel::label).collect(Collectors.joining(" + "));
        return channels.size() > 1 ? "(" + sum + ")" : sum;
    }
}
