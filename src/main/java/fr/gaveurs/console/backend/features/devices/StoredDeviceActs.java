package fr.gaveurs.console.backend.features.devices;

import fr.gaveurs.console.api.devices.DeviceDetails.Erasure;
import fr.gaveurs.console.backend.platform.audit.Act;
import fr.gaveurs.console.backend.platform.http.ProblemException;
import fr.gaveurs.console.backend.platform.store.Database;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** What a person decides of a station while no console runs: as {@link DeviceActs}, by what is stored alone. */
public final class StoredDeviceActs {
    private StoredDeviceActs() {}

    /**
     * Lets the board in that said a station's id first.
     *
     * @return which board that is, in words; null if the station is not known, is blocked, or no board with a MAC address
     *     said hello as it
     * @throws SQLException when the database is away: the approval did not happen
     */
    public static @Nullable String approve(Database database, String deviceId, Act act) throws SQLException {
        return new DeviceActStore(database).approve(deviceId, act);
    }

    /** Refuses from now on whatever the station sends; false if it is not known. */
    public static boolean block(Database database, String deviceId, Act act) throws SQLException {
        return new DeviceActStore(database).block(deviceId, act);
    }

    /**
     * Puts a blocked station among those that wait, or lets it in again where it is of the console's machine; false if it is
     * not known or not blocked.
     */
    public static boolean unblock(Database database, String deviceId, Act act) throws SQLException {
        return new DeviceActStore(database).unblock(deviceId, act);
    }

    /** Forgets a station and its token; its samples stay. False if it is not known. */
    public static boolean forget(Database database, String deviceId, Act act) throws SQLException {
        return new DeviceActStore(database).forget(deviceId, null, act);
    }

    /**
     * Forgets a station and has its samples deleted by the next console.
     *
     * @return null if neither the station nor a sample of it is known
     */
    public static @Nullable Erasure erase(Database database, String deviceId, Act act) throws SQLException {
        return new DeviceActStore(database).erase(deviceId, 0, act);
    }

    /**
     * Makes the station's token void; the board that was heard last gets another one.
     *
     * @return which board that is, in words; null if the station is not known
     */
    public static @Nullable String resetToken(Database database, String deviceId, Act act) throws SQLException {
        return new DeviceActStore(database).resetToken(deviceId, act);
    }

    /**
     * Changes what people set of a station; false if it is not known.
     *
     * @throws ProblemException when the change makes no sense of this station
     */
    public static boolean set(Database database, String deviceId, DeviceChange change, Act act) throws SQLException {
        return new DeviceActStore(database).set(deviceId, change, act);
    }
}
