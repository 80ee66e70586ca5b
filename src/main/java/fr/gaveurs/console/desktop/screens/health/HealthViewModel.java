package fr.gaveurs.console.desktop.screens.health;

import fr.gaveurs.console.api.conditions.Conditions.Condition;
import fr.gaveurs.console.api.conditions.Conditions.Scope;
import fr.gaveurs.console.api.health.Health;
import fr.gaveurs.console.api.health.Health.BreakerState;
import fr.gaveurs.console.api.health.Health.ComponentStatus;
import fr.gaveurs.console.api.health.Health.HealthHistory;
import fr.gaveurs.console.api.health.Health.Weight;
import fr.gaveurs.console.desktop.kit.ConditionText;
import fr.gaveurs.console.desktop.kit.Level;
import fr.gaveurs.console.desktop.kit.Messages;
import fr.gaveurs.console.desktop.kit.ReportContext;
import fr.gaveurs.console.desktop.screens.health.HealthRows.Branch;
import fr.gaveurs.console.desktop.screens.health.HealthRows.BreakerRow;
import fr.gaveurs.console.desktop.screens.health.HealthRows.ComponentRow;
import fr.gaveurs.console.desktop.screens.health.HealthRows.PartRow;
import fr.gaveurs.console.desktop.screens.health.HealthRows.ProbeRow;
import fr.gaveurs.console.desktop.screens.health.HealthRows.Trouble;
import fr.gaveurs.console.desktop.screens.health.HealthRows.Verdict;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import org.jspecify.annotations.Nullable;

/** What the health screen shows of the backend's state, without controls. */
public final class HealthViewModel {
    private static final String AUXILIARY = "auxiliary";

    private final Messages messages;
    private final RowMaker rows;
    private final ReadOnlyObjectWrapper<Verdict> verdict;
    private final ReadOnlyObjectWrapper<Verdict> problems;
    private List<Condition> open = List.of();
    /** Nobody has answered yet, or nobody does any more: what was told before is not of now. */
    private boolean silent = true;

    private final HealthFigures figureMaker;
    private final ReadOnlyObjectWrapper<Map<HealthFigures.Kind, HealthFigures.HealthFigure>> figures;
    private final ReadOnlyObjectWrapper<List<Trouble>> troubles = new ReadOnlyObjectWrapper<>(List.of());
    private final ReadOnlyObjectWrapper<List<Branch>> branches = new ReadOnlyObjectWrapper<>(List.of());
    private final ReadOnlyObjectWrapper<List<BreakerRow>> breakers = new ReadOnlyObjectWrapper<>(List.of());
    private final ReadOnlyObjectWrapper<List<PartRow>> parts = new ReadOnlyObjectWrapper<>(List.of());
    private final ReadOnlyObjectWrapper<Strip> hour = new ReadOnlyObjectWrapper<>(Strip.NOTHING);
    private final ReadOnlyStringWrapper program = new ReadOnlyStringWrapper("");
    private ReportContext worst = ReportContext.NOTHING;
    private final ReadOnlyStringWrapper start = new ReadOnlyStringWrapper("");

    HealthViewModel(Messages messages) {
        this.messages = messages;
        this.rows = new RowMaker(messages);
        this.figureMaker = new HealthFigures(messages);
        this.figures = new ReadOnlyObjectWrapper<>(figureMaker.of(null));
        this.verdict =
                new ReadOnlyObjectWrapper<>(new Verdict(Level.UNKNOWN, messages.get("health.verdict.asking"), ""));
        this.problems = new ReadOnlyObjectWrapper<>(problemsNow());
    }

    /** All in one line. */
    ReadOnlyObjectProperty<Verdict> verdict() {
        return verdict.getReadOnlyProperty();
    }

    /** What is wrong with stations and elsewhere, which the program itself may be well beside: as many as the status line says. */
    ReadOnlyObjectProperty<Verdict> problems() {
        return problems.getReadOnlyProperty();
    }

    /** @param now all that is wrong, worst first */
    void problems(List<Condition> now) {
        open = now;
        problems.set(problemsNow());
    }

