package fr.gaveurs.console.backend.ingest;

import fr.gaveurs.console.backend.features.devices.Station;
import fr.gaveurs.console.backend.features.quality.DeviceMessage;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One station as it is spoken for over one connection. Changed by {@link StationLinks} alone. */
final class StationLink {
    private Station station;
    private boolean counting;
    /** The station's history names it so, as long as its word counts. */
    private @Nullable UUID inHistory;
    /** What its hello on this connection said. */
    private DeviceMessage.@Nullable Hello hello;

    StationLink(Station station) {
        this.station = station;
    }

    Station station() {
        return station;
    }

    /** Whether what is said of the station here counts as its word. */
    boolean counting() {
        return counting;
    }

    void counting(boolean now) {
        counting = now;
    }

    DeviceMessage.@Nullable Hello hello() {
        return hello;
    }

    void hello(DeviceMessage.@Nullable Hello said) {
        hello = said;
    }

    @Nullable
    UUID inHistory() {
        return inHistory;
    }

    void inHistory(@Nullable UUID id) {
        inHistory = id;
    }

    /** The station was forgotten and is known anew: nothing that was said counts any more. */
    void startOver(Station anew) {
        station = anew;
        counting = false;
    }
}
