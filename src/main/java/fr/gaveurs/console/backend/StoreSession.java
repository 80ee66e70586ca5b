package fr.gaveurs.console.backend;

import fr.gaveurs.console.api.Route;
import fr.gaveurs.console.api.devices.DeviceSettings.DevicePatch;
import fr.gaveurs.console.api.devices.DeviceSettings.NewCalibration;
import fr.gaveurs.console.backend.features.devices.DeviceChange;
import fr.gaveurs.console.backend.features.devices.StoredDeviceActs;
import fr.gaveurs.console.backend.platform.audit.Act;
import fr.gaveurs.console.backend.platform.audit.Actor;
import fr.gaveurs.console.backend.platform.http.ProblemException;
import fr.gaveurs.console.backend.platform.http.RecordRules;
import fr.gaveurs.console.backend.platform.lifecycle.Deadline;
import fr.gaveurs.console.backend.platform.lifecycle.Lifecycle;
import fr.gaveurs.console.backend.platform.lifecycle.StartException;
import fr.gaveurs.console.backend.platform.security.TokenStore;
import fr.gaveurs.console.backend.platform.settings.Settings;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The database alone, for a command while no console runs. */
public final class StoreSession implements AutoCloseable {
    private final Lifecycle lifecycle;
    private final StoreParts store;

    private StoreSession(Lifecycle lifecycle, StoreParts store) {
        this.lifecycle = lifecycle;
        this.store = store;
    }

    /** @param version of this program: a backup is written, and signed with it, before the tables are changed */
    public static StoreSession open(Settings settings, String version) throws StartException {
        Lifecycle lifecycle =
                new Lifecycle(Lifecycle.Listener.SILENT); // a command shows what it did, not which parts it needed
        return new StoreSession(lifecycle, StoreParts.startWithDatabase(lifecycle, settings, version));
    }

    /** Who runs a command on this computer does by it what a route does while a console runs. */
    public static Act act(Route route, @Nullable String reason) {
        return new Act(Actor.command(System.getProperty("user.name")), null, route.id(), reason);
    }

    public TokenStore tokens() {
        return new TokenStore(store.database());
    }

    /** Lets a station in and tells which board that is; null if none is known. */
    public @Nullable String approve(String deviceId, Act act) throws SQLException {
        return StoredDeviceActs.approve(store.database(), deviceId, act);
    }

    /** Refuses whatever a station sends; false if it is not known. */
    public boolean block(String deviceId, Act act) throws SQLException {
        return StoredDeviceActs.block(store.database(), deviceId, act);
    }

    /** Puts a blocked station among those that wait; false if it is not known or not blocked. */
    public boolean unblock(String deviceId, Act act) throws SQLException {
        return StoredDeviceActs.unblock(store.database(), deviceId, act);
    }

    /** Forgets a station and its token; false if it is not known. */
    public boolean forget(String deviceId, Act act) throws SQLException {
        return StoredDeviceActs.forget(store.database(), deviceId, act);
    }

    /** Forgets a station and has its samples deleted by the next console; false if it is not known and has none. */
    public boolean erase(String deviceId, Act act) throws SQLException {
        return StoredDeviceActs.erase(store.database(), deviceId, act) != null;
    }

    /**
     * Changes a station's name, place or maintenance; false if it is not known.
     *
     * @throws IllegalArgumentException saying what of it cannot be
     */
    public boolean change(String deviceId, DevicePatch patch, Act act) throws SQLException {
        return set(deviceId, () -> DeviceChange.of(deviceId, RecordRules.check(patch), Instant.now()), act);
    }

    /** Calibrates a station; as {@link #change}. */
    public boolean calibrate(String deviceId, NewCalibration calibration, Act act) throws SQLException {
        return set(deviceId, () -> DeviceChange.of(RecordRules.check(calibration), Instant.now()), act);
    }

    private boolean set(String deviceId, Supplier<DeviceChange> change, Act act) throws SQLException {
        try {
            return StoredDeviceActs.set(store.database(), deviceId, change.get(), act);
        } catch (ProblemException e) {
            throw new IllegalArgumentException(RecordRules.line(e), e);
        }
    }

    /** Makes a station's token void and tells which board gets the next one; null if the station is not known. */
    public @Nullable String resetToken(String deviceId, Act act) throws SQLException {
        return StoredDeviceActs.resetToken(store.database(), deviceId, act);
    }

    @Override
    public void close() {
        lifecycle.stop(Deadline.in(Duration.ofSeconds(20)));
    }
}
