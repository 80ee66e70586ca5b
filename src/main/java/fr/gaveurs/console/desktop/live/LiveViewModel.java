package fr.gaveurs.console.desktop.live;

import fr.gaveurs.console.api.Statistics;
import fr.gaveurs.console.desktop.screen.Messages;
import fr.gaveurs.console.desktop.screen.StationState;
import fr.gaveurs.console.desktop.screen.StationView;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
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
 * <p>Tiles sorted by how bad they are would jump under an operator's eyes with each liver: they are put in order at most
 * every {@link #BETWEEN_SORTS}, and not for {@link #HOLD} after somebody's pointer or keyboard was on them.
 */
public final class LiveViewModel {
    static final Duration BETWEEN_SORTS = Duration.ofSeconds(2);
    static final Duration HOLD = Duration.ofSeconds(8);
    private static final Duration OVERVIEW_VALID = Duration.ofSeconds(20);

    /** A figure on top. {@code old} where it could not be measured lately. */
    public record Figure(String value, String note, boolean alert, boolean old) {
        static final Figure NONE = new Figure(Messages.NONE, "", false, true);
    }

    private final Messages messages;
    private final Map<String, TileData> tiles = new HashMap<>();
    private final Map<String, String> sites = new HashMap<>();

    private final ReadOnlyObjectWrapper<List<TileData>> shown = new ReadOnlyObjectWrapper<>(List.of());
    private final ReadOnlyObjectWrapper<List<String>> siteCodes = new ReadOnlyObjectWrapper<>(List.of());
    private final ReadOnlyBooleanWrapper empty = new ReadOnlyBooleanWrapper(false);
    private final ReadOnlyStringWrapper filteredOut = new ReadOnlyStringWrapper("");
    private final ReadOnlyObjectWrapper<Figure> live = new ReadOnlyObjectWrapper<>(Figure.NONE);
    private final ReadOnlyObjectWrapper<Figure> perHour = new ReadOnlyObjectWrapper<>(Figure.NONE);
    private final ReadOnlyObjectWrapper<Figure> compliance = new ReadOnlyObjectWrapper<>(Figure.NONE);
    private final ReadOnlyObjectWrapper<Figure> attention = new ReadOnlyObjectWrapper<>(Figure.NONE);

    private TileOrder order = TileOrder.WORST_FIRST;
    private @Nullable String site;
    private @Nullable Counts counts;
    private boolean answered;
    private long sortedAt = Long.MIN_VALUE;
    private long touchedAt = Long.MIN_VALUE;
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

    /**
     * Stations changed, or merely aged.
     *
     * @param changed their views; stations not in it are as before
     * @param gone ids that the backend knows no more
     * @param backendTime the backend's time, null if not known
     * @param nanos now, by {@link System#nanoTime()}
     */
    void stations(Collection<StationView> changed, Set<String> gone, @Nullable Instant backendTime, long nanos) {
        boolean membership = !gone.isEmpty();
        for (String id : gone) {
            tiles.remove(id);
            sites.remove(id);
        }
        boolean different = membership;
        for (StationView view : changed) {
            TileData data = TileData.of(view, backendTime, messages);
            TileData before = tiles.put(view.deviceId(), data);
            sites.put(view.deviceId(), view.device().siteCode());
            membership |= before == null;
            different |= !data.equals(before);
        }
        if (membership) {
            List<String> codes = List.copyOf(new TreeSet<>(sites.values()));
            siteCodes.set(codes);
            if (site != null && !codes.contains(site)) {
                site = null;
            }
        }
        if (different || due(nanos)) {
            arrange(nanos, false);
        }
        figures();
    }

    /** The hall's figures came. */
    void overview(Statistics.Overview overview, long nanos) {
        overviewAt = nanos;
        perHour.set(new Figure(messages.integer(overview.samplesLastHour()), "", false, false));
        compliance.set(new Figure(
                messages.percent(overview.compliancePercentToday(), 1),
                messages.get("live.figure.of", messages.integer(overview.samplesToday())),
                false,
                false));
    }

    /** Once a second: figures that were not renewed are taken away rather than left standing. */
    void tick(boolean backendSilent, long nanos) {
        if (overviewAt != Long.MIN_VALUE && (backendSilent || nanos - overviewAt > OVERVIEW_VALID.toNanos())) {
            overviewAt = Long.MIN_VALUE;
            perHour.set(Figure.NONE);
            compliance.set(Figure.NONE);
        }
    }

    /** The backend answered: from now on no station means that there is none. */
    void answered() {
        answered = true;
        empty.set(tiles.isEmpty());
    }

    /** Somebody's pointer moved over the tiles, or keys moved among them. */
    void touched(long nanos) {
        touchedAt = nanos;
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

    private boolean due(long nanos) {
        boolean held = touchedAt != Long.MIN_VALUE && nanos - touchedAt < HOLD.toNanos();
        return sortedAt == Long.MIN_VALUE || (!held && nanos - sortedAt >= BETWEEN_SORTS.toNanos());
    }

    private void arrange(long nanos, boolean now) {
        List<TileData> next = new ArrayList<>(tiles.size());
        if (now || due(nanos)) {
            for (TileData tile : tiles.values()) {
                if (passes(tile.deviceId())) {
                    next.add(tile);
                }
            }
            next.sort(order.comparator());
            sortedAt = nanos;
        } else {
            keepPlaces(next);
        }
        shown.set(List.copyOf(next));
        empty.set(answered && tiles.isEmpty());
        filteredOut.set(next.isEmpty() && !tiles.isEmpty() ? messages.get("live.filtered_out", site) : "");
    }

    private void keepPlaces(List<TileData> next) {
        Set<String> placed = new HashSet<>();
        for (TileData old : shown.get()) {
            TileData tile = tiles.get(old.deviceId());
            if (tile != null && passes(tile.deviceId())) {
                next.add(tile);
                placed.add(tile.deviceId());
            }
        }
        // A new station is no reason to move the others: it goes last until the next sort.
        tiles.values().stream()
                .filter(tile -> !placed.contains(tile.deviceId()) && passes(tile.deviceId()))
                .sorted(order.comparator())
                .forEach(next::add);
    }

    private boolean passes(String id) {
        return site == null || site.equals(sites.get(id));
    }

    private void figures() {
        int alive = 0;
        int urgent = 0;
        int danger = 0;
        boolean unknown = false;
        for (TileData tile : tiles.values()) {
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
        live.set(
                unknown
                        ? Figure.NONE
                        : new Figure(
                                messages.integer(alive),
                                messages.get("live.figure.of", messages.integer(tiles.size())),
                                false,
                                false));
        attention.set(
                unknown
                        ? Figure.NONE
                        : new Figure(
                                messages.integer(urgent),
                                danger == 0 ? "" : messages.count("live.figure.urgent", danger),
                                danger > 0,
                                false));
    }

    /** What the first and the last figure are made from: put into words only when it changed. */
    private record Counts(int stations, int live, int urgent, int danger, boolean unknown) {}
}
