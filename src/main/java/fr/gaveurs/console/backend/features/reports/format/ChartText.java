package fr.gaveurs.console.backend.features.reports.format;

import fr.gaveurs.console.backend.features.reports.content.Content.Bars;
import fr.gaveurs.console.backend.features.reports.content.Content.Chart;
import fr.gaveurs.console.backend.features.reports.content.Content.Control;
import fr.gaveurs.console.backend.features.reports.content.Content.Course;
import fr.gaveurs.console.backend.features.reports.content.Content.Step;
import fr.gaveurs.console.backend.features.reports.content.ReportWords;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/** What a chart shows, for those who do not see it. */
final class ChartText {
    private ChartText() {}

    static String of(Chart chart, ReportWords words) {
        String shown =
                switch (chart) {
                    case Bars bars ->
                        bars.bars().stream()
                                .map(bar -> words.get(
                                        "alt.bar",
                                        bar.name(),
                                        words.number(bar.value(), 0),
                                        words.percent(bar.percent())))
                                .collect(Collectors.joining("; "));
                    case Course course -> course(course, words);
                    case Control control -> control(control, words);
                };
        return shown.isEmpty() ? chart.title() : words.get("title", chart.title(), shown);
    }

    private static String course(Course course, ReportWords words) {
        List<Step> steps = course.steps();
        if (steps.isEmpty()) {
            return "";
        }
        Comparator<Step> byAmount = Comparator.comparingLong(Step::amount);
        Step most = steps.stream().max(byAmount).orElseThrow();
        Step least = steps.stream().min(byAmount).orElseThrow();
        String amounts = words.get(
                "alt.course.amounts",
                course.amounts(),
                steps.getFirst().name(),
                steps.getLast().name(),
                words.number(least.amount(), 0),
                least.name(),
                words.number(most.amount(), 0),
                most.name());
        List<Step> rated = steps.stream().filter(step -> step.percent() != null).toList();
        if (rated.isEmpty()) {
            return amounts;
        }
        Comparator<Step> byPercent = Comparator.comparingDouble(step -> Objects.requireNonNull(step.percent()));
        Step worst = rated.stream().min(byPercent).orElseThrow();
        Step best = rated.stream().max(byPercent).orElseThrow();
        return amounts + " "
                + words.get(
                        "alt.course.percentages",
                        course.percentages(),
                        words.percent(worst.percent()),
                        worst.name(),
                        words.percent(best.percent()),
                        best.name());
    }

    private static String control(Control control, ReportWords words) {
        StringBuilder text = new StringBuilder(words.get(
                "alt.control",
                words.number(control.mean(), 1),
                words.number(control.lowerControl(), 1),
                words.number(control.upperControl(), 1)));
        if (control.lowerLimit() != null || control.upperLimit() != null) {
            text.append(' ')
                    .append(words.get(
                            "alt.control.limits",
                            words.number(control.lowerLimit(), 1),
                            words.number(control.upperLimit(), 1)));
        }
        if (!control.marked().isEmpty()) {
            text.append(' ')
                    .append(words.count("alt.control.marked", control.marked().size()));
        }
        return text.toString();
    }
}
