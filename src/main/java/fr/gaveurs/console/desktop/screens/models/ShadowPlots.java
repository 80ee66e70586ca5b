package fr.gaveurs.console.desktop.screens.models;

import fr.gaveurs.console.api.models.Models.Target;
import fr.gaveurs.console.api.models.Performance.ComparisonRow;
import fr.gaveurs.console.api.models.Versions.Figure;
import fr.gaveurs.console.api.models.Versions.StoredPrediction;
import fr.gaveurs.console.desktop.kit.Messages;
import fr.gaveurs.console.desktop.screens.models.chart.Plot;
import fr.gaveurs.console.desktop.screens.models.chart.Plot.Bars;
import fr.gaveurs.console.desktop.screens.models.chart.Plot.Diagonal;
import fr.gaveurs.console.desktop.screens.models.chart.Plot.Dots;
import fr.gaveurs.console.desktop.screens.models.chart.Plot.Mark;
import fr.gaveurs.console.desktop.screens.models.chart.Plot.Names;
import fr.gaveurs.console.desktop.screens.models.chart.Plot.Path;
import fr.gaveurs.console.desktop.screens.models.chart.Plot.Rule;
import fr.gaveurs.console.desktop.screens.models.chart.Plot.Scale;
import fr.gaveurs.console.desktop.screens.models.chart.Plot.Spot;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.DoubleStream;
import org.jspecify.annotations.Nullable;

/** Pictures of a version against another one, of one target each. Knows no controls. */
final class ShadowPlots {
    private static final int MOST = 20;

    private final Messages messages;
    private final ModelsText words;

    /** Several rows together, each counting by its samples, or its labels. */
    record Sum(int samples, double difference, double distance, double within, int labels, double mae, double against) {
        static final Sum NONE = new Sum(0, 0, 0, 0, 0, 0, 0);

        Sum and(ComparisonRow row) {
            int all = samples + row.samples();
            Double mine = row.mae();
            Double other = row.againstMae();
            boolean labelled = row.labels() > 0 && mine != null && other != null;
            int more = labels + (labelled ? row.labels() : 0);
            return new Sum(
                    all,
                    mean(difference, samples, row.meanDifference(), row.samples()),
                    mean(distance, samples, row.meanDistance(), row.samples()),
                    mean(within, samples, row.within(), row.samples()),
                    more,
                    labelled && mine != null ? mean(mae, labels, mine, row.labels()) : mae,
                    labelled && other != null ? mean(against, labels, other, row.labels()) : against);
        }

        private static double mean(double a, int countA, double b, int countB) {
            return countA + countB == 0 ? 0 : (a * countA + b * countB) / (countA + countB);
        }
    }

    ShadowPlots(Messages messages) {
        this.messages = messages;
        words = new ModelsText(messages);
    }

    static Sum total(List<ComparisonRow> rows, Target target) {
        return by(rows, target, row -> "").getOrDefault("", Sum.NONE);
    }

    static Map<String, Sum> by(List<ComparisonRow> rows, Target target, Function<ComparisonRow, String> key) {
        Map<String, Sum> sums = new TreeMap<>();
        rows.stream()
                .filter(row -> row.target() == target)
                .forEach(row -> sums.merge(key.apply(row), Sum.NONE.and(row), (old, one) -> old.and(row)));
        return sums;
    }

    /** What both said of the same samples. */
    Plot scatter(List<StoredPrediction> version, List<StoredPrediction> against, Target target) {
        Map<String, Double> others = new HashMap<>();
        against.forEach(each -> {
            Figure figure = each.prediction().figures().get(target);
            if (figure != null) {
                others.put(key(each), figure.value());
            }
        });
        List<Spot> spots = new ArrayList<>();
        for (StoredPrediction each : version) {
            Figure figure = each.prediction().figures().get(target);
            Double other = others.get(key(each));
            if (figure != null && other != null) {
                spots.add(new Spot(other, figure.value()));
            }
        }
        if (spots.isEmpty()) {
            return Plot.NONE;
        }
        double[] x = spots.stream().mapToDouble(Spot::x).toArray();
        double[] y = spots.stream().mapToDouble(Spot::y).toArray();
        double[] both =
                DoubleStream.concat(DoubleStream.of(x), DoubleStream.of(y)).toArray();
        return new Plot(
                Scale.around(messages.get("models.axis.active", words.unit(target)), both[0], both),
                Scale.around(messages.get("models.axis.shadow", words.unit(target)), both[0], both),
                List.of(
                        new Diagonal(messages.get("models.plot.same"), Mark.RING),
                        new Dots(messages.get("models.plot.sample"), Mark.DOT, spots)),
                messages.get("models.plot.scatter.words", messages.integer(spots.size())));
    }