    private Verdict problemsNow() {
        if (silent) {
            return new Verdict(Level.UNKNOWN, messages.get("status.conditions", Messages.NONE), "");
        }
        if (open.isEmpty()) {
            return new Verdict(Level.GOOD, messages.get("health.problems.none"), "");
        }
        List<Condition> ofStations = open.stream()
                .filter(condition -> condition.scope() == Scope.STATION)
                .toList();
        long stations = ofStations.stream().map(Condition::source).distinct().count();
        String where = messages.count("stations.count", stations);
        String text = ofStations.isEmpty()
                ? messages.count("health.problems.elsewhere", open.size())
                : ofStations.size() == open.size()
                        ? messages.count("health.problems.stations", open.size(), where)
                        : messages.count(
                                "health.problems.both", open.size(), messages.integer(ofStations.size()), where);
        return new Verdict(ConditionText.level(open.getFirst().severity()), text, "");
    }

    /** The figures on top, one for each kind. */
    ReadOnlyObjectProperty<Map<HealthFigures.Kind, HealthFigures.HealthFigure>> figures() {
        return figures.getReadOnlyProperty();
    }

    /** What is wrong and since when, worst first. */
    ReadOnlyObjectProperty<List<Trouble>> troubles() {
        return troubles.getReadOnlyProperty();
    }

