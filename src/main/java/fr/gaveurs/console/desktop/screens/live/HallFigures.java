package fr.gaveurs.console.desktop.screens.live;

import fr.gaveurs.console.api.quality.Statistics;
import fr.gaveurs.console.desktop.kit.Messages;
import fr.gaveurs.console.desktop.kit.StationState;
import fr.gaveurs.console.desktop.kit.Tone;
import fr.gaveurs.console.desktop.kit.tiles.FigureChart;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.List;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;

/** The four figures on top of the live screen, with what is drawn beside each. Knows no control; FX thread only. */
final class HallFigures {
    private static final Duration OVERVIEW_VALID = Duration.ofSeconds(20);

    /** So many values of the last hour's samples are drawn, one for each answer. */
    static final int COURSE = 60;

    /**
     * A figure on top.
     *
     * @param note a word beside it
     * @param brief what of the note is left where room is short
     * @param old whether it could not be measured lately
     */
    record Figure(String value, String note, String brief, boolean alert, boolean old) {
        static final Figure NONE = new Figure(Messages.NONE, "", "", false, true);
    }

    private final Messages messages;
    private final ReadOnlyObjectWrapper<Figure> live = new ReadOnlyObjectWrapper<>(Figure.NONE);
    private final ReadOnlyObjectWrapper<Figure> perHour = new ReadOnlyObjectWrapper<>(Figure.NONE);
    private final ReadOnlyObjectWrapper<Figure> compliance = new ReadOnlyObjectWrapper<>(Figure.NONE);
    private final ReadOnlyObjectWrapper<Figure> attention = new ReadOnlyObjectWrapper<>(Figure.NONE);

    private final ReadOnlyObjectWrapper<FigureChart> liveChart = new ReadOnlyObjectWrapper<>(FigureChart.none());
    private final ReadOnlyObjectWrapper<FigureChart> perHourChart = new ReadOnlyObjectWrapper<>(FigureChart.none());
    private final ReadOnlyObjectWrapper<FigureChart> complianceChart = new ReadOnlyObjectWrapper<>(FigureChart.none());
    private final ReadOnlyObjectWrapper<FigureChart> attentionChart = new ReadOnlyObjectWrapper<>(FigureChart.none());
    private final ArrayDeque<Double> course = new ArrayDeque<>();

    private @Nullable Counts counts;
    private long overviewAt = Long.MIN_VALUE;

    HallFigures(Messages messages) {
        this.messages = messages;
    }

    ReadOnlyObjectProperty<Figure> live() {
        return live.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<Figure> perHour() {
        return perHour.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<Figure> compliance() {
        return compliance.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<Figure> attention() {
        return attention.getReadOnlyProperty();
    }

    /** The share of the stations that are live. */
    ReadOnlyObjectProperty<FigureChart> liveChart() {
        return liveChart.getReadOnlyProperty();
    }

    /** How the last hour's samples went since they were first asked for, or came again. */
    ReadOnlyObjectProperty<FigureChart> perHourChart() {
        return perHourChart.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<FigureChart> complianceChart() {
        return complianceChart.getReadOnlyProperty();
    }

    /** Urgent ones, others to look at, and those that are well. */
    ReadOnlyObjectProperty<FigureChart> attentionChart() {
        return attentionChart.getReadOnlyProperty();
    }

    /** The hall's figures came. */
    void overview(Statistics.Overview overview, long nanos) {
        overviewAt = nanos;
        perHour.set(new Figure(messages.integer(overview.samplesLastHour()), "", "", false, false));
        compliance.set(new Figure(
                messages.percent(overview.compliancePercentToday(), 1),
                messages.get("live.figure.of", messages.integer(overview.samplesToday())),
                "",
                false,
                false));
        course.addLast((double) overview.samplesLastHour());
        if (course.size() > COURSE) {
            course.removeFirst();
        }
        perHourChart.set(new FigureChart.Sparkline(List.copyOf(course)));
        Double compliant = overview.compliancePercentToday();
        complianceChart.set(
                compliant == null ? FigureChart.none() : new FigureChart.Gauge(compliant / 100, Tone.SERIES));
    }

    /** Once a second: figures that were not renewed are taken away rather than left standing. */
    void tick(boolean backendSilent, long nanos) {
        if (overviewAt != Long.MIN_VALUE && (backendSilent || nanos - overviewAt > OVERVIEW_VALID.toNanos())) {
            overviewAt = Long.MIN_VALUE;
            perHour.set(Figure.NONE);
            compliance.set(Figure.NONE);
            course.clear();
            perHourChart.set(FigureChart.none());
            complianceChart.set(FigureChart.none());
        }
    }

    /**
     * Counts the stations that are shown.
     *
     * @param answered whether the backend has said which there are: before that none is not zero
     */
    void stations(Collection<TileData> tiles, boolean answered) {
        int alive = 0;
        int urgent = 0;
        int danger = 0;
        boolean unknown = tiles.isEmpty() && !answered;
        for (TileData tile : tiles) {
            alive += tile.state() == StationState.LIVE ? 1 : 0;
            urgent += tile.severity() != null ? 1 : 0;
            danger += tile.severity() == Badge.Severity.DANGER ? 1 : 0;
            unknown |= tile.state() == StationState.UNKNOWN;
        }
        Counts now = new Counts(tiles.size(), alive, urgent, danger, unknown);
        if (now.equals(counts)) {
            return;
        }
        counts = now;
        if (unknown) {
            live.set(Figure.NONE);
            attention.set(Figure.NONE);
            liveChart.set(FigureChart.none());
            attentionChart.set(FigureChart.none());
            return;
        }
        String of = messages.get("live.figure.of", messages.integer(now.stations()));
        live.set(new Figure(messages.integer(alive), of, of, false, false));
        liveChart.set(
                now.stations() == 0
                        ? FigureChart.none()
                        : new FigureChart.Gauge((double) alive / now.stations(), Tone.SERIES));
        attentionChart.set(new FigureChart.Parts(
                new FigureChart.Part(danger, Tone.DANGER),
                new FigureChart.Part(urgent - danger, Tone.WARNING),
                new FigureChart.Part(now.stations() - urgent, Tone.TRACK)));
        attention.set(new Figure(
                messages.integer(urgent),
                danger == 0 ? "" : messages.count("live.figure.urgent", danger),
                danger == 0 ? "" : messages.count("live.figure.urgent.brief", danger),
                danger > 0,
                false));
    }

    /** What the first and the last figure are made from: put into words only when it changed. */
    private record Counts(int stations, int live, int urgent, int danger, boolean unknown) {}
}
