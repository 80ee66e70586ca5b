package fr.gaveurs.console.desktop.screens.stations;

import fr.gaveurs.console.api.devices.Devices.Device;
import fr.gaveurs.console.api.devices.Devices.DeviceDay;
import fr.gaveurs.console.api.devices.Devices.Enrollment;
import fr.gaveurs.console.client.ApiException;
import fr.gaveurs.console.desktop.kit.Messages;
import fr.gaveurs.console.desktop.kit.NaturalOrder;
import fr.gaveurs.console.desktop.kit.ProblemText;
import fr.gaveurs.console.desktop.kit.StationView;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/**
 * All stations, in their order, through the filters. Knows no control; for the FX thread alone.
 *
 * <p>Which there are, and what was written down of each, comes from the backend's list, with those that are blocked; how
 * each is now comes from what is heard live. Rows change where they stand; they change places only in {@link #arrange}.
 * While somebody reads the list none of them moves: what is new comes last, and what is gone stays where it stood.
 */
final class StationsViewModel {
    /** What there is to show. */
    enum Phase {
        ASKING,
        /** The console knows no station. */
        EMPTY,
        /** The filters leave none. */
        NO_MATCH,
        READY,
        /** The backend did not answer, and there is nothing to show. */
        FAILED
    }

    /** So many rows are drawn in one frame. */
    static final int AT_ONCE = 5;

    private final Messages messages;
    private final Map<String, Device> known = new LinkedHashMap<>();
    private final Map<String, StationRow> made = new HashMap<>();
    private final ObservableList<StationRow> rows = FXCollections.observableArrayList();
    private final ReadOnlyObjectWrapper<Phase> phase = new ReadOnlyObjectWrapper<>(Phase.ASKING);
    private final ReadOnlyObjectWrapper<List<String>> sites = new ReadOnlyObjectWrapper<>(List.of());
    private final ReadOnlyObjectWrapper<List<String>> lines = new ReadOnlyObjectWrapper<>(List.of());
    private final ReadOnlyStringWrapper summary = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper failure = new ReadOnlyStringWrapper("");
    private Map<String, DeviceDay> today = Map.of();
    private StationsFilter filter = StationsFilter.ALL;
    private StationsOrder order = StationsOrder.WORST_FIRST;
    private boolean answered;
    /** As many rows are there at most. */
    private int most = Integer.MAX_VALUE;

    StationsViewModel(Messages messages) {
        this.messages = messages;
    }

    /** Changed in place where a station stays where it is. */
    ObservableList<StationRow> rows() {
        return rows;
    }

    ReadOnlyObjectProperty<Phase> phase() {
        return phase.getReadOnlyProperty();
    }

    /** Sites that there are stations of, in order. */
    ReadOnlyObjectProperty<List<String>> sites() {
        return sites.getReadOnlyProperty();
    }

    /** Lines that there are stations on, in order. */
    ReadOnlyObjectProperty<List<String>> lines() {
        return lines.getReadOnlyProperty();
    }

    /** How many there are, and of what kind. */
    ReadOnlyStringProperty summary() {
        return summary.getReadOnlyProperty();
    }

    /** Why the list could not be read; empty while it can. */
    ReadOnlyStringProperty failure() {
        return failure.getReadOnlyProperty();
    }

    /** What came of each today; null while nobody knows. */
    void today(@Nullable Map<String, DeviceDay> now) {
        today = now == null ? Map.of() : now;
    }

    StationsFilter filter() {
        return filter;
    }

    StationsOrder order() {
        return order;
    }

    /** The person wants others. */
    void filter(StationsFilter wanted) {
        filter = wanted;
        summary.set(made.isEmpty() ? "" : words());
        arrange();
    }

    /** The person wants another order. */
    void order(StationsOrder wanted) {
        order = wanted;
        arrange();
    }

    /** The backend said which stations it knows. */
    void known(List<Device> devices) {
        answered = true;
        failure.set("");
        known.clear();
        devices.forEach(device -> known.put(device.deviceId(), device));
    }

    /** The backend did not say; what was known stays. */
    void failed(ApiException why) {
        failure.set(messages.get("stations.failed", ProblemText.of(why, messages)));
        if (!answered) {
            phase.set(Phase.FAILED);
        }
    }

