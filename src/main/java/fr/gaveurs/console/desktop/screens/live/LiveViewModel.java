package fr.gaveurs.console.desktop.screens.live;

import fr.gaveurs.console.api.devices.Devices;
import fr.gaveurs.console.api.quality.Statistics;
import fr.gaveurs.console.desktop.kit.Messages;
import fr.gaveurs.console.desktop.kit.NaturalOrder;
import fr.gaveurs.console.desktop.kit.StationState;
import fr.gaveurs.console.desktop.kit.StationView;
import fr.gaveurs.console.desktop.kit.Tone;
import fr.gaveurs.console.desktop.kit.tiles.FigureChart;
import fr.gaveurs.console.desktop.screens.live.TileOrder.Seat;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import org.jspecify.annotations.Nullable;

/**
 * What the live screen shows, without controls. Told of changed stations and of the hall's figures; says which tiles
 * stand in which order.
 *
 * <p>What lasts the backend says ({@link Attention}); when a tile may move says {@link TilePlaces}.
 */
public final class LiveViewModel {
    private static final Duration OVERVIEW_VALID = Duration.ofSeconds(20);

    /** So many values of the last hour's samples are drawn, one for each answer. */
    private static final int COURSE = 60;

    /**
     * A figure on top.
     *
     * @param note a word beside it
     * @param brief what of the note is left where room is short
     * @param old whether it could not be measured lately
     */
    public record Figure(String value, String note, String brief, boolean alert, boolean old) {
        static final Figure NONE = new Figure(Messages.NONE, "", "", false, true);
    }

    private final Messages messages;
    private final Map<String, TileData> tiles = new HashMap<>();
    private final Map<String, String> sites = new HashMap<>();
    private final Map<String, Seat> seats = new HashMap<>();
    /** Gone while somebody is at the tiles: their places stay until nobody is, so that no other slides under the pointer. */
    private final Set<String> leaving = new HashSet<>();

    private final TilePlaces places = new TilePlaces();
    private final Presence presence = new Presence();

    private final ReadOnlyObjectWrapper<List<TileData>> shown = new ReadOnlyObjectWrapper<>(List.of());
    private final ReadOnlyObjectWrapper<List<String>> siteCodes = new ReadOnlyObjectWrapper<>(List.of());
    private final ReadOnlyObjectWrapper<List<Devices.Device>> blocked = new ReadOnlyObjectWrapper<>(List.of());
    private final ReadOnlyBooleanWrapper empty = new ReadOnlyBooleanWrapper(false);
    private final ReadOnlyStringWrapper filteredOut = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper heldBack = new ReadOnlyStringWrapper("");
    private final ReadOnlyObjectWrapper<Figure> live = new ReadOnlyObjectWrapper<>(Figure.NONE);
    private final ReadOnlyObjectWrapper<Figure> perHour = new ReadOnlyObjectWrapper<>(Figure.NONE);
    private final ReadOnlyObjectWrapper<Figure> compliance = new ReadOnlyObjectWrapper<>(Figure.NONE);
    private final ReadOnlyObjectWrapper<Figure> attention = new ReadOnlyObjectWrapper<>(Figure.NONE);

    private final ReadOnlyObjectWrapper<FigureChart> liveChart = new ReadOnlyObjectWrapper<>(FigureChart.none());
    private final ReadOnlyObjectWrapper<FigureChart> perHourChart = new ReadOnlyObjectWrapper<>(FigureChart.none());
    private final ReadOnlyObjectWrapper<FigureChart> complianceChart = new ReadOnlyObjectWrapper<>(FigureChart.none());
    private final ReadOnlyObjectWrapper<FigureChart> attentionChart = new ReadOnlyObjectWrapper<>(FigureChart.none());
    private final ArrayDeque<Double> course = new ArrayDeque<>();

    private TileOrder order = TileOrder.BY_NAME;
    private @Nullable String site;
    private @Nullable Counts counts;
    private boolean answered;
    private long overviewAt = Long.MIN_VALUE;

    LiveViewModel(Messages messages) {
        this.messages = messages;
    }

    /** The tiles in their places. A new list object each time anything in it changed. */
    ReadOnlyObjectProperty<List<TileData>> shown() {
        return shown.getReadOnlyProperty();
    }

    /** Sites that there are stations of, in order. */
    ReadOnlyObjectProperty<List<String>> siteCodes() {
        return siteCodes.getReadOnlyProperty();
    }

    /** Whether the backend answered and knows no station at all. */
    ReadOnlyBooleanProperty empty() {
        return empty.getReadOnlyProperty();
    }

    /** Says so when the filter leaves nothing; else empty. */
    ReadOnlyStringProperty filteredOut() {
        return filteredOut.getReadOnlyProperty();
    }

    /** Says how many tiles wait for whoever is at them to leave; else empty. */
    ReadOnlyStringProperty heldBack() {
        return heldBack.getReadOnlyProperty();
    }

