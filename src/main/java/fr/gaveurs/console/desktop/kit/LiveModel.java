package fr.gaveurs.console.desktop.kit;

import fr.gaveurs.console.api.quality.Samples;
import java.util.Collection;
import java.util.function.Consumer;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;

/**
 * The stations as they are now. For the FX thread alone: listeners run there, in the pump's one run, with the newest
 * value where several came since the last run.
 */
public interface LiveModel {
    /** Every station known, in no order. */
    Collection<StationView> stations();

    /** One station, or null if the backend knows none of that id. */
    @Nullable
    StationView station(String deviceId);

    /**
     * Full samples of one station, with matrices. The newest one is delivered as soon as it is there, without waiting
     * for the next liver. Unsubscribe when out of view: matrices are only asked for while somebody watches.
     */
    Subscription onSample(String deviceId, Consumer<Samples.Sample> listener);

    /** One station's state, badges and age: on each change, and once a second for the age. Called at once if known. */
    Subscription onStation(String deviceId, Consumer<StationView> listener);
}
