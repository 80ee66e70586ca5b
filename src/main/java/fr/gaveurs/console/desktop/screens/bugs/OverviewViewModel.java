package fr.gaveurs.console.desktop.screens.bugs;

import fr.gaveurs.console.api.bugs.BugStatistics;
import fr.gaveurs.console.api.bugs.BugTerms.Severity;
import fr.gaveurs.console.desktop.kit.Messages;
import fr.gaveurs.console.desktop.kit.ProblemText;
import fr.gaveurs.console.desktop.kit.Tone;
import fr.gaveurs.console.desktop.kit.tiles.FigureChart;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import org.jspecify.annotations.Nullable;

/** The tracker at a glance, without controls. For the FX thread alone. */
final class OverviewViewModel {
    static final List<Integer> SPANS = List.of(30, 90, 365);

    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(5);
    private static final double DAY = 86_400;
    private static final double HOUR = 3_600;

    /** A figure on top: what the keys of its words end with, its name, its value, a word beside it, and what is drawn of it. */
    record Figure(String key, String title, String value, String note, FigureChart chart) {}

    /** A bar: what it stands for, how many, and the filter that shows these in the list; null where none does. */
    record Bar(
            String name, long value, String text, @Nullable Severity severity) {}

    private final BugRequests requests;
    private final Messages messages;
    private final Gather look;
    private final ReadOnlyObjectWrapper<BugStatistics.@Nullable BugFigures> figures = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<List<BugStatistics.BugDay>> days = new ReadOnlyObjectWrapper<>(List.of());
    private final ReadOnlyObjectWrapper<Map<String, Integer>> running = new ReadOnlyObjectWrapper<>(Map.of());
    private final ReadOnlyStringWrapper failure = new ReadOnlyStringWrapper("");
    private final ReadOnlyIntegerWrapper span = new ReadOnlyIntegerWrapper(SPANS.getFirst());
    private int round;
    private boolean shown;

    OverviewViewModel(BugRequests requests, Messages messages) {
        this.requests = requests;
        this.messages = messages;
        this.look = new Gather(requests, BETWEEN_LOOKS, this::reload);
    }

    /** Null until the first answer. */
    ReadOnlyObjectProperty<BugStatistics.@Nullable BugFigures> figures() {
        return figures.getReadOnlyProperty();
    }

    /** Oldest first. */
    ReadOnlyObjectProperty<List<BugStatistics.BugDay>> days() {
        return days.getReadOnlyProperty();
    }

    /** How many stations run each version of firmware; empty where nobody says. */
    ReadOnlyObjectProperty<Map<String, Integer>> running() {
        return running.getReadOnlyProperty();
    }

    /** Why the last answer did not come; empty when it did. */
    ReadOnlyStringProperty failure() {
        return failure.getReadOnlyProperty();
    }

    /** How many days the burn-down goes back. */
    ReadOnlyIntegerProperty span() {
        return span.getReadOnlyProperty();
    }

    void span(int wanted) {
        span.set(wanted);
        if (shown) {
            reload();
        }
    }

    void show() {
        shown = true;
        reload();
    }

    void hide() {
        shown = false;
        round++;
        look.stop();
    }

    /** A bug was reported or changed. */
    void event() {
        if (shown) {
            look.ask();
        }
    }

    private void reload() {
        look.stop();
        int mine = ++round;
        requests.ask(
                requests.source().figures(),
                now -> {
                    if (mine == round) {
                        failure.set("");
                        figures.set(now);
                    }
                },
                problem -> {
                    if (mine == round) {
                        failure.set(messages.get("bugs.list.failed", ProblemText.of(problem, messages)));
                    }
                });
        requests.ask(
                requests.source().running(),
                now -> {
                    if (mine == round) {
                        running.set(now);
                    }
                },
                problem -> {
                    // What stands there of bugs is as good without it.
                });
        requests.ask(
                requests.source().trends(span.get()),
                now -> {
                    if (mine == round) {
                        days.set(now);
                    }
                },
                problem -> {
                    if (mine == round) {
                        failure.set(messages.get("bugs.list.failed", ProblemText.of(problem, messages)));
                    }
                });
    }

