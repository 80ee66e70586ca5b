package fr.gaveurs.console.desktop.screens.live;

import fr.gaveurs.console.api.devices.Devices;
import fr.gaveurs.console.desktop.kit.Messages;
import fr.gaveurs.console.desktop.kit.NaturalOrder;
import fr.gaveurs.console.desktop.kit.StationView;
import fr.gaveurs.console.desktop.screens.live.TileOrder.Seat;
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
    private final HallFigures figures;
    private TileOrder order = TileOrder.BY_NAME;
    private @Nullable String site;
    private boolean answered;

    LiveViewModel(Messages messages) {
        this.messages = messages;
        this.figures = new HallFigures(messages);
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

    /** The four figures on top. */
    HallFigures figures() {
        return figures;
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
        count();
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

    /** The backend answered: from now on no station means that there is none. */
    void answered() {
        answered = true;
        empty.set(tiles.isEmpty());
        count();
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

    private void count() {
        figures.stations(
                tiles.values().stream()
                        .filter(tile -> !leaving.contains(tile.deviceId()))
                        .toList(),
                answered);
    }
}