    /** The three probes with the components that decide them, and the components that decide none. */
    ReadOnlyObjectProperty<List<Branch>> branches() {
        return branches.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<List<BreakerRow>> breakers() {
        return breakers.getReadOnlyProperty();
    }

    /** In the order in which they started. */
    ReadOnlyObjectProperty<List<PartRow>> parts() {
        return parts.getReadOnlyProperty();
    }

    /** The hour that strips cover, without stretches. */
    ReadOnlyObjectProperty<Strip> hour() {
        return hour.getReadOnlyProperty();
    }

    /** Version and time since the start. */
    ReadOnlyStringProperty program() {
        return program.getReadOnlyProperty();
    }

    /** How long the whole start took. */
    ReadOnlyStringProperty start() {
        return start.getReadOnlyProperty();
    }

    /** The worst component, for a bug report; nothing while all is well. */
    ReportContext context() {
        return worst;
    }

    /** A look was taken. Without a report every component becomes unknown: what it last said is not of now. */
    void reading(Reading reading) {
        Health.HealthReport report = reading.report();
        HealthHistory history = report == null ? null : reading.history();
        List<ComponentRow> components;
        silent = report == null;
        problems.set(problemsNow());
        figures.set(figureMaker.of(report));
        if (report == null) {
            components = branches.get().stream()
                    .flatMap(branch -> branch.components().stream())
                    .map(rows::unknown)
                    .toList();
            breakers.set(breakers.get().stream().map(rows::unknown).toList());
            program.set(messages.get("health.program.unknown"));
            troubles.set(List.of());
            worst = ReportContext.NOTHING;
            verdict.set(new Verdict(
                    Level.BAD,
                    messages.get("health.verdict.silent"),
                    messages.get("health.no_answer", reading.failure())));
            branch(reading, history, this::weightOf, components);
            return;
        }
        List<Health.Component> sorted = report.components().stream()
                .sorted(Comparator.comparingInt(component -> -badness(component.status())))
                .toList();
        components = sorted.stream()
                .map(component -> rows.component(component, report.timestamp(), history))
                .toList();
        program.set(messages.get("health.program", report.version(), messages.duration(report.uptimeSeconds())));
        branch(
                reading,
                history,
                name -> sorted.stream()
                        .filter(component -> component.name().equals(name))
                        .map(component -> component.weight().key())
                        .findFirst()
                        .orElse(AUXILIARY),
                components);
        breakers.set(report.breakers().stream()
                .map(breaker -> rows.breaker(breaker, report.timestamp(), history))
                .toList());
        hour.set(history == null ? Strip.NOTHING : new Strip(history.from(), history.to(), List.of()));
        judge(report, sorted);
        parts.set(rows.timeline(report.startup()));
        double total = report.startup().stream()
                .mapToDouble(Health.StartedPart::milliseconds)
                .sum();
        start.set(
                report.startup().isEmpty() ? "" : messages.get("health.start.total", messages.number(total / 1e3, 1)));
    }

    /** The weight under which a component stands now. */
    private String weightOf(String name) {
        return branches.get().stream()
                .filter(branch ->
                        branch.components().stream().anyMatch(row -> row.key().equals(name)))
                .map(Branch::key)
                .findFirst()
                .orElse(AUXILIARY);
    }

    private void branch(
            Reading reading,
            @Nullable HealthHistory history,
            Function<String, String> weight,
            List<ComponentRow> components) {
        List<Branch> list = new ArrayList<>();
        for (Reading.ProbeReading probe : reading.probes()) {
            ProbeRow row = rows.probe(probe, history);
            String key =
                    switch (RowMaker.id(probe)) {
                        case "live" -> Weight.LIVENESS.key();
                        case "ready" -> Weight.READINESS.key();
                        default -> "startup";
                    };
            list.add(new Branch(key, row, "", "", of(key, weight, components)));
        }
        List<ComponentRow> others = of(AUXILIARY, weight, components);
        if (!others.isEmpty()) {
            list.add(new Branch(
                    AUXILIARY, null, messages.get("health.auxiliary"), messages.get("health.auxiliary.text"), others));
        }
        branches.set(List.copyOf(list));
    }

    private static List<ComponentRow> of(String key, Function<String, String> weight, List<ComponentRow> components) {
        return components.stream()
                .filter(row -> weight.apply(row.key()).equals(key))
                .toList();
    }

    private void judge(Health.HealthReport report, List<Health.Component> sorted) {
        List<Trouble> wrong = new ArrayList<>();
        worst = sorted.stream()
                .filter(component -> component.status() != ComponentStatus.UP)
                .findFirst()
                .map(component -> new ReportContext(
                        null,
                        null,
                        null,
                        null,
                        component.name(),
                        HealthText.component(component.name(), messages) + " – "
                                + HealthText.status(component.status(), messages)))
                .orElse(ReportContext.NOTHING);
        for (Health.Component component : sorted) {
            if (component.status() != ComponentStatus.UP) {
                wrong.add(new Trouble(
                        HealthText.level(component.status()),
                        HealthText.component(component.name(), messages),
                        HealthText.status(component.status(), messages),
                        HealthText.since(component.since(), report.timestamp(), messages),
                        HealthText.detail(component, messages)));
            }
        }
        for (Health.Breaker breaker : report.breakers()) {
            if (breaker.state() != BreakerState.CLOSED) {
                BreakerRow row = rows.breaker(breaker, report.timestamp(), null);
                wrong.add(new Trouble(
                        row.level(),
                        messages.get("health.breaker_named", row.name()),
                        row.status(),
                        row.since(),
                        rows.consequence(breaker)));
            }
        }
        wrong.sort(Comparator.comparingInt(trouble -> trouble.level() == Level.BAD ? 0 : 1));
        troubles.set(List.copyOf(wrong));
        Instant last = Stream.concat(
                        report.components().stream().map(Health.Component::since),
                        report.breakers().stream().map(Health.Breaker::since))
                .max(Comparator.naturalOrder())
                .orElse(report.timestamp());
        if (!wrong.isEmpty()) {
            verdict.set(new Verdict(
                    wrong.getFirst().level(), messages.count("health.verdict.wrong", wrong.size()), meaning(report)));
        } else if (report.status() == Health.Readiness.READY) {
            verdict.set(new Verdict(
                    Level.GOOD,
                    messages.get("health.verdict.well"),
                    HealthText.since(last, report.timestamp(), messages)));
        } else {
            verdict.set(new Verdict(
                    HealthText.level(report.status().key()),
                    messages.get("health.answer." + report.status().key()),
                    meaning(report)));
        }
    }

    private String meaning(Health.HealthReport report) {
        return meaning(report.status());
    }

    private String meaning(Health.Readiness status) {
        return messages.get("health.meaning." + status.key());
    }

    /** All that may be said to follow from what is wrong. */
    List<String> meanings() {
        return Arrays.stream(Health.Readiness.values()).map(this::meaning).toList();
    }

    private static int badness(ComponentStatus status) {
        return switch (status) {
            case DOWN -> 3;
            case UNKNOWN -> 2;
            case DEGRADED -> 1;
            case UP -> 0;
        };
    }
}
