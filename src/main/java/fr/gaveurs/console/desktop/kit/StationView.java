package fr.gaveurs.console.desktop.kit;

import fr.gaveurs.console.api.conditions.Conditions.Condition;
import fr.gaveurs.console.api.devices.Devices;
import fr.gaveurs.console.api.models.Versions.LiveFigures;
import fr.gaveurs.console.api.quality.Samples;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A station at one moment, as the window knows it.
 *
 * @param latest its newest sample; without matrices unless somebody watches it through {@link LiveModel#onSample}
 * @param recentScores final scores (0–1) of its last samples, at most 50, oldest first; null stands for UNGRADED
 * @param state computed here from the age, so that it goes on turning between messages
 * @param ageSeconds time since its newest sample was measured, s, by elapsed time; null if there is none
 * @param conditions what the backend says is wrong with it, worst first
 * @param model what the active model says of its newest sample, or, for the moment that this takes, of the one before;
 *     null where no model is active
 */
public record StationView(
        Devices.Device device,
        Samples.@Nullable Sample latest,
        List<@Nullable Double> recentScores,
        StationState state,
        @Nullable Double ageSeconds,
        List<Condition> conditions,
        @Nullable LiveFigures model) {
    /** One of which the backend says nothing is wrong. */
    public StationView(
            Devices.Device device,
            Samples.@Nullable Sample latest,
            List<@Nullable Double> recentScores,
            StationState state,
            @Nullable Double ageSeconds) {
        this(device, latest, recentScores, state, ageSeconds, List.of(), null);
    }

    /** The same with what is wrong with it. */
    public StationView with(List<Condition> wrong) {
        return new StationView(device, latest, recentScores, state, ageSeconds, wrong, model);
    }

    /** Beyond a year a clock was never set: nobody needs to read that it is 8,000 years ahead. */
    private static final double FAR_AHEAD_SECONDS = 366 * 86_400.0;

    /** Whether a clock is so far ahead, s, that the figure says nothing. */
    public static boolean isFarAhead(double seconds) {
        return seconds > FAR_AHEAD_SECONDS;
    }

    /** Whether something of a kind is wrong with it, as the backend says. */
    public boolean has(String kind) {
        return conditions.stream().anyMatch(condition -> condition.kind().equals(kind));
    }

    /**
     * How much somebody should look for its state, which says so in its colour on every screen: grey once it is late, red
     * once that calls somebody, and grey while somebody works at it.
     */
    public Level level() {
        boolean calls = state == StationState.STALE && has("station_late");
        Level level = calls ? Level.BAD : state.level();
        return device.maintenance() != null && level == Level.BAD ? Level.UNKNOWN : level;
    }

    public String deviceId() {
        return device.deviceId();
    }

    /** What people call it: the name that they chose, else its id. */
    public String name() {
        return nameOf(device);
    }

    /** The same of a station that nothing else is known of. */
    public static String nameOf(Devices.Device device) {
        return device.name() == null ? device.deviceId() : device.name();
    }
}
