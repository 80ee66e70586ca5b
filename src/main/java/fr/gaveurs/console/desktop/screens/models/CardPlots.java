package fr.gaveurs.console.desktop.screens.models;

import fr.gaveurs.console.api.models.Models.Method;
import fr.gaveurs.console.api.models.Models.Target;
import fr.gaveurs.console.api.models.Training.Coefficient;
import fr.gaveurs.console.api.models.Training.Contestant;
import fr.gaveurs.console.api.models.Training.Coverage;
import fr.gaveurs.console.api.models.Training.Point;
import fr.gaveurs.console.api.models.Training.StationErrors;
import fr.gaveurs.console.api.models.Training.TargetReport;
import fr.gaveurs.console.api.models.Versions.Ranked;
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
import fr.gaveurs.console.desktop.screens.models.chart.Plot.Span;
import fr.gaveurs.console.desktop.screens.models.chart.Plot.Spans;
import fr.gaveurs.console.desktop.screens.models.chart.Plot.Spot;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.DoubleStream;
import org.jspecify.annotations.Nullable;

/** Pictures of a version's card, of one target each. Knows no controls. */
final class CardPlots {
    /** More names have no room. */
    private static final int MOST = 16;

    private final Messages messages;
    private final ModelsText words;

    CardPlots(Messages messages) {
        this.messages = messages;
        words = new ModelsText(messages);
    }

    private String errorTitle(Target target) {
        return messages.get("models.axis.error", words.unit(target));
    }

    /** All versions: the error with its interval, and that of the days that were held out beside the formula's. */
    Plot leaderboard(List<Ranked> all, Target target) {
        List<Ranked> ranked = all.stream()
                .filter(each -> each.target() == target)
                .sorted(Comparator.comparingDouble(Ranked::heldOutMae))
                .limit(MOST)
                .toList();
        if (ranked.isEmpty()) {
            return Plot.NONE;
        }
        List<@Nullable Span> spans = new ArrayList<>();
        List<Spot> held = new ArrayList<>();
        List<Spot> formula = new ArrayList<>();
        for (int i = 0; i < ranked.size(); i++) {
            Ranked each = ranked.get(i);
            double low = each.low() == null ? each.mae() : each.low();
            double high = each.high() == null ? each.mae() : each.high();
            spans.add(new Span(low, each.mae(), high));
            held.add(new Spot(each.heldOutMae(), i));
            formula.add(new Spot(each.formulaHeldOutMae(), i));
        }
        double[] values = ranked.stream()
                .flatMapToDouble(each -> DoubleStream.of(
                        each.mae(), each.high() == null ? 0 : each.high(), each.heldOutMae(), each.formulaHeldOutMae()))
                .toArray();
        return new Plot(
                Scale.from(errorTitle(target), values),
                new Names(
                        "",
                        ranked.stream()
                                .map(each -> words.title(each.versionId(), each.name()))
                                .toList()),
                List.of(
                        new Spans(messages.get("models.plot.crossed"), Mark.DOT, spans),
                        new Dots(messages.get("models.plot.held_out"), Mark.DIAMOND, held),
                        new Dots(messages.get("models.plot.formula"), Mark.CROSS, formula)),
                String.join(" ", ranked.stream().map(words::ranked).toList()));
    }

    /** What the methods of the tournament came to. */
    Plot tournament(TargetReport report) {
        List<Contestant> all = report.leaderboard();
        if (all.isEmpty()) {
            return Plot.NONE;
        }
        List<@Nullable Span> spans = new ArrayList<>();
        List<String> names = new ArrayList<>();
        List<Contestant> best = best(all);
        for (Contestant each : best) {
            spans.add(new Span(each.low(), each.mae(), each.high()));
            names.add(words.method(each.method()));
        }
        double[] values = best.stream()
                .flatMapToDouble(each -> DoubleStream.of(each.mae(), each.high()))
                .toArray();
        int won = names.indexOf(words.method(report.method()));
        List<Plot.Layer> layers = new ArrayList<>();
        layers.add(new Spans(messages.get("models.plot.crossed"), Mark.DOT, spans));
        if (won >= 0) {
            layers.add(new Dots(
                    messages.get("models.plot.winner"),
                    Mark.DIAMOND,
                    List.of(new Spot(best.get(won).mae(), won))));
        }
        return new Plot(
                Scale.from(errorTitle(report.target()), values),
                new Names("", names),
                layers,
                messages.get(
                        "models.plot.tournament.words",
                        words.method(report.method()),
                        words.error(report.target(), report.validated().mae())));
    }

    /** Of each method the best penalty. */
    private static List<Contestant> best(List<Contestant> all) {
        List<Contestant> best = new ArrayList<>();
        for (Method method : Method.values()) {
            all.stream()
                    .filter(each -> each.method() == method)
                    .min(Comparator.comparingDouble(Contestant::mae))
                    .ifPresent(best::add);
        }
        return best;
    }

