package fr.gaveurs.console.desktop.screens.live;

import fr.gaveurs.console.desktop.screens.live.TileOrder.Seat;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which tile stands where, and when one may move. Tiles are told apart by their place: so a tile moves only for a reason
 * that lasts, and as few others as possible move for it.
 *
 * <ul>
 *   <li>A tile whose rank got worse moves up at once, into the first place of a better one, which takes the place that
 *       became free behind its own equals. The tiles between stay where they are.
 *   <li>Everything else (a rank that got better, a new station) waits until {@link #BETWEEN} after the last time.
 *   <li>While somebody is at the tiles nothing moves at all; new ones stand at the end.
 *   <li>In the first {@link #SETTLING}, and when another order is asked for, all are put in order, equals by site and
 *       name. Later nobody moves for a name.
 * </ul>
 *
 * Pure: times are given in, by {@link System#nanoTime()}.
 */
final class TilePlaces {
    static final Duration BETWEEN = Duration.ofSeconds(30);
    /** Nobody knows the places by heart yet, and stations come in whatever order they come. */
    static final Duration SETTLING = Duration.ofSeconds(30);

    /** Samples come fifty times a second: whether all stand right need not be asked as often. */
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);

    private final List<String> places = new ArrayList<>();
    /** The rank for which each stands where it stands. */
    private final Map<String, Rank> placedAs = new HashMap<>();

    private boolean started;
    private long startedAt;
    private long arrangedAt;
    private long lookedAt;

    /** Device ids in their places. */
    List<String> places() {
        return List.copyOf(places);
    }

    /**
     * Takes in which stations there are and how they rank now.
     *
     * @param held whether somebody is at the tiles
     */
    void update(Map<String, Seat> seats, TileOrder order, boolean held, long nanos) {
        members(seats, order);
        if (!started && !places.isEmpty()) {
            started = true;
            startedAt = nanos;
            sort(seats, order, nanos);
        }
        if (!started || held) {
            return;
        }
        if (nanos - startedAt < SETTLING.toNanos()) {
            sort(seats, order, nanos);
        } else if (nanos - arrangedAt >= BETWEEN.toNanos() && nanos - lookedAt >= BETWEEN_LOOKS.toNanos()) {
            lookedAt = nanos;
            if (settle(seats, order)) {
                arrangedAt = nanos;
            }
        } else if (order == TileOrder.WORST_FIRST) {
            promote(seats);
        }
    }

    /** Puts all in order, whoever is there: somebody asked for it. */
    void sort(Map<String, Seat> seats, TileOrder order, long nanos) {
        List<Seat> all = new ArrayList<>(seats.values());
        all.sort(order.comparator());
        places.clear();
        placedAs.clear();
        for (Seat seat : all) {
            places.add(seat.deviceId());
            placedAs.put(seat.deviceId(), seat.rank());
        }
        arrangedAt = nanos;
        lookedAt = nanos;
    }

    /** How many tiles do not stand where they belong, and wait. */
    int waiting(Map<String, Seat> seats, TileOrder order) {
        List<String> wanted = wanted(seats, order);
        int moves = 0;
        for (int i = 0; i < places.size(); i++) {
            moves += places.get(i).equals(wanted.get(i)) ? 0 : 1;
        }
        return moves;
    }

    private void members(Map<String, Seat> seats, TileOrder order) {
        if (places.size() == seats.size() && seats.keySet().containsAll(places)) {
            return;
        }
        places.removeIf(id -> !seats.containsKey(id));
        placedAs.keySet().retainAll(seats.keySet());
        Set<String> there = new HashSet<>(places);
        seats.values().stream()
                .filter(seat -> !there.contains(seat.deviceId()))
                .sorted(order.comparator())
                .forEach(seat -> {
                    places.add(seat.deviceId());
                    // One that needs somebody moves up at once, as if it had been well before.
                    placedAs.put(seat.deviceId(), Rank.FINE);
                });
    }

    private boolean settle(Map<String, Seat> seats, TileOrder order) {
        List<String> wanted = wanted(seats, order);
        seats.values().forEach(seat -> placedAs.put(seat.deviceId(), seat.rank()));
        boolean moved = !wanted.equals(places);
        if (moved) {
            places.clear();
            places.addAll(wanted);
        }
        return moved;
    }

    /**
     * Where the tiles belong. By name there is one answer. Where the worst come first, whoever already stands among its
     * equals stays, and the others fill the places that are left: no order moves fewer.
     */
    private List<String> wanted(Map<String, Seat> seats, TileOrder order) {
        if (order == TileOrder.BY_NAME) {
            return seats.values().stream()
                    .sorted(order.comparator())
                    .map(Seat::deviceId)
                    .toList();
        }
        int[] left = new int[Rank.values().length];
        for (Seat seat : seats.values()) {
            left[seat.rank().ordinal()]++;
        }
        List<String> wanted = new ArrayList<>(places);
        List<Integer> free = new ArrayList<>();
        List<Seat> astray = new ArrayList<>();
        int zone = 0;
        for (int i = 0; i < places.size(); i++) {
            while (left[zone] == 0) {
                zone++;
            }
            left[zone]--;
            Seat seat = seat(seats, places.get(i));
            if (seat.rank().ordinal() != zone) {
                free.add(i);
                astray.add(seat);
            }
        }
        astray.sort(order.comparator());
        for (int i = 0; i < free.size(); i++) {
            wanted.set(free.get(i), astray.get(i).deviceId());
        }
        return wanted;
    }

    private void promote(Map<String, Seat> seats) {
        Collection<Seat> worse = null;
        for (Seat seat : seats.values()) {
            // The first sample of a station makes it fine, which is nothing to be called to.
            boolean matters = seat.rank().compareTo(Rank.FINE) < 0;
            if (matters && seat.rank().compareTo(placedAs.getOrDefault(seat.deviceId(), seat.rank())) < 0) {
                worse = worse == null ? new ArrayList<>() : worse;
                worse.add(seat);
            }
        }
        if (worse != null) {
            worse.stream().sorted(Comparator.comparing(Seat::rank)).forEach(seat -> promote(seat, seats));
        }
    }

    private void promote(Seat seat, Map<String, Seat> seats) {
        placedAs.put(seat.deviceId(), seat.rank());
        int hole = places.indexOf(seat.deviceId());
        Seat moving = seat;
        for (int i = 0; i < hole; i++) {
            Seat there = seat(seats, places.get(i));
            if (there.rank().compareTo(moving.rank()) > 0) {
                places.set(i, moving.deviceId());
                moving = there;
            }
        }
        places.set(hole, moving.deviceId());
    }

    private static Seat seat(Map<String, Seat> seats, String id) {
        Seat seat = seats.get(id);
        if (seat == null) {
            throw new IllegalStateException("no station of the id " + id);
        }
        return seat;
    }
}
