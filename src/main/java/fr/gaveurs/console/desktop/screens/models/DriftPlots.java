package fr.gaveurs.console.desktop.screens.models;

import fr.gaveurs.console.api.models.Models.Target;
import fr.gaveurs.console.api.models.Performance.DriftLook;
import fr.gaveurs.console.api.models.Performance.LabelErrors;
import fr.gaveurs.console.api.models.Performance.VersionPerformance;
import fr.gaveurs.console.desktop.kit.Messages;
import fr.gaveurs.console.desktop.screens.models.chart.Plot;
import fr.gaveurs.console.desktop.screens.models.chart.Plot.Band;
import fr.gaveurs.console.desktop.screens.models.chart.Plot.Mark;
import fr.gaveurs.console.desktop.screens.models.chart.Plot.Names;
import fr.gaveurs.console.desktop.screens.models.chart.Plot.Path;
import fr.gaveurs.console.desktop.screens.models.chart.Plot.Rule;
import fr.gaveurs.console.desktop.screens.models.chart.Plot.Scale;
import fr.gaveurs.console.desktop.screens.models.chart.Plot.Spot;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.DoubleStream;

/** Pictures of how models do over time. Knows no controls. */
final class DriftPlots {
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("dd/MM", Locale.ROOT);
    /** Of the shown interval: a share of the labels between these lies within it, %. */
    private static final double LEAST_COVERED = 86;

    private static final double MOST_COVERED = 94;
    private static final List<Mark> MARKS = List.of(Mark.DOT, Mark.DIAMOND, Mark.RING);

    private final Messages messages;
    private final ModelsText words;

    DriftPlots(Messages messages) {
        this.messages = messages;
        words = new ModelsText(messages);
    }

    private List<Instant> weeks(List<VersionPerformance> all, Target target) {
        return all.stream()
                .flatMap(each -> each.errors().stream())
                .filter(each -> each.target() == target)
                .map(LabelErrors::from)
                .distinct()
                .sorted()
                .toList();
    }

    /** A week is named by its first day, which is one of UTC. */
    private static List<String> named(List<Instant> weeks) {
        return weeks.stream()
                .map(each -> DAY.format(LocalDate.ofInstant(each, ZoneOffset.UTC)))
                .toList();
    }

    /** The error on labels that were said since, week by week, with the formula's. */
    Plot errors(List<VersionPerformance> all, Target target) {
        List<Instant> weeks = weeks(all, target);
        if (weeks.isEmpty()) {
            return Plot.NONE;
        }
        List<Plot.Layer> layers = new ArrayList<>();
        List<Double> values = new ArrayList<>();
        List<Spot> formula = new ArrayList<>();
        for (int i = 0; i < Math.min(MARKS.size() - 1, all.size()); i++) {
            VersionPerformance version = all.get(i);
            List<Spot> spots = new ArrayList<>();
            for (LabelErrors each : sorted(version, target)) {
                int week = weeks.indexOf(each.from());
                spots.add(new Spot(week, each.mae()));
                values.add(each.mae());
                if (each.formulaMae() != null && formula.stream().noneMatch(spot -> spot.x() == week)) {
                    formula.add(new Spot(week, each.formulaMae()));
                    values.add(each.formulaMae());
                }
            }
            if (!spots.isEmpty()) {
                layers.add(new Path(name(version), MARKS.get(i), spots, false));
            }
        }
        if (!formula.isEmpty()) {
            formula.sort(Comparator.comparingDouble(Spot::x));
            layers.add(new Path(messages.get("models.plot.formula"), Mark.CROSS, formula, true));
        }
        return new Plot(
                new Names(messages.get("models.axis.week"), named(weeks)),
                Scale.from(
                        messages.get("models.axis.error", words.unit(target)),
                        values.stream().mapToDouble(Double::doubleValue).toArray()),
                layers,
                messages.get("models.picture.errors"));
    }

    /** How many labels lay within the interval, week by week. */
    Plot covered(List<VersionPerformance> all, Target target) {
        List<Instant> weeks = weeks(all, target);
        if (weeks.isEmpty()) {
            return Plot.NONE;
        }
        List<Plot.Layer> layers = new ArrayList<>();
        layers.add(new Band(
                messages.get("models.plot.expected", messages.percent(90, 0)), Mark.RING, LEAST_COVERED, MOST_COVERED));
        for (int i = 0; i < Math.min(MARKS.size() - 1, all.size()); i++) {
            VersionPerformance version = all.get(i);
            List<Spot> spots = sorted(version, target).stream()
                    .map(each -> new Spot(weeks.indexOf(each.from()), 100 * each.covered()))
                    .toList();
            if (!spots.isEmpty()) {
                layers.add(new Path(name(version), MARKS.get(i), spots, false));
            }
        }
        return new Plot(
                new Names(messages.get("models.axis.week"), named(weeks)),
                new Scale(messages.get("models.axis.covered"), 0, 100),
                layers,
                messages.get("models.picture.covered"));
    }

    private static List<LabelErrors> sorted(VersionPerformance version, Target target) {
        return version.errors().stream()
                .filter(each -> each.target() == target)
                .sorted(Comparator.comparing(LabelErrors::from))
                .toList();
    }

    private String name(VersionPerformance version) {
        return words.title(version.versionId(), version.name()) + " (" + words.state(version.state()) + ")";
    }

    /** One feature of one station, look by look. */
    Plot history(List<DriftLook> looks) {
        if (looks.isEmpty()) {
            return Plot.NONE;
        }
        List<DriftLook> sorted =
                looks.stream().sorted(Comparator.comparing(DriftLook::at)).toList();
        List<Spot> psi = new ArrayList<>();
        List<Spot> ks = new ArrayList<>();
        List<String> names = new ArrayList<>();
        for (int i = 0; i < sorted.size(); i++) {
            DriftLook look = sorted.get(i);
            psi.add(new Spot(i, look.row().psi()));
            ks.add(new Spot(i, look.row().ks()));
            names.add(DAY.format(look.at().atZone(messages.zone())));
        }
        double[] values = DoubleStream.concat(
                        sorted.stream()
                                .flatMapToDouble(each -> DoubleStream.of(
                                        each.row().psi(), each.row().ks())),
                        DoubleStream.of(DriftPicture.MUCH))
                .toArray();
        return new Plot(
                new Names(messages.get("models.axis.look"), names),
                Scale.from("", values),
                List.of(
                        new Rule(
                                messages.get("models.drift.much", messages.number(DriftPicture.MUCH, 2)),
                                Mark.CROSS,
                                DriftPicture.MUCH,
                                true),
                        new Path("PSI", Mark.DOT, psi, false),
                        new Path("KS", Mark.RING, ks, true)),
                messages.get("models.picture.history"));
    }
}
