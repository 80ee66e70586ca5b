package fr.gaveurs.console.backend.features.devices;

import fr.gaveurs.console.api.devices.DeviceDetails.Erasure;
import fr.gaveurs.console.api.devices.Devices.Device;
import fr.gaveurs.console.backend.platform.audit.Act;
import fr.gaveurs.console.backend.platform.http.ProblemException;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a person decides of a station: written, with who did it, before it takes effect. */
public final class DeviceActs {
    private static final Logger LOG = LoggerFactory.getLogger(DeviceActs.class);
    private static final String FULL =
            "the console knows as many stations as it takes: forget some of them, or raise stations.max";

    private final DeviceRegistry registry;
    private final DeviceActStore store;
    private final EnrollmentLimits limits;
    private final Clock clock;
    /** Held while rows are written: not beside a flush, which may have taken changes and not written them yet. */
    private final ReentrantLock writing;

    DeviceActs(
            DeviceRegistry registry,
            DeviceActStore store,
            EnrollmentLimits limits,
            Clock clock,
            ReentrantLock writing) {
        this.registry = registry;
        this.store = store;
        this.limits = limits;
        this.clock = clock;
        this.writing = writing;
    }

    /** What a person's decision comes to for a station; nothing is changed yet. */
    private interface Decision {
        /** Null where it stands already. */
        @Nullable
        EnrollmentPlan of(Station station) throws NoSuchClaim;
    }

    /**
     * Lets the board that a person saw deliver samples, and remembers it before it returns.
     *
     * @param claim which board; null where only one said the station's id
     * @return null if the station is not known
     * @throws ProblemException 409 when several boards said the id and none is chosen, or none said hello
     * @throws SQLException when the database is away: the approval did not happen
     */
    public @Nullable Device approve(String deviceId, @Nullable String claim, Act act) throws SQLException {
        Station station = registry.find(deviceId);
        if (station != null && !station.approved() && !limits.room()) {
            throw ProblemException.conflict(FULL);
        }
        return decide(deviceId, "approved", act, known -> known.identity().planApproval(claim, System.nanoTime()));
    }

    /** Refuses from now on whatever the station sends; as {@link #approve} otherwise. */
    public @Nullable Device block(String deviceId, Act act) throws SQLException {
        if (!limits.roomToBlock()) {
            throw ProblemException.conflict(
                    "as many as " + EnrollmentLimits.BLOCKED + " stations are blocked: forget some of them");
        }
        return decide(deviceId, "blocked", act, known -> known.identity().planBlock());
    }

    /**
     * Lets a blocked station of this machine in again, which waits for nobody, and puts any other one among those that
     * wait; as {@link #approve} otherwise.
     */
    public @Nullable Device unblock(String deviceId, Act act) throws SQLException {
        Station station = registry.find(deviceId);
        if (station != null && station.identity().isLocal() && !limits.room()) {
            throw ProblemException.conflict(FULL);
        }
        return decide(deviceId, "unblocked", act, known -> {
            EnrollmentPlan plan = known.identity().planUnblock();
            known.seen(clock.instant());
            return plan;
        });
    }

    /**
     * Makes the station's token void; the chosen board gets another one at its next hello.
     *
     * @param claim which board; null where only one can be meant
     */
    public @Nullable Device resetToken(String deviceId, @Nullable String claim, Act act) throws SQLException {
        return decide(
                deviceId, "given a new token", act, known -> known.identity().planReset(claim, System.nanoTime()));
    }

    private @Nullable Device decide(String deviceId, String what, Act act, Decision decision) throws SQLException {
        Station station = registry.find(deviceId);
        if (station == null) {
            return null;
        }
        boolean was = station.approved();
        String board = "";
        // Written first, always.
        writing.lock();
        try {
            @Nullable EnrollmentPlan plan = decision.of(station);
            StoredDevice row = station.row();
            store.enroll(plan == null ? row : row.with(plan.kept()), row.kept(), act);
            if (plan != null) {
                station.identity().apply(plan);
                if (station.approved()) {
                    station.showBoard();
                    board = board(plan.kept());
                }
            }
            station.inDatabase(true);
        } catch (NoSuchClaim e) {
            throw ProblemException.conflict(String.valueOf(e.getMessage()));
        } finally {
            writing.unlock();
        }
        registry.written(deviceId);
        if (station.approved() && !was) {
            registry.welcome(station);
        }
        LOG.info("station {} was {}{}", deviceId, what, board);
        return registry.changed(station);
    }

    /** Which board a decision is bound to. */
    private static String board(Identity.Kept kept) {
        Claim bound =
                new Claim(kept.boundAddress() == null ? "" : kept.boundAddress(), kept.boundMac(), Instant.EPOCH, 0);
        return ": the board with " + Claim.named(kept.boundMac(), kept.boundAddress())
                + (bound.namesMac()
                        ? ""
                        : "; its hello names no MAC address that is one, so this is bound to its address and its"
                                + " connection alone");
    }

    /**
     * Forgets a station and its token; its samples stay.
     *
     * @return whether it was known
     * @throws SQLException when the database is away: it is not forgotten
     */
    public boolean forget(String deviceId, Act act) throws SQLException {
        Station station = registry.find(deviceId);
        if (station == null) {
            return false;
        }
        writing.lock();
        try {
            store.forget(deviceId, station.row().kept(), act);
            registry.drop(station, "a person said so");
        } finally {
            writing.unlock();
        }
        registry.written(deviceId);
        return true;
    }

    /**
     * Forgets a station, or one that was forgotten before, and has its samples and statistics deleted, a piece at a time.
     *
     * @return null if neither the station nor a sample of it is known
     * @throws SQLException when the database is away: nothing is forgotten or deleted
     */
    public @Nullable Erasure erase(String deviceId, Act act) throws SQLException {
        Station station = registry.find(deviceId);
        Erasure asked;
        writing.lock();
        try {
            asked = store.erase(
                    deviceId, station == null ? 0 : station.grading().sequence(), act);
            if (station != null && asked != null) {
                registry.drop(station, "a person said so, and its samples go with it");
            }
        } finally {
            writing.unlock();
        }
        registry.written(deviceId);
        return asked;
    }

    /**
     * Changes what people set of a station, and remembers it before it returns.
     *
     * @return null if the station is not known
     * @throws ProblemException when the change makes no sense of this station
     * @throws SQLException when the database is away: it did not happen
     */
    public @Nullable Device set(String deviceId, DeviceChange change, Act act) throws SQLException {
        Station station = registry.find(deviceId);
        if (station == null) {
            return null;
        }
        writing.lock();
        try {
            DeviceActStore.Placed placed = store.set(station.row(), change, act);
            station.inDatabase(true);
            station.set(placed.siteCode(), placed.setup());
        } finally {
            writing.unlock();
        }
        registry.written(deviceId);
        LOG.info("station {} was {}", deviceId, change.words());
        return registry.changed(station);
    }
}