    /** How far off each sample is that was not learnt from, over its truth. */
    Plot residuals(TargetReport report) {
        List<Spot> spots = report.points().stream()
                .map(each -> new Spot(each.truth(), each.predicted() - each.truth()))
                .toList();
        if (spots.isEmpty()) {
            return Plot.NONE;
        }
        double radius = report.interval().radius();
        double[] off = DoubleStream.concat(
                        spots.stream().mapToDouble(Spot::y), DoubleStream.of(-1.5 * radius, 1.5 * radius))
                .toArray();
        double[] truths = report.points().stream().mapToDouble(Point::truth).toArray();
        return new Plot(
                Scale.around(messages.get("models.axis.truth", words.unit(report.target())), truths[0], truths),
                Scale.from(messages.get("models.axis.off"), off),
                List.of(
                        new Plot.Band(
                                messages.get(
                                        "models.plot.interval",
                                        messages.percent(100 * report.interval().level(), 0)),
                                Mark.RING,
                                -radius,
                                radius),
                        new Rule("", Mark.RING, 0, true),
                        new Dots(messages.get("models.plot.sample"), Mark.DOT, spots)),
                messages.get(
                        "models.plot.residuals.words",
                        messages.integer(spots.size()),
                        words.error(report.target(), report.validated().mae()),
                        words.error(report.target(), radius)));
    }

    /** Station by station, beside the formula on the days that were held out. */
    Plot stations(TargetReport report) {
        List<StationErrors> all = report.stations().stream().limit(MOST).toList();
        if (all.isEmpty()) {
            return Plot.NONE;
        }
        List<@Nullable Double> mae = new ArrayList<>();
        all.forEach(each -> mae.add(each.errors().mae()));
        double formula = report.formulaHeldOut().mae();
        double[] values = DoubleStream.concat(
                        all.stream().mapToDouble(each -> each.errors().mae()), DoubleStream.of(formula))
                .toArray();
        return new Plot(
                Scale.from(errorTitle(report.target()), values),
                new Names("", all.stream().map(StationErrors::deviceId).toList()),
                List.of(
                        new Bars(messages.get("models.plot.model"), Mark.DOT, mae),
                        new Rule(messages.get("models.plot.formula_held"), Mark.CROSS, formula, false)),
                String.join(
                        ", ",
                        all.stream()
                                .map(each -> each.deviceId() + " "
                                        + words.error(
                                                report.target(), each.errors().mae()))
                                .toList()));
    }

    /** How many samples lay within intervals of each level. */
    Plot calibration(TargetReport report) {
        List<Coverage> all = report.coverage();
        if (all.isEmpty()) {
            return Plot.NONE;
        }
        return new Plot(
                new Scale(messages.get("models.axis.nominal"), 0, 100),
                new Scale(messages.get("models.axis.covered"), 0, 100),
                List.of(
                        new Diagonal(messages.get("models.plot.ideal"), Mark.RING),
                        new Path(
                                messages.get("models.plot.covered"),
                                Mark.DOT,
                                all.stream()
                                        .sorted(Comparator.comparingDouble(Coverage::level))
                                        .map(each -> new Spot(100 * each.level(), 100 * each.covered()))
                                        .toList(),
                                false)),
                String.join(
                        ", ",
                        all.stream()
                                .map(each -> messages.get(
                                        "models.plot.calibration.words",
                                        messages.percent(100 * each.level(), 0),
                                        messages.percent(100 * each.covered(), 0)))
                                .toList()));
    }

    /** What a linear model makes of each feature. */
    Plot coefficients(TargetReport report) {
        List<Coefficient> all = report.coefficients().stream().limit(MOST).toList();
        if (all.isEmpty()) {
            return Plot.NONE;
        }
        List<@Nullable Double> weights = new ArrayList<>();
        List<@Nullable Double> squares = new ArrayList<>();
        for (Coefficient each : all) {
            weights.add(each.weight());
            squares.add(each.square());
        }
        List<Plot.Layer> layers = new ArrayList<>();
        layers.add(new Bars(messages.get("models.plot.weight"), Mark.DOT, weights));
        if (all.stream().anyMatch(each -> each.square() != null)) {
            layers.add(new Bars(messages.get("models.plot.square"), Mark.RING, squares));
        }
        double[] values = all.stream()
                .flatMapToDouble(each -> DoubleStream.of(each.weight(), each.square() == null ? 0 : each.square()))
                .toArray();
        return new Plot(
                Scale.from(messages.get("models.axis.weight"), values),
                new Names(
                        "",
                        all.stream().map(each -> words.feature(each.feature())).toList()),
                layers,
                String.join(
                        ", ",
                        all.stream()
                                .map(each -> words.feature(each.feature()) + " " + messages.number(each.weight(), 3))
                                .toList()));
    }
}