    /**
     * The figures on top, always as many.
     *
     * @param course the last days, oldest first; may be empty
     */
    List<Figure> cards(BugStatistics.BugFigures now, List<BugStatistics.BugDay> course) {
        long unresolved = now.openBySeverity().values().stream()
                .mapToLong(Long::longValue)
                .sum();
        return List.of(
                new Figure(
                        "unresolved",
                        messages.get("bugs.overview.unresolved"),
                        messages.integer(unresolved),
                        messages.get("bugs.overview.of", messages.integer(now.total())),
                        bySeverity(now)),
                new Figure(
                        "new",
                        messages.get("bugs.overview.new"),
                        messages.integer(now.newLast7Days()),
                        sevenDays(),
                        aDay(course, BugStatistics.BugDay::reported)),
                new Figure(
                        "resolved",
                        messages.get("bugs.overview.resolved"),
                        messages.integer(now.resolvedLast7Days()),
                        sevenDays(),
                        aDay(course, BugStatistics.BugDay::resolved)),
                new Figure(
                        "response",
                        messages.get("bugs.overview.response"),
                        hours(now.responseHours()),
                        thirtyDays(),
                        average(course, BugStatistics.BugDay::responseHours)),
                new Figure(
                        "resolution",
                        messages.get("bugs.overview.resolution"),
                        hours(now.resolutionHours()),
                        thirtyDays(),
                        average(course, BugStatistics.BugDay::resolutionHours)),
                new Figure(
                        "age",
                        messages.get("bugs.overview.age"),
                        days(now.medianOpenDays()),
                        "",
                        new FigureChart.Columns(now.openByAge().stream()
                                .mapToDouble(BugStatistics.AgeGroup::bugs)
                                .toArray())));
    }

    /** Worst first, in the colours of the list's badges. */
    private static FigureChart bySeverity(BugStatistics.BugFigures now) {
        return new FigureChart.Parts(Arrays.stream(Severity.values())
                .map(severity -> new FigureChart.Part(
                        Objects.requireNonNullElse(now.openBySeverity().get(severity.key()), 0L),
                        switch (BugText.level(severity, true)) {
                            case BAD -> Tone.DANGER;
                            case WARNING -> Tone.WARNING;
                            default -> Tone.SERIES;
                        }))
                .toArray(FigureChart.Part[]::new));
    }

    /** What there was on each of the last seven days. */
    private static FigureChart aDay(List<BugStatistics.BugDay> course, ToDoubleFunction<BugStatistics.BugDay> amount) {
        return new FigureChart.Columns(course.stream()
                .skip(Math.max(0, course.size() - 7))
                .mapToDouble(amount)
                .toArray());
    }

    /** How it went in the last thirty days, of those on which there was any. */
    private static FigureChart average(
            List<BugStatistics.BugDay> course, Function<BugStatistics.BugDay, @Nullable Double> hours) {
        return new FigureChart.Sparkline(course.stream()
                .skip(Math.max(0, course.size() - 30))
                .map(hours)
                .filter(Objects::nonNull)
                .toList());
    }

    private String sevenDays() {
        return messages.get("bugs.overview.seven_days");
    }

    private String thirtyDays() {
        return messages.get("bugs.overview.thirty_days");
    }

    private String hours(@Nullable Double hours) {
        if (hours == null) {
            return Messages.NONE;
        }
        return hours < 10 && hours >= 1
                ? messages.get("duration.h", messages.number(hours, 1))
                : messages.duration(hours * HOUR);
    }

    private String days(@Nullable Double days) {
        if (days == null) {
            return Messages.NONE;
        }
        return days < 10 && days >= 2
                ? messages.get("duration.d", messages.number(days, 1))
                : messages.duration(days * DAY);
    }

    /** Unresolved bugs by severity, worst first. */
    List<Bar> severities(BugStatistics.BugFigures now) {
        List<Bar> bars = new ArrayList<>();
        for (Severity severity : Severity.values()) {
            long open = Objects.requireNonNullElse(now.openBySeverity().get(severity.key()), 0L);
            bars.add(new Bar(messages.get("bugs.severity." + severity.key()), open, messages.integer(open), severity));
        }
        return bars;
    }

    /** Unresolved bugs by age, youngest first. */
    List<Bar> ages(BugStatistics.BugFigures now) {
        return now.openByAge().stream()
                .map(group -> new Bar(
                        group.toDays() == null
                                ? messages.get("bugs.overview.age.over", group.fromDays())
                                : group.fromDays() == 0
                                        ? messages.get("bugs.overview.age.under", group.toDays())
                                        : messages.get("bugs.overview.age.between", group.fromDays(), group.toDays()),
                        group.bugs(),
                        messages.integer(group.bugs()),
                        null))
                .toList();
    }

    /** Stations with the most unresolved bugs. */
    List<Bar> worst(List<BugStatistics.Worst> all) {
        return all.stream()
                .map(worst -> new Bar(worst.name(), worst.open(), counts(worst), null))
                .toList();
    }

    /** Versions with the most unresolved bugs, and how many stations run each. */
    List<Bar> worstFirmware(List<BugStatistics.Worst> all) {
        return all.stream()
                .map(worst -> new Bar(
                        worst.name(),
                        worst.open(),
                        running.get().isEmpty()
                                ? counts(worst)
                                : counts(worst)
                                        + " · "
                                        + messages.count(
                                                "bugs.overview.runs",
                                                running.get().getOrDefault(worst.name(), 0)),
                        null))
                .toList();
    }

    private String counts(BugStatistics.Worst worst) {
        return messages.count("bugs.overview.worst", worst.open())
                + " · "
                + messages.get("bugs.overview.in_thirty", messages.integer(worst.last30Days()));
    }
}