    private static String key(StoredPrediction said) {
        return said.deviceId() + '\n' + said.sampleId() + '\n' + said.time();
    }

    /** How much more or less it says, station by station. */
    Plot stations(List<ComparisonRow> rows, Target target) {
        Map<String, Sum> sums = by(rows, target, ComparisonRow::deviceId);
        if (sums.isEmpty()) {
            return Plot.NONE;
        }
        List<String> names = sums.keySet().stream().limit(MOST).toList();
        List<@Nullable Double> differences = new ArrayList<>();
        names.forEach(name -> differences.add(sums.getOrDefault(name, Sum.NONE).difference()));
        double[] values = sums.values().stream().mapToDouble(Sum::difference).toArray();
        return new Plot(
                Scale.from(messages.get("models.axis.difference", words.unit(target)), values),
                new Names("", names),
                List.of(new Bars(messages.get("models.plot.difference"), Mark.DOT, differences)),
                spoken(names, sums, target));
    }

    /** The same day by day, with how far apart they are without a sign. */
    Plot days(List<ComparisonRow> rows, Target target) {
        Map<String, Sum> sums = by(rows, target, ComparisonRow::day);
        if (sums.isEmpty()) {
            return Plot.NONE;
        }
        List<String> names = List.copyOf(sums.keySet());
        List<Spot> differences = new ArrayList<>();
        List<Spot> distances = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            Sum sum = sums.getOrDefault(names.get(i), Sum.NONE);
            differences.add(new Spot(i, sum.difference()));
            distances.add(new Spot(i, sum.distance()));
        }
        double[] values = sums.values().stream()
                .flatMapToDouble(sum -> DoubleStream.of(sum.difference(), sum.distance()))
                .toArray();
        return new Plot(
                new Names("", names.stream().map(ShadowPlots::shortDay).toList()),
                Scale.from(messages.get("models.axis.difference", words.unit(target)), values),
                List.of(
                        new Rule("", Mark.RING, 0, true),
                        new Path(messages.get("models.plot.difference"), Mark.DOT, differences, false),
                        new Path(messages.get("models.plot.distance"), Mark.RING, distances, true)),
                spoken(names, sums, target));
    }

    /** Month and day are enough within a month. */
    private static String shortDay(String day) {
        return day.length() == 10 ? day.substring(8) + "/" + day.substring(5, 7) : day;
    }

    /** The errors of both on labels that were said since. */
    Plot errors(List<ComparisonRow> rows, Target target) {
        Map<String, Sum> sums = by(rows, target, ComparisonRow::deviceId);
        sums.values().removeIf(sum -> sum.labels() == 0);
        if (sums.isEmpty()) {
            return Plot.NONE;
        }
        List<String> names = sums.keySet().stream().limit(MOST).toList();
        List<@Nullable Double> mine = new ArrayList<>();
        List<@Nullable Double> other = new ArrayList<>();
        names.forEach(name -> {
            mine.add(sums.getOrDefault(name, Sum.NONE).mae());
            other.add(sums.getOrDefault(name, Sum.NONE).against());
        });
        double[] values = sums.values().stream()
                .flatMapToDouble(sum -> DoubleStream.of(sum.mae(), sum.against()))
                .toArray();
        return new Plot(
                Scale.from(messages.get("models.axis.error", words.unit(target)), values),
                new Names("", names),
                List.of(
                        new Bars(messages.get("models.plot.shadow"), Mark.DOT, mine),
                        new Bars(messages.get("models.plot.active"), Mark.RING, other)),
                String.join(
                        ", ",
                        names.stream()
                                .map(name -> name + " "
                                        + words.error(
                                                target,
                                                sums.getOrDefault(name, Sum.NONE)
                                                        .mae()) + " / "
                                        + words.error(
                                                target,
                                                sums.getOrDefault(name, Sum.NONE)
                                                        .against()))
                                .toList()));
    }

    private String spoken(List<String> names, Map<String, Sum> sums, Target target) {
        return String.join(
                ", ",
                names.stream()
                        .map(name -> name + " "
                                + words.error(
                                        target,
                                        sums.getOrDefault(name, Sum.NONE).difference()))
                        .toList());
    }
}