    /** Who is at the tiles. */
    Presence presence() {
        return presence;
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

    /**
     * Stations changed, or merely aged.
     *
     * @param changed their views; stations not in it are as before
     * @param gone ids that the backend knows no more
     * @param nanos now, by {@link System#nanoTime()}
     */
    void stations(Collection<StationView> changed, Set<String> gone, long nanos) {
        boolean membership = leave(gone, nanos);
        for (StationView view : changed) {
            String id = view.deviceId();
            leaving.remove(id);
            StationCondition standing = Attention.standing(view, messages);
            TileData data = TileData.of(view, standing, messages);
            if (!data.equals(tiles.get(id))) {
                tiles.put(id, data);
            }
            String siteCode = view.device().siteCode();
            membership |= !siteCode.equals(sites.put(id, siteCode));
            seats.put(id, new Seat(id, group(view), view.name(), standing.rank()));
        }
        boolean asked = false;
        if (membership) {
            List<String> codes = List.copyOf(new TreeSet<>(sites.values()));
            siteCodes.set(codes);
            if (site != null && !codes.contains(site)) {
                site = null;
                asked = true;
            }
        }
        arrange(nanos, asked);
        figures();
    }

    /** Takes away who is gone, at once or once nobody is at the tiles; answers whether anybody was. */
    private boolean leave(Set<String> gone, long nanos) {
        for (String id : gone) {
            TileData tile = tiles.get(id);
            if (tile != null) {
                leaving.add(id);
                tiles.put(id, tile.gone(messages));
            }
        }
        if (leaving.isEmpty() || presence.holds(nanos)) {
            return false;
        }
        for (String id : leaving) {
            tiles.remove(id);
            sites.remove(id);
            seats.remove(id);
        }
        leaving.clear();
        return true;
    }

    /** The ids of all stations shown. */
    Set<String> ids() {
        return Set.copyOf(tiles.keySet());
    }

    /** The stations that are blocked, by name; they are none of those shown or counted. */
    ReadOnlyObjectProperty<List<Devices.Device>> blocked() {
        return blocked.getReadOnlyProperty();
    }

    /** The backend said which stations it knows. */
    void known(List<Devices.Device> devices) {
        blocked.set(devices.stream()
                .filter(device -> device.enrollment() == Devices.Enrollment.BLOCKED)
                .sorted((a, b) -> NaturalOrder.compare(a.deviceId(), b.deviceId()))
                .toList());
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

    /** The backend answered: from now on no station means that there is none. */
    void answered() {
        answered = true;
        empty.set(tiles.isEmpty());
    }

    void order(TileOrder wanted, long nanos) {
        order = wanted;
        arrange(nanos, true);
    }

    TileOrder order() {
        return order;
    }

    /** Shows one site alone; null shows all. */
    void site(@Nullable String wanted, long nanos) {
        site = wanted;
        arrange(nanos, true);
    }

    @Nullable
    String site() {
        return site;
    }

    private void arrange(long nanos, boolean asked) {
        Map<String, Seat> passing = site == null ? seats : passing();
        boolean held = presence.holds(nanos);
        if (asked) {
            places.sort(passing, order, nanos);
        } else {
            places.update(passing, order, held, nanos);
        }
        List<TileData> next = new ArrayList<>(passing.size());
        for (String id : places.places()) {
            TileData tile = tiles.get(id);
            if (tile != null) {
                next.add(tile);
            }
        }
        if (!next.equals(shown.get())) {
            shown.set(List.copyOf(next));
        }
        int waiting = held ? places.waiting(passing, order) : 0;
        heldBack.set(waiting == 0 ? "" : messages.count("live.held_back", waiting));
        empty.set(answered && tiles.isEmpty());
        filteredOut.set(next.isEmpty() && !tiles.isEmpty() ? messages.get("live.filtered_out", site) : "");
    }

    /** What a station stands with: the others of its site and, where people said it, of its line. */
    private static String group(StationView view) {
        String line = view.device().line();
        return line == null ? view.device().siteCode() : view.device().siteCode() + " " + line;
    }

    private Map<String, Seat> passing() {
        Map<String, Seat> passing = new HashMap<>();
        seats.forEach((id, seat) -> {
            if (Objects.equals(site, sites.get(id))) {
                passing.put(id, seat);
            }
        });
        return passing;
    }

    private void figures() {
        int alive = 0;
        int urgent = 0;
        int danger = 0;
        boolean unknown = false;
        for (TileData tile : tiles.values()) {
            if (leaving.contains(tile.deviceId())) {
                continue;
            }
            alive += tile.state() == StationState.LIVE ? 1 : 0;
            urgent += tile.severity() != null ? 1 : 0;
            danger += tile.severity() == Badge.Severity.DANGER ? 1 : 0;
            unknown |= tile.state() == StationState.UNKNOWN;
        }
        Counts now = new Counts(tiles.size() - leaving.size(), alive, urgent, danger, unknown);
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