    /**
     * How every station is now.
     *
     * @param views what is heard live
     * @param silent whether the backend says nothing
     * @param read whether somebody reads the list
     */
    void now(Collection<StationView> views, boolean silent, boolean read) {
        Map<String, StationView> live = new HashMap<>();
        views.forEach(view -> live.put(view.deviceId(), view));
        Map<String, StationRow> next = new HashMap<>();
        known.forEach((id, device) -> next.put(id, row(device, live.remove(id), silent)));
        // Heard live before the list was read again.
        live.forEach((id, view) -> next.put(id, row(view.device(), view, silent)));
        made.clear();
        made.putAll(next);
        if (!next.isEmpty()) {
            answered = true;
        }
        names();
        summary.set(made.isEmpty() ? "" : words());
        update(read);
    }

    private StationRow row(Device device, @Nullable StationView view, boolean silent) {
        // A blocked one is not heard: a view of it is what was there before.
        return view == null || device.enrollment() == Enrollment.BLOCKED
                ? StationRow.of(device, null, today.get(device.deviceId()), silent, messages)
                : StationRow.of(view.device(), view, today.get(device.deviceId()), silent, messages);
    }

    private void names() {
        TreeSet<String> siteCodes = new TreeSet<>();
        TreeSet<String> lineNames = new TreeSet<>(NaturalOrder::compare);
        made.values().forEach(row -> {
            siteCodes.add(row.site());
            if (!row.line().isEmpty()) {
                lineNames.add(row.line());
            }
        });
        set(sites, List.copyOf(siteCodes));
        set(lines, List.copyOf(lineNames));
    }

    private static <T> void set(ReadOnlyObjectWrapper<T> property, T now) {
        if (!now.equals(property.get())) {
            property.set(now);
        }
    }

    private String words() {
        List<String> parts = new ArrayList<>();
        List<StationRow> shown = made.values().stream().filter(filter::lets).toList();
        String all = messages.count("stations.count", made.size());
        parts.add(
                shown.size() == made.size()
                        ? all
                        : messages.get("stations.count.of", messages.integer(shown.size()), all));
        for (Standing standing : Standing.values()) {
            long count =
                    shown.stream().filter(row -> row.standing() == standing).count();
            if (count > 0) {
                parts.add(messages.count("stations.count." + standing.key(), count));
            }
        }
        return String.join(" · ", parts);
    }

    /** Rows where they stand; who is new or gone comes and goes, unless somebody reads. */
    private void update(boolean read) {
        Set<String> standing = rows.stream().map(StationRow::deviceId).collect(Collectors.toSet());
        List<StationRow> fresh = made.values().stream()
                .filter(row -> filter.lets(row) && !standing.contains(row.deviceId()))
                .sorted(order.comparator())
                .toList();
        boolean same = fresh.isEmpty();
        for (int i = 0; same && i < rows.size(); i++) {
            StationRow now = made.get(rows.get(i).deviceId());
            same = now != null && filter.lets(now);
        }
        if (!same && !read) {
            arrange();
            return;
        }
        rows.addAll(fresh);
        for (int i = 0; i < rows.size(); i++) {
            StationRow now = made.get(rows.get(i).deviceId());
            if (now != null && !now.equals(rows.get(i))) {
                rows.set(i, now);
            }
        }
        settle();
    }

    /** At first a few rows alone: all at once would keep the window from answering. */
    void fewRows() {
        most = AT_ONCE;
    }

    /** Some more of them; whether there may still be others. */
    boolean moreRows() {
        most = rows.size() < most ? Integer.MAX_VALUE : rows.size() + AT_ONCE;
        List<StationRow> next = wanted();
        if (next.size() > rows.size() && next.subList(0, rows.size()).equals(rows)) {
            rows.addAll(next.subList(rows.size(), next.size())); // the others need not be drawn anew
        } else {
            arrange();
        }
        return most < Integer.MAX_VALUE;
    }

    /** All that there are. */
    void allRows() {
        most = Integer.MAX_VALUE;
        arrange();
    }

    /** Each in its place. */
    void arrange() {
        List<StationRow> next = wanted();
        if (!next.equals(rows)) {
            rows.setAll(next);
        }
        settle();
    }

    private List<StationRow> wanted() {
        return made.values().stream()
                .filter(filter::lets)
                .sorted(order.comparator())
                .limit(most)
                .toList();
    }

    private void settle() {
        if (!rows.isEmpty()) {
            phase.set(Phase.READY);
        } else if (!made.isEmpty()) {
            phase.set(Phase.NO_MATCH);
        } else if (answered) {
            phase.set(Phase.EMPTY);
        }
    }
}
