package fr.gaveurs.console.backend.features.devices;

import fr.gaveurs.console.api.devices.Devices.Enrollment;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** How many stations are known, wait for approval or are blocked at most, and who gives way to whom. */
final class EnrollmentLimits {
    /** Stations that may wait for approval, all together and of one address. */
    static final int WAITING = 200;

    static final int WAITING_OF_ADDRESS = 20;
    /** Stations that may be blocked. */
    static final int BLOCKED = 1_000;

    private static final int WAITING_SECONDS = 24 * 3_600;
    private static final int GIVES_WAY_SECONDS = 600;
    private static final int SILENCE_NOTED_SECONDS = 3_600;

    private final Collection<Station> stations;
    private final int capacity;
    private final Expiry expiry;

    /** Takes a station that waits from memory and from the database. */
    interface Expiry {
        /** Whether it was still there. */
        boolean expire(Station station, String why);
    }

    /**
     * @param stations all that are known, as they are at any time
     * @param capacity stations that may be let in at once
     */
    EnrollmentLimits(Collection<Station> stations, int capacity, Expiry expiry) {
        this.stations = stations;
        this.capacity = capacity;
        this.expiry = expiry;
    }

    /** Whether another one may be let in. Stations that wait take no room from those that a person let in. */
    boolean room() {
        return stations.stream().filter(Station::approved).count() < capacity;
    }

    boolean roomToBlock() {
        return stations.stream()
                        .filter(station -> station.identity().enrollment() == Enrollment.BLOCKED)
                        .count()
                < BLOCKED;
    }

    /** Whether another one may wait, whose messages come from an address. */
    boolean roomToWait(String address) {
        List<Station> waiting = new ArrayList<>(stations.stream()
                .filter(station -> station.identity().enrollment() == Enrollment.PENDING)
                .toList());
        List<Station> same = waiting.stream()
                .filter(station -> address.equals(station.address()))
                .toList();
        return (same.size() < WAITING_OF_ADDRESS || makeRoom(same)) && (waiting.size() < WAITING || makeRoom(waiting));
    }

    /** Of stations that wait, one that hung up and fell silent gives way to one that is there. */
    private boolean makeRoom(List<Station> waiting) {
        long now = System.nanoTime();
        return waiting.stream()
                .filter(station -> !station.isConnected() && station.silentSeconds(now) > GIVES_WAY_SECONDS)
                .max(Comparator.comparingInt(station -> station.silentSeconds(now)))
                .filter(silent -> expiry.expire(silent, "others wait in its place"))
                .isPresent();
    }

    /**
     * Takes stations away that wait for approval and have been silent for a day.
     *
     * @param nanos now, by {@link System#nanoTime()}
     */
    void expire(long nanos) {
        for (Station station : stations) {
            if (station.identity().enrollment() == Enrollment.PENDING) {
                if (!station.isConnected() && station.silentSeconds(nanos) >= WAITING_SECONDS) {
                    expiry.expire(station, "it waited for approval and was silent for a day");
                } else {
                    station.noteSilence(nanos, SILENCE_NOTED_SECONDS);
                }
            }
        }
    }
}
