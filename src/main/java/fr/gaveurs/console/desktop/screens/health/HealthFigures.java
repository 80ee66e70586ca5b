package fr.gaveurs.console.desktop.screens.health;

import fr.gaveurs.console.api.health.Health;
import fr.gaveurs.console.api.health.Health.ComponentStatus;
import fr.gaveurs.console.desktop.kit.Level;
import fr.gaveurs.console.desktop.kit.Messages;
import fr.gaveurs.console.desktop.kit.Tone;
import fr.gaveurs.console.desktop.kit.tiles.FigureChart;
import java.util.ArrayDeque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The figures on top of the health screen, from one report after the other. */
final class HealthFigures {
    /** So many of the last looks are drawn. */
    static final int COURSE = 60;

    private static final double MIB = 1 << 20;

    /** Which figures there are, in their order. */
    enum Kind {
        COMPONENTS("components"),
        WAITING("waiting"),
        DATABASE("database"),
        MEMORY("memory"),
        DISK("disk");

        private final String key;

        Kind(String key) {
            this.key = key;
        }

        /** What the keys of its words end with. */
        String key() {
            return key;
        }
    }

    /**
     * @param note a word beside the value
     * @param alert whether its component is down
     * @param old whether nothing is known of now
     */
    record HealthFigure(String value, String note, boolean alert, boolean old, FigureChart chart) {
        static final HealthFigure UNKNOWN = new HealthFigure(Messages.NONE, "", false, true, FigureChart.none());
    }

    private final Messages messages;
    private final ArrayDeque<Double> waiting = new ArrayDeque<>();
    private final ArrayDeque<Double> answers = new ArrayDeque<>();

    HealthFigures(Messages messages) {
        this.messages = messages;
    }

    /** A figure for each kind; of a backend that does not answer none is known. */
    Map<Kind, HealthFigure> of(Health.@Nullable HealthReport report) {
        Map<Kind, HealthFigure> figures = new EnumMap<>(Kind.class);
        for (Kind kind : Kind.values()) {
            figures.put(kind, HealthFigure.UNKNOWN);
        }
        if (report == null) {
            waiting.clear();
            answers.clear();
            return figures;
        }
        figures.put(Kind.COMPONENTS, components(report.components()));
        for (Health.Component component : report.components()) {
            switch (component.name()) {
                case "sample writer" -> figures.put(Kind.WAITING, waiting(component));
                case "database" -> figures.put(Kind.DATABASE, database(component));
                case "memory" ->
                    figures.put(
                            Kind.MEMORY, share(component, "used_after_collection_mib", "max_mib", number -> number));
                case "disk" -> figures.put(Kind.DISK, share(component, "free_mib", "total_mib", number -> 1 - number));
                default -> {
                    // Its figures stand in its row.
                }
            }
        }
        return figures;
    }

    private HealthFigure components(List<Health.Component> components) {
        long up = count(components, Level.GOOD);
        long down = count(components, Level.BAD);
        return new HealthFigure(
                messages.integer(up),
                messages.get("health.tile.of", messages.integer(components.size())),
                down > 0,
                false,
                new FigureChart.Parts(
                        part(components, Level.BAD),
                        part(components, Level.WARNING),
                        part(components, Level.UNKNOWN),
                        part(components, Level.GOOD)));
    }

    private static FigureChart.Part part(List<Health.Component> components, Level level) {
        return new FigureChart.Part(count(components, level), tone(level));
    }

    private static long count(List<Health.Component> components, Level level) {
        return components.stream()
                .filter(component -> HealthText.level(component.status()) == level)
                .count();
    }

    /** As its row's icon. */
    private static Tone tone(Level level) {
        return switch (level) {
            case GOOD -> Tone.SERIES;
            case WARNING -> Tone.WARNING;
            case BAD -> Tone.DANGER;
            case UNKNOWN -> Tone.MUTED;
        };
    }

    private HealthFigure waiting(Health.Component writer) {
        Double queue = number(writer, "queue");
        Double spooled = number(writer, "spooled");
        if (queue == null || spooled == null) {
            return HealthFigure.UNKNOWN;
        }
        return new HealthFigure(
                messages.integer((long) (queue + spooled)),
                spooled > 0 ? messages.get("health.tile.spooled", messages.integer(spooled.longValue())) : "",
                bad(writer),
                false,
                course(waiting, queue + spooled));
    }

    private HealthFigure database(Health.Component database) {
        if (database.status() == ComponentStatus.DOWN || database.status() == ComponentStatus.UNKNOWN) {
            answers.clear();
            return new HealthFigure(Messages.NONE, "", bad(database), true, FigureChart.none());
        }
        Double took = number(database, "answer_ms");
        if (took == null) {
            return HealthFigure.UNKNOWN;
        }
        return new HealthFigure(
                messages.get("unit.ms", messages.number(took, took < 10 ? 1 : 0)),
                "",
                bad(database),
                false,
                course(answers, took));
    }

    private static FigureChart course(ArrayDeque<Double> values, double newest) {
        values.addLast(newest);
        if (values.size() > COURSE) {
            values.removeFirst();
        }
        return new FigureChart.Sparkline(List.copyOf(values));
    }

    /** What is drawn of the share that {@code part} is of {@code whole}. */
    private interface Filled {
        double of(double share);
    }

    private HealthFigure share(Health.Component component, String part, String whole, Filled filled) {
        Double amount = number(component, part);
        Double all = number(component, whole);
        if (amount == null || all == null || all <= 0) {
            return HealthFigure.UNKNOWN;
        }
        Tone tone = tone(HealthText.level(component.status()));
        return new HealthFigure(
                messages.bytes(amount * MIB),
                messages.get("health.tile.of", messages.bytes(all * MIB)),
                bad(component),
                false,
                new FigureChart.Gauge(filled.of(amount / all), tone));
    }

    private static boolean bad(Health.Component component) {
        return component.status() == ComponentStatus.DOWN;
    }

    private static @Nullable Double number(Health.Component component, String figure) {
        return component.figures().get(figure) instanceof Number number ? number.doubleValue() : null;
    }
}
